import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { numberLevel } from "../../matchers/linkage/compare.ts";
import { NUMBER_LEVEL as U } from "../../matchers/linkage/levels.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const engine = memoryEngine();

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
        null::bigint as alias_pid, null::bigint as old_number_int, null::bigint as passport_code),
      r as (select ${person}::bigint as pid, 19620317 as birth_int, 1::utinyint as sex, null::bigint as old_number_int, null::bigint as passport_code)
      select ${numberLevel} as level from x, r`,
    "relate",
  );
  expect(row.level).toBe(level);
});
