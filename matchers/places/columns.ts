import { BoundedMap } from "../bounded-map.ts";
import { judgeSlips } from "./fuzzy.ts";
import type { Gazetteer, ListName } from "./gazetteer.ts";
import { judge } from "./judge.ts";
import { KIND, splitKind } from "./kinds.ts";
import { IN_LINE, LINE_END } from "./line-names.ts";
import { readCertainUnits, searchedEnd, understoodPart } from "./reader.ts";
import type { AddressReading, PlaceFinding } from "./reading.ts";
import { type Place, resolvePlace } from "./resolve.ts";
import { exactSpans, type Span } from "./spans.ts";
import { readStreetLine } from "./street-line.ts";
import { cutWords, GAP, nameKeys } from "./tokens.ts";
import { type UnitIndex, unitIndex } from "./unit-index.ts";

/** An address in columns; each unit a name, a code of either list, or both ("00001 - Phường Phúc Xá"). */
export interface AddressColumns {
  readonly street?: string | null;
  readonly commune?: string | null;
  readonly district?: string | null;
  readonly province?: string | null;
}

/** The list that a source's codes belong to, when it is declared; else it is found out from the codes themselves. */
export type DeclaredList = ListName | null;

type Level = "commune" | "district" | "province";
const CODE_LENGTH = { commune: 5, district: 3, province: 2 } as const;

interface Cell {
  readonly code: string | null;
  readonly name: string;
}

/** Cuts "01 - Hà Nội" into code and name; a bare number is a code unless it can only be a numbered unit. */
function readCell(text: string | null | undefined, level: Level): Cell {
  const cell = (text ?? "").trim();
  const match =
    /^0*(\d{1,5})(?:\.0+)?\s*(?:[-–:.|(]\s*(.*?)\)?)?$/.exec(cell) ?? /^()(.*?)\s*[-–(|]\s*0*(\d{1,5})\)?$/.exec(cell);
  if (!match) return { code: null, name: cell };
  const digits = /\d/.exec(match[1] ?? "") ? match[1]! : match[3]!;
  const name = (match[1] ? match[2] : match[2]) ?? "";
  const written = /\d+/.exec(cell)![0];
  const length = CODE_LENGTH[level];
  const isNumber = name === "" && written.length <= 2 && level !== "province";
  if (isNumber || digits.length > length) return { code: null, name: name || cell };
  return { code: digits.padStart(length, "0"), name };
}

/** A longer cell names no unit alone: the three together are searched in a time by the square of their words. */
const LONGEST_UNIT = 250;

/** Reads an address whose units stand in columns of their own. Of a cell that is no unit's any more only the end is searched. */
export function readAddressColumns(
  written: AddressColumns,
  gazetteer: Gazetteer,
  declared: DeclaredList = null,
): AddressReading {
  const columns = {
    street: written.street ?? null,
    commune: searchedEnd(written.commune ?? "", LONGEST_UNIT),
    district: searchedEnd(written.district ?? "", LONGEST_UNIT),
    province: searchedEnd(written.province ?? "", LONGEST_UNIT),
  };
  const key = JSON.stringify([columns.commune, columns.district, columns.province, declared]);
  const units = unitReadings.get(key, () => readUnits(columns, gazetteer, declared), gazetteer);
  return { ...units, ...readStreetLine(columns.street ?? "") };
}

/** Units that were read before: a register of millions names a few thousand. */
const REMEMBERED = 50_000;
const unitReadings = new BoundedMap<AddressReading>(REMEMBERED);

/** What the three columns of units say; the street has no part in it. */
function readUnits(columns: AddressColumns, gazetteer: Gazetteer, declared: DeclaredList): AddressReading {
  const index = unitIndex(gazetteer);
  const cells = shortCodes(columns, declared, gazetteer) ?? {
    commune: readCell(columns.commune, "commune"),
    district: readCell(columns.district, "district"),
    province: readCell(columns.province, "province"),
  };
  const list = declared ?? listOfCodes(cells, gazetteer);
  const findings: PlaceFinding[] = [];
  const text: string[] = [];
  for (const level of ["commune", "district", "province"] as const) {
    const { code, name } = cells[level];
    const known = code ? unitName(code, level, list, gazetteer) : null;
    if (code && !known) findings.push("place.code_unknown");
    if (known && name && !namesAgree(known, name)) findings.push("place.code_name_differ");
    text.push((name && !(known && namesAgree(known, name)) ? withKind(name, level) : known) ?? name);
  }
  const reading = readLevels(text, index);
  const coded =
    cells.commune.code && !cells.commune.name ? byCode(cells.commune.code, list, reading, gazetteer) : reading;
  return { ...coded, findings: [...coded.findings, ...findings] };
}

/**
 * Codes whose zeros a spreadsheet took off, down to one or two digits: 1, 1, 1 is Phúc Xá in Ba Đình of Hà Nội, the wards of whose
 * centre have the lowest codes. Only where, as codes, they lie one inside the other; Ward 8 of District 3 does not. Null otherwise.
 */
function shortCodes(
  { commune, district, province }: AddressColumns,
  declared: DeclaredList,
  gazetteer: Gazetteer,
): Readonly<Record<Level, Cell>> | null {
  const bare = (text: string | null | undefined, level: Level): string | null =>
    /^\s*0*(\d{1,5})(?:\.0+)?\s*$/.exec(text ?? "")?.[1]?.padStart(CODE_LENGTH[level], "0") ?? null;
  const codes = {
    commune: bare(commune, "commune"),
    district: bare(district, "district"),
    province: bare(province, "province"),
  };
  if (codes.commune === null || codes.province === null || (district && codes.district === null)) return null;
  const lists: readonly ListName[] = declared ? [declared] : codes.district ? ["old"] : ["now", "old"];
  const fits = lists.some((list) => {
    const unit = gazetteer.communes[list].get(codes.commune!);
    return unit?.province === codes.province && (!codes.district || unit.district === codes.district);
  });
  const cell = (code: string | null): Cell => ({ code, name: "" });
  return fits ? { commune: cell(codes.commune), district: cell(codes.district), province: cell(codes.province) } : null;
}

/** Which list the codes are of: the one that has them all, one inside the other. */
function listOfCodes(cells: Readonly<Record<Level, Cell>>, gazetteer: Gazetteer): ListName {
  const { commune, district, province } = cells;
  if (district.code || district.name) return "old";
  const fits = (list: ListName): boolean => {
    const unit = commune.code ? gazetteer.communes[list].get(commune.code) : undefined;
    if (commune.code && !unit) return false;
    if (commune.code && commune.name && !namesAgree(unit!.name, commune.name)) return false;
    if (province.code && !gazetteer.provinces[list].has(province.code)) return false;
    return !unit || !province.code || unit.province === province.code;
  };
  return fits("now") ? "now" : fits("old") ? "old" : "now";
}

function unitName(code: string, level: Level, list: ListName, gazetteer: Gazetteer): string | null {
  if (level === "province")
    return (gazetteer.provinces[list].get(code) ?? gazetteer.provinces.old.get(code))?.name ?? null;
  if (level === "district") return gazetteer.districts.get(code)?.name ?? null;
  const other = list === "now" ? "old" : "now";
  return (gazetteer.communes[list].get(code) ?? gazetteer.communes[other].get(code))?.name ?? null;
}

const namesAgree = (known: string, written: string): boolean => {
  const a = nameKeys(splitKind(known).bare).plain;
  const words = cutWords(written);
  return words.plain.join("").endsWith(a) || nameKeys(written).plain.endsWith(a);
};

/** A bare number in a commune's column is a ward, in a district's an urban district. */
function withKind(name: string, level: Level): string {
  if (!/^\d{1,2}$/.test(name)) return name;
  return level === "commune" ? `Phường ${Number(name)}` : level === "district" ? `Quận ${Number(name)}` : name;
}

/** What the columns say where they need judging, remembered. */
const judged = new BoundedMap<Place>(REMEMBERED);

/**
 * Reads the three columns, each kept to its own level. A commune of a district of a province needs no judging, and units that
 * are written alike but for spacing, capitals and abbreviations of kind are judged once.
 */
function readLevels(text: readonly string[], index: UnitIndex): AddressReading {
  const place = readCertainUnits(text, index) ?? readWritings(text, index);
  return { street: null, houseNumber: null, ...place };
}

function readWritings(text: readonly string[], index: UnitIndex): Place {
  const classes = text.map((part) => (part === "" ? "" : understoodPart(part, index)?.text));
  if (classes.includes(undefined)) return judgeLevels(text, index);
  return judged.get(classes.join("|"), () => judgeLevels(classes as string[], index), index);
}

function judgeLevels(text: readonly string[], index: UnitIndex): Place {
  const words = cutWords(text.map((part) => part.replace(/[,;|]/g, " ")).join(", "));
  const level = levelsOf(words.gap, text);
  const spans = exactSpans(words, index).flatMap((span) => keepLevel(span, level[span.from]!));
  let hypotheses = judge(words, spans);
  const best = hypotheses[0];
  const missing =
    (text[0] !== "" && !best?.leaf) || (text[1] !== "" && !best?.district) || (text[2] !== "" && !best?.province);
  if (missing) hypotheses = judgeSlips(words, spans, hypotheses, index);
  return resolvePlace(hypotheses, spans, index, true);
}

/** The column (0 commune, 1 district, 2 province) of every word. */
function levelsOf(gaps: readonly number[], text: readonly string[]): number[] {
  const filled = [0, 1, 2].filter((level) => /[\p{L}\d]/u.test(text[level]!));
  let at = -1;
  return gaps.map((gap) => {
    if (gap >= GAP.part) at++;
    return filled[Math.min(at, filled.length - 1)] ?? 0;
  });
}

function keepLevel(span: Span, level: number): Span[] {
  const { entry } = span;
  const kept = {
    key: entry.key,
    leaves: level === 0 ? entry.leaves : [],
    districts: level === 1 ? entry.districts : [],
    provinces: level === 2 ? entry.provinces : [],
  };
  if (kept.leaves.length + kept.districts.length + kept.provinces.length === 0) return [];
  const kind = level === 2 && span.kind & KIND.province ? KIND.province : span.kind;
  return [
    { ...span, entry: kept, kind, blankBefore: false, blankAfter: false, inLine: IN_LINE.no, lineEnd: LINE_END.words },
  ];
}

const SPLIT_DEFAULT: PlaceFinding = "place.split_default";
const SPLIT_UNKNOWN: PlaceFinding = "place.split_unknown";
/** What is said of a commune by its name, which others may bear; its code says it for certain. */
const OF_NAMES: ReadonlySet<PlaceFinding> = new Set([
  "place.ambiguous",
  "place.name_reused",
  SPLIT_DEFAULT,
  SPLIT_UNKNOWN,
]);

/** A commune given by its code alone is that unit, whatever else bears its name. */
function byCode(code: string, list: ListName, reading: AddressReading, gazetteer: Gazetteer): AddressReading {
  const unit = gazetteer.communes[list].get(code);
  if (!unit) return reading;
  if (list === "now")
    return {
      ...reading,
      communeOld: null,
      districtOld: null,
      communeNow: code,
      provinceNow: unit.province,
      list: "now",
      state: "exact",
      alternatives: [code],
      candidates: [{ communeOld: null, communeNow: code }],
      findings: reading.findings.filter((finding) => !OF_NAMES.has(finding)),
    };
  const change = gazetteer.changes.get(code)!;
  const communeNow = change.defaultKnown ? change.to[0]! : null;
  return {
    ...reading,
    communeOld: code,
    districtOld: unit.district,
    provinceOld: unit.province,
    communeNow,
    provinceNow: gazetteer.provinces.old.get(unit.province)!.now,
    list: "old",
    state: change.to.length === 1 ? "exact" : "split",
    alternatives: change.to,
    candidates: change.to.map((target) => ({ communeOld: code, communeNow: target })),
    findings: [
      ...reading.findings.filter((finding) => !OF_NAMES.has(finding)),
      ...(change.to.length === 1 ? [] : [communeNow ? SPLIT_DEFAULT : SPLIT_UNKNOWN]),
    ],
  };
}
