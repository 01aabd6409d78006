import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { TOKEN_RELATION } from "../names/token-relation.ts";
import { buildTokenRelations, buildTokenTable } from "../names/token-relations.ts";
import { NAME_LEVEL } from "./levels.ts";

/** Which level of evidence each relation of two words is. */
const LEVEL_OF_RELATION = {
  [TOKEN_RELATION.placement]: NAME_LEVEL.marks,
  [TOKEN_RELATION.iOrY]: NAME_LEVEL.marks,
  [TOKEN_RELATION.keyboard]: NAME_LEVEL.marks,
  [TOKEN_RELATION.marksMissing]: NAME_LEVEL.marks,
  [TOKEN_RELATION.regional]: NAME_LEVEL.near,
  [TOKEN_RELATION.tone]: NAME_LEVEL.tone,
  [TOKEN_RELATION.marks]: NAME_LEVEL.tone,
  [TOKEN_RELATION.slip]: NAME_LEVEL.near,
  [TOKEN_RELATION.abbreviation]: NAME_LEVEL.initial,
} as const;

/**
 * Makes the two small tables that let names be compared as integers, from every word of every name in the given
 * standard tables: `link_fold(code, token, folded_code)` and `link_relation(a, b, level)` with the levels of `NAME_LEVEL`,
 * both directions, without pairs that are equal or unrelated.
 * @param paths standard Parquet files (columns family, middle, given)
 */
export async function buildTokens(c: Connection, paths: readonly string[]): Promise<void> {
  await c.run(
    sql`create or replace temp table link_token as
      with part as (
        select distinct family as text from read_parquet(${paths})
        union select distinct middle from read_parquet(${paths})
        union select distinct given from read_parquet(${paths})),
      word as (
        select distinct unnest(string_split(lower(text), ' ')) as token from part where text <> ''
        union select distinct lower(text) from part where text <> '')
      select token from word where token <> ''`,
    "collect name words",
  );
  for (const table of ["link_fold", "link_word_relation"])
    await c.run(sql`drop table if exists ${sql.id(table)}`, "drop word tables");
  await buildTokenTable(c, { tokens: sql`from link_token`, into: "link_fold" });
  await buildTokenRelations(c, { tokens: sql`from link_token`, into: "link_word_relation" });
  const level: Sql = sql.join(
    Object.entries(LEVEL_OF_RELATION).map(
      ([relation, n]) => sql`when ${sql.trusted(relation)} then ${sql.trusted(String(n))}`,
    ),
    " ",
  );
  await c.run(
    sql`create or replace temp table link_relation as
      select a, b, (case relation ${level} else ${sql.trusted(String(NAME_LEVEL.different))} end)::utinyint as level from link_word_relation`,
    "level word relations",
  );
  await c.run(sql`drop table link_word_relation`, "drop word tables");
}
