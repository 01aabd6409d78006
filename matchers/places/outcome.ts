import { livesOnIn } from "./district-heirs.ts";
import type { Hypothesis } from "./hypothesis.ts";
import type { DistrictNode, Leaf } from "./units.ts";

/** Whether two understandings lead to one place. */
export function sameOutcome(a: Hypothesis, b: Hypothesis): boolean {
  if (!a.leaf || !b.leaf) return a.leaf === b.leaf && sameDistrict(a.district, b.district);
  if (a.leaf === b.leaf) return true;
  if (
    a.leaf.list !== "now" &&
    b.leaf.list !== "now" &&
    sameSet(a.leaf.oldCodes, b.leaf.oldCodes) &&
    a.leaf.oldCodes.length > 0
  )
    return true;
  return twins(a.leaf, b.leaf) || (a.leaf.targets.length === 1 && sameSet(a.leaf.targets, b.leaf.targets));
}

/** Also a former district and the one of its name that it became, most of its communes with it (Thị xã Tam Kỳ, Thành phố Tam Kỳ). */
function sameDistrict(a: DistrictNode | null, b: DistrictNode | null): boolean {
  if (a === b || !a || !b) return a === b;
  if (a.code !== null && b.code !== null) return a.code === b.code;
  return a.province === b.province && a.plain === b.plain && (livesOnIn(a, b) || livesOnIn(b, a));
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item) => b.includes(item));

/** A commune of today and the old unit of the same name that flowed into it. */
export function twins(a: Leaf, b: Leaf): boolean {
  const [now, old] = a.list === "now" ? [a, b] : [b, a];
  return now.list === "now" && old.list !== "now" && old.marked === now.marked && old.targets.includes(now.code);
}
