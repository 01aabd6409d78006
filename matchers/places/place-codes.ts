import { heirOf } from "./district-heirs.ts";
import type { Hypothesis } from "./hypothesis.ts";
import type { AddressReading, PlaceState } from "./reading.ts";
import type { UnitIndex } from "./unit-index.ts";
import type { DistrictNode, Leaf } from "./units.ts";

/** Codes of a reading, in both lists. */
export type PlaceCodes = Pick<
  AddressReading,
  "communeOld" | "districtOld" | "provinceOld" | "communeNow" | "provinceNow"
>;

/** The codes that the best understanding and its rivals agree on. @param communeNow the commune of today that was chosen */
export function codesOf(
  best: Hypothesis,
  state: PlaceState,
  communeNow: string | null,
  rivals: readonly Hypothesis[],
  index: UnitIndex,
): PlaceCodes {
  const { communes } = index.gazetteer;
  const { leaf } = best;
  const sure = state === "exact" || state === "split";
  const oldCode = sure && leaf && leaf.list !== "now" && leaf.oldCodes.length === 1 ? leaf.oldCodes[0]! : null;
  const oldUnit = oldCode ? communes.old.get(oldCode)! : null;
  return {
    communeOld: oldUnit && oldUnit.code.length === 5 ? oldUnit.code : null,
    districtOld: oldUnit?.district ?? agreed(best, rivals, districtOf, index),
    provinceOld: oldUnit?.province ?? agreed(best, rivals, provinceOf, index),
    communeNow: sure ? communeNow : null,
    provinceNow: communeNow ? communes.now.get(communeNow)!.province : agreed(best, rivals, provinceNowOf, index),
  };
}

/** What the best and all its rivals say alike; null when they do not. */
function agreed(
  best: Hypothesis,
  rivals: readonly Hypothesis[],
  codeOf: (hypothesis: Hypothesis, index: UnitIndex) => string | null,
  index: UnitIndex,
): string | null {
  const code = codeOf(best, index);
  for (const rival of rivals) if (codeOf(rival, index) !== code) return null;
  return code;
}

function districtOf({ leaf, district }: Hypothesis, index: UnitIndex): string | null {
  return leaf && leaf.list !== "now" ? districtOfLeaf(leaf, index) : codeOfDistrict(district);
}

const codeOfDistrict = (district: DistrictNode | null): string | null => lasting(district)?.code ?? null;

/** The district itself, or the one that it became whole. */
const lasting = (district: DistrictNode | null): DistrictNode | null =>
  district && district.code === null ? (heirOf(district) ?? district) : district;

function districtOfLeaf({ oldCodes, district }: Leaf, index: UnitIndex): string | null {
  const { old } = index.gazetteer.communes;
  const first = oldCodes.length > 0 ? old.get(oldCodes[0]!)!.district : null;
  const same = oldCodes.length > 0 && oldCodes.every((code) => old.get(code)!.district === first);
  return same ? first : codeOfDistrict(district);
}

const provinceOf = ({ leaf, district, province }: Hypothesis): string | null =>
  leaf && leaf.provinces.length === 1 ? leaf.provinces[0]! : (lasting(district)?.province ?? province?.old ?? null);

function provinceNowOf({ leaf, district, province }: Hypothesis, index: UnitIndex): string | null {
  const now = leaf?.provincesNow[0] ?? lasting(district)?.provinceNow ?? province?.now;
  return now ?? (province?.old ? index.gazetteer.provinces.old.get(province.old)!.now : null);
}
