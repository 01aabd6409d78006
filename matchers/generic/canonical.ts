import { cleanDate, dateFields } from "../dates/date-fields.ts";
import { inOrder } from "../dates/date-order.ts";
import type { DateReading } from "../dates/date-reading.ts";
import { readDate } from "../dates/read-date.ts";
import { stripMarks } from "../names/letters.ts";
import type { Kind } from "./field.ts";

/** A value in the one form in which values of its kind are compared. */
export interface Canonical {
  /** Equal values have equal text. */
  readonly text: string;
  /** What is left for near comparison: letters and digits without marks, spaces and the order of words lost. */
  readonly bare: string;
}

/**
 * A value in canonical form, or null for a blank.
 * Texts: lower case, punctuation as spaces. Codes: letters and digits only. Numbers: digits without leading zeros (with a
 * sign or decimals when it has them). Dates: yyyymmdd, 00 for what is unknown; a date that no calendar has keeps its figures.
 *
 * @param reading how dates of the column are written; needed for dates only
 */
export function canonical(kind: Kind, raw: string, reading?: DateReading): Canonical | null {
  const value = raw.normalize("NFKC").toLowerCase().normalize("NFKC").trim();
  if (!/[\p{L}\p{N}]/u.test(value)) return null;
  switch (kind) {
    case "text":
      return canonicalText(value);
    case "code":
      return once(signs(value));
    case "number":
      return once(canonicalNumber(value));
    case "date":
      return once(canonicalDate(raw.trim(), reading!));
  }
}

const once = (text: string): Canonical => ({ text, bare: text });

/** Letters and digits, with the marks that belong to them. */
const signs = (value: string): string => value.replace(/[^\p{L}\p{M}\p{N}]/gu, "").normalize("NFKC");

function canonicalText(value: string): Canonical {
  const words = value.replace(/['’]/gu, "").split(/[^\p{L}\p{M}\p{N}]+/u);
  const text = words
    .filter((word) => word !== "")
    .join(" ")
    .normalize("NFKC");
  return { text, bare: stripMarks(text).replace(/\p{M}| /gu, "") };
}

/** Figures as they identify something; thousands are not separated in extracts, so a dot or comma is the decimal one. */
function canonicalNumber(value: string): string {
  const decimal = /^([+-]?)0*(\d+)(?:[.,](\d*?)0*)?$/u.exec(value);
  if (decimal) return `${decimal[1] === "-" ? "-" : ""}${decimal[2]}${decimal[3] ? `.${decimal[3]}` : ""}`;
  return signs(value).replace(/^0+(?=.)/u, "");
}

function canonicalDate(value: string, reading: DateReading): string {
  const date = readDate(value, reading);
  const impossible = date.birthInt === null || date.findings.includes("birth.impossible");
  return impossible ? figuresOf(value, reading) : String(date.birthInt).padStart(8, "0");
}

/** Figures of a date with slips in it, in the order year, month, day as far as they show it. */
function figuresOf(value: string, reading: DateReading): string {
  const figures = dateFields(cleanDate(value))?.figures ?? [];
  if (figures.length !== 3) return signs(value.toLowerCase());
  const order = figures[0]!.length >= 3 ? "ymd" : (reading.declared[0] ?? reading.order);
  const { year, month, day } = inOrder(order, figures);
  return `${year.padStart(4, "0")}${month.padStart(2, "0")}${day.padStart(2, "0")}`;
}
