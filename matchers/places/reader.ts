import { BoundedMap } from "../bounded-map.ts";
import { judgeSlips, mayBeDistrict } from "./fuzzy.ts";
import { type Gazetteer, loadGazetteer } from "./gazetteer.ts";
import type { Hypothesis } from "./hypothesis.ts";
import { judge } from "./judge.ts";
import { IN_LINE, opensLine } from "./line-names.ts";
import { asDistrict, followsName } from "./named-behind.ts";
import { type PartClass, partClass } from "./part-class.ts";
import type { AddressReading, PlaceFinding } from "./reading.ts";
import { type Place, resolvePlace, SURE } from "./resolve.ts";
import { exactSpans, type Span } from "./spans.ts";
import { readStreetLine } from "./street-line.ts";
import { cutTail, withoutCountry } from "./tail.ts";
import { type CertainPlace, type TailText, tailText } from "./tail-text.ts";
import { cutWords, type Words } from "./tokens.ts";
import { fromKeystrokes } from "./typing.ts";
import { type UnitIndex, unitIndex } from "./unit-index.ts";

/** An address with the steps that led to its reading, for explanations and tests. */
export interface AddressStudy {
  readonly words: Words;
  readonly hypotheses: readonly Hypothesis[];
  readonly reading: AddressReading;
}

/** Reads an address written as free text. Never fails: what is not found stays null, with the finding `place.not_found`. */
export function readAddressText(text: string, gazetteer: Gazetteer = loadGazetteer()): AddressReading {
  const index = unitIndex(gazetteer);
  const ending = endingOf(text, index);
  return ending ? withStreet(ending.read.reading, ending.head) : studyEnd(text, index).reading;
}

/** Reads an address and keeps the hypotheses. */
export function studyAddress(text: string, gazetteer: Gazetteer = loadGazetteer()): AddressStudy {
  const index = unitIndex(gazetteer);
  const ending = endingOf(text, index);
  if (!ending) return studyEnd(text, index);
  const { words, hypotheses } = studyWords(ending.tail.text, index);
  return { words, hypotheses, reading: withStreet(ending.read.reading, ending.head) };
}

/**
 * Most addresses end in parts that each name one unit: then the parts before them are the street line, and only what does
 * not end so clearly is left to the search over all words (null).
 */
function endingOf(text: string, index: UnitIndex): { tail: TailText; read: TailReading; head: string } | null {
  const { parts } = cutTail(text);
  const n = parts.length;
  if (n < 2 || n > MOST_PARTS) return null;
  const province = understoodPart(parts[n - 1]!, index);
  const district = province && understoodPart(parts[n - 2]!, index);
  if (!district) return null;
  const tail = tailText(n > 2 ? understoodPart(parts[n - 3]!, index) : null, district, province);
  const read = readTail(tail, index);
  if (!read || (read.reading.state === "split" && n > SPLIT_PARTS)) return null;
  return { tail, read, head: parts.slice(0, n - read.usedParts).join(",") };
}

/** Units are looked for in so many characters at the end: the search takes time by the square of its words. */
const MOST_SEARCHED = 500;

/** Where the part of a text that is searched begins: a border of words among the last characters; 0 of a text of ordinary length. */
function searchedFrom(text: string, most: number): number {
  const { length } = text.trimEnd();
  if (length <= most) return 0;
  const border = text
    .slice(0, length)
    .slice(-most)
    .search(/[\s,;]/);
  return length - most + border + 1;
}

/** The part of a text in which units are looked for: nearly always all of it. */
export const searchedEnd = (text: string, most: number): string => text.slice(searchedFrom(text, most));

/** Searches an address, of one that is no address any more only the end; what stands before it is street. */
function studyEnd(text: string, index: UnitIndex): AddressStudy {
  const from = searchedFrom(text, MOST_SEARCHED);
  if (from === 0) return studyTyping(text, index);
  const study = studyTyping(text.slice(from), index);
  return { ...study, reading: withStreet(study.reading, text.slice(0, from) + (study.reading.street ?? "")) };
}

/** Raw keystrokes are read as what they were meant to give, when that names units that the text as it stands does not. */
function studyTyping(text: string, index: UnitIndex): AddressStudy {
  const typed = hasAnyMark(text) ? null : fromKeystrokes(text);
  if (typed === null) return studyWords(text, index);
  const study = studyWords(typed, index);
  const best = study.hypotheses[0];
  const findings: readonly PlaceFinding[] = [...study.reading.findings, "place.telex"];
  const told: AddressStudy = { ...study, reading: { ...study.reading, findings } };
  if (best && isSettled(study.words, best) && usesTyping(study.words, best, text)) return told;
  const plain = studyWords(text, index);
  return best && best.score > (plain.hypotheses[0]?.score ?? 0) && usesTyping(study.words, best, text) ? told : plain;
}

const hasAnyMark = (text: string): boolean => /[\u00c0-\u1eff]/.test(text);

/** Some word of the units found was changed by reading keystrokes. */
function usesTyping(words: Words, best: Hypothesis, text: string): boolean {
  const before = new Set(cutWords(text).plain);
  for (let i = best.start; i <= best.end; i++) if (!before.has(words.plain[i]!)) return true;
  return false;
}

/** Longer lists of parts repeat themselves or name two places. */
export const MOST_PARTS = 5;
/** A split unit with more parts than these may name its commune of today too. */
export const SPLIT_PARTS = 4;

/** What the last parts of an address say, without its street line, and how many of them (from the end) the units fill. */
export interface TailReading {
  readonly reading: Place;
  readonly usedParts: number;
}

/** Understandings kept within a process: the same parts and tails stand in every source. */
const parts = new BoundedMap<PartClass | null>(100_000);
const tails = new BoundedMap<TailReading | null>(100_000);

/** `partClass`, remembered. */
export const understoodPart = (part: string, index: UnitIndex): PartClass | null =>
  parts.get(part, () => partClass(part, index), index);

/** Reads two or three parts that each name a unit; null when they do not settle the place by themselves. Remembered. */
export const readTail = ({ text, place }: TailText, index: UnitIndex): TailReading | null =>
  tails.get(text, () => (place ? certainTail(place, index) : settleTail(text, index)), index);

/** The place of a commune, a district ("" when there is none) and a province written apart, where it is certain; else null. */
export function readCertainUnits([commune, district, province]: readonly string[], index: UnitIndex): Place | null {
  const [leaf, node, name] = [commune, district, province].map((unit) => understoodPart(unit!, index));
  if (!leaf || !name || (district !== "" && !node)) return null;
  const tail = node ? tailText(leaf, node, name) : tailText(null, leaf, name);
  return tail.place ? readTail(tail, index)!.reading : null;
}

/** Points of a certain place without a district: name, kind and marks of a commune, name and marks of a province. */
const CERTAIN_IN_PROVINCE = 72;

/** The reading of a place that needs no weighing. */
function certainTail({ leaf, district, province }: CertainPlace, index: UnitIndex): TailReading {
  const spans = { leafSpan: null, districtSpan: null, provinceSpan: null };
  const words = { score: district ? SURE : CERTAIN_IN_PROVINCE, start: 0, end: 0, unexplained: 0 };
  const only: Hypothesis = { leaf, district, province, contradiction: null, ...spans, ...words };
  return { reading: resolvePlace([only], [], index), usedParts: district ? 3 : 2 };
}

function settleTail(tail: string, index: UnitIndex): TailReading | null {
  const { words, hypotheses, reading } = studyWords(tail, index);
  const best = hypotheses[0];
  if (!best || !isSettled(words, best) || mayBeDistrict({ ...best, start: 1 })) return null;
  // Brackets are no commas, and no word of a part that the units begin within may be lost.
  const start = words.start[best.start]!;
  if (!/(?:^|,)[^\p{L}\p{N}]*$/u.test(tail.slice(0, start))) return null;
  return { reading, usedParts: tail.slice(start).split(",").length };
}

/** "nt", như trên: the same as above in a list, hardly ever Ninh Thuận by itself. */
const AS_ABOVE = /^[^\p{L}\p{N}]*n[./]?t[^\p{L}\p{N}]*$/iu;

function studyWords(text: string, index: UnitIndex): AddressStudy {
  const words = cutWords(withoutCountry(text));
  const spans = AS_ABOVE.test(text) ? [] : exactSpans(words, index);
  let hypotheses = judge(words, spans);
  const best = hypotheses[0];
  if (!best || !isSettled(words, best) || mayBeDistrict(best)) hypotheses = judgeSlips(words, spans, hypotheses, index);
  const first = hypotheses[0];
  const district =
    first && mayBeDistrict(first) && followsName(words, first) ? asDistrict(hypotheses, first) : undefined;
  const place = resolvePlace(hypotheses, spans, index, false, district);
  return {
    words,
    hypotheses,
    reading: withStreet(place, streetText(words, place.state === "none" ? undefined : hypotheses[0], spans)),
  };
}

/** Written out, since spreading two objects costs more than the rest of the reading. */
function withStreet(place: Place, text: string): AddressReading {
  const { street, houseNumber } = readStreetLine(text);
  return {
    street,
    houseNumber,
    written: place.written,
    communeOld: place.communeOld,
    districtOld: place.districtOld,
    provinceOld: place.provinceOld,
    communeNow: place.communeNow,
    provinceNow: place.provinceNow,
    list: place.list,
    state: place.state,
    confidence: place.confidence,
    alternatives: place.alternatives,
    candidates: place.candidates,
    findings: place.findings,
  };
}

/** All is understood when commune and province stand side by side at the end, with nothing odd about them. */
function isSettled(words: Words, best: Hypothesis): boolean {
  if (!best.leaf || !best.province) return false;
  return (
    best.unexplained === 0 &&
    best.contradiction === null &&
    best.leafSpan!.inLine !== IN_LINE.name &&
    best.end === words.count - 1
  );
}

/** What stands before the units, what of a street or hamlet stands between them; what is behind them where nothing stands before. */
function streetText(words: Words, best: Hypothesis | undefined, spans: readonly Span[]): string {
  if (!best || words.count === 0) return words.text;
  let start = best.start;
  for (const span of spans)
    if (span.start < start && (span.kind || span.fillsPart) && span.cost === 0 && mentions(span, best))
      start = span.start;
  const behind = start === 0 && best.end + 1 < words.count ? words.text.slice(words.end[best.end]!) : "";
  const outside = start > 0 ? words.text.slice(0, words.start[start]!) : TIME_WORDS.test(behind) ? "" : behind;
  return best.unexplained === 0 ? outside : [outside.replace(/[\s,;]+$/, ""), ...linesBetween(words, best)].join(", ");
}

/** What people have written behind the units since they changed: `(cũ)`, `mới`. */
const TIME_WORDS = /^[^\p{L}\p{N}]*(?:cũ|cu|mới|moi|trước đây|truoc day)[^\p{L}\p{N}]*$/iu;

/** Streets and hamlets that stand between the units, told by the word for one: "Phường 5, đường Lê Lợi, Quận Gò Vấp". */
function linesBetween(words: Words, { leafSpan, districtSpan, provinceSpan }: Hypothesis): string[] {
  const units = [leafSpan, districtSpan, provinceSpan].filter((span) => span !== null);
  units.sort((a, b) => a.start - b.start);
  return units.slice(1).flatMap(({ start }, i) => {
    const from = units[i]!.to + 1;
    return from < start && opensLine(words, from) ? [words.text.slice(words.start[from], words.end[start - 1])] : [];
  });
}

/** The span repeats a unit of the hypothesis. */
function mentions(span: Span, best: Hypothesis): boolean {
  return (
    (best.leaf !== null && span.entry.leaves.includes(best.leaf)) ||
    (best.district !== null && span.entry.districts.some(({ unit }) => unit === best.district)) ||
    (best.province !== null && span.entry.provinces.some(({ unit }) => unit === best.province))
  );
}
