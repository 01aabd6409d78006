import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { CANONICAL_COLUMNS, CODE_COLUMNS, KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS } from "../../matchers/record.ts";
import type { AssessRequest } from "../../pipelines/quality/assess-request.ts";
import { loadRules } from "../../pipelines/quality/load-rules.ts";
import { loadPreset } from "../../pipelines/quality/preset.ts";
import type { SourceFacts } from "../../pipelines/quality/source-facts.ts";

/** What goes wrong in a made-up night. */
export interface Faults {
  /** Every second phone of bhxh is empty. */
  readonly halfEmpty?: boolean;
  /** mobifone delivers nothing. */
  readonly missingCarrier?: boolean;
  /** Units of province 79 in viettel are on the old list. */
  readonly oldUnits?: boolean;
  /** Day and month of birth swapped in viettel, where that gives a date. */
  readonly swappedDates?: boolean;
}

const PROVINCES = ["01", "79", "48", "92", "31"];

/** A standard table with every column, filled by the select's columns of the same names. */
async function writeStandard(c: Connection, path: string, rows: Sql): Promise<void> {
  const columns = [
    ...KEY_COLUMNS,
    ...ORIGIN_COLUMNS,
    ...RAW_FIELDS.map((field) => ({ name: `${field.name}_read`, type: "varchar" })),
    ...CANONICAL_COLUMNS,
    ...CODE_COLUMNS,
    { name: "findings", type: "varchar[]" },
  ];
  const defined = sql.join(columns.map((column) => sql`${sql.id(column.name)} ${sql.trusted(column.type)}`));
  await c.run(sql`create or replace temp table standard (${defined})`, "standard");
  await c.run(sql`insert into standard by name ${rows}`, "fill");
  await c.run(sql`copy (select * from standard order by record_id, role) to ${path} (format parquet)`, "copy");
}

/**
 * A made-up night of `people` persons: the register, two carriers and one ministry, with matches; every person's
 * values are made from a number and belong to nobody.
 */
export async function makeNight(
  c: Connection,
  folder: string,
  options: { readonly people: number; readonly run?: string; readonly faults?: Faults },
): Promise<Omit<AssessRequest, "history" | "previousRows" | "findingsOut" | "qualityOut">> {
  const { people, faults = {} } = options;
  // Every source's records stand in a folder of their own, as a run has them.
  const path = (name: string) => join(folder, name, "records.parquet");
  for (const name of ["register", "viettel", "mobifone", "bhxh"]) await mkdir(join(folder, name), { recursive: true });
  const matches = join(folder, "matches.parquet");
  await c.run(
    sql`create or replace temp table person as
      select i, ${PROVINCES}[1 + i % 5] as province, '0' || (1000000000 + i)::varchar as tail,
        lpad((1 + i % 96)::varchar, 3, '0') || (i % 2)::varchar || lpad((50 + i % 50)::varchar, 2, '0')
          || lpad((i // 100)::varchar, 6, '0') as number,
        'Nguyễn Văn ' || chr(65 + (i % 26)::integer) || chr(97 + (i // 26 % 26)::integer) as name,
        make_date(1950 + (i % 50)::integer, 1 + (i * 7 % 12)::integer, 1 + (i * 11 % 28)::integer) as birth,
        case when i % 2 = 0 then 'M' else 'F' end as sex
      from range(${people}) t(i)`,
    "people",
  );
  const canonical = sql`name, upper(strip_accents(replace(name, ' ', ''))) as name_key, 'person' as name_kind,
    birth as birth_date, year(birth) as birth_year, 'day' as birth_precision, sex, number as person_number,
    'ok' as number_state, number::bigint as number_int, province as province_now, province || '001' as commune_now,
    'now' as place_list, 'exact' as place_state, number as id_number_read, name as full_name_read,
    strftime(birth, '%d/%m/%Y') as birth_date_read, sex as sex_read, []::varchar[] as findings`;
  await writeStandard(
    c,
    path("register"),
    sql`select 'register' as source, number as record_id, 'subject' as role, 'register.csv' as file, i + 2 as line,
      ${canonical}, case when i % 40 = 0 then 'dead' else 'alive' end as life, 'alive' as life_status_read,
      province as province_read, province || '001' as commune_read
      from person`,
  );
  const carrier = (name: string, every: Sql, old: Sql, birth: Sql) => sql`
    with kept as (select * replace (${birth} as birth) from person where ${every})
    select ${name} as source, '84' || tail as record_id, 'subject' as role, ${`${name}.csv`} as file, i + 2 as line,
      ${canonical}, '0' || tail as msisdn_read, '0' || tail as phone_read, '+84' || tail as phone, true as service_active,
      'CCCD' as id_type_read, 'Hoạt động' as status_read, '01/02/2020' as start_date_read, 'Phường 1' as address_read
      from kept where not ${old}
    union all by name
    select ${name} as source, '84' || tail as record_id, 'subject' as role, ${`${name}.csv`} as file, i + 2 as line,
      ${canonical}, '0' || tail as msisdn_read, '0' || tail as phone_read, '+84' || tail as phone, true as service_active,
      'CCCD' as id_type_read, 'Hoạt động' as status_read, '01/02/2020' as start_date_read, 'Quận 1' as address_read
      from kept where ${old}`;
  const swapped = sql`case when month(birth) <> day(birth) and day(birth) <= 12
    then make_date(year(birth), day(birth), month(birth)) else birth end`;
  await writeStandard(
    c,
    path("viettel"),
    sql`select * replace (case when address_read = 'Quận 1' then 'old' else 'now' end as place_list) from (${carrier(
      "viettel",
      sql`i % 2 = 0`,
      faults.oldUnits ? sql`province = '79'` : sql`i % 50 = 0`,
      faults.swappedDates ? swapped : sql`birth`,
    )})`,
  );
  await writeStandard(c, path("mobifone"), carrier("mobifone", sql`i % 5 = 1`, sql`false`, sql`birth`));
  await writeStandard(
    c,
    path("bhxh"),
    sql`select 'bhxh' as source, 'bh' || i as record_id, 'subject' as role, 'bhxh.csv' as file, i + 2 as line,
      ${canonical}, 'BH' || i as social_number_read,
      case when ${faults.halfEmpty ? sql`i % 2 = 0` : sql`i % 20 > 0`} then '0' || tail end as phone_read
      from person where i % 3 = 0`,
  );
  const status = sql`case when line % 31 = 0 then 'conflict' when line % 17 = 0 then 'review'
    when line % 23 = 0 then 'not_found' when line % 5 = 0 then 'corrected' else 'verified' end`;
  const held = faults.missingCarrier ? ["viettel", "bhxh"] : ["viettel", "mobifone", "bhxh"];
  await c.run(
    sql`copy (
      select source, record_id, role, case when status in ('verified', 'corrected') then person_number end as person_id,
        status, 0.99::double as probability, 0.01::double as p_none, null::integer as margin,
        case when status = 'conflict' then person_number end as number_owner_id, person_number as best_candidate_id,
        'number' as pass, 'abc' as snapshot,
        case when status = 'corrected' then ['number.found', 'name.marks'] else ['number.found'] end as reasons
      from (select *, ${status} as status from read_parquet(${held.map(path)})) order by source, record_id, role
    ) to ${matches} (format parquet)`,
    "matches",
  );
  const facts = (
    name: string,
    kind: SourceFacts["kind"],
    rows: number,
    over: Partial<SourceFacts> = {},
  ): SourceFacts => ({
    name,
    title: { vi: `Nguồn ${name}`, en: `Source ${name}` },
    kind,
    profile: kind,
    holder: name,
    records: path(name),
    provides: ["full_name", "birth_date", "sex", "id_number", "phone"],
    requires: ["full_name", "birth_date", "id_number"],
    subject: null,
    files: [{ name: `${name}.csv`, physical: rows + 2, accepted: rows, quarantined: 2 }],
    missing: [],
    headers: [],
    notes: [],
    repeats: [],
    events: false,
    keys: null,
    repeatedKeys: 0,
    missingKeys: 0,
    asOf: "2026-11-22",
    expected: { rows: {}, everyDays: null, maxFall: 0.2 },
    ...over,
  });
  const subscriber = { provides: ["msisdn", "full_name", "birth_date", "id_number", "phone", "address"] as const };
  return {
    run: options.run ?? "run-1",
    today: "2026-11-22",
    register: path("register"),
    matches,
    sources: [
      facts("register", "register", people, { provides: ["full_name", "birth_date", "sex", "id_number"] }),
      facts("viettel", "carrier", Math.ceil(people / 2), subscriber),
      facts(
        "mobifone",
        "carrier",
        Math.ceil((people - 1) / 5),
        faults.missingCarrier ? { ...subscriber, records: null, files: [], missing: ["mobifone-*.csv"] } : subscriber,
      ),
      facts("bhxh", "ministry", Math.ceil(people / 3), {
        subject: { min_age: 18 },
        legalBasis: "Luật 41/2024/QH15 <điều 6>",
      }),
    ],
    rules: loadRules(),
    preset: loadPreset("cv4856"),
    failOn: "fatal",
    sideBySide: 2,
  };
}
