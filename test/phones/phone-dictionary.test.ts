import fc from "fast-check";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { buildPhoneDictionary } from "../../matchers/phones/phone-dictionary.ts";
import { standardisePhone } from "../../matchers/phones/standardise-phone.ts";
import { HOSTILE_VALUES } from "../identity/hostile-values.ts";
import { fill, memoryEngine } from "../support/memory-engine.ts";

const engine = memoryEngine();

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789".split("")), minLength: length, maxLength: length });
const shaped = fc.oneof(
  fc
    .tuple(fc.constantFrom("0", "84", "+84", "", "0084", "+840", "00"), fc.integer({ min: 10, max: 99 }), digits(7))
    .map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("0", "84", ""), fc.integer({ min: 100, max: 299 }), digits(7))
    .map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("0", "84", "+84", ""), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }))
    .map(([prefix, a, b]) => `${prefix}${a}${String(b).repeat(8)}`),
  fc
    .tuple(
      fc.constantFrom("091", "08", "04", "+84 91", "84-91", "91", "(091)", "+84 8", "84-8", "84.8.38"),
      fc.array(fc.tuple(fc.constantFrom(" ", ".", "-", "", " - "), digits(2)), { maxLength: 5 }),
    )
    .map(([head, groups]) => head + groups.map((group) => group.join("")).join("")),
  fc.tuple(digits(8), fc.constantFrom(".0", ".00", "0.0", " ")).map((parts) => `9${parts.join("")}`),
  digits(9),
  digits(11),
  fc.constantFrom(
    "0912345678 0987654321",
    "+84 8 38291234",
    "84-8-38291234",
    "84.8 3829 1234",
    ...HOSTILE_VALUES.filter((v) => !v.includes("\ud800")),
  ),
);

it("reads in SQL exactly what the function reads", async () => {
  const raws = [...new Set(fc.sample(shaped, 8000))];
  const c = engine.connection();
  await fill(
    c,
    "cells",
    ["raw"],
    raws.map((raw) => [raw]),
  );
  const lists = new ListNumbers();
  await buildPhoneDictionary(c, { values: sql`select raw from cells`, into: "numbers", lists });
  const rows = await c.rows<{ raw: string; phone: string | null; phones: string | null; findings: number }>(
    sql`select raw, phone, phones, findings from numbers order by raw`,
    "read dictionary",
  );
  expect(rows).toHaveLength(raws.length);
  const expected = rows.map(({ raw }) => {
    const { phone, phones, findings } = standardisePhone(raw);
    return { raw, phone, phones: phones.length > 1 ? phones.join(" ") : null, findings: lists.of(findings) };
  });
  expect(rows).toEqual(expected);
});
