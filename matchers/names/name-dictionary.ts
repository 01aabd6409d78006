import { BIGINT, INTEGER, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeOf, codeSql } from "../code.ts";
import { findingBit, findingsOf } from "./findings.ts";
import type { LegacyEncoding } from "./legacy-encoding.ts";
import { MAX_NAME_LENGTH, nameBits, standardiseName } from "./standardise-name.ts";
import { readToken, TOKEN_ROLE } from "./token.ts";

export interface NameDictionaryRequest {
  /** Select of one varchar column `raw`: the distinct names as read, not null. */
  readonly values: Sql;
  /** The table to create. */
  readonly into: string;
  /** The encoding the column was misread from, when the profile declares one. */
  readonly encoding?: LegacyEncoding;
}

/** Names of more words are read one by one. */
const FAST_WORDS = 6;

/**
 * Creates the table `into` (raw, name, name_key, name_kind, family, middle, given, name_code, key_code, family_code,
 * middle_code, middle2_code, given_code, findings): one row a distinct name.
 * Each distinct word is understood once in TypeScript; names made of regular words only are put together in SQL, the
 * others go through `standardiseName` one by one. Both ways give the same answer.
 */
export async function buildNameDictionary(c: Connection, request: NameDictionaryRequest): Promise<void> {
  const { into } = request;
  const table = (suffix: string) => sql.id(`${into}_${suffix}`);
  const [raws, words, rest, lists] = [table("raws"), table("words"), table("rest"), table("findings")];
  await c.run(
    sql`create temp table ${raws} as
      select raw, case when length(raw) <= ${MAX_NAME_LENGTH} then string_split(raw, ' ') end as words
      from (${request.values}) where raw is not null`,
    "split names into words",
  );
  await readWords(c, into);
  await createFindingLists(c, into);
  await c.run(assemble(into), "put regular names together");
  await readIrregularNames(c, request);
  await c.run(
    sql`insert into ${sql.id(into)}
      select raw, name, key, kind, family, middle, given,
        ${codeSql(sql`case when kind = 'person' then lower(name) end`)},
        ${codeSql(sql`case when kind = 'person' then key end`)},
        ${codeSql(sql`lower(family)`)},
        ${codeSql(sql`lower(string_split(middle, ' ')[1])`)},
        ${codeSql(sql`case when contains(middle, ' ') then lower(string_split(middle, ' ')[-1]) end`)},
        ${codeSql(sql`lower(string_split(given, ' ')[-1])`)},
        list_filter(string_split(findings, ' '), lambda finding: finding <> '')
      from ${rest}`,
    "add irregular names",
  );
  for (const name of [raws, words, rest, lists]) await c.run(sql`drop table ${name}`, "drop names' working tables");
}

/** Understands every distinct word of the names short enough for the fast path. */
async function readWords(c: Connection, into: string): Promise<void> {
  const words = `${into}_words`;
  await c.run(
    sql`create temp table ${sql.id(words)}
      (word varchar, display varchar, key varchar, code bigint, bits integer, start_bits integer, roles integer)`,
    "create words of names",
  );
  const distinct = sql`select distinct word from
    (select unnest(words) as word from ${sql.id(`${into}_raws`)} where len(words) between 2 and ${FAST_WORDS})`;
  const found: string[] = [];
  for await (const [column] of c.columns(distinct, "read words of names")) found.push(...(column as string[]));
  const appender = await c.appender(
    words,
    [VARCHAR, VARCHAR, VARCHAR, BIGINT, INTEGER, INTEGER, INTEGER],
    "write words",
  );
  for (const word of found) {
    const token = readToken(word);
    if ((token.roles & TOKEN_ROLE.regular) === 0) continue;
    appender.append([word, token.display, token.key, codeOf(token.lower), token.bits, token.startBits, token.roles]);
  }
  appender.close();
}

/** Findings that words of a regular name can have, together with the name-level ones. */
const WORD_BITS = [findingBit("name.unicode_normalised"), findingBit("name.mark_moved"), 1 << 29, 1 << 30];
const ORDER_BIT = findingBit("name.order_doubtful");

async function createFindingLists(c: Connection, into: string): Promise<void> {
  const lists = sql.id(`${into}_findings`);
  await c.run(sql`create temp table ${lists} (bits integer, findings varchar[])`, "create finding lists");
  const sets = [0];
  for (const bit of [...WORD_BITS, ORDER_BIT]) sets.push(...sets.map((set) => set | bit));
  const rows = sets.map((bits) => sql`(${bits}, ${[...findingsOf(nameBits(bits))]}::varchar[])`);
  await c.run(sql`insert into ${lists} values ${sql.join(rows)}`, "write finding lists");
}

/** Names of two to six regular words: family, middle words, given. */
function assemble(into: string): Sql {
  const word = sql.id(`${into}_words`);
  const at = (i: number, column: string) => sql.id(`w${i}`, column);
  const later = [2, 3, 4, 5, 6];
  const joins = later.map(
    (i) => sql`left join ${word} as ${sql.id(`w${i}`)} on ${sql.id(`w${i}`, "word")} = n.words[${i}]`,
  );
  const present = later.map((i) => sql`(len(n.words) < ${i} or ${at(i, "word")} is not null)`);
  const all = (column: string) => later.map((i) => at(i, column));
  const last = (column: string) => sql`coalesce(${sql.join([6, 5, 4, 3, 2].map((i) => at(i, column)))})`;
  const bits = sql.join([at(1, "start_bits"), ...later.map((i) => sql`coalesce(${at(i, "bits")}, 0)`)], " | ");
  const doubtful = sql`case when ${last("roles")} & ${TOKEN_ROLE.familyOnly} <> 0
    and w1.roles & ${TOKEN_ROLE.family} = 0 then ${ORDER_BIT} else 0 end`;
  const middle = sql`concat_ws(' ', ${sql.join(
    [2, 3, 4, 5].map((i) => sql`case when len(n.words) > ${i} then ${at(i, "display")} end`),
  )})`;
  return sql`create table ${sql.id(into)} as
    with put as (
      select n.raw,
        concat_ws(' ', w1.display, ${sql.join(all("display"))}) as name,
        concat(w1.key, ${sql.join(all("key"))}) as name_key,
        w1.display as family,
        nullif(${middle}, '') as middle,
        ${last("display")} as given,
        w1.code as family_code,
        case when len(n.words) > 2 then w2.code end as middle_code,
        case len(n.words) when 4 then w3.code when 5 then w4.code when 6 then w5.code end as middle2_code,
        ${last("code")} as given_code,
        (${bits}) | ${doubtful} as bits
      from ${sql.id(`${into}_raws`)} n
      join ${word} as w1 on w1.word = n.words[1] and w1.roles & ${TOKEN_ROLE.start} <> 0
      ${sql.join(joins, " ")}
      where len(n.words) between 2 and ${FAST_WORDS} and ${sql.join(present, " and ")}
    )
    select raw, name, name_key, 'person' as name_kind, family, middle, given,
      ${codeSql(sql`lower(name)`)} as name_code, ${codeSql(sql`name_key`)} as key_code,
      family_code, middle_code, middle2_code, given_code, findings
    from put join ${sql.id(`${into}_findings`)} using (bits)`;
}

/** Every name the fast path left out, understood whole. */
async function readIrregularNames(c: Connection, { into, encoding }: NameDictionaryRequest): Promise<void> {
  const rest = `${into}_rest`;
  await c.run(
    sql`create temp table ${sql.id(rest)} (raw varchar, name varchar, key varchar, kind varchar, family varchar,
      middle varchar, given varchar, findings varchar)`,
    "create irregular names",
  );
  const left = sql`select n.raw from ${sql.id(`${into}_raws`)} n anti join ${sql.id(into)} d on d.raw = n.raw`;
  const found: string[] = [];
  for await (const [column] of c.columns(left, "read irregular names")) found.push(...(column as string[]));
  const appender = await c.appender(
    rest,
    Array.from({ length: 8 }, () => VARCHAR),
    "write irregular names",
  );
  for (const raw of found) {
    const { name, key, kind, family, middle, given, findings } = standardiseName(raw, encoding ? { encoding } : {});
    appender.append([raw, name, key, kind, family, middle, given, findings.join(" ")]);
  }
  appender.close();
}
