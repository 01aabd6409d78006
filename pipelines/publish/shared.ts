import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { Column } from "../../matchers/record.ts";
import type { FilledTable } from "./analysts-file.ts";
import { TABLES } from "./catalogue.ts";
import type { Table } from "./table.ts";
import type { Tokens } from "./token.ts";

const RECORD_TOKEN: Column = {
  name: "record_token",
  type: "varchar",
  vi: "mã thay cho bản ghi (HMAC có khóa)",
  en: "token of the record (keyed HMAC)",
};
const PERSON_TOKEN: Column = {
  name: "person_token",
  type: "varchar",
  vi: "mã thay cho người (HMAC có khóa), như nhau ở mọi nguồn",
  en: "token of the person (keyed HMAC), the same in every source",
};
const PHONE_TOKEN: Column = {
  name: "msisdn_token",
  type: "varchar",
  vi: "mã thay cho số thuê bao (HMAC có khóa)",
  en: "token of the subscriber number (keyed HMAC)",
};
const GROUP_TOKEN: Column = {
  name: "group_token",
  type: "varchar",
  vi: "mã thay cho nhóm bản ghi trùng (HMAC có khóa)",
  en: "token of the group of duplicates (keyed HMAC)",
};

/** Columns of the full tables that say nothing of who a person is, beyond birth year and commune. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  records: [
    "source",
    "role",
    "name_kind",
    "birth_year",
    "birth_precision",
    "sex",
    "number_state",
    "commune_old",
    "province_old",
    "commune_now",
    "province_now",
    "place_list",
    "place_state",
    "service_active",
    "life",
    "findings",
  ],
  matches: ["source", "role", "status", "probability", "p_none", "margin", "pass", "snapshot", "reasons"],
  duplicates: ["kind", "source", "role", "members", "rank", "weight", "probability", "reasons"],
  findings: ["source", "role", "dimension", "rule", "field", "severity", "detail"],
  sims: [
    "carrier",
    "source",
    "finding",
    "action",
    "first_seen",
    "notices_until",
    "one_way_block_due",
    "two_way_block_due",
    "contract_end_due",
    "owner_sims_carrier",
    "owner_sims",
    "owner_group",
  ],
};

/** Tokens that stand first in a table. */
const TOKENS: Readonly<Record<string, readonly Column[]>> = {
  records: [RECORD_TOKEN],
  matches: [RECORD_TOKEN, PERSON_TOKEN],
  duplicates: [GROUP_TOKEN, RECORD_TOKEN, PERSON_TOKEN],
  findings: [RECORD_TOKEN],
  sims: [PHONE_TOKEN, PERSON_TOKEN],
};

/** Tables without any person's value: published whole. */
const WHOLE = ["quality", "quality_history", "runs", "sources", "rules", "provinces"];

/** Tables of the file for wider use. */
export const SHARED_TABLES: readonly Table[] = TABLES.flatMap((table) => {
  if (WHOLE.includes(table.name)) return [table];
  const kept = KEPT[table.name];
  if (!kept) return [];
  return [{ ...table, columns: [...TOKENS[table.name]!, ...table.columns.filter(({ name }) => kept.includes(name))] }];
});

/** Columns that tell rows of one token apart. */
const TIES = ["kind", "rank", "source", "role", "rule", "field", "person_token"];

/**
 * A shared table, made from the full one's rows: identifiers become tokens, everything else personal is left out.
 * Tokens are stored as their bits and shown as texts: they are most of the file, and what it is sorted by.
 */
export function sharedTable(
  shared: Table,
  { rows, expected }: { readonly rows: Sql; readonly expected: number },
  tokens: Tokens,
): FilledTable {
  if (!KEPT[shared.name]) return { table: shared, rows, expected, absent: [] };
  const made: Record<string, Sql> = {
    record_token: tokens.bitsSql("record", sql`source`, sql`record_id`),
    person_token: tokens.bitsSql("person", sql`person_id`),
    group_token: tokens.bitsSql("group", sql`group_id`),
    // Of one number, however it is written.
    msisdn_token: tokens.bitsSql("phone", sql`coalesce(number, msisdn)`),
  };
  const columns = shared.columns.map(({ name }) => (made[name] ? sql`${made[name]} as ${sql.id(name)}` : sql.id(name)));
  // Ordered by token: the order of record ids would tell which token is which.
  const ties = shared.columns.map(({ name }) => name).filter((name) => TIES.includes(name));
  const order = [shared.columns[0]!.name, ...ties].map((name) => sql.id(name));
  return {
    table: shared,
    rows: sql`select ${sql.join(columns)} from (${rows}) order by ${sql.join(order)}`,
    expected,
    absent: [],
    shown: new Map(TOKENS[shared.name]!.map(({ name }) => [name, tokens.ofBitsSql(sql.id(name))])),
  };
}
