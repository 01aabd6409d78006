import { type Hypothesis, isOutspoken } from "./judge.ts";
import type { AddressReading, PlaceCandidate, PlaceFinding, PlaceState, WrittenUnit } from "./reading.ts";
import type { Span } from "./spans.ts";
import type { Leaf, UnitIndex } from "./unit-index.ts";

/** Hypotheses this close to the best are alternatives. */
const CLOSE = 5;
/** Points at which an understanding is as sure as it gets: all three levels, spelt and marked right. */
const SURE = 85;

/** A reading without its street line. */
export type Place = Omit<AddressReading, "street" | "houseNumber">;

/** Turns the hypotheses into codes, state, alternatives and findings. */
export function resolvePlace(found: readonly Hypothesis[], spans: readonly Span[], index: UnitIndex): Place {
  const best = knownFate(found);
  if (!best || best.score <= 0) return nothing();
  const findings: PlaceFinding[] = [];
  const rivals = rivalsOf(found, best);
  const leaf = best.leaf;
  const state = stateOf(best, rivals);
  const chosen = leaf && (state === "exact" || state === "split") ? chooseTarget(leaf, best, spans) : null;
  const both = leaf ? twinOf(leaf, best, found) : null;
  const candidates = candidatesOf(
    [best, ...rivals].flatMap((hypothesis) => (hypothesis.leaf ? [hypothesis.leaf] : [])),
  );
  const namesakes = leaf && state === "exact" && isWrittenAsToday(best) ? namesakesOf(found, best) : [];
  const alternatives = ordered([...candidates, ...candidatesOf(namesakes)], chosen?.code ?? null);
  if (alternatives.length > candidates.length) findings.push("place.name_reused");
  const place = codesOf(best, state, chosen?.code ?? null, rivals, index);

  if (state === "split") findings.push(chosen ? "place.split_default" : "place.split_unknown");
  if (state === "ambiguous") findings.push("place.ambiguous");
  if (best.contradiction || contradicted(best, found)) findings.push("place.contradiction");
  if (state === "district" || state === "province") findings.push("place.not_found");
  if (!best.province) findings.push("place.missing_province");
  if (leaf && leaf.list !== "now" && !both && !best.district) findings.push("place.missing_district");
  const list = listOf(best, both !== null);
  if (list === "old") findings.push("place.old_units");
  if (leaf?.list === "former" || best.district?.code === null || best.province?.former)
    findings.push("place.former_units");
  if ([best.leafSpan, best.districtSpan, best.provinceSpan].some((span) => span && span.cost > 0))
    findings.push("place.misspelt");

  const next = found.find((other) => other !== best && !sameOutcome(other, best));
  const margin = next ? Math.max(0, best.score - Math.max(0, next.score)) : best.score;
  const confidence = Math.min(1, Math.max(0, best.score) / SURE) * (0.5 + 0.5 * Math.min(1, margin / 20));
  return {
    written: writtenOf(best, both !== null),
    communeOld: place.communeOld,
    districtOld: place.districtOld,
    provinceOld: place.provinceOld,
    communeNow: place.communeNow,
    provinceNow: place.provinceNow,
    list,
    state,
    confidence: Math.round(confidence * 100) / 100,
    alternatives,
    candidates,
    findings,
  };
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

function stateOf(best: Hypothesis, rivals: readonly Hypothesis[]): PlaceState {
  if (!best.leaf) {
    if (rivals.some((rival) => rival.leaf)) return "ambiguous";
    return best.district ? "district" : "province";
  }
  if (rivals.length > 0 || best.contradiction) return "ambiguous";
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
    if (best.leaf && other.leaf && yields(other, best)) continue;
    if (sameOutcome(other, best) || rivals.some((rival) => sameOutcome(rival, other))) continue;
    rivals.push(other);
  }
  return rivals;
}

/**
 * A rival that the best is right to pass over: a former unit of unknown fate; or an old unit that merely bears the name of a
 * commune of today, when the address is written as addresses are today (commune and province, no district).
 */
function yields(other: Hypothesis, best: Hypothesis): boolean {
  if (other.leaf!.targets.length === 0) return best.leaf!.targets.length > 0;
  return isWrittenAsToday(best) && other.leaf!.list !== "now" && !other.district && other.leafSpan === best.leafSpan;
}

const isWrittenAsToday = (best: Hypothesis): boolean =>
  best.leaf!.list === "now" && !best.district && best.province?.now != null && !best.leafSpan!.blankAfter;

function sameOutcome(a: Hypothesis, b: Hypothesis): boolean {
  if (!a.leaf || !b.leaf)
    return a.leaf === b.leaf && (a.district?.code ?? a.district) === (b.district?.code ?? b.district);
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

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item) => b.includes(item));

/** A commune of today and the old unit of the same name that flowed into it. */
function twins(a: Leaf, b: Leaf): boolean {
  const [now, old] = a.list === "now" ? [a, b] : [b, a];
  return now.list === "now" && old.list !== "now" && old.marked === now.marked && old.targets.includes(now.code);
}

function twinOf(leaf: Leaf, best: Hypothesis, found: readonly Hypothesis[]): Leaf | null {
  const twin = found.find(
    (other) =>
      other.leaf && other.leafSpan === best.leafSpan && twins(other.leaf, leaf) && other.score >= best.score - CLOSE,
  );
  return twin?.leaf ?? null;
}

/** Old units that bear the name too and went elsewhere. */
const namesakesOf = (found: readonly Hypothesis[], best: Hypothesis): Leaf[] =>
  found.flatMap((other) =>
    other !== best && other.leaf && other.score >= best.score - CLOSE && yields(other, best) ? [other.leaf] : [],
  );

function contradicted(best: Hypothesis, found: readonly Hypothesis[]): boolean {
  return !best.leaf && found.some(isOutspoken);
}

/** The commune of today for a leaf: its only target, the one the text also names (not as its district), or the usual one. */
function chooseTarget(
  leaf: Leaf,
  best: Hypothesis,
  spans: readonly Span[],
): { code: string; mentioned: boolean } | null {
  if (leaf.targets.length === 1) return { code: leaf.targets[0]!, mentioned: false };
  for (const span of spans) {
    if (span === best.leafSpan || span === best.districtSpan || span === best.provinceSpan) continue;
    if (span.cost > 0 || span.street === 2) continue;
    const named = span.entry.leaves.find(
      (other) => other.list === "now" && leaf.targets.includes(other.code) && other.marked === span.marked,
    );
    if (named && named.plain !== leaf.plain) return { code: named.code, mentioned: true };
  }
  return leaf.defaultKnown ? { code: leaf.targets[0]!, mentioned: false } : null;
}

function candidatesOf(leaves: readonly Leaf[]): PlaceCandidate[] {
  const candidates: PlaceCandidate[] = [];
  for (const leaf of leaves)
    for (const communeNow of leaf.targets) {
      const communeOld = leaf.list === "now" ? null : leaf.oldCodes.length === 1 ? leaf.oldCodes[0]! : null;
      if (!candidates.some((known) => known.communeNow === communeNow && known.communeOld === communeOld))
        candidates.push({ communeOld, communeNow });
    }
  return candidates;
}

function ordered(candidates: readonly PlaceCandidate[], first: string | null): string[] {
  const codes = [...new Set(candidates.map((candidate) => candidate.communeNow))];
  return first ? [first, ...codes.filter((code) => code !== first)] : codes;
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

function codesOf(
  best: Hypothesis,
  state: PlaceState,
  communeNow: string | null,
  rivals: readonly Hypothesis[],
  index: UnitIndex,
): Pick<AddressReading, "communeOld" | "districtOld" | "provinceOld" | "communeNow" | "provinceNow"> {
  const { communes } = index.gazetteer;
  const leaf = best.leaf;
  const all = [best, ...rivals];
  const single = (values: readonly (string | null | undefined)[]): string | null => {
    const distinct = new Set(values);
    return distinct.size === 1 ? (values[0] ?? null) : null;
  };
  const sure = state === "exact" || state === "split";
  const oldCode = sure && leaf && leaf.list !== "now" && leaf.oldCodes.length === 1 ? leaf.oldCodes[0]! : null;
  const oldUnit = oldCode ? communes.old.get(oldCode)! : null;
  const districtOf = (hypothesis: Hypothesis): string | null => {
    if (hypothesis.leaf && hypothesis.leaf.list !== "now") {
      const codes = new Set(hypothesis.leaf.oldCodes.map((code) => communes.old.get(code)!.district));
      if (codes.size === 1) return [...codes][0] ?? null;
      return hypothesis.leaf.district?.code ?? null;
    }
    return hypothesis.district?.code ?? null;
  };
  const provinceOf = (hypothesis: Hypothesis): string | null =>
    hypothesis.leaf && hypothesis.leaf.provinces.length === 1
      ? hypothesis.leaf.provinces[0]!
      : (hypothesis.district?.province ?? hypothesis.province?.old ?? null);
  const provinceNowOf = (hypothesis: Hypothesis): string | null =>
    hypothesis.leaf?.provincesNow[0] ??
    hypothesis.district?.provinceNow ??
    hypothesis.province?.now ??
    (hypothesis.province?.old ? index.gazetteer.provinces.old.get(hypothesis.province.old)!.now : null);
  return {
    communeOld: oldUnit && oldUnit.code.length === 5 ? oldUnit.code : null,
    districtOld: oldUnit?.district ?? single(all.map(districtOf)),
    provinceOld: oldUnit?.province ?? single(all.map(provinceOf)),
    communeNow: sure ? communeNow : null,
    provinceNow: communeNow ? communes.now.get(communeNow)!.province : single(all.map(provinceNowOf)),
  };
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
