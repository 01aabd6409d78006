import { BIGINT, INTEGER, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeOf, codeSql } from "../code.ts";
import { decodeWord, detectColumnEncoding } from "./encoding-repair.ts";
import { findingBit, findingsOf } from "./findings.ts";
import type { LegacyEncoding } from "./legacy-encoding.ts";
import { decodedBits, MAX_NAME_LENGTH, nameBits, standardiseName } from "./standardise-name.ts";
import { BARE_BIT, MARKED_BIT, readToken, TOKEN_ROLE, type Token } from "./token.ts";

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

/** Columns of the dictionary and their DuckDB types. */
const COLUMNS = [
  ["raw", VARCHAR],
  ["name", VARCHAR],
  ["name_key", VARCHAR],
  ["name_kind", VARCHAR],
  ["family", VARCHAR],
  ["middle", VARCHAR],
  ["given", VARCHAR],
  ["name_code", BIGINT],
  ["key_code", BIGINT],
  ["family_code", BIGINT],
  ["middle_code", BIGINT],
  ["middle2_code", BIGINT],
  ["given_code", BIGINT],
] as const;

/**
 * Creates the table `into` (raw, name, name_key, name_kind, family, middle, given, name_code, key_code, family_code,
 * middle_code, middle2_code, given_code, findings): one row a distinct name.
 * Each distinct word is understood once in TypeScript; names made of regular words only are put together in SQL, the
 * others go through `standardiseName` one by one. Both ways give the same answer.
 */
export async function buildNameDictionary(c: Connection, request: NameDictionaryRequest): Promise<void> {
  const { into, values } = request;
  const table = (suffix: string) => sql.id(`${into}_${suffix}`);
  await c.run(
    sql`create temp table ${table("raws")} as
      select raw, case when length(raw) <= ${MAX_NAME_LENGTH} then string_split(raw, ' ') end as words
      from (${values}) where raw is not null`,
    "split names into words",
  );
  await createFindingLists(c, into);
  const encoding = await readWords(c, request);
  await c.run(assemble(into), "put regular names together");
  await readIrregularNames(c, into, encoding);
  for (const suffix of ["raws", "words", "rest", "findings"]) {
    await c.run(sql`drop table ${table(suffix)}`, "drop names' working tables");
  }
}

/** A word of a column, decoded if the column was misread. */
function readColumnWord(raw: string, encoding: LegacyEncoding | null): Token {
  if (encoding === null) return readToken(raw);
  const composed = raw.normalize("NFC");
  const decoded = decodeWord(composed, encoding);
  if (decoded === composed) return readToken(raw);
  const token = readToken(decoded);
  const bits = decodedBits(raw);
  return { ...token, bits: token.bits | bits, startBits: token.startBits | bits };
}

/**
 * Understands every distinct word of the names short enough for the fast path.
 * @returns the encoding the column was misread from, declared or found
 */
async function readWords(c: Connection, request: NameDictionaryRequest): Promise<LegacyEncoding | null> {
  const words = `${request.into}_words`;
  await c.run(
    sql`create temp table ${sql.id(words)}
      (word varchar, display varchar, key varchar, code bigint, bits integer, start_bits integer, roles integer)`,
    "create words of names",
  );
  const counted = sql`select word, count(*)::integer as n
    from (select unnest(words) as word from ${sql.id(`${request.into}_raws`)}) group by word`;
  const found: [string, number][] = [];
  for await (const [column, counts] of c.columns(counted, "read words of names")) {
    column!.forEach((word, i) => {
      found.push([word as string, counts![i] as number]);
    });
  }
  const encoding = request.encoding ?? detectColumnEncoding(found);
  const appender = await c.appender(
    words,
    [VARCHAR, VARCHAR, VARCHAR, BIGINT, INTEGER, INTEGER, INTEGER],
    "write words",
  );
  for (const [word] of found) {
    const { display, lower, key, bits, startBits, roles } = readColumnWord(word, encoding);
    if ((roles & TOKEN_ROLE.regular) !== 0)
      appender.append([word, display, key, codeOf(lower), bits, startBits, roles]);
  }
  appender.close();
  return encoding;
}

/** Findings that words of a regular name can have, together with the name-level ones. */
const WORD_BITS = [
  findingBit("name.encoding_repaired"),
  findingBit("name.unicode_normalised"),
  findingBit("name.mark_moved"),
  MARKED_BIT,
  BARE_BIT,
];
const ORDER_BIT = findingBit("name.order_doubtful");

async function createFindingLists(c: Connection, into: string): Promise<void> {
  const lists = sql.id(`${into}_findings`);
  await c.run(sql`create temp table ${lists} (bits integer, findings varchar[])`, "create finding lists");
  const sets = [0];
  for (const bit of [...WORD_BITS, ORDER_BIT]) sets.push(...sets.map((set) => set | bit));
  const rows = sets.map((bits) => sql`(${bits}, ${[...findingsOf(nameBits(bits))]}::varchar[])`);
  await c.run(sql`insert into ${lists} values ${sql.join(rows)}`, "write finding lists");
}

/**
 * The code of a canonical name from those of its words: each shifted right by its place, all xored. Equal names have
 * equal codes; it costs a tenth of hashing the text.
 */
function nameCodeOf(words: readonly bigint[]): bigint {
  return words.reduce((code, word, i) => code ^ (word >> BigInt(Math.min(i, 32))), 0n);
}

/** Names of `size` words put together: family, middle words, given. A null kind where a word is not regular. */
function assembleSize(into: string, size: number): Sql {
  const all = Array.from({ length: size }, (_, i) => i + 1);
  const later = all.slice(1);
  const at = (i: number, column: string) => sql.id(`w${i}`, column);
  const list = (places: readonly number[], column: string, separator = ", ") =>
    sql.join(
      places.map((i) => at(i, column)),
      separator,
    );
  const joins = all.map(
    (i) => sql`left join ${sql.id(`${into}_words`)} as ${sql.id(`w${i}`)} on ${at(i, "word")} = n.words[${i}]`,
  );
  const found = sql.join(
    all.map((i) => sql`${at(i, "word")} is not null`),
    " and ",
  );
  const doubtful = sql`case when ${at(size, "roles")} & ${TOKEN_ROLE.familyOnly} <> 0
    and w1.roles & ${TOKEN_ROLE.family} = 0 then ${ORDER_BIT} else 0 end`;
  const middle = later.slice(0, -1);
  const nameCode = later.reduce((code, i) => sql`xor(${code}, ${at(i, "code")} >> ${i - 1})`, at(1, "code"));
  return sql`
    select n.raw,
      ${found} and w1.roles & ${TOKEN_ROLE.start} <> 0
        and (w1.roles & ${TOKEN_ROLE.phraseStart} = 0 or w2.roles & ${TOKEN_ROLE.phraseSecond} = 0) as regular,
      ${list(all, "display", " || ' ' || ")} as name,
      ${list(all, "key", " || ")} as name_key,
      w1.display as family,
      ${middle.length > 0 ? list(middle, "display", " || ' ' || ") : sql`null::varchar`} as middle,
      ${at(size, "display")} as given,
      ${nameCode} as name_code,
      w1.code as family_code,
      ${middle.length > 0 ? sql`w2.code` : sql`null::bigint`} as middle_code,
      ${middle.length > 1 ? at(size - 1, "code") : sql`null::bigint`} as middle2_code,
      ${at(size, "code")} as given_code,
      w1.start_bits | ${list(later, "bits", " | ")} | ${doubtful} as bits
    from ${sql.id(`${into}_raws`)} n ${sql.join(joins, " ")}
    where len(n.words) = ${size}`;
}

/** Regular names put together, and the others with a null kind. */
function assemble(into: string): Sql {
  const sizes = Array.from({ length: FAST_WORDS - 1 }, (_, i) => assembleSize(into, i + 2));
  return sql`create table ${sql.id(into)} as
    with put as (${sql.join(sizes, " union all ")})
    select raw, name, name_key, case when regular then 'person' end as name_kind, family, middle, given,
      name_code, ${codeSql(sql`name_key`)} as key_code, family_code, middle_code, middle2_code, given_code, findings
    from put left join ${sql.id(`${into}_findings`)} using (bits)
    union all by name
    select raw from ${sql.id(`${into}_raws`)} where words is null or len(words) not between 2 and ${FAST_WORDS}`;
}

/** Codes of words in any case, each worked out once; null for null. */
function coder(): (text: string | null | undefined) => bigint | null {
  const codes = new Map<string, bigint>();
  return (text) => {
    if (text === null || text === undefined) return null;
    const lower = text.toLowerCase();
    const known = codes.get(lower) ?? codeOf(lower);
    codes.set(lower, known);
    return known;
  };
}

/** Every name the fast path left out, understood whole. */
async function readIrregularNames(c: Connection, into: string, encoding: LegacyEncoding | null): Promise<void> {
  const rest = `${into}_rest`;
  const left = sql`select raw from ${sql.id(into)} where name_kind is null`;
  const found: string[] = [];
  for await (const [column] of c.columns(left, "read irregular names")) found.push(...(column as string[]));
  await c.run(sql`delete from ${sql.id(into)} where name_kind is null`, "take irregular names out");
  await c.run(
    sql`create temp table ${sql.id(rest)} as
      select * replace ('' as findings) from ${sql.id(into)} limit 0`,
    "create irregular names",
  );
  const appender = await c.appender(rest, [...COLUMNS.map(([, type]) => type), VARCHAR], "write irregular names");
  const code = coder();
  for (const raw of found) {
    const { name, key, kind, family, middle, given, findings } = standardiseName(raw, encoding ? { encoding } : {});
    const isPerson = kind === "person" && name !== null;
    const middles = middle?.split(" ");
    appender.append([
      raw,
      name,
      key,
      kind,
      family,
      middle,
      given,
      isPerson ? nameCodeOf(name.split(" ").map((word) => code(word)!)) : null,
      null,
      code(family),
      code(middles?.[0]),
      middles && middles.length > 1 ? code(middles.at(-1)) : null,
      code(given?.split(" ").at(-1)),
      findings.join(" "),
    ]);
  }
  appender.close();
  await c.run(
    sql`insert into ${sql.id(into)}
      select * replace (
        ${codeSql(sql`case when name_kind = 'person' then name_key end`)} as key_code,
        case when findings = '' then [] else string_split(findings, ' ') end as findings)
      from ${sql.id(rest)}`,
    "add irregular names",
  );
}
