import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { RAREST, surprisalSql } from "../linkage/surprisal.ts";

/** A value of the compared records, what tells two persons who share it apart, and the column that says what it is worth. */
const VALUES = [
  { value: "key_code", apart: "birth_int", rarity: "name_cap" },
  { value: "birth_int", apart: "key_code", rarity: "s_date" },
  { value: "birth_year", apart: "key_code", rarity: "s_year" },
  { value: "commune_now", apart: "key_code", rarity: "s_commune" },
  { value: "district_old", apart: "key_code", rarity: "s_district" },
  { value: "province_now", apart: "key_code", rarity: "s_province" },
] as const;

/**
 * Makes `dedupe_common` (value, code, rarity): how rare a value is among the persons of `dedupe_person`, counted by the names (of a
 * name: by the birth dates) it stands beside, so that one who recurs counts once. Values of one such person only are left out.
 */
export async function countLocally(c: Connection): Promise<void> {
  const counted = VALUES.map(({ value, apart }) => {
    const [code, other] = [sql.id(value), sql.id(apart)];
    return sql`select ${sql.lit(value)} as value, ${code}::bigint as code,
        ${surprisalSql(sql`(count(distinct ${other}) - 1) / (select count(distinct ${other}) from dedupe_person)`)} as rarity
      from dedupe_person where ${code} is not null group by ${code} having count(distinct ${other}) > 1`;
  });
  await c.run(sql`create or replace temp table dedupe_common as ${sql.join(counted, " union all ")}`, "count locally");
}

/**
 * The weighed records, no value of theirs worth more than its rarity among these records says: a source may be of one commune or
 * one age, and foreigners' names are unknown to the register. Adds `name_cap`, the most that a whole name may be worth.
 */
export function limitedSql(weighed: Sql, registerRows: number): Sql {
  const joins = VALUES.map(({ value }, i) => {
    const alias = sql.id(`l${i}`);
    return sql`left join dedupe_common ${alias} on ${alias}.value = ${sql.lit(value)} and ${alias}.code = w.${sql.id(value)}`;
  });
  const unseen = surprisalSql(sql`0.5 / ${registerRows}::double`);
  const limited = VALUES.flatMap(({ rarity }, i) =>
    rarity === "name_cap"
      ? []
      : [
          sql`least(w.${sql.id(rarity)}, coalesce(${sql.id(`l${i}`, "rarity")}, ${sql.int(RAREST)})) as ${sql.id(rarity)}`,
        ],
  );
  return sql`select w.* replace (${sql.join(limited)}), coalesce(l0.rarity, ${unseen}) as name_cap
    from ${weighed} w ${sql.join(joins, " ")}`;
}
