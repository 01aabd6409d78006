import { BIGINT, INTEGER, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeOf } from "../code.ts";
import { decodeWord, detectColumnEncoding } from "./encoding-repair.ts";
import { findingBit } from "./findings.ts";
import type { LegacyEncoding } from "./legacy-encoding.ts";
import { decodedBits, MAX_NAME_LENGTH } from "./standardise-name.ts";
import { readToken, TOKEN_ROLE, type Token } from "./token.ts";

/** Names of more words are read one by one. */
export const FAST_WORDS = 5;

const SPACING_BIT = findingBit("name.spacing_repaired");

/** Rows with a column `raw`, and its words (`name_words`, null for texts too long) and the finding of extra spaces (`name_bits`). */
export function splitNames(rows: Sql): Sql {
  return sql`
    select *,
      case when length(raw) <= ${MAX_NAME_LENGTH} then
        case when contains(raw, '  ') or starts_with(raw, ' ') or ends_with(raw, ' ')
          then list_filter(string_split(raw, ' '), lambda word: word <> '')
          else string_split(raw, ' ') end
      end as name_words,
      case when contains(raw, '  ') or starts_with(raw, ' ') or ends_with(raw, ' ')
        then ${SPACING_BIT} else 0 end as name_bits
    from (${rows})`;
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
 * Understands every distinct word of the names and writes the regular ones into the table `words`
 * (word, display, key, code, bits, start_bits, roles).
 * @param rows select with a varchar column `raw`
 * @returns the encoding the column was misread from, declared or found
 */
export async function readWords(
  c: Connection,
  rows: Sql,
  words: string,
  declared: LegacyEncoding | undefined,
): Promise<LegacyEncoding | null> {
  await c.run(
    sql`create temp table ${sql.id(words)}
      (word varchar, display varchar, key varchar, code bigint, bits integer, start_bits integer, roles integer)`,
    "create words of names",
  );
  const counted = sql`select word, count(*)::integer as n
    from (select unnest(name_words) as word from (${splitNames(rows)})) group by word`;
  const found: [string, number][] = [];
  for await (const [column, counts] of c.columns(counted, "read words of names")) {
    column!.forEach((word, i) => {
      found.push([word as string, counts![i] as number]);
    });
  }
  const encoding = declared ?? detectColumnEncoding(found);
  const types = [VARCHAR, VARCHAR, VARCHAR, BIGINT, INTEGER, INTEGER, INTEGER];
  const appender = await c.appender(words, types, "write words of names");
  for (const [word] of found) {
    const { display, lower, key, bits, startBits, roles } = readColumnWord(word, encoding);
    if ((roles & TOKEN_ROLE.regular) !== 0)
      appender.append([word, display, key, codeOf(lower), bits, startBits, roles]);
  }
  appender.close();
  return encoding;
}
