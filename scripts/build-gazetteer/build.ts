import { type Fact, readFacts } from "./corrections.ts";
import { looseName, readPackage } from "./package-units.ts";

interface Unit {
  readonly name: string;
  readonly parent: string;
  readonly source?: string;
}

/** Version of the content: the day of the newest change it knows. */
const VERSION = "2026-04-30";
const OLD_LIST_SOURCE = "gso2025";
const NOW_LIST_SOURCE = "qd19";

const clean = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

/** Builds the gazetteer's text from the package and the correction tables. Reads nothing else, so it is reproducible. */
export function buildGazetteer(folder: string): string {
  const facts = (file: string): Fact[] => readFacts(folder, file);
  const provinces = facts("provinces.tsv");
  const districts = new Map<string, Unit>(
    facts("districts.tsv").map(({ fields: [code, parent, name] }) => [code!, { name: name!, parent: parent! }]),
  );
  const { wards, mappings } = readPackage();
  const now = communesNow(wards, facts("communes-now.tsv"));
  const { old, changes } = communesOld(mappings, districts, provinces, facts("communes-old.tsv"));
  for (const { fields } of facts("changes.tsv")) changes.set(fields[0]!, fields[1]!);

  const lines = [`V\t${VERSION}`];
  for (const { fields } of facts("sources.tsv")) lines.push(`S\t${fields[0]}\t${fields[1]}`);
  const resolutionOf = new Map(facts("resolutions.tsv").map(({ fields }) => [fields[0]!, fields[1]!]));
  const byCode = (a: [string, Unit], b: [string, Unit]): number => (a[0] < b[0] ? -1 : 1);
  const sortedNow = [...now].sort(byCode);
  const sortedOld = [...old].sort(byCode);
  for (const { fields, source } of provinces.filter(({ fields }) => fields[0] === "now")) {
    const [, code, name] = fields;
    lines.push(`P\t${code}\t${name}\t${source}\t${NOW_LIST_SOURCE}`);
    for (const [commune, unit] of sortedNow)
      if (unit.parent === code) lines.push(`W\t${commune}\t${unit.name}${unit.source ? `\t${unit.source}` : ""}`);
  }
  for (const { fields, source } of provinces.filter(({ fields }) => fields[0] === "old")) {
    const [, code, name, today] = fields;
    lines.push(`O\t${code}\t${name}\t${today}\t${source}\t${OLD_LIST_SOURCE}\t${resolutionOf.get(today!) ?? ""}`);
    for (const [district, unit] of [...districts].sort(byCode)) {
      if (unit.parent !== code) continue;
      lines.push(`D\t${district}\t${unit.name}`);
      for (const [commune, leaf] of sortedOld)
        if (leaf.parent === district) lines.push(`C\t${commune}\t${leaf.name}\t${target(changes, commune)}`);
    }
  }
  for (const { fields, source } of facts("former.tsv")) lines.push(`F\t${fields.join("\t")}\t${source}`);
  return `${lines.join("\n")}\n`;
}

function target(changes: ReadonlyMap<string, string>, code: string): string {
  const targets = changes.get(code);
  if (!targets) throw new Error(`unit ${code} of the old list has no change: add it to changes.tsv`);
  return targets;
}

function communesNow(wards: ReturnType<typeof readPackage>["wards"], corrections: readonly Fact[]): Map<string, Unit> {
  const units = new Map<string, Unit>(
    wards.map((ward) => [ward.ward_code, { name: clean(ward.name), parent: ward.province_code }]),
  );
  for (const { fields, source } of corrections) {
    const [code, parent, name] = fields as [string, string, string];
    if (name === "-") units.delete(code);
    else units.set(code, { name, parent, source });
  }
  return units;
}

/** Old leaf units under their districts, and the package's single targets; corrections come on top of both. */
function communesOld(
  mappings: ReturnType<typeof readPackage>["mappings"],
  districts: ReadonlyMap<string, Unit>,
  provinces: readonly Fact[],
  corrections: readonly Fact[],
): { old: Map<string, Unit>; changes: Map<string, string> } {
  const provinceName = new Map(
    provinces.filter(({ fields }) => fields[0] === "old").map(({ fields }) => [fields[1]!, fields[2]!]),
  );
  const districtCode = new Map(
    [...districts].map(([code, unit]) => [
      `${looseName(unit.name)} ${looseName(provinceName.get(unit.parent)!)}`,
      code,
    ]),
  );
  const old = new Map<string, Unit>();
  const changes = new Map<string, string>();
  for (const row of mappings) {
    if (!row.old_ward_code || old.has(row.old_ward_code)) continue;
    const parent = districtCode.get(`${looseName(row.old_district_name)} ${looseName(row.old_province_name)}`) ?? "";
    old.set(row.old_ward_code, { name: clean(row.old_ward_name), parent });
    changes.set(row.old_ward_code, row.new_ward_code);
  }
  for (const { fields } of corrections) {
    const [code, district, name] = fields as [string, string, string];
    if (code === "-") old.set(district, { name: districts.get(district)!.name, parent: district });
    else old.set(code, { name, parent: district });
  }
  const lost = [...old].filter(([, unit]) => !districts.has(unit.parent)).map(([code]) => code);
  if (lost.length > 0) throw new Error(`units without a district: ${lost.join(" ")}: add them to communes-old.tsv`);
  return { old, changes };
}
