import type { Span } from "./spans.ts";
import type { DistrictNode, Leaf, ProvinceName } from "./units.ts";

/** One way to understand the spans of an address. */
export interface Hypothesis {
  readonly leaf: Leaf | null;
  readonly leafSpan: Span | null;
  readonly district: DistrictNode | null;
  readonly districtSpan: Span | null;
  readonly province: ProvinceName | null;
  readonly provinceSpan: Span | null;
  /** A unit is clearly written that does not fit the leaf. */
  readonly contradiction: "district" | "province" | null;
  score: number;
  /** First and last word used, kind words included. */
  start: number;
  end: number;
  /** Words between them that nothing explains. */
  unexplained: number;
}

/** The units of a hypothesis, each with where it is written. */
export type WrittenUnits = Pick<
  Hypothesis,
  "leaf" | "leafSpan" | "district" | "districtSpan" | "province" | "provinceSpan"
>;

export const NO_UNITS: WrittenUnits = {
  leaf: null,
  leafSpan: null,
  district: null,
  districtSpan: null,
  province: null,
  provinceSpan: null,
};

/** A commune written with its kind and spelt right, of another district than the one written: kept, however few its points. */
export const isOutspoken = ({ contradiction, province, leaf, leafSpan }: Hypothesis): boolean =>
  contradiction === "district" && province !== null && leafSpan!.cost === 0 && (leafSpan!.kind & leaf!.kind) !== 0;

/** How well a leaf fits a province that is written: 0 or points off, null when it does not lie in it. */
export function provinceFit(leaf: Leaf, name: ProvinceName): number | null {
  if (!leaf.set.meets(name.set)) return null;
  const inOld = name.old !== null && leaf.provinces.includes(name.old);
  const inNow = name.now !== null && leaf.provincesNow.includes(name.now);
  if (leaf.list === "now") return inNow ? 0 : inOld ? -2 : null;
  if (inOld) return leaf.provinces[0] === name.old ? 0 : -1;
  return inNow ? -3 : null;
}

/** How well a leaf fits a district that is written: 0 or points off, null when it neither lies nor lay in it. */
export function districtFit(leaf: Leaf, node: DistrictNode): number | null {
  if (leaf.district === node) return 0;
  return leaf.otherDistricts.includes(node) ? (leaf.list === "now" ? -4 : -2) : null;
}

/** How well a district fits a province that is written. */
export const districtInProvince = (node: DistrictNode, name: ProvinceName): number | null =>
  name.old === node.province ? 0 : name.now === node.provinceNow ? -3 : null;
