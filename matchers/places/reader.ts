import { type Gazetteer, loadGazetteer } from "./gazetteer.ts";
import { judgeSlips, mayBeDistrict } from "./fuzzy.ts";
import { type Hypothesis, judge } from "./judge.ts";
import type { AddressReading } from "./reading.ts";
import { resolvePlace } from "./resolve.ts";
import { exactSpans, type Span } from "./spans.ts";
import { readStreetLine } from "./street-line.ts";
import { cutWords, type Words } from "./tokens.ts";
import { unitIndex } from "./unit-index.ts";

/** An address with the steps that led to its reading, for explanations and tests. */
export interface AddressStudy {
  readonly words: Words;
  readonly hypotheses: readonly Hypothesis[];
  readonly reading: AddressReading;
}

/** Reads an address written as free text. Never fails: what is not found stays null, with the finding `place.not_found`. */
export function readAddressText(text: string, gazetteer: Gazetteer = loadGazetteer()): AddressReading {
  return studyAddress(text, gazetteer).reading;
}

/** Reads an address and keeps the hypotheses. */
export function studyAddress(text: string, gazetteer: Gazetteer = loadGazetteer()): AddressStudy {
  const index = unitIndex(gazetteer);
  const words = cutWords(text);
  const spans = exactSpans(words, index);
  let hypotheses = judge(words, spans);
  if (needsSlips(words, hypotheses[0])) hypotheses = judgeSlips(words, spans, hypotheses, index);
  const place = resolvePlace(hypotheses, spans, index);
  const street = readStreetLine(streetText(words, hypotheses[0], spans));
  return { words, hypotheses, reading: { ...street, ...place } };
}

/** All is understood when commune and province stand side by side with nothing odd about them. */
function needsSlips(words: Words, best: Hypothesis | undefined): boolean {
  if (!best?.leaf || !best.province) return true;
  if (mayBeDistrict(best)) return true;
  return best.unexplained > 0 || best.contradiction !== null || best.leafSpan!.street === 2 || best.end < words.count - 1;
}

/** What stands before the units; behind them where nothing stands before. */
function streetText(words: Words, best: Hypothesis | undefined, spans: readonly Span[]): string {
  if (!best || words.count === 0) return words.text;
  let start = best.start;
  for (const span of spans)
    if (span.start < start && (span.kind || span.fillsPart) && span.cost === 0 && mentions(span, best)) start = span.start;
  if (start > 0) return words.text.slice(0, words.start[start]!);
  return best.end + 1 < words.count ? words.text.slice(words.end[best.end]!) : "";
}

/** The span repeats a unit of the hypothesis. */
function mentions(span: Span, best: Hypothesis): boolean {
  return (
    (best.leaf !== null && span.entry.leaves.includes(best.leaf)) ||
    (best.district !== null && span.entry.districts.some(({ unit }) => unit === best.district)) ||
    (best.province !== null && span.entry.provinces.some(({ unit }) => unit === best.province))
  );
}
