import { districtFit, districtInProvince, provinceFit } from "./hypothesis.ts";
import { inFull, type PartClass } from "./part-class.ts";
import type { DistrictNode, Entry, Named, ProvinceName } from "./unit-index.ts";

/**
 * The text of two or three parts in which one place is written one way: where the district and the province are certain
 * from their kinds and from each other, they are written in full, and a commune's marks are those of the units of its name
 * that lie there. So far fewer texts need to be read.
 */
export function tailText(commune: PartClass | null, district: PartClass, province: PartClass): string {
  if (!commune) return `${withMarks(district, markingIn(district.entry, soleProvince(province)))}, ${province.text}`;
  const higher = certainDistrict(district, province);
  if (!higher) return `${commune.text}, ${district.text}, ${province.text}`;
  const { unit } = higher;
  return `${withMarks(commune, markingOf(commune.entry, unit))}, ${unit.name}, ${higher.province.name}`;
}

/** The part with the marks that its name can only have; as it stands where it has others. */
const withMarks = ({ kind, marked, text }: PartClass, unit: Named | null): string =>
  unit && (marked === null || marked === unit.marked) ? inFull(kind, unit.bare) : text;

const isWrittenSo = ({ kind, marked }: PartClass, unit: Named): boolean =>
  (kind & unit.kind) !== 0 && (marked === null || marked === unit.marked);

/** The province that a part names, when its name is no other province's. */
function soleProvince({ entry, kind, marked }: PartClass): ProvinceName | null {
  if (entry?.provinces.length !== 1) return null;
  const { unit, cost } = entry.provinces[0]!;
  const fits = (kind === 0 || kind & unit.kind) && (marked === null || marked === unit.marked);
  return cost === 0 && fits ? unit : null;
}

/** The one district of the kind written that lies in the one province written. */
function certainDistrict(
  district: PartClass,
  provincePart: PartClass,
): { unit: DistrictNode; province: ProvinceName } | null {
  const province = soleProvince(provincePart);
  if (!province || !district.entry) return null;
  let sole: DistrictNode | null = null;
  for (const { unit, cost } of district.entry.districts) {
    if (districtInProvince(unit, province) === null) continue;
    if (sole || cost > 0 || !isWrittenSo(district, unit)) return null;
    sole = unit;
  }
  return sole && { unit: sole, province };
}

/** A unit with the marks that all communes of the name in a district have. */
function markingOf(entry: Entry | null, district: DistrictNode): Named | null {
  let sole: Named | null = null;
  for (const leaf of entry?.leaves ?? []) {
    if (districtFit(leaf, district) === null) continue;
    if (leaf.plain !== entry!.key || (sole && sole.marked !== leaf.marked)) return null;
    sole = leaf;
  }
  return sole;
}

/** A unit with the marks that all districts and communes of the name in a province have. */
function markingIn(entry: Entry | null, province: ProvinceName | null): Named | null {
  if (!entry || !province || entry.provinces.length > 0) return null;
  let sole: Named | null = null;
  for (const { unit } of entry.districts) {
    if (districtInProvince(unit, province) === null) continue;
    if (unit.plain !== entry.key || (sole && sole.marked !== unit.marked)) return null;
    sole = unit;
  }
  for (const leaf of entry.leaves) {
    if (provinceFit(leaf, province) === null) continue;
    if (leaf.plain !== entry.key || (sole && sole.marked !== leaf.marked)) return null;
    sole = leaf;
  }
  return sole;
}
