import { BIGINT, USMALLINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeOf, codeSql } from "../code.ts";
import type { ListNumbers } from "../list-numbers.ts";
import type { LegacyEncoding } from "./legacy-encoding.ts";
import { standardiseName } from "./standardise-name.ts";

/**
 * The code of a canonical name from those of its words: each shifted right by its place, all xored. Equal names have
 * equal codes; it costs a tenth of hashing the text. `nameCodeSql` in name-columns.ts does the same.
 */
function nameCodeOf(words: readonly bigint[]): bigint {
  return words.reduce((code, word, i) => code ^ (word >> BigInt(Math.min(i, 32))), 0n);
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

const TEXTS = ["raw", "name", "name_key", "name_kind", "family", "middle", "given"] as const;
const CODES = ["name_code", "family_code", "middle_code", "middle2_code", "given_code"] as const;

/**
 * Understands names whole, one by one, into the table `into`: raw and the columns of the name dictionary.
 * @param names select of one varchar column: distinct names
 */
export async function readNamesWhole(
  c: Connection,
  names: Sql,
  into: string,
  { encoding, lists }: { readonly encoding: LegacyEncoding | null; readonly lists: ListNumbers },
): Promise<void> {
  const found: string[] = [];
  for await (const [column] of c.columns(names, "read irregular names")) found.push(...(column as string[]));
  const read = `${into}_read`;
  const column = (type: string) => (name: string) => sql`${sql.id(name)} ${sql.trusted(type)}`;
  const columns = [...TEXTS.map(column("varchar")), ...CODES.map(column("bigint")), sql`findings usmallint`];
  await c.run(sql`create temp table ${sql.id(read)} (${sql.join(columns)})`, "create irregular names");
  const types = [...TEXTS.map(() => VARCHAR), ...CODES.map(() => BIGINT), USMALLINT];
  const appender = await c.appender(read, types, "write irregular names");
  const code = coder();
  for (const raw of found) {
    const { name, key, kind, family, middle, given, findings } = standardiseName(raw, encoding ? { encoding } : {});
    const middles = middle?.split(" ");
    appender.append([
      raw,
      name,
      key,
      kind,
      family,
      middle,
      given,
      kind === "person" && name !== null ? nameCodeOf(name.split(" ").map((word) => code(word)!)) : null,
      code(family),
      code(middles?.[0]),
      middles && middles.length > 1 ? code(middles.at(-1)) : null,
      code(given?.split(" ").at(-1)),
      lists.of(findings),
    ]);
  }
  appender.close();
  await c.run(
    sql`create temp table ${sql.id(into)} as
      select *, ${codeSql(sql`case when name_kind = 'person' then name_key end`)} as key_code
      from ${sql.id(read)}`,
    "code irregular names",
  );
  await c.run(sql`drop table ${sql.id(read)}`, "drop irregular names as read");
}
