import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { TABLES } from "../../pipelines/publish/catalogue.ts";

/** Writes the run's other tables beside a made-up night: evidence, duplicates, sims and quarantine, with every published column. */
export async function makeOtherTables(
  c: Connection,
  folder: string,
): Promise<{ evidence: string; duplicates: string; sims: string; quarantine: string[] }> {
  const write = async (table: string, rows: Sql): Promise<string> => {
    const path = join(folder, `made-${table}.parquet`);
    const columns = TABLES.find(({ name }) => name === table)!.columns;
    const defined = sql.join(columns.map(({ name, type }) => sql`${sql.id(name)} ${sql.trusted(type)}`));
    await c.run(sql`create or replace temp table made (${defined})`, "make");
    await c.run(sql`insert into made by name ${rows}`, "fill");
    await c.run(sql`copy (select * from made order by all) to ${path} (format parquet)`, "write");
    return path;
  };
  const matches = sql`read_parquet(${join(folder, "matches.parquet")})`;
  return {
    evidence: await write(
      "evidence",
      sql`select source, record_id, role, best_candidate_id as person_id, 1 as rank, pass, 1 as family, 1 as middle,
        1 as given, 1 as birth, 1 as sex, 1 as place, 0 as phone, 1 as number, 2000 as w_family, 3000 as w_middle,
        4000 as w_given, 0 as w_name, 9000 as w_birth, 900 as w_sex, 1000 as w_place, 0 as w_phone, 20000 as w_number,
        39900 as weight, probability, snapshot from ${matches}`,
    ),
    duplicates: await write(
      "duplicates",
      sql`select 'g' || person_id as group_id, 'within_source' as kind, source, record_id, role, person_id,
        2 as members, row_number() over (partition by source, person_id order by record_id) as rank, ['person.same'] as reasons
        from ${matches} where person_id is not null and source = 'bhxh'
        qualify count(*) over (partition by source, person_id) > 1
        union all by name
        select 'u' as group_id, 'unregistered' as kind, source, record_id, role, 2 as members,
          row_number() over (order by record_id) as rank, ['name.same', 'birth.same'] as reasons
        from (select *, row_number() over (order by source, record_id) as nth from ${matches} where person_id is null) where nth <= 2`,
    ),
    sims: await write(
      "sims",
      sql`select '0' || substr(record_id, 3) as msisdn, source as carrier, source, record_id, person_id,
        case when status = 'conflict' then 'number_of_other' else 'ok' end as finding,
        case when status = 'conflict' then 'update_data' else 'none' end as action, 1 as owner_sims,
        1 as owner_sims_carrier, '1-3' as owner_group
        from ${matches} where source <> 'bhxh'`,
    ),
    quarantine: [
      await write(
        "quarantine",
        sql`select 'viettel' as source, 'viettel.csv' as file, 100 + i as line, 'row.fields' as reason, '' as detail,
          'raw' as raw from range(2) t(i)`,
      ),
    ],
  };
}
