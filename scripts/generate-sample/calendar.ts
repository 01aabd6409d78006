/** A date, or a year alone: month and day are then 0. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The evening on which the first night's extracts are made; the second night is the day after. */
export const TODAY: Day = { year: 2026, month: 11, day: 20 };

const STARTS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365] as const;
const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export function daysIn(year: number): number {
  return leap(year) ? 366 : 365;
}

/** The date of a day of the year, from 0. */
export function dayOfYear(year: number, ordinal: number): Day {
  const extra = leap(year) ? 1 : 0;
  let month = 12;
  while (month > 1 && ordinal < (STARTS[month - 1] as number) + (month > 2 ? extra : 0)) month--;
  const start = (STARTS[month - 1] as number) + (month > 2 ? extra : 0);
  return { year, month, day: ordinal - start + 1 };
}

/** Order of two dates. */
export function compareDays(a: Day, b: Day): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}

/** The date some days after another. */
export function daysAfter(from: Day, days: number): Day {
  const date = new Date(Date.UTC(from.year, from.month - 1, from.day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

export type DateForm = "dd/mm/yyyy" | "yyyy-mm-dd" | "yyyymmdd" | "dd-mm-yyyy" | "d/m/yyyy" | "dd/mm/yy" | "dd.mm.yyyy";

/** Writes a date; a year alone is written as the year. */
export function formatDay(date: Day, form: DateForm): string {
  const { year, month, day } = date;
  if (month === 0) return String(year);
  switch (form) {
    case "dd/mm/yyyy":
      return `${two(day)}/${two(month)}/${year}`;
    case "yyyy-mm-dd":
      return `${year}-${two(month)}-${two(day)}`;
    case "yyyymmdd":
      return `${year}${two(month)}${two(day)}`;
    case "dd-mm-yyyy":
      return `${two(day)}-${two(month)}-${year}`;
    case "d/m/yyyy":
      return `${day}/${month}/${year}`;
    case "dd/mm/yy":
      return `${two(day)}/${two(month)}/${two(year % 100)}`;
    case "dd.mm.yyyy":
      return `${two(day)}.${two(month)}.${year}`;
  }
}
