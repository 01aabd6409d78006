import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Gazetteer } from "../../matchers/places/gazetteer.ts";

type Row = Readonly<Record<string, string>>;

/** Reads a CSV of the reference folder; null when it is not there. */
export function referenceRows(folder: string, file: string): Row[] | null {
  const path = join(folder, file);
  return existsSync(path)
    ? parse(readFileSync(path, "utf8"), { columns: true, bom: true, skip_empty_lines: true })
    : null;
}

const tidy = (name: string): string => name.normalize("NFC").replace(/\s+/g, " ").trim();

/** Every disagreement of the gazetteer with a reference's change table, province table, list of today and retired units. */
export function disagreements(gazetteer: Gazetteer, folder: string): string[] {
  return [
    ...changeDisagreements(gazetteer, folder),
    ...provinceDisagreements(gazetteer, folder),
    ...todayDisagreements(gazetteer, folder),
    ...retiredDisagreements(gazetteer, folder),
  ];
}

function changeDisagreements(gazetteer: Gazetteer, folder: string): string[] {
  const rows = referenceRows(folder, "admin_units/old_to_new_commune_2026.csv");
  if (!rows) return ["admin_units/old_to_new_commune_2026.csv: not found, not compared"];
  const found: string[] = [];
  const targets = new Map<string, { row: Row; to: string[]; usual: string[] }>();
  for (const row of rows) {
    const code = row.old_commune_code || row.old_district_code!;
    const known = targets.get(code) ?? { row, to: [], usual: [] };
    known.to.push(row.new_commune_code!);
    if (row.is_default_target === "1") known.usual.push(row.new_commune_code!);
    targets.set(code, known);
  }
  for (const [code, { row, to, usual }] of targets) {
    const unit = gazetteer.communes.old.get(code);
    const change = gazetteer.changes.get(code);
    if (!unit || !change) {
      found.push(`${code}: not in the gazetteer`);
      continue;
    }
    if (row.old_commune && tidy(row.old_commune) !== unit.name)
      found.push(`${code}: name ${unit.name}, reference ${row.old_commune}`);
    if (unit.district !== row.old_district_code)
      found.push(`${code}: district ${unit.district}, reference ${row.old_district_code}`);
    if (unit.province !== row.old_province_code)
      found.push(`${code}: province ${unit.province}, reference ${row.old_province_code}`);
    if ([...change.to].sort().join(" ") !== to.sort().join(" "))
      found.push(`${code}: becomes ${change.to.join(" ")}, reference ${to.join(" ")}`);
    if (change.defaultKnown ? change.to[0] !== usual[0] : usual.length > 0)
      found.push(`${code}: default ${change.to[0]}, reference ${usual.join(" ")}`);
    const district = gazetteer.districts.get(unit.district!)!.name;
    if (tidy(row.old_district!).toLowerCase() !== district.toLowerCase())
      found.push(`${unit.district}: district name ${district}, reference ${row.old_district}`);
  }
  for (const code of gazetteer.changes.keys()) if (!targets.has(code)) found.push(`${code}: not in the reference`);
  return found;
}

function provinceDisagreements(gazetteer: Gazetteer, folder: string): string[] {
  return (referenceRows(folder, "admin_units/old_to_new_province_2026.csv") ?? []).flatMap((row) => {
    const province = gazetteer.provinces.old.get(row.old_province_code!);
    const same = province?.name === tidy(row.old_province!) && province.now === row.new_province_code;
    return same
      ? []
      : [
          `province ${row.old_province_code}: ${province?.name} -> ${province?.now}, reference ${row.old_province} -> ${row.new_province_code}`,
        ];
  });
}

interface TodayProvince {
  readonly Code: string;
  readonly FullName: string;
  readonly Wards: readonly { readonly Code: string; readonly FullName: string; readonly ProvinceCode: string }[];
}

function todayDisagreements(gazetteer: Gazetteer, folder: string): string[] {
  const path = join(folder, "admin_units/thanglequoc_34prov_wards_2026-07-25.json");
  if (!existsSync(path)) return [];
  const found: string[] = [];
  const codes = new Set<string>();
  for (const province of JSON.parse(readFileSync(path, "utf8")) as TodayProvince[]) {
    const ours = gazetteer.provinces.now.get(province.Code)?.name;
    if (ours !== tidy(province.FullName))
      found.push(`province ${province.Code} of today: ${ours}, reference ${province.FullName}`);
    for (const ward of province.Wards) {
      codes.add(ward.Code);
      const unit = gazetteer.communes.now.get(ward.Code);
      if (unit?.name !== tidy(ward.FullName) || unit.province !== ward.ProvinceCode)
        found.push(
          `${ward.Code} of today: ${unit?.name} (${unit?.province}), reference ${ward.FullName} (${ward.ProvinceCode})`,
        );
    }
  }
  for (const code of gazetteer.communes.now.keys())
    if (!codes.has(code)) found.push(`${code} of today: not in the reference`);
  return found;
}

function retiredDisagreements(gazetteer: Gazetteer, folder: string): string[] {
  const found: string[] = [];
  const successors = new Map<string, Set<string>>();
  for (const unit of gazetteer.former) {
    const known = successors.get(unit.code) ?? new Set();
    for (const code of unit.successors) known.add(code);
    successors.set(unit.code, known);
  }
  for (const row of referenceRows(folder, "admin_units/retired_2019_2025_to_gso2025.csv") ?? []) {
    const ours = successors.get(row.retired_code!);
    if (!ours) found.push(`${row.retired_code}: retired unit not in the gazetteer`);
    else if (row.successor_gso2025_code && !ours.has(row.successor_gso2025_code))
      found.push(`${row.retired_code}: lives on in ${[...ours].join(" ")}, reference ${row.successor_gso2025_code}`);
  }
  return found;
}
