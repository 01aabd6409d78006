import { GAP, type Words } from "./tokens.ts";

/** The word behind a number: digits, with letters and further digits that no space parts from them. */
export function numberEnd({ count, gap, numeric, plain }: Words, at: number): number {
  if (at >= count || !numeric[at]) return at;
  let i = at + 1;
  while (i < count && gap[i] !== GAP.space && gap[i]! < GAP.part) {
    if (!numeric[i] && (gap[i] !== GAP.none || (plain[i]!.length > 1 && plain[i] !== "bis"))) break;
    i++;
  }
  return i;
}

/** "12A/3"; leading zeros and Roman numbers as usual ones. */
export function numberText({ gap, numeric, plain }: Words, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) {
    if (i > from && gap[i] !== GAP.none) text += "/";
    text += numeric[i] ? String(Number(plain[i])) : plain[i]!.toUpperCase();
  }
  return to === from + 1 && !numeric[from] ? romanNumber(text) : text;
}

const ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"];
const romanNumber = (text: string): string => {
  const at = ROMANS.indexOf(text);
  return at < 0 ? text : String(at + 1);
};
