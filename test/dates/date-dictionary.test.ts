import fc from "fast-check";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { buildDateDictionary, inferDateFormat } from "../../matchers/dates/date-dictionary.ts";
import { readDate } from "../../matchers/dates/read-date.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { HOSTILE_VALUES } from "../identity/hostile-values.ts";
import { fill, memoryEngine } from "../support/memory-engine.ts";

const engine = memoryEngine();

const two = fc.integer({ min: 0, max: 40 }).map((n) => String(n).padStart(2, "0"));
const year = fc.oneof(fc.integer({ min: 1900, max: 2030 }), fc.integer({ min: 0, max: 2700 })).map(String);
const time = fc.constantFrom("", "", " 00:00:00", " 8:05", "T08:05:09.123", "T17:00:00Z", " 25:00", " 08:05:09 PM");
const shaped = fc.oneof(
  fc
    .tuple(two, fc.constantFrom("/", "-", ".", ""), two, fc.constantFrom("/", "-", "."), year, time)
    .map((p) => p.join("")),
  fc.tuple(year, fc.constantFrom("/", "-", ""), two, fc.constantFrom("/", "-", ""), two, time).map((p) => p.join("")),
  fc.integer({ min: 0, max: 99_999_999 }).map(String),
  fc.constantFrom(...HOSTILE_VALUES.filter((v) => !v.includes("\ud800"))),
);

it("reads through distinct days exactly what the function reads of each value", async () => {
  const raws = [...new Set(fc.sample(shaped, 8000))];
  const c = engine.connection();
  await fill(
    c,
    "cells",
    ["raw"],
    raws.map((raw) => [raw]),
  );
  const values = sql`select raw, 1 as n from cells`;
  const reading = await inferDateFormat(c, { values, declared: ["dd/MM/yyyy"], today: 20261122 });
  expect(reading).toMatchObject({ declared: ["dmy"], mixed: true, today: 20261122 });
  const lists = new ListNumbers();
  await buildDateDictionary(c, { values: sql`select raw from cells`, into: "days", reading, lists });
  const rows = await c.rows<{ raw: string }>(
    sql`
      select raw, strftime(date, '%Y%m%d')::integer as date, year, month, day, precision, birth_int,
        findings
      from days
      order by raw`,
    "read dictionary",
  );
  expect(rows).toHaveLength(raws.length);
  const expected = rows.map(({ raw }) => {
    const v = readDate(raw, reading);
    return {
      raw,
      date: v.epochDay === null ? null : v.birthInt,
      year: v.year,
      month: v.month,
      day: v.day,
      precision: v.precision,
      birth_int: v.birthInt,
      findings: lists.of(v.findings),
    };
  });
  expect(rows).toEqual(expected);
});
