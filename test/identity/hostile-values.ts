import fc from "fast-check";

/** Values that break careless code; every reader must pass them through without throwing. */
export const HOSTILE_VALUES: readonly string[] = [
  "",
  " ",
  "\u00a0",
  "\u200b",
  "\u202e001099012345",
  "😀😀😀",
  "1".repeat(10_000),
  "a".repeat(10_000),
  "1 ".repeat(5_000),
  "(".repeat(3_000),
  "1/".repeat(4_000),
  "'; drop table people; --",
  '<script>alert("x")</script>',
  "=cmd|' /C calc'!A0",
  "+1+1",
  "@SUM(A1:A9)",
  "\u0000",
  "\ud800",
  "%00",
  "null",
  "NaN",
  "Infinity",
  "1e308",
  "-0",
  "٠٠١٠٩٩٠١٢٣٤٥",
  "００１０９９０１２３４５",
  "\t001099012345\r\n",
  "e\u0301".repeat(300),
];

/** Any text at all: every code point, lone surrogates among them, and the hostile values. */
export function anyText(): fc.Arbitrary<string> {
  const points = fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 30 });
  return fc.oneof(
    points.map((codes) => String.fromCodePoint(...codes)),
    fc.constantFrom(...HOSTILE_VALUES),
  );
}
