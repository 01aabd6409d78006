import { districtFit, districtInProvince, provinceFit } from "./hypothesis.ts";
import { COMMUNE_KINDS } from "./kinds.ts";
import { inFull, type PartClass } from "./part-class.ts";
import type { DistrictNode, Entry, Leaf, Named, ProvinceName } from "./units.ts";

/** One commune of the district and the province written, or of the province alone. */
export interface CertainPlace {
  readonly leaf: Leaf;
  readonly district: DistrictNode | null;
  readonly province: ProvinceName;
}

/** Two or three parts as one text, and the place they name where nothing else can be meant. */
export interface TailText {
  readonly text: string;
  readonly place: CertainPlace | null;
}

/**
 * The text of two or three parts in which one place is written one way: where the district and the province are certain
 * from their kinds and from each other, they are written in full, and a commune's marks are those of the units of its name
 * that lie there. So far fewer texts need to be read, and fewer still need to be weighed.
 */
export function tailText(commune: PartClass | null, district: PartClass, province: PartClass): TailText {
  if (!commune) return lowestInProvince(district, province);
  const higher = certainDistrict(district, province);
  if (!higher) return { text: `${commune.text}, ${district.text}, ${province.text}`, place: null };
  const leaves = leavesIn(commune.entry, higher.district);
  const [leaf] = leaves;
  const place = leaf && leaves.length === 1 && isWrittenSo(commune, leaf) ? { leaf, ...higher } : null;
  const text = withMarks(commune, leaf && leaves.every(({ marked }) => marked === leaf.marked) ? leaf : null);
  return { text: `${text}, ${higher.district.name}, ${higher.province.name}`, place };
}

/** The text of a commune or district in a province; certain where its kind is a commune's and one there has the name. */
function lowestInProvince(lowest: PartClass, provincePart: PartClass): TailText {
  const province = soleProvince(provincePart);
  const text = `${withMarks(lowest, markingIn(lowest.entry, province))}, ${provincePart.text}`;
  const clear = province && (provincePart.kind !== 0 || provincePart.entry!.districts.length === 0);
  if (!clear || !(lowest.kind & COMMUNE_KINDS)) return { text, place: null };
  const leaves = lowest.entry?.leaves.filter((leaf) => provinceFit(leaf, province) !== null) ?? [];
  const [leaf] = leaves;
  const certain = leaf && leaves.length === 1 && leaf.plain === lowest.entry!.key && isWrittenSo(lowest, leaf);
  return { text, place: certain ? { leaf, district: null, province } : null };
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
): { district: DistrictNode; province: ProvinceName } | null {
  const province = soleProvince(provincePart);
  if (!province || !district.entry) return null;
  let sole: DistrictNode | null = null;
  for (const { unit, cost } of district.entry.districts) {
    if (districtInProvince(unit, province) === null) continue;
    if (sole || cost > 0 || !isWrittenSo(district, unit)) return null;
    sole = unit;
  }
  return sole && { district: sole, province };
}

/** Communes of a name that lie or lay in a district; none when the name is written in a way of its own. */
function leavesIn(entry: Entry | null, district: DistrictNode): Leaf[] {
  const leaves = entry?.leaves.filter((leaf) => districtFit(leaf, district) !== null) ?? [];
  return leaves.every(({ plain }) => plain === entry!.key) ? leaves : [];
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
