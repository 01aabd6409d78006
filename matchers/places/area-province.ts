import { AREA_CODES, isFixedLine } from "../phones/area-codes.ts";
import { FORMER_PROVINCES } from "./aliases.ts";
import { type Gazetteer, loadGazetteer, type Province } from "./gazetteer.ts";
import { splitKind } from "./kinds.ts";
import { nameKeys } from "./tokens.ts";

/** Provinces of the old list by area code, of one gazetteer. */
let known: { readonly gazetteer: Gazetteer; readonly provinces: ReadonlyMap<string, Province> } | undefined;

/**
 * The province that a fixed line's area code is of: one of the 63 of before July 2025, which the codes still follow; `now`
 * names the province of today that it belongs to. A hint only, for a line may have been moved. Null for any other number.
 *
 * @param phone E.164, as `standardisePhone` gives it
 * @example provinceOfFixedLine("+842438512345")?.name // "Thành phố Hà Nội"
 */
export function provinceOfFixedLine(phone: string): Province | null {
  const national = phone.replace(/^\+84/, "");
  if (national === phone || !isFixedLine(national)) return null;
  const provinces = areaProvinces(loadGazetteer());
  return provinces.get(national.slice(0, 2)) ?? provinces.get(national.slice(0, 3)) ?? null;
}

function areaProvinces(gazetteer: Gazetteer): ReadonlyMap<string, Province> {
  if (known?.gazetteer === gazetteer) return known.provinces;
  const { old } = gazetteer.provinces;
  // A province was renamed since 2017, so names of then are looked up too.
  const byName = new Map([
    ...FORMER_PROVINCES.map(([name, code]) => [nameKeys(splitKind(name).bare).plain, old.get(code)!] as const),
    ...[...old.values()].map((unit) => [nameKeys(splitKind(unit.name).bare).plain, unit] as const),
  ]);
  const provinces = new Map(AREA_CODES.map(({ province, now }) => [now, byName.get(nameKeys(province).plain)!]));
  known = { gazetteer, provinces };
  return provinces;
}
