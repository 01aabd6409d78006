import { districtInProvince } from "./hypothesis.ts";
import { DISTRICT_KINDS } from "./kinds.ts";
import { IN_LINE, LINE_END } from "./line-names.ts";
import type { Span } from "./spans.ts";
import { GAP, type Words } from "./tokens.ts";
import type { ProvinceName } from "./units.ts";

/** "Thành phố Tây Ninh" is the district of that name, not the province. */
export function isDistrictCity(span: Span, unit: ProvinceName): boolean {
  if (span.kind === 0 || span.kind & unit.kind) return false;
  for (const { unit: district, cost } of span.entry.districts) if (cost === 0 && span.kind & district.kind) return true;
  return false;
}

/** T. and Th. are short for tỉnh, but for thôn too. */
const HAMLET_OR_PROVINCE = /^th?$/;

/**
 * "T. Quang Bình, Xã Quang Trung, Huyện Ngọc Lặc": behind the name comes a district, written with its kind, that does not
 * lie in the province. So the T. is a hamlet's; and a province that is only a likeness is none ("Thinh Long").
 */
export function isHamletOf(words: Words, span: Span, province: ProvinceName, spans: readonly Span[]): boolean {
  const before = span.from - 1;
  const isShort = before >= 0 && words.gap[span.from]! < GAP.part && HAMLET_OR_PROVINCE.test(words.plain[before]!);
  if (!isShort && span.cost === 0) return false;
  return spans.some(
    ({ from, kind, cost, entry }) =>
      from > span.to &&
      cost === 0 &&
      (kind & DISTRICT_KINDS) !== 0 &&
      entry.districts.length > 0 &&
      entry.districts.every(({ unit }) => districtInProvince(unit, province) === null),
  );
}

/** "C/Giấy", "B.Thạnh": the sign tells that the letter stands for a word. */
export const isInitialled = (words: Words, span: Span): boolean =>
  span.to > span.from && words.plain[span.from]!.length === 1 && words.gap[span.from + 1]! >= GAP.dot;

/** The name of a street or hamlet, with a sign or a kind behind it, is no unit. */
export const isLineName = (span: Span): boolean => span.inLine === IN_LINE.name && span.lineEnd !== LINE_END.words;

/** A piece of a street's name, or of a part that begins otherwise, may be a commune only of a district that is written. */
export const isLinePiece = (span: Span): boolean =>
  span.inLine === IN_LINE.name || (span.inLine === IN_LINE.piece && span.lineEnd === LINE_END.sign);

export const overlap = (a: Span, b: Span): boolean => a.from <= b.to && b.from <= a.to;

/** Of two equal writings, the one of more words, then the later. */
export const isBetterPlaced = (a: Span, b: Span): boolean =>
  a.to - a.from === b.to - b.from ? a.from > b.from : a.to - a.from > b.to - b.from;

/** A unit is clearly meant: its kind is written, or it fills its part of the address, and it is spelt right. */
export const isClear = (span: Span): boolean => span.cost < 10 && (span.kind !== 0 || span.fillsPart);
