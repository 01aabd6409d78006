import fc from "fast-check";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { buildIdentityDictionary } from "../../matchers/identity/identity-dictionary.ts";
import { type NumberKind, standardiseIdentity } from "../../matchers/identity/standardise-identity.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { fill, memoryEngine } from "../support/memory-engine.ts";
import { HOSTILE_VALUES } from "./hostile-values.ts";

const engine = memoryEngine();

const digits = (min: number, max = min) =>
  fc.string({ unit: fc.constantFrom(..."0123456789".split("")), minLength: min, maxLength: max });
const regular = fc
  .tuple(fc.constantFrom("001", "079", "038", "096"), digits(1), digits(8))
  .map((parts) => parts.join(""));
const shaped = fc.oneof(
  { weight: 4, arbitrary: regular },
  regular.map((number) => number.slice(1)),
  regular.map((number) => number.slice(2)),
  digits(7, 13),
  fc.tuple(fc.constantFrom("27", "01", "38", "99"), digits(7)).map((parts) => parts.join("")),
  digits(7).map((tail) => `271450${tail}`.slice(0, 9)),
  fc.tuple(fc.constantFrom(..."ABCNPOILZb".split("")), digits(7, 8)).map((parts) => parts.join("")),
  fc.tuple(digits(1, 3), fc.integer({ min: 2, max: 12 })).map(([unit, times]) => unit.repeat(times)),
  fc
    .tuple(
      fc.constantFrom("'", " ", "=", "''", ""),
      fc.oneof(regular, digits(8, 11), fc.constant("B1234567")),
      fc.constantFrom("", ".0", ".00", " ", "'", "  "),
    )
    .map((parts) => parts.join("")),
  fc.tuple(regular, fc.constantFrom(" ", ".0", "'", "-", "O")).map(([number, mark]) => number + mark),
  fc.tuple(fc.constantFrom("", "0", "00"), digits(0, 3)).map(([zeros, tail]) => `${zeros}123456789${tail}`),
  fc.constantFrom("012345678", "123456789", "987654321", "0123456789", "123456789012", "098765432", ...HOSTILE_VALUES),
);

it("reads in SQL exactly what the function reads", async () => {
  const kinds: (NumberKind | null)[] = [null, "any", "old", "passport"];
  const pairs = new Map<string, [string, string | null]>();
  for (const raw of fc.sample(shaped, 6000))
    for (const kind of kinds) if (isText(raw)) pairs.set(`${kind}|${raw}`, [raw, kind]);
  const c = engine.connection();
  await fill(c, "cells", ["raw", "kind"], pairs.values());
  const lists = new ListNumbers();
  await buildIdentityDictionary(c, { values: sql`select raw, kind from cells`, into: "identities", lists });
  const rows = await c.rows<Record<string, string | null>>(
    sql`select * from identities order by raw, kind`,
    "read dictionary",
  );
  expect(rows).toHaveLength(pairs.size);
  const expected = rows.map(({ raw, kind }) => {
    const reading = standardiseIdentity(raw!, (kind ?? "any") as NumberKind);
    return {
      raw,
      kind,
      person_number: reading.personNumber,
      old_number: reading.oldNumber,
      passport: reading.passport,
      foreign_number: reading.foreignNumber,
      padded_candidate: reading.paddedCandidate,
      padded_old: reading.paddedOld,
      number_state: reading.state,
      findings: lists.of(reading.findings),
    };
  });
  expect(rows).toEqual(expected);
  expect(
    await c.rows(sql`select * from duckdb_tables() where table_name like 'identities\\_%' escape '\\'`, "left over"),
  ).toEqual([]);
});

/** What a DuckDB varchar can hold: no lone surrogate. */
function isText(raw: string): boolean {
  return !raw.includes("\ud800");
}
