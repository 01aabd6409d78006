import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { OLD_NUMBER_PREFIXES } from "../../matchers/identity/old-number.ts";
import { BIRTH_PROVINCES } from "../../matchers/identity/province-codes.ts";
import { AREA_CODES } from "../../matchers/phones/area-codes.ts";
import { CONVERTED_PREFIXES, MOBILE_RANGES } from "../../matchers/phones/mobile-ranges.ts";

/** How one of our tables stands against a reference. */
export interface TableCheck {
  readonly table: string;
  readonly entries: number;
  /** Entries that only one side has, or that differ, as `key: ours / reference`. */
  readonly differences: readonly string[];
}

/**
 * Compares our tables with reference CSV files.
 *
 * @param folder holds `ids/` (cccd_birth_province_codes.csv, cmnd9_prefixes.csv) and `phones/` (mobile_prefixes_current.csv,
 *   mobile_11_to_10_2018.csv, fixed_area_codes_2017.csv)
 * @throws when a file is missing
 */
export function checkTables(folder: string): TableCheck[] {
  const rows = (path: string): Record<string, string>[] =>
    parse(readFileSync(join(folder, path), "utf8"), { columns: true }) as Record<string, string>[];
  const provinces = rows("ids/cccd_birth_province_codes.csv").map(
    (row) => [row.cccd_code!, bareName(row.province_at_registration_63!)] as const,
  );
  const old = rows("ids/cmnd9_prefixes.csv").flatMap((row) =>
    row.cmnd9_leading_digits!.split(",").map((prefix) => `${prefix} ${bareName(row.province!)}`),
  );
  const mobile = rows("phones/mobile_prefixes_current.csv").map(
    (row) => [row.prefix!.slice(1), row.original_carrier!.split(" ")[0]!] as const,
  );
  const converted = rows("phones/mobile_11_to_10_2018.csv").map(
    (row) => [row.old_prefix!.slice(1), row.new_prefix!.slice(1)] as const,
  );
  const areas = rows("phones/fixed_area_codes_2017.csv").map((row) => {
    const changed = row.start_date === "unchanged" ? "" : row.start_date!;
    return [row.new_code!.slice(1), `${row.old_code!.slice(1)} ${bareName(row.province_63!)} ${changed}`] as const;
  });
  return [
    compare(
      "63 provinces of 12-digit numbers",
      new Map([...BIRTH_PROVINCES].map(([k, v]) => [k, bareName(v)])),
      new Map(provinces),
    ),
    compare(
      "first digits of 9-digit numbers",
      present(OLD_NUMBER_PREFIXES.flatMap((row) => row.provinces.map((name) => `${row.prefix} ${bareName(name)}`))),
      present(old),
    ),
    compare("mobile ranges", MOBILE_RANGES, new Map(mobile)),
    compare("11-digit prefixes", CONVERTED_PREFIXES, new Map(converted)),
    compare(
      "area codes",
      new Map(AREA_CODES.map((row) => [row.now, `${row.before} ${bareName(row.province)} ${row.changed ?? ""}`])),
      new Map(areas),
    ),
  ];
}

function present(keys: readonly string[]): ReadonlyMap<string, string> {
  return new Map(keys.map((key) => [key, "yes"]));
}

/** A province's name without its rank and notes, by its usual short form. */
function bareName(name: string): string {
  const bare = name.replace(/^(?:Thành phố|Tỉnh|TP\.)\s+/u, "").replace(/\s*\(.*\)$/u, "");
  return bare === "Huế" ? "Thừa Thiên Huế" : bare;
}

function compare(table: string, ours: ReadonlyMap<string, string>, reference: ReadonlyMap<string, string>): TableCheck {
  const keys = [...new Set([...ours.keys(), ...reference.keys()])].sort();
  const differences = keys.flatMap((key) =>
    ours.get(key) === reference.get(key) ? [] : [`${key}: ${ours.get(key) ?? "-"} / ${reference.get(key) ?? "-"}`],
  );
  return { table, entries: ours.size, differences };
}
