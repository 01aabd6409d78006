import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { RAW_FIELDS, type RawField } from "../../matchers/record.ts";
import { inspectRules, type RuleText, ruleExpression } from "./expression.ts";
import type { Rule } from "./rule.ts";
import type { SourceFacts } from "./source-facts.ts";

/** A rule on one field of one source, ready to run. */
export interface Check {
  readonly rule: Rule;
  readonly field: string;
  /** True passes, false fails, null is not checked. */
  readonly state: Sql;
  readonly detail: Sql | null;
}

/** The checks on records that a source gets from the rules, in the order of rule id and field. */
export async function checksOf(c: Connection, source: SourceFacts, rules: readonly Rule[]): Promise<Check[]> {
  const checks: Check[] = [];
  const texts: RuleText[] = [];
  for (const rule of rules) {
    if (rule.measure || !concerns(rule, source)) continue;
    for (const field of fieldsOf(rule, source)) {
      const expression = (part: string): Sql => {
        const text = part.replaceAll("{field}", presenceSql(field, rule.each === "required"));
        texts.push({ rule: rule.id, text });
        return ruleExpression(text);
      };
      const ways = [
        ...(rule.ok ? [expression(rule.ok)] : []),
        // One by one: `list_has_any` builds a set of each record's list, which takes ten times as long.
        ...(rule.finding ?? []).map((finding) => sql`not list_contains(rec.findings, ${finding})`),
      ];
      const ok = sql`(${sql.join(ways, " and ")})`;
      const conditions = [
        ...(rule.applies ? [expression(rule.applies)] : []),
        ...(rule.only.roles ? [inRoles(rule.only.roles)] : []),
        ...(rule.each ? rolesWith(source, field, rule.each === "required").map(inRoles) : []),
      ];
      checks.push({
        rule,
        field,
        state: conditions.length ? sql`case when ${sql.join(conditions, " and ")} then ${ok} end` : ok,
        detail: rule.detail ? expression(rule.detail) : null,
      });
    }
  }
  await inspectRules(c, texts);
  return checks;
}

const inRoles = (roles: readonly string[]): Sql => sql`rec.role in (${sql.join(roles.map((role) => sql.lit(role)))})`;

/** Those of a row who have a field, where others have not: of a birth's father no father's name is told. None where all have it, or nobody. */
function rolesWith(source: SourceFacts, field: string, isRequired: boolean): (readonly string[])[] {
  const name = field as RawField;
  const ways = [...(TOGETHER[name] ?? [name]), ...(isRequired ? (SAID_BY[name] ?? []) : [])];
  const all = Object.entries(source.roles ?? {});
  const having = all.flatMap(([role, fields]) => (ways.some((way) => fields.includes(way)) ? [role] : []));
  return having.length === 0 || having.length === all.length ? [] : [having];
}

/** True when a rule speaks of such a source. */
export function concerns(rule: Rule, source: SourceFacts): boolean {
  const { kinds, profiles, sources } = rule.only;
  return (
    (!kinds || kinds.includes(source.kind)) &&
    (!profiles || profiles.includes(source.profile)) &&
    (!sources || sources.includes(source.name)) &&
    (rule.needs.length === 0 || rule.needs.some((field) => source.provides.includes(field)))
  );
}

function fieldsOf(rule: Rule, source: SourceFacts): readonly string[] {
  if (rule.each === undefined) return [rule.field!];
  const { requires, provides, unseen = [] } = source;
  const chosen = rule.each === "required" ? requires : provides.filter((field) => !unseen.includes(field));
  return RAW_FIELDS.map((field) => field.name).filter((name) => chosen.includes(name));
}

/** Fields that several columns may fill: any of them counts. */
const TOGETHER: Readonly<Partial<Record<RawField, readonly RawField[]>>> = {
  full_name: ["full_name", "given_name"],
  id_number: ["id_number", "old_id_number", "passport_number"],
  address: ["address", "street", "commune", "province"],
};

/**
 * What else says as much as a required field: units that the address names (all of them codes, doubtful ones too, which
 * other rules count), and the day of death. Where a source has a column of its own, `provided` still watches the column.
 */
const SAID_ELSEWHERE: Readonly<Partial<Record<RawField, readonly string[]>>> = {
  commune: ["rec.commune_now", "rec.commune_old", "rec.place_alternatives[1]"],
  district: ["rec.district_old"],
  province: ["rec.province_now", "rec.province_old"],
  life_status: ["rec.death_date_read"],
};

/** The fields that these come from. */
const SAID_BY: Readonly<Partial<Record<RawField, readonly RawField[]>>> = {
  commune: ["address"],
  district: ["address"],
  province: ["address"],
  life_status: ["death_date"],
};

/** What stands for {field} in a rule: the value as read, or, of a required field, what says the same. */
function presenceSql(field: string, isRequired: boolean): string {
  const columns = (TOGETHER[field as RawField] ?? [field]).map((column) => `rec.${column}_read`);
  const elsewhere = isRequired ? (SAID_ELSEWHERE[field as RawField] ?? []) : [];
  return `coalesce(${[...columns, ...elsewhere].join(", ")})`;
}
