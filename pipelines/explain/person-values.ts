import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";

/** What the evidence was made of, of a record or of a person of the register; null where it has none. */
export interface PersonValues {
  readonly name: string | null;
  readonly birth: string | null;
  readonly sex: string | null;
  readonly number: string | null;
  readonly old_number: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

/** The values' names in both languages, in the order they are shown. */
export const VALUE_WORDS: Readonly<Record<keyof PersonValues, { readonly vi: string; readonly en: string }>> = {
  name: { vi: "Họ tên", en: "Name" },
  birth: { vi: "Ngày sinh", en: "Birth date" },
  sex: { vi: "Giới tính", en: "Sex" },
  number: { vi: "Số định danh", en: "Number" },
  old_number: { vi: "Số CMND cũ", en: "Old number" },
  phone: { vi: "Điện thoại", en: "Phone" },
  address: { vi: "Nơi cư trú", en: "Address" },
};

/** Values as they stand in a table, with the parts of an address that is not in one cell. */
type ReadValues = PersonValues & {
  readonly street: string | null;
  readonly commune: string | null;
  readonly district: string | null;
  readonly province: string | null;
  readonly list: "old" | "now";
  readonly commune_code: string | null;
  readonly province_code: string | null;
};

/** Select list of `ReadValues`, over a table of canonical records called `alias`. */
function valuesSql(alias: string): Sql {
  const at = (name: string): Sql => sql.id(alias, name);
  const isNow = sql`${at("place_list")} = 'now'`;
  const code = (level: string): Sql =>
    sql`case when ${isNow} then ${at(`${level}_now`)} else ${at(`${level}_old`)} end as ${sql.id(`${level}_code`)}`;
  return sql`coalesce(${at("name")}, ${at("full_name_read")}) as name,
    coalesce(strftime(${at("birth_date")}, '%d/%m/%Y'), ${at("birth_year")}::varchar) as birth,
    ${at("sex")} as sex, coalesce(${at("person_number")}, ${at("id_number_read")}) as number,
    ${at("old_number")} as old_number, coalesce(${at("phone")}, ${at("phone_read")}) as phone,
    ${at("address_read")} as address, ${at("street_read")} as street, ${at("commune_read")} as commune,
    ${at("district_read")} as district, ${at("province_read")} as province, case when ${isNow} then 'now' else 'old' end as list, ${code("commune")}, ${code("province")}`;
}

/** The values to show: of units that are given by code, the name. */
function shown(read: ReadValues): PersonValues {
  const { street, commune, district, province, list, commune_code, province_code, ...values } = read;
  const { communes, districts, provinces } = loadGazetteer();
  const unit = communes[list].get(commune_code ?? "");
  const parts = [
    street,
    unit?.name ?? commune,
    districts.get(unit?.district ?? "")?.name ?? district,
    provinces[list].get(province_code ?? "")?.name ?? province,
  ];
  return { ...values, address: values.address ?? (parts.filter((part) => part).join(", ") || null) };
}

/** Values of a record. @param records the run's `records.parquet` */
export async function recordValues(
  c: Connection,
  records: string,
  key: { readonly source: string; readonly recordId: string; readonly role: string },
): Promise<PersonValues | undefined> {
  const rows = await c.rows<ReadValues>(
    sql`select ${valuesSql("r")} from read_parquet(${records}) r
      where source = ${key.source} and record_id = ${key.recordId} and role = ${key.role} limit 1`,
    "read record",
  );
  return rows[0] && shown(rows[0]);
}

/** Values of persons of the register, by number. @param register the register's `standard.parquet` */
export async function registerValues(
  c: Connection,
  register: string,
  personIds: readonly string[],
): Promise<Map<string, PersonValues>> {
  if (personIds.length === 0) return new Map();
  const rows = await c.rows<ReadValues & { person_id: string }>(
    sql`select p.person_number as person_id, ${valuesSql("p")} from read_parquet(${register}) p
      where p.person_number in (select unnest(${[...personIds]}))
      qualify row_number() over (partition by p.person_number order by p.file, p.line) = 1`,
    "read persons",
  );
  return new Map(rows.map(({ person_id, ...values }) => [person_id, shown(values)]));
}
