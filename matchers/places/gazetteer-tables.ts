import { type DuckDBValue, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { LIST_TITLES, loadGazetteer } from "./gazetteer.ts";

/**
 * Creates the gazetteer's tables for reports and analysts:
 * `<prefix>_lists(list, title_vi, title_en)`, `<prefix>_provinces(list, code, name, province_now)`,
 * `<prefix>_districts(code, name, province_code)`, `<prefix>_communes(list, code, name, province_code, district_code)` and
 * `<prefix>_changes(commune_old, commune_now, is_default)`. Island districts without communes stand among the
 * communes of the old list under their district's code.
 */
export async function createGazetteerTables(c: Connection, prefix: string): Promise<void> {
  const gazetteer = loadGazetteer();
  const lists = ["old", "now"] as const;
  const write = async (name: string, columns: readonly string[], rows: readonly (readonly DuckDBValue[])[]) => {
    const table = `${prefix}_${name}`;
    const definitions = columns.map((column) => sql`${sql.id(column)} varchar`);
    await c.run(sql`create or replace table ${sql.id(table)} (${sql.join(definitions)})`, "create gazetteer table");
    const types = columns.map(() => VARCHAR);
    const appender = await c.appender(table, types, "write gazetteer table");
    for (const row of rows) appender.append(row);
    appender.close();
  };
  await write(
    "lists",
    ["list", "title_vi", "title_en"],
    lists.map((list) => [list, LIST_TITLES[list].vi, LIST_TITLES[list].en]),
  );
  await write(
    "provinces",
    ["list", "code", "name", "province_now"],
    lists.flatMap((list) => [...gazetteer.provinces[list].values()].map((p) => [list, p.code, p.name, p.now])),
  );
  await write(
    "districts",
    ["code", "name", "province_code"],
    [...gazetteer.districts.values()].map((district) => [district.code, district.name, district.province]),
  );
  await write(
    "communes",
    ["list", "code", "name", "province_code", "district_code"],
    lists.flatMap((list) =>
      [...gazetteer.communes[list].values()].map((unit) => [list, unit.code, unit.name, unit.province, unit.district]),
    ),
  );
  await write(
    "changes",
    ["commune_old", "commune_now", "is_default"],
    [...gazetteer.changes.values()].flatMap(({ from, to, defaultKnown }) =>
      to.map((target, i) => [from, target, defaultKnown && i === 0 ? "true" : "false"]),
    ),
  );
}
