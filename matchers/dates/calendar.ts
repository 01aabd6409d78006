/** A date of which the month, or the day, may be unknown (0). */
export interface PartialDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the day exists in the Gregorian calendar. */
export function isCalendarDay({ year, month, day }: PartialDate): boolean {
  if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** yyyymmdd, 00 for what is unknown. */
export function dateInt({ year, month, day }: PartialDate): number {
  return year * 10_000 + month * 100 + day;
}

/** yyyymmdd of a day written yyyy-mm-dd. */
export function dayInt(day: string): number {
  return Number(day.replaceAll("-", ""));
}

const DAY_MS = 86_400_000;

/** The day `count` days after 1 January 1970. */
export function dayAfterEpoch(count: number): PartialDate {
  const date = new Date(count * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Days since 1 January 1970 of a calendar day. */
export function daysSinceEpoch({ year, month, day }: PartialDate): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/**
 * The day a spreadsheet means by its number in the 1900 system. 60 is the 29 February 1900 that never was,
 * so numbers up to it are a day off; nobody in an extract was born then.
 *
 * @example spreadsheetDay(22751) // 15 April 1962
 */
export function spreadsheetDay(serial: number): PartialDate {
  return dayAfterEpoch(serial - 25_569);
}
