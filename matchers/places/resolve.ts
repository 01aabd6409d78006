import { type Hypothesis, isOutspoken } from "./hypothesis.ts";
import { RELEVANT } from "./judge.ts";
import { splitKind } from "./kinds.ts";
import { IN_LINE, LINE_END } from "./line-names.ts";
import { sameOutcome, twins } from "./outcome.ts";
import { codesOf } from "./place-codes.ts";
import { SLIGHT } from "./points.ts";
import type { AddressReading, PlaceCandidate, PlaceFinding, PlaceState, WrittenUnit } from "./reading.ts";
import type { Span } from "./spans.ts";
import type { UnitIndex } from "./unit-index.ts";
import type { Leaf } from "./units.ts";

/** Hypotheses this close to the best are alternatives. */
const CLOSE = 5;
/** Below these points a text says nothing: "93/18 đường Hai Bà Trưng" has 1, a province or district with two letters wrong 15. */
const LEAST = 10;
/** Points at which an understanding is as sure as it gets: all three levels, spelt and marked right. */
export const SURE = 85;

/** A reading without its street line. */
export type Place = Omit<AddressReading, "street" | "houseNumber">;

/**
 * Turns the hypotheses into codes, state, alternatives and findings.
 *
 * @param inColumns whether a column told the level of each unit: then also a likeness is sure
 * @param district what else the commune's words may be, the district of its name, where something before them speaks for it
 */
export function resolvePlace(
  found: readonly Hypothesis[],
  spans: readonly Span[],
  index: UnitIndex,
  inColumns = false,
  district?: Hypothesis,
): Place {
  const best = knownFate(found);
  if (!best || best.score < (inColumns ? 1 : LEAST)) return nothing();
  const rivals = rivalsOf(found, best);
  const others = otherProvinces(found, best);
  const { leaf } = best;
  if (others.length > 0 && isDividedInStreet(best)) return nothing();
  const doubtful = !inColumns && (district !== undefined || isDoubtful(best));
  if (doubtful && !district) addSounder(rivals, found, best);
  const state = others.length > 0 ? "ambiguous" : stateOf(best, rivals, doubtful);
  const chosen = leaf && (state === "exact" || state === "split") ? chooseTarget(leaf, best, spans, index) : null;
  const both = leaf !== null && hasTwin(leaf, best, found);
  const candidates: PlaceCandidate[] = [];
  if (leaf) addCandidates(candidates, leaf);
  for (const rival of rivals) if (rival.leaf) addCandidates(candidates, rival.leaf);
  for (const inside of district?.district?.leaves ?? []) addCandidates(candidates, inside);
  let possible = candidates;
  if (leaf && state === "exact" && isWrittenAsToday(best)) {
    possible = [...candidates];
    addNamesakes(possible, found, best);
  }
  const list = listOf(best, both);
  const alternatives = orderedTargets(possible, chosen);
  const findings: PlaceFinding[] = alternatives.length > candidates.length ? ["place.name_reused"] : [];
  if (state === "split") findings.push(chosen ? "place.split_default" : "place.split_unknown");
  else if (state === "ambiguous") findings.push("place.ambiguous");
  if (best.contradiction || (!leaf && found.some(isOutspoken))) findings.push("place.contradiction");
  if (state === "district" || state === "province") findings.push("place.not_found");
  addFindings(findings, best, both, list);
  const agreeing = doubtful ? [...rivals, { ...best, leaf: null }] : [...rivals, ...others];
  const codes = codesOf(best, state, chosen, agreeing, index);
  return {
    written: writtenOf(others.length > 0 ? { ...best, province: null } : best, both),
    communeOld: codes.communeOld,
    districtOld: codes.districtOld,
    provinceOld: codes.provinceOld,
    communeNow: codes.communeNow,
    provinceNow: codes.provinceNow,
    list,
    state,
    confidence: confidenceOf(best, found),
    alternatives,
    candidates,
    findings,
  };
}

/** Adds what the best understanding by itself tells of the writing. */
function addFindings(findings: PlaceFinding[], best: Hypothesis, both: boolean, list: AddressReading["list"]): void {
  const { leaf, district, province } = best;
  if (!province) findings.push("place.missing_province");
  if (leaf && leaf.list !== "now" && !both && !district) findings.push("place.missing_district");
  if (list === "old") findings.push("place.old_units");
  if (leaf?.list === "former" || district?.code === null || province?.former) findings.push("place.former_units");
  if (isMisspelt(best.leafSpan) || isMisspelt(best.districtSpan) || isMisspelt(best.provinceSpan))
    findings.push("place.misspelt");
}

const isMisspelt = (span: Span | null): boolean => span !== null && span.cost > 0;

/** From 0 to 1: how sure the best is by itself, less when another outcome is near. */
function confidenceOf(best: Hypothesis, found: readonly Hypothesis[]): number {
  let margin = best.score;
  for (const other of found)
    if (other !== best && !sameOutcome(other, best)) {
      margin = Math.max(0, best.score - Math.max(0, other.score));
      break;
    }
  const confidence = Math.min(1, Math.max(0, best.score) / SURE) * (0.5 + 0.5 * Math.min(1, margin / RELEVANT));
  return Math.round(confidence * 100) / 100;
}

/** The best understanding; of two as good, one whose commune of today is known. */
function knownFate(found: readonly Hypothesis[]): Hypothesis | undefined {
  const best = found[0];
  if (!best?.leaf || best.leaf.targets.length > 0) return best;
  return (
    found.find(
      (other) =>
        other.leaf && other.leaf.targets.length > 0 && other.score >= best.score && other.district === best.district,
    ) ?? best
  );
}

function nothing(): Place {
  return {
    written: { commune: null, district: null, province: null },
    communeOld: null,
    districtOld: null,
    provinceOld: null,
    communeNow: null,
    provinceNow: null,
    list: null,
    state: "none",
    confidence: 0,
    alternatives: [],
    candidates: [],
    findings: ["place.not_found"],
  };
}

/**
 * A commune that is only a likeness, without its kind or with words behind it that nothing explains, most likely the district
 * it is of ("xã Hòa Sơn, Hòa Vang, Quảng Nam"); or one without its kind that is a piece of a part that begins with a street, a hamlet or other words.
 * Such a piece is sure where no sign parts it from the district that follows: there the writer used none.
 */
function isDoubtful({ leafSpan, district, districtSpan, provinceSpan, unexplained }: Hypothesis): boolean {
  if (leafSpan && leafSpan.cost > SLIGHT && !district && unexplained > 0) return true;
  if (leafSpan?.kind !== 0) return false;
  const piece = leafSpan.inLine === IN_LINE.piece && (!district || leafSpan.lineEnd === LINE_END.sign);
  const goesOn = !leafSpan.closes && districtSpan?.start !== leafSpan.to + 1 && provinceSpan?.start !== leafSpan.to + 1;
  return leafSpan.cost > SLIGHT || leafSpan.inLine === IN_LINE.name || piece || goesOn;
}

/** A province divided long ago that only a street is named for: "409 Xô Viết Nghệ Tĩnh". */
const isDividedInStreet = ({ province, provinceSpan }: Hypothesis): boolean =>
  province!.former && provinceSpan!.inLine !== IN_LINE.no;

/** Beside a doubtful commune the best one without such doubt may be meant, however many points less it has. */
function addSounder(rivals: Hypothesis[], found: readonly Hypothesis[], best: Hypothesis): void {
  const sounder = found.find((other) => other.leaf && !isDoubtful(other) && other.leaf.targets.length > 0);
  if (sounder && !sameOutcome(sounder, best) && !hasOutcome(rivals, sounder)) rivals.push(sounder);
}

function stateOf(best: Hypothesis, rivals: readonly Hypothesis[], doubtful: boolean): PlaceState {
  if (!best.leaf) {
    if (rivals.some((rival) => rival.leaf)) return "ambiguous";
    return best.district ? "district" : "province";
  }
  if (rivals.length > 0 || best.contradiction || doubtful) return "ambiguous";
  if (best.leaf.targets.length === 0) return best.leaf.district || best.district ? "district" : "province";
  return best.leaf.targets.length === 1 ? "exact" : "split";
}

/** Other understandings nearly as good as the best, with another outcome; and a clear commune that the best leaves out. */
function rivalsOf(found: readonly Hypothesis[], best: Hypothesis): Hypothesis[] {
  const rivals: Hypothesis[] = [];
  for (const other of found) {
    if (other === best) continue;
    const left = !best.leaf && isOutspoken(other);
    if (!left && other.score < best.score - CLOSE) continue;
    if (!left && (!other.leaf || !best.leaf) && !(other.district && best.district)) continue;
    if (best.leaf && other.leaf && (yields(other, best) || isAncestor(other, best))) continue;
    if (!sameOutcome(other, best) && !hasOutcome(rivals, other)) rivals.push(other);
  }
  return rivals;
}

/** Other provinces that the same letters mean as well (ĐN: Đà Nẵng, Đồng Nai), where nothing but them is written. */
function otherProvinces(found: readonly Hypothesis[], best: Hypothesis): Hypothesis[] {
  const { leaf, district, province, provinceSpan } = best;
  if (leaf || district || !province || !provinceSpan) return [];
  return found.filter(
    (other) =>
      !other.leaf &&
      !other.district &&
      other.score === best.score &&
      other.provinceSpan?.from === provinceSpan.from &&
      other.provinceSpan.to === provinceSpan.to &&
      !other.province!.set.meets(province.set),
  );
}

function hasOutcome(rivals: readonly Hypothesis[], other: Hypothesis): boolean {
  for (const rival of rivals) if (sameOutcome(rival, other)) return true;
  return false;
}

/**
 * A rival that the best is right to pass over: a former unit of unknown fate; or an old unit that merely bears the name of a
 * commune of today, when the address is written as addresses are today (commune and province, no district).
 */
function yields(other: Hypothesis, best: Hypothesis): boolean {
  if (other.leaf!.targets.length === 0) return best.leaf!.targets.length > 0;
  return isWrittenAsToday(best) && other.leaf!.list !== "now" && !other.district && other.leafSpan === best.leafSpan;
}

/** A former unit that lives on in several, of which only the best lies in the district that is written. */
const isAncestor = (other: Hypothesis, best: Hypothesis): boolean =>
  other.leaf!.list === "former" &&
  best.district !== null &&
  other.district === best.district &&
  best.leaf!.district === best.district &&
  other.leaf!.district !== best.district &&
  best.leaf!.oldCodes.every((code) => other.leaf!.oldCodes.includes(code));

const isWrittenAsToday = (best: Hypothesis): boolean =>
  best.leaf!.list === "now" && !best.district && best.province?.now != null && !best.leafSpan?.blankAfter;

function hasTwin(leaf: Leaf, best: Hypothesis, found: readonly Hypothesis[]): boolean {
  for (const other of found)
    if (other.leaf && other.leafSpan === best.leafSpan && other.score >= best.score - CLOSE && twins(other.leaf, leaf))
      return true;
  return false;
}

/** Adds old units that bear the name too and went elsewhere. */
function addNamesakes(candidates: PlaceCandidate[], found: readonly Hypothesis[], best: Hypothesis): void {
  for (const other of found)
    if (other !== best && other.leaf && other.score >= best.score - CLOSE && yields(other, best))
      addCandidates(candidates, other.leaf);
}

/**
 * The commune of today for a leaf: its only target, the one the text also names (not as its district), the usual one; where
 * that is not known, the one that bears the district's name.
 */
function chooseTarget(leaf: Leaf, best: Hypothesis, spans: readonly Span[], index: UnitIndex): string | null {
  if (leaf.targets.length === 1) return leaf.targets[0]!;
  for (const span of spans) {
    if (span === best.leafSpan || span === best.districtSpan || span === best.provinceSpan) continue;
    if (span.cost > 0 || span.inLine === IN_LINE.name || span.contained) continue;
    const named = span.entry.leaves.find(
      (other) => other.list === "now" && leaf.targets.includes(other.code) && other.marked === span.marked,
    );
    if (named && named.plain !== leaf.plain) return named.code;
  }
  if (leaf.defaultKnown) return leaf.targets[0]!;
  const { now } = index.gazetteer.communes;
  return leaf.targets.find((code) => splitKind(now.get(code)!.name).bare === best.district?.bare) ?? null;
}

function addCandidates(candidates: PlaceCandidate[], leaf: Leaf): void {
  const communeOld = leaf.list !== "now" && leaf.oldCodes.length === 1 ? leaf.oldCodes[0]! : null;
  for (const communeNow of leaf.targets) {
    let known = false;
    for (const candidate of candidates)
      if (candidate.communeNow === communeNow && candidate.communeOld === communeOld) known = true;
    if (!known) candidates.push({ communeOld, communeNow });
  }
}

function orderedTargets(candidates: readonly PlaceCandidate[], first: string | null): string[] {
  const codes = first ? [first] : [];
  for (const { communeNow } of candidates) if (!codes.includes(communeNow)) codes.push(communeNow);
  return codes;
}

function listOf(best: Hypothesis, both: boolean): "old" | "now" | "both" | null {
  if (best.leaf) {
    if (both) return best.district ? "old" : best.province && !best.province.now ? "old" : "both";
    if (best.leaf.list === "now") return best.district || (best.province && !best.province.now) ? "both" : "now";
    return "old";
  }
  if (best.district) return "old";
  const province = best.province!;
  return province.old && province.now ? "both" : province.now ? "now" : "old";
}

function writtenOf(best: Hypothesis, both: boolean): AddressReading["written"] {
  const commune: WrittenUnit | null = best.leaf
    ? { name: best.leaf.name, code: best.leaf.code, list: best.leaf.list }
    : null;
  const district: WrittenUnit | null = best.district
    ? { name: best.district.name, code: best.district.code, list: best.district.code ? "old" : "former" }
    : null;
  const province = best.province;
  const list = province?.former
    ? "former"
    : province?.now && (best.leaf?.list === "now" || both || !province.old)
      ? "now"
      : "old";
  const code = province ? (list === "now" ? province.now : province.old) : null;
  return { commune, district, province: province ? { name: province.name, code, list } : null };
}
