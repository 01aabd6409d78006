import type { DistrictNode } from "./units.ts";

const heirs = new WeakMap<DistrictNode, DistrictNode | null>();

/** The district of the old list that all communes of a former one live on in (Thị xã Sóc Trăng: Thành phố Sóc Trăng); null where there is no such one. */
export function heirOf(former: DistrictNode): DistrictNode | null {
  let heir = heirs.get(former);
  if (heir === undefined) {
    const [first] = former.leaves;
    const candidates = first ? [first.district, ...first.otherDistricts] : [];
    heir = candidates.find((node) => node != null && shareIn(former, node) === 1) ?? null;
    heirs.set(former, heir);
  }
  return heir;
}

/** Whether most communes of a former district live on in this one of the old list. */
export const livesOnIn = (former: DistrictNode, district: DistrictNode): boolean => shareIn(former, district) > 0.5;

/** The part of a former district's communes that is in one of the old list, as a whole or in part. */
function shareIn(former: DistrictNode, district: DistrictNode): number {
  if (former.code !== null || district.code === null) return 0;
  let inside = 0;
  for (const leaf of former.leaves) if (leaf.district === district || leaf.otherDistricts.includes(district)) inside++;
  return inside / former.leaves.length;
}
