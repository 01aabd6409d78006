import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { FIELD_NAMES, FIELDS } from "../../matchers/linkage/levels.ts";
import { REASONS } from "../../matchers/linkage/reasons.ts";
import { fieldWords, levelWords } from "../../matchers/linkage/words.ts";

/** A candidate's evidence as one sentence: each field that could be compared, with its bits. `alias` is of `evidence`. */
export function evidenceWordsSql(alias: string, language: "vi" | "en"): Sql {
  const fields = FIELD_NAMES.map((field) => {
    const whens = Object.entries(FIELDS[field])
      .filter(([, level]) => level > 0)
      .map(([name, level]) => {
        const words = `${fieldWords(field)[language]}: ${levelWords(field, name)[language]}`;
        return sql`when ${level} then ${words}`;
      });
    const text = sql`format(' ({:+.1f})', ${sql.id(alias, `w_${field}`)} / 1000.0)`;
    const bits = language === "vi" ? sql`replace(${text}, '.', ',')` : text;
    return sql`case ${sql.id(alias, field)} ${sql.join(whens, " ")} end || ${bits}`;
  });
  return sql`concat_ws('; ', ${sql.join(fields)})`;
}

/** A list of reason codes as sentences. */
export function reasonWordsSql(codes: Sql, language: "vi" | "en"): Sql {
  const whens = Object.entries(REASONS).map(([code, words]) => sql`when ${code} then ${words[language]}`);
  return sql`array_to_string(list_transform(${codes}, code -> case code ${sql.join(whens, " ")} else code end), '; ')`;
}

interface Words {
  readonly vi: string;
  readonly en: string;
}

/** Why a record waits for a reviewer, by status. */
const WAITING: Readonly<Record<"review" | "conflict", Words>> = {
  review: { vi: "nghi khớp, chờ xác nhận", en: "probably the same, unconfirmed" },
  conflict: { vi: "số của người khác", en: "number of somebody else" },
};

const SEXES: Readonly<Record<"M" | "F", Words>> = { M: { vi: "Nam", en: "male" }, F: { vi: "Nữ", en: "female" } };

export const statusWordsSql = (code: Sql, language: "vi" | "en"): Sql => wordsSql(WAITING, code, language);

export const sexWordsSql = (code: Sql, language: "vi" | "en"): Sql => wordsSql(SEXES, code, language);

const wordsSql = (words: Readonly<Record<string, Words>>, code: Sql, language: "vi" | "en"): Sql =>
  sql`case ${code} ${sql.join(
    Object.entries(words).map(([name, word]) => sql`when ${name} then ${word[language]}`),
    " ",
  )} end`;
