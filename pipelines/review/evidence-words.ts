import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { FIELD_NAMES, FIELDS } from "../../matchers/linkage/levels.ts";
import { REASONS } from "../../matchers/linkage/reasons.ts";
import { fieldWords, levelWords } from "../../matchers/linkage/words.ts";
import { STATUSES } from "../report/text.ts";

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

/** Why a record waits for a reviewer, by its status, in the report's words. */
export const statusWordsSql = (code: Sql, language: "vi" | "en"): Sql => termSql(STATUSES, code, language);

const SEXES = { M: { vi: "Nam", en: "male" }, F: { vi: "Nữ", en: "female" } } as const;

export const sexWordsSql = (code: Sql, language: "vi" | "en"): Sql => termSql(SEXES, code, language);

type Terms = Readonly<Record<string, { readonly vi: string; readonly en: string }>>;

const termSql = (terms: Terms, code: Sql, language: "vi" | "en"): Sql =>
  sql`case ${code} ${sql.join(
    Object.entries(terms).map(([name, term]) => sql`when ${name} then ${term[language]}`),
    " ",
  )} end`;
