import type { Entry, Leaf, ProvinceName } from "./units.ts";

/** Entries of fewer leaves are looked through as fast. */
const MANY = 8;
const known = new WeakMap<Entry, Map<ProvinceName, readonly Leaf[]>>();

/**
 * The leaves of an entry that may be written with a province, in the entry's order; null where the entry has so few that the
 * answer is not kept. Names that a hundred communes bear stand in many addresses, with few provinces each.
 */
export function leavesWithin(entry: Entry, province: ProvinceName): readonly Leaf[] | null {
  if (entry.leaves.length <= MANY) return null;
  let byProvince = known.get(entry);
  if (!byProvince) {
    byProvince = new Map();
    known.set(entry, byProvince);
  }
  let leaves = byProvince.get(province);
  if (!leaves) {
    leaves = entry.leaves.filter((leaf) => leaf.set.meets(province.set));
    byProvince.set(province, leaves);
  }
  return leaves;
}
