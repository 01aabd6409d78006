import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

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

/** Select list of the values, over a table of canonical records called `alias`. */
export function valuesSql(alias: string): Sql {
  const at = (name: string): Sql => sql.id(alias, name);
  const parts = [at("street_read"), at("commune_read"), at("district_read"), at("province_read")];
  return sql`coalesce(${at("name")}, ${at("full_name_read")}) as name,
    coalesce(strftime(${at("birth_date")}, '%d/%m/%Y'), ${at("birth_year")}::varchar) as birth,
    ${at("sex")} as sex, coalesce(${at("person_number")}, ${at("id_number_read")}) as number,
    ${at("old_number")} as old_number, coalesce(${at("phone")}, ${at("phone_read")}) as phone,
    coalesce(${at("address_read")}, nullif(concat_ws(', ', ${sql.join(parts)}), '')) as address`;
}

/** Values of a record. @param records the run's `records.parquet` */
export async function recordValues(
  c: Connection,
  records: string,
  key: { readonly source: string; readonly recordId: string; readonly role: string },
): Promise<PersonValues | undefined> {
  const rows = await c.rows<PersonValues>(
    sql`select ${valuesSql("r")} from read_parquet(${records}) r
      where source = ${key.source} and record_id = ${key.recordId} and role = ${key.role} limit 1`,
    "read record",
  );
  return rows[0];
}

/** Values of persons of the register, by number. @param register the register's `standard.parquet` */
export async function registerValues(
  c: Connection,
  register: string,
  personIds: readonly string[],
): Promise<Map<string, PersonValues>> {
  if (personIds.length === 0) return new Map();
  const rows = await c.rows<PersonValues & { person_id: string }>(
    sql`select p.person_number as person_id, ${valuesSql("p")} from read_parquet(${register}) p
      where p.person_number in (select unnest(${[...personIds]}))
      qualify row_number() over (partition by p.person_number order by p.file, p.line) = 1`,
    "read persons",
  );
  return new Map(rows.map(({ person_id, ...values }) => [person_id, values]));
}
