import type { Hypothesis } from "./hypothesis.ts";
import { LINE, lineNames } from "./line-names.ts";
import { GAP, type Words } from "./tokens.ts";

/**
 * Whether a bare name stands right before the units: no number, no word for a street or hamlet. Before a commune of today stands
 * a house and street, or a hamlet with its kind; before the district of that name a commune does, or a quarter that people
 * know ("Linh Đàm, Hoàng Mai, Hà Nội").
 */
export function followsName(words: Words, { start }: Hypothesis): boolean {
  const { level } = lineNames(words);
  for (let at = start - 1; at >= 0; at--) {
    if (words.numeric[at] || level[at]! > LINE.loose) return false;
    if (words.gap[at] === GAP.part) return true;
  }
  return false;
}

/** The understanding of the same words as a district. */
export const asDistrict = (found: readonly Hypothesis[], { leafSpan }: Hypothesis): Hypothesis | undefined =>
  found.find(
    ({ leaf, districtSpan }) => !leaf && districtSpan?.from === leafSpan?.from && districtSpan?.to === leafSpan?.to,
  );
