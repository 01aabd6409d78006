import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { CANONICAL_COLUMNS, CODE_COLUMNS, KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS } from "../../matchers/record.ts";

/** A rule's SQL that is more, or other, than one expression over a record. */
export class RuleExpressionError extends Error {
  override readonly name = "RuleExpressionError";
}

/** What an expression may name: see docs/rules.md. */
export const RULE_ALIASES = ["rec", "mat", "reg", "own", "num", "src", "clock"] as const;

const STANDARD: ReadonlySet<string> = new Set(
  [
    ...[...KEY_COLUMNS, ...ORIGIN_COLUMNS, ...CANONICAL_COLUMNS, ...CODE_COLUMNS].map(({ name }) => name),
    ...RAW_FIELDS.map(({ name }) => `${name}_read`),
    "findings",
  ].map((name) => name.toLowerCase()),
);

/** Columns behind the aliases as `contextSql` gives them; `mat` is left to DuckDB. */
const COLUMNS: Readonly<Record<string, ReadonlySet<string>>> = {
  rec: STANDARD,
  reg: STANDARD,
  own: new Set(["person_records"]),
  num: new Set(["across", "within_sources"]),
  src: new Set(["name", "kind", "profile", "as_of", "repeats", "events"]),
  clock: new Set(["today", "year"]),
};

const isColumn = (alias: string, name: string): boolean => COLUMNS[alias]?.has(name.toLowerCase()) ?? true;

/** Parts of a parsed statement that reach outside the record. */
const FORBIDDEN = new Set(["SUBQUERY", "WINDOW", "STAR", "PARAMETER", "LAMBDA_REF", "DEFAULT"]);
/** Scalar functions that reach outside the record, or differ between runs. */
const FORBIDDEN_FUNCTIONS =
  /^(read_|glob$|query|pragma|duckdb_|getvariable$|current_setting$|random$|uuid|gen_random|nextval|currval|now$|today$|current_|get_current|transaction_timestamp|txid_current$|in_search_path$|setseed|sleep|write_log$|error$|stats$)/;

/** Bare names that DuckDB reads as the clock, or as who asks, where no column is called so. */
const FORBIDDEN_NAMES =
  /^(current_(date|time|timestamp|user|role|catalog|schema)|localtime|localtimestamp|session_user|user)$/i;

/** A text of a rule, and the rule's id for the error. */
export interface RuleText {
  readonly rule: string;
  readonly text: string;
}

/** A rule's text as one expression. It must have passed `inspectRules` before it runs. */
export const ruleExpression = (text: string): Sql => sql.trusted(`(${text}\n)`);

/**
 * Lets texts of rules pass after DuckDB's own parser has said that each is one expression: no second statement,
 * no `from`, no subquery, no function that reaches other rows, files, settings or the clock.
 * @throws RuleExpressionError for the first that is not
 */
export async function inspectRules(c: Connection, rules: readonly RuleText[]): Promise<void> {
  const fresh = rules.filter(({ text }) => !known.has(text));
  if (fresh.length === 0) return;
  manyRows ??= await functionsOverRows(c);
  // The line break ends a comment that would swallow what follows.
  const statements = fresh.map(({ text }) => `select (${text}\n) as value`);
  const trees = await c.rows<{ tree: string }>(
    sql`select json_serialize_sql(statements[place]) as tree
      from (select ${statements}::varchar[] as statements), range(1, ${fresh.length + 1}) of_place(place) order by place`,
    "parse rules",
  );
  for (const [i, { rule, text }] of fresh.entries()) {
    inspectTree(JSON.parse(trees[i]!.tree) as Parsed, rule);
    known.add(text);
  }
}

/** Texts that passed: the same rule stands on many sources. */
const known = new Set<string>();

/** Functions that make one row of many, or many of one. */
let manyRows: ReadonlySet<string> | undefined;

async function functionsOverRows(c: Connection): Promise<ReadonlySet<string>> {
  const rows = await c.rows<{ name: string }>(
    sql`select function_name as name from duckdb_functions() group by all having bool_and(function_type = 'aggregate')`,
    "list aggregates",
  );
  return new Set([...rows.map(({ name }) => name), "unnest"]);
}

function inspectTree(parsed: Parsed, rule: string): void {
  const node = parsed.statements?.[0]?.node;
  const refuse = (what: string) =>
    new RuleExpressionError(
      `rule ${rule}: ${what}. Write one SQL expression over ${RULE_ALIASES.join(", ")}; see docs/rules.md.`,
    );
  if (parsed.error || !node) throw refuse("its SQL cannot be read");
  if (
    parsed.statements?.length !== 1 ||
    node.type !== "SELECT_NODE" ||
    node.select_list?.length !== 1 ||
    node.from_table?.type !== "EMPTY" ||
    node.where_clause ||
    (node.select_list[0] as { alias?: string }).alias !== "value"
  )
    throw refuse("its SQL is more than one expression");
  inspect(node.select_list[0], refuse);
}

interface Parsed {
  readonly error: boolean;
  readonly statements?: readonly {
    readonly node: {
      readonly type: string;
      readonly select_list?: readonly unknown[];
      readonly from_table?: { readonly type: string };
      readonly where_clause?: unknown;
    };
  }[];
}

function inspect(part: unknown, refuse: (what: string) => Error): void {
  if (Array.isArray(part)) for (const inner of part) inspect(inner, refuse);
  else if (part !== null && typeof part === "object") {
    const { class: kind, function_name: name, column_names: columns, children } = part as Record<string, unknown>;
    if (typeof kind === "string" && FORBIDDEN.has(kind)) throw refuse(`its SQL holds a ${kind.toLowerCase()}`);
    if (typeof name === "string" && (FORBIDDEN_FUNCTIONS.test(name) || manyRows?.has(name)))
      throw refuse(`function ${name} may not be used`);
    // Of one moment alone, `age` is told up to the real day.
    if (name === "age" && Array.isArray(children) && children.length < 2)
      throw refuse("function age may be used with two days only, such as age(clock.today, rec.birth_date)");
    if (Array.isArray(columns) && columns.length === 1 && FORBIDDEN_NAMES.test(String(columns[0])))
      throw refuse(`${String(columns[0])} may not be used: the day of the run is clock.today`);
    if (Array.isArray(columns) && columns.length > 1 && !RULE_ALIASES.some((alias) => alias === columns[0]))
      throw refuse("it names a table that rules do not have");
    if (Array.isArray(columns) && columns.length > 1 && !isColumn(String(columns[0]), String(columns[1])))
      throw refuse(`${String(columns[0])} has no column ${String(columns[1])}`);
    for (const inner of Object.values(part)) inspect(inner, refuse);
  }
}
