import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { Tokens } from "../publish/token.ts";
import type { Rule } from "../quality/rule.ts";
import { STATUSES } from "../report/text.ts";
import { idOfToken, RecordNotFoundError } from "./find-record.ts";
import { type PersonValues, registerValues, VALUE_WORDS } from "./person-values.ts";
import { type Language, WORDS } from "./words.ts";

/** A row of the register as it is shown. It has no answer and no candidates: the sources' records are held against it. */
export interface ExplainedRegisterRow {
  readonly source: string;
  readonly record_token: string;
  readonly file: string;
  readonly line: number;
  /** Rules it fails, with their sentences. */
  readonly findings: readonly {
    readonly rule: string;
    readonly field: string;
    readonly detail: string | null;
    readonly vi: string;
    readonly en: string;
  }[];
  /** Records of the sources that were found to be this person, by source and status. */
  readonly records: readonly { readonly source: string; readonly status: string; readonly n: number }[];
  /** Null unless values are revealed. */
  readonly values: PersonValues | null;
}

interface RegisterRowRequest {
  readonly paths: { readonly register: string; readonly findings: string; readonly matches: string };
  readonly source: string;
  readonly tokens: Tokens;
  readonly rules: readonly Rule[];
  readonly reveal: boolean;
}

const NO_SUCH_ROW =
  "no row of the register with this token fails a rule: take a token from the last report, or give the id on standard input";

/**
 * Says where a row of the register stands, which rules it fails and which records are of its person.
 * @param key its token as in the report, which shows only rows that fail a rule, or its id
 * @throws RecordNotFoundError saying what to check
 */
export async function explainRegisterRow(
  c: Connection,
  key: { readonly token: string } | { readonly id: string },
  request: RegisterRowRequest,
): Promise<ExplainedRegisterRow> {
  const { paths, source, tokens, rules } = request;
  const id =
    "id" in key
      ? key.id
      : await idOfToken(c, { table: paths.findings, source, tokens, missing: NO_SUCH_ROW }, key.token);
  const rows = await c.rows<{ file: string; line: number; number: string | null }>(
    sql`select file, line::integer as line, person_number as number from read_parquet(${paths.register})
      where record_id = ${id} order by file, line limit 1`,
    "find register row",
  );
  const row = rows[0];
  if (!row) throw new RecordNotFoundError("the last run's register has no row with this id");
  const found = await c.rows<{ rule: string; field: string; detail: string | null }>(
    sql`select distinct rule, field, detail from read_parquet(${paths.findings})
      where source = ${source} and record_id = ${id} order by all`,
    "find its findings",
  );
  const records = await c.rows<{ source: string; status: string; n: number }>(
    sql`select source, status, count(*)::integer as n from read_parquet(${paths.matches})
      where person_id = ${row.number} group by all order by all`,
    "count its records",
  );
  const values = request.reveal && row.number ? await registerValues(c, paths.register, [row.number]) : null;
  const sentence = (rule: string) => rules.find((one) => one.id === rule) ?? { vi: rule, en: rule };
  return {
    source,
    record_token: tokens.of("record", source, id),
    file: row.file,
    line: row.line,
    findings: found.map((finding) => ({ ...finding, vi: sentence(finding.rule).vi, en: sentence(finding.rule).en })),
    records,
    values: values?.get(row.number ?? "") ?? null,
  };
}

/** The same for a terminal. */
export function renderRegisterRow(row: ExplainedRegisterRow, language: Language): string {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const values = row.values;
  const fields = values ? (Object.keys(VALUE_WORDS) as (keyof PersonValues)[]).filter((field) => values[field]) : [];
  return [
    `${say("record")} ${row.source} ${row.record_token}`,
    `${say("stands")}: ${row.file}, ${say("line")} ${row.line}`,
    ...fields.map((field) => `  ${VALUE_WORDS[field][language]}: ${values?.[field]}`),
    say("registerRow"),
    row.findings.length > 0 ? `${say("fails")}:` : say("failsNothing"),
    ...row.findings.map(
      ({ rule, field, detail, ...finding }) =>
        `  - ${finding[language]} (${[rule, field, ...(detail ? [detail] : [])].join(", ")})`,
    ),
    row.records.length > 0 ? `${say("recordsOf")}:` : say("recordsOfNone"),
    ...row.records.map(
      ({ source, status, n }) => `  - ${source}: ${n} ${status} (${STATUSES[status]?.[language] ?? status})`,
    ),
    ...(values === null ? [say("masked")] : []),
  ].join("\n");
}
