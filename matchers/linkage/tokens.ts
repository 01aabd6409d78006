import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";
import { NAME_LEVEL } from "./levels.ts";

/**
 * Makes the two small tables that let names be compared as integers, from every word of every name in the given
 * standard tables: `link_fold(code, fold)` and `link_relation(a, b, level)` with the levels of `NAME_LEVEL`,
 * both directions, without pairs that are equal or unrelated.
 * @param paths standard Parquet files (columns family, middle, given)
 */
export async function buildTokens(c: Connection, paths: readonly string[]): Promise<void> {
  await c.run(
    sql`create or replace temp table link_token as
      with part as (
        select distinct family as text from read_parquet(${paths})
        union select distinct middle from read_parquet(${paths})
        union select distinct given from read_parquet(${paths}))
      select distinct unnest(string_split(lower(text), ' ')) as token from part where text <> ''
      union select distinct lower(text) from part where text <> ''`,
    "collect name words",
  );
  await c.run(
    sql`create or replace temp table link_fold as
      select ${codeSql(sql`token`)} as code, ${codeSql(sql`f`)} as fold, f as folded
      from (select token, translate(strip_accents(token), 'đ', 'd') as f from link_token)`,
    "fold name words",
  );
  await c.run(
    sql`create or replace temp table link_relation as
      select a.code as a, b.code as b, case when a.folded = b.folded then ${NAME_LEVEL.marks} else ${NAME_LEVEL.near} end::utinyint as level
      from link_fold a join link_fold b on a.code <> b.code
      where a.folded = b.folded or (length(a.folded) > 2 and length(b.folded) > 2 and damerau_levenshtein(a.folded, b.folded) = 1)`,
    "relate name words",
  );
}
