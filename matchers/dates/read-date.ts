import { digitsForLetters } from "./around-the-date.ts";
import { dateInt, dayAfterEpoch, daysSinceEpoch, isCalendarDay, type PartialDate, spreadsheetDay } from "./calendar.ts";
import { Clock } from "./clock.ts";
import { cleanDate, type DateFields, dateFields } from "./date-fields.ts";
import { type DateOrder, inOrder } from "./date-order.ts";
import type { DateReading } from "./date-reading.ts";
import type { DateFinding } from "./findings.ts";

/** What of a date is known: the day, month and year only, the year only, or a year whose 1 January was filled in. */
type DatePrecision = "day" | "month" | "year" | "default";

export interface DateValue {
  /** Days since 1 January 1970 of a complete date (`day` or `default`), else null. */
  readonly epochDay: number | null;
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly precision: DatePrecision | null;
  /** yyyymmdd, 00 for what is unknown; null when nothing is. */
  readonly birthInt: number | null;
  readonly findings: readonly DateFinding[];
}

/** How a spreadsheet that has the month first shows the number 0; the other order is among `PLACEHOLDERS`. */
const NOUGHT_IN_MONTH_FIRST = /^0?1[-/.]0{1,2}[-/.]1900(?:\s|$)/;
const OLDEST_YEARS = 125;
const LAST_DAY = 31;
const BUDDHIST_ERA = 543;

/** How a column is read, on a day. */
interface DatedReading extends DateReading {
  readonly clock: Clock;
}

/**
 * Reads a date as the column's reading says. Never throws. A blank has no date and no finding; a date that is not in
 * the calendar keeps its year; dates in the future or too old are kept and said to be so; placeholders are dropped.
 *
 * @example readDate("00/00/1962", reading).birthInt // 19620000, precision "year"
 */
export function readDate(raw: string, reading: DateReading): DateValue {
  return readDateUntil(raw, reading).value;
}

/** `readDate`, and the first day after the reading's own (yyyymmdd) on which the text may have to be read otherwise. */
export function readDateUntil(
  raw: string,
  reading: DateReading,
): { readonly value: DateValue; readonly until: number } {
  const clock = new Clock(reading.today);
  const value = readText(raw, { ...reading, clock });
  return { value, until: clock.until };
}

function readText(raw: string, reading: DatedReading): DateValue {
  const cleaned = cleanDate(raw).replace(/^([0-9]{4,8})[.,]0+$/u, "$1");
  if (cleaned === "") return nothing();
  const text = digitsForLetters(cleaned);
  if (/^[0-9]{5}(?:[.,][0-9]+)?$/.test(text))
    return fromSpreadsheet(Math.floor(Number(text.replace(",", "."))), reading);
  if (NOUGHT_IN_MONTH_FIRST.test(text)) return nothing("birth.placeholder");
  const fields = dateFields(text);
  if (!fields) return nothing("birth.unreadable");
  const value = readFields(fields, text, reading);
  if (value.birthInt === null) return value;
  const besides: DateFinding[] = text === cleaned ? [] : ["birth.letters_for_digits"];
  if (fields.hasOther) besides.push("birth.other_date");
  return besides.length === 0 ? value : { ...value, findings: [...value.findings, ...besides] };
}

function readFields(fields: DateFields, text: string, reading: DatedReading): DateValue {
  const [a, b] = fields.figures;
  const rejoined = withoutOneMark(fields.figures);
  if (rejoined !== null) return readCompact(rejoined, reading);
  if (fields.figures.length === 1) return readCompact(a!, reading);
  if (fields.figures.length === 2) return readMonth(a!, b!, fields.namedMonth, reading);
  // A month stands last only behind a year of four figures; 49 2 Tháng 9 is an address.
  if (fields.namedMonth === 2 && a!.length < 3) return nothing("birth.unreadable");
  const value = readThree(fields.figures, ordersFor(fields.figures, fields.namedMonth, reading), reading);
  return isVietnamMidnight(text) ? nextDay(value, reading) : value;
}

/** The eight figures of a date that has lost one of its two marks, `0102/1990`, `01/021990`; null for two other figures. */
function withoutOneMark([a, b, ...more]: readonly string[]): string | null {
  if (b === undefined || more.length > 0 || !/^(?:19|20)/.test(b.slice(-4))) return null;
  const isLost =
    (a!.length === 4 && b.length === 4 && !/^(?:1[89]|20)/.test(a!)) || (a!.length === 2 && b.length === 6);
  return isLost ? a! + b : null;
}

function nothing(...findings: DateFinding[]): DateValue {
  return { epochDay: null, year: null, month: null, day: null, precision: null, birthInt: null, findings };
}

/** 00:00 in Vietnam is 17:00 (before 1976 in the South also 16:00) of the day before in UTC. */
function isVietnamMidnight(text: string): boolean {
  return /[T\s]1[67]:00(?::00(?:\.0+)?)?\s?(?:Z|UTC|GMT|(?:UTC|GMT)?[+-]00(?::?00)?(?:\sUTC)?)(?:\s*\([^()]*\))?$/u.test(
    text,
  );
}

function nextDay(value: DateValue, reading: DatedReading): DateValue {
  if (value.epochDay === null) return value;
  return settle(dayAfterEpoch(value.epochDay + 1), [...value.findings, "birth.utc_midnight"], reading);
}

/** Whether a date is none of the calendar, or has the month first where nothing else in the column does. */
const isOdd = ({ precision, findings }: DateValue): boolean =>
  precision === null || findings.includes("birth.impossible") || findings.includes("birth.month_first");

/** A date of seven figures; nothing where even they are none. */
const withLostZero = (value: DateValue): DateValue =>
  value.precision ? { ...value, findings: [...value.findings, "birth.lost_zero"] } : nothing("birth.unreadable");

function fromSpreadsheet(serial: number, reading: DatedReading): DateValue {
  const date = spreadsheetDay(serial);
  return date.year > 2100 ? nothing("birth.unreadable") : settle(date, ["birth.excel_serial"], reading);
}

/** Orders to try: what a month's name or a four-digit year says, then the profile, the column, and the other one. */
function ordersFor(figures: readonly string[], namedMonth: number, reading: DateReading): DateOrder[] {
  const yearFirst = figures[0]!.length >= 3;
  if (namedMonth >= 0) return yearFirst ? (namedMonth === 1 ? ["ymd"] : ["ydm"]) : namedMonth === 0 ? ["mdy"] : ["dmy"];
  if (yearFirst) return [...reading.declared.filter((order) => order[0] === "y"), "ymd", "ydm"];
  const yearLast = figures[2]!.length >= 3;
  const declared = reading.declared.filter((order) => !yearLast || order[0] !== "y");
  const other: DateOrder = reading.order === "dmy" ? "mdy" : "dmy";
  const orders = [...declared, reading.order, other];
  // A two-digit year comes first only where no day can: 31/04/05 is a day that no calendar has, and not 5 April 1931.
  return yearLast || Number(figures[0]) <= LAST_DAY ? orders : [...orders, "ymd"];
}

function readThree(figures: readonly string[], orders: readonly DateOrder[], reading: DatedReading): DateValue {
  const fits = orders.flatMap((order, i) => {
    const { year, month, day } = inOrder(order, figures);
    const full = fullYear(year, Number(month), Number(day), reading);
    const date = full && { year: full.year, month: Number(month), day: Number(day) };
    // Only the first order may say that the day is unknown: 05/00/1962 is no May of a column that has the day first.
    const isRead = date && isPartialDay(date) && (i === 0 || date.day > 0 || date.month === 0);
    return isRead ? [{ order, date, findings: full.findings }] : [];
  });
  const best = fits[0];
  if (!best) return onlyYear(inOrder(orders[0]!, figures), reading);
  const findings = [...best.findings];
  const expected = new Set<string>([...reading.declared, reading.order, "ymd"]);
  if (orders.length > 1 && !expected.has(best.order)) findings.push("birth.month_first");
  const undecided = reading.mixed && reading.declared.length === 0 && best.order !== "ymd" && best.date.day > 0;
  if (undecided && fits.some(({ date }) => date.day !== best.date.day)) findings.push("birth.ambiguous_order");
  return settle(best.date, findings, reading);
}

function isPartialDay(date: PartialDate): boolean {
  return date.day === 0 ? date.month >= 0 && date.month <= 12 : isCalendarDay(date);
}

/** The year of a date that no calendar has, or of a day whose month is not stated (15/??/1962); nothing where that is no year. */
function onlyYear(
  { year, month }: { readonly year: string; readonly month: string },
  reading: DatedReading,
): DateValue {
  const full = fullYear(year, 0, 0, reading);
  if (!full) return nothing("birth.unreadable");
  const said: DateFinding[] = Number(month) === 0 ? full.findings : [...full.findings, "birth.impossible"];
  return settle({ year: full.year, month: 0, day: 0 }, said, reading);
}

/** The year meant by two or four figures; null for other lengths and for years no person was born in. */
function fullYear(text: string, month: number, day: number, reading: DatedReading) {
  const findings: DateFinding[] = [];
  let year = Number(text);
  if (text.length === 2) {
    year += reading.clock.isToCome(dateInt({ year: 2000 + year, month, day })) ? 1900 : 2000;
    findings.push("birth.two_digit_year");
  } else if (text.length !== 4) return null;
  if (year > 1900 + BUDDHIST_ERA && year <= reading.clock.year + BUDDHIST_ERA) {
    year -= BUDDHIST_ERA;
    findings.push("birth.buddhist_era");
  }
  return { year, findings };
}

function readMonth(a: string, b: string, namedMonth: number, reading: DatedReading): DateValue {
  const yearFirst = a.length === 4;
  const [year, month] = yearFirst || namedMonth === 1 ? [a, b] : [b, a];
  // Two figures are a year only behind a month's name (Apr-62): 15-Apr is a day without its year.
  if (month.length > 2 || (year.length !== 4 && namedMonth !== 0)) return nothing("birth.unreadable");
  const full = fullYear(year, Number(month), 0, reading);
  if (!full) return nothing("birth.unreadable");
  if (Number(month) > 12) return onlyYear({ year, month }, reading);
  return settle({ year: full.year, month: Number(month), day: 0 }, full.findings, reading);
}

/** A date written without separators; the lengths and the calendar tell the forms apart. */
function readCompact(text: string, reading: DatedReading): DateValue {
  if (text.length === 4) return readThree(["00", "00", text], ["dmy"], reading);
  if (text.length === 8) {
    const yearFirst = /^(?:1[89]|2[0-5])/.test(text) && Number(text.slice(4, 6)) <= 12;
    if (yearFirst) return readThree([text.slice(0, 4), text.slice(4, 6), text.slice(6)], ["ymd"], reading);
    const figures = [text.slice(0, 2), text.slice(2, 4), text.slice(4)];
    return readThree(figures, ordersFor(figures, -1, reading), reading);
  }
  if (text.length === 7) {
    const padded = readCompact(`0${text}`, reading);
    // 1531962 has no 53rd month: the zero that is gone is the month's.
    const figures = [text.slice(0, 2), `0${text[2]!}`, text.slice(3)];
    const other = isOdd(padded) ? readThree(figures, ordersFor(figures, -1, reading), reading) : padded;
    return withLostZero(isOdd(other) ? padded : other);
  }
  return text.length === 6 ? readSix(text, reading) : nothing("birth.unreadable");
}

/** Six figures: month and year, year and month, or a day with a two-digit year; nothing where two of them fit. */
function readSix(text: string, reading: DatedReading): DateValue {
  if (/^(?:0[1-9]|1[0-2])(?:19|20)/.test(text)) return readMonth(text.slice(0, 2), text.slice(2), -1, reading);
  const pairs = [text.slice(0, 2), text.slice(2, 4), text.slice(4)];
  if (reading.declared.length > 0) return readThree(pairs, ordersFor(pairs, -1, reading), reading);
  const yearMonth = /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])$/.test(text);
  if (yearMonth && !fitsDayFirst(text)) return readMonth(text.slice(0, 4), text.slice(4), -1, reading);
  if (fitsDayFirst(text) && !yearMonth) return readThree(pairs, ordersFor(pairs, -1, reading), reading);
  return nothing("birth.unreadable");
}

function fitsDayFirst(text: string): boolean {
  const [day, month] = [Number(text.slice(0, 2)), Number(text.slice(2, 4))];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/** Lowest values of clocks, databases and spreadsheets, and the highest of some: not anybody's birth date. */
const PLACEHOLDERS: ReadonlySet<number> = new Set([17530101, 18991230, 18991231, 19000100, 19000101]);

function settle(date: PartialDate, findings: readonly DateFinding[], reading: DatedReading): DateValue {
  const int = dateInt(date);
  if (PLACEHOLDERS.has(int) || date.year <= 1 || date.year >= 9990) return nothing("birth.placeholder");
  if (date.year < 1800 || date.year > reading.clock.year + 100) return nothing("birth.unreadable");
  const precision = precisionOf(date, reading);
  const said: DateFinding[] = [...findings];
  if (precision === "year" && !said.includes("birth.impossible")) said.push("birth.year_only");
  if (precision === "month") said.push("birth.month_only");
  if (precision === "default") said.push("birth.default_day");
  if (reading.clock.isToCome(int)) said.push("birth.future");
  if (date.year < reading.clock.year - OLDEST_YEARS) said.push("birth.too_old");
  return {
    epochDay: precision === "day" || precision === "default" ? daysSinceEpoch(date) : null,
    year: date.year,
    month: date.month || null,
    day: date.day || null,
    precision,
    birthInt: int,
    findings: said,
  };
}

function precisionOf(date: PartialDate, reading: DateReading): DatePrecision {
  if (date.month === 0) return "year";
  if (date.day === 0) return "month";
  return date.month === 1 && date.day === 1 && reading.defaultDay ? "default" : "day";
}
