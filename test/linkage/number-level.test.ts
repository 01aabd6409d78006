import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { isSpoiltOfSql, spoiltKeysSql, spoiltNumberSql } from "../../matchers/identity/spoilt-number.ts";
import { numberLevel } from "../../matchers/linkage/compare.ts";
import { NUMBER_LEVEL as U } from "../../matchers/linkage/levels.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const engine = memoryEngine();

it.each<[string, string | null, string, boolean]>([
  ["the ninth digit left out", "00106200017", "001062000017", true],
  ["the first digit left out", "01062000017", "001062000017", true],
  ["the sixth digit left out", "00106000017", "001062000017", true],
  ["one digit struck twice", "0010662000017", "001062000017", true],
  ["a leading one struck twice", "1101062000017", "101062000017", true],
  ["a leading one left out", "01062000017", "101062000017", true],
  ["a digit too many at the end", "001062 000 0175", "001062000017", true],
  ["left out and another wrong", "00106200018", "001062000017", false],
  ["thirteen digits of another", "0380625047311", "001062000017", false],
  ["a phone number of the form 84…", "84912345678", "001062000017", false],
  ["a whole number", "001062000018", "001062000017", false],
  ["letters among the digits", "0010620000a7", "001062000017", false],
  ["nothing", null, "001062000017", false],
])("knows a person number with a digit too few or too many: %s", async (_, cell, person, wanted) => {
  const keys = spoiltKeysSql(sql`spoilt`, sql`number`);
  const row = await engine.connection().row<{ is: boolean; meet: boolean }>(
    sql`with cell as (select ${spoiltNumberSql(sql`${cell}::varchar`)} as spoilt, ${person}::bigint as number)
      select coalesce(${isSpoiltOfSql(sql`spoilt`, sql`number`)}, false) as is,
        coalesce(${sql.join(
          keys.map(([a, b]) => sql`${a} = ${b}`),
          " or ",
        )}, false) as meet from cell`,
    "relate",
  );
  expect(row.is).toBe(wanted);
  if (wanted) expect(row.meet).toBe(true);
});

/** A man born on 17 March 1962, number 001062000017; the record's number, birth date and sex beside the register's number. */
it.each<[string, string, number | null, number | null, string, number]>([
  ["the same", "1062000017", 19620317, 1, "1062000017", U.same],
  ["one digit off", "1062000018", 19620317, 1, "1062000017", U.slip],
  ["two digits off", "1062000098", 19620317, 1, "1062000007", U.different],
  ["another number of the row's year and sex", "38062504731", 19620317, 1, "1062000017", U.other],
  ["the same, of a row that does not know its sex", "38062504731", 19620000, null, "1062000017", U.other],
  ["another number, of another year than the row's", "38071504731", 19620317, 1, "1062000017", U.different],
  ["another number, of the other sex", "38162504731", 19620317, 1, "1062000017", U.different],
  ["another number, of a woman born in 2004", "2304072412", 20041205, 2, "1062000017", U.other],
  [
    "another number of the person's year and sex, of a row without a birth date",
    "38062504731",
    null,
    1,
    "1062000017",
    U.different,
  ],
  ["another number of another year, of a row without a birth date", "15095350496", null, null, "1062000017", U.other],
  ["another number of the other sex, of a row without a birth date", "38162504731", null, null, "1062000017", U.other],
  [
    "another number of another year, not of the row's sex, of a row without a birth date",
    "15095350496",
    null,
    2,
    "1062000017",
    U.different,
  ],
  ["two digits off, of a row without a birth date", "1072000018", null, 1, "1062000017", U.different],
])("tells how two numbers relate: %s", async (_, number, birth, sex, person, level) => {
  const row = await engine.connection().row<{ level: number }>(
    sql`with x as (select ${number}::bigint as number_int, ${birth}::integer as birth_int, ${sex}::utinyint as sex,
        null::bigint as spoilt_int, null::bigint[] as alias_pids, null::bigint as old_number_int, null::bigint as passport_code),
      r as (select ${person}::bigint as pid, 19620317 as birth_int, 1::utinyint as sex, null::bigint as old_number_int, null::bigint as passport_code)
      select ${numberLevel} as level from x, r`,
    "relate",
  );
  expect(row.level).toBe(level);
});
