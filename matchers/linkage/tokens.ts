import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { linkOrCopy } from "../../connectors/files/link-or-copy.ts";
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

/** Where the words and relations of a run stand for the next, as Parquet. */
export interface TokenFiles {
  readonly words: string;
  readonly relations: string;
}

/**
 * The distinct words of names, and family names of several words, which have a code of their own, whole: a select of `token`.
 * `names` is a table or select with columns family, middle, given.
 */
const wordsSql = (names: Sql): Sql => sql`
  with part as (
    select distinct family as text from ${names} union select distinct middle from ${names} union select distinct given from ${names}),
  word as (
    select distinct unnest(string_split(lower(text), ' ')) as token from part where text <> ''
    union select distinct lower(family) from ${names})
  select token from word where token <> ''`;

/**
 * Makes the two small tables that let names be compared as integers: `link_fold(code, token, folded_code)` and
 * `link_relation(a, b, level)` with the levels of `NAME_LEVEL`, both directions, without pairs that are equal or unrelated.
 * @param names a select of all names (family, middle, given)
 * @param words a select of more words: those of the snapshot's counts
 */
export async function buildTokens(c: Connection, names: Sql, words?: Sql): Promise<void> {
  const all = words ? sql`${wordsSql(names)} union ${words}` : wordsSql(names);
  await c.run(sql`create or replace temp table link_token as ${all}`, "collect name words");
  for (const table of ["link_fold", "link_relation"])
    await c.run(sql`drop table if exists ${sql.id(table)}`, "drop word tables");
  await buildTokenTable(c, { tokens: sql`from link_token`, into: "link_fold" });
  await addRelations(c);
}

/** Makes the same tables as the run before left them. How two words relate depends on them alone. */
export async function recallTokens(c: Connection, files: TokenFiles): Promise<void> {
  await c.run(sql`create or replace temp table link_fold as from read_parquet(${files.words})`, "recall words");
  await c.run(
    sql`create or replace temp table link_relation as from read_parquet(${files.relations})`,
    "recall word relations",
  );
}

/** Adds the words of names that are new, and relates them to all. @returns how many were */
export async function addTokens(c: Connection, names: Sql): Promise<number> {
  await c.run(
    sql`create or replace temp table link_token as
      select token from (${wordsSql(names)}) w where token not in (select token from link_fold)`,
    "collect new words",
  );
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from link_token`, "count new words");
  if (n === 0) return 0;
  await buildTokenTable(c, { tokens: sql`from link_token`, into: "link_new_fold" });
  await c.run(sql`insert into link_fold from link_new_fold`, "add words");
  await addRelations(c, sql`select token from link_new_fold`);
  await c.run(sql`drop table link_new_fold`, "drop new words");
  return n;
}

/** Adds to `link_relation` how the words of `link_fold` relate, or only the fresh ones to all. */
async function addRelations(c: Connection, fresh?: Sql): Promise<void> {
  const tokens = sql`select token from link_fold`;
  await buildTokenRelations(c, { tokens, into: "link_word_relation", ...(fresh ? { fresh } : {}) });
  const level: Sql = sql.join(
    Object.entries(LEVEL_OF_RELATION).map(([relation, n]) => sql`when ${sql.int(Number(relation))} then ${sql.int(n)}`),
    " ",
  );
  const levelled = sql`select a, b, (case relation ${level} else ${sql.int(NAME_LEVEL.different)} end)::utinyint as level
    from link_word_relation`;
  await c.run(
    fresh ? sql`insert into link_relation ${levelled}` : sql`create temp table link_relation as ${levelled}`,
    "level word relations",
  );
  await c.run(sql`drop table link_word_relation`, "drop word tables");
}

/** Leaves words and relations for the next run; `same` has the files of the run before where no word is new. */
export async function rememberTokens(c: Connection, files: TokenFiles, same?: TokenFiles): Promise<void> {
  if (same) {
    await linkOrCopy(same.words, files.words);
    await linkOrCopy(same.relations, files.relations);
    return;
  }
  await c.run(sql`copy link_fold to ${sql.lit(files.words)} (format parquet)`, "remember words");
  await c.run(sql`copy link_relation to ${sql.lit(files.relations)} (format parquet)`, "remember word relations");
}
