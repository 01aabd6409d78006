import { cleanCell, LONGEST_CELL, lettersToDigits, squeeze, withoutMark } from "../identity/clean-cell.ts";
import { BIRTH_PROVINCES } from "../identity/province-codes.ts";
import { isAreaCode, renewAreaCode } from "./area-codes.ts";
import type { PhoneFinding } from "./findings.ts";
import { isMobile, type NationalNumber, readNational } from "./national-number.ts";

export interface PhoneReading {
  /** The first number, E.164. */
  readonly phone: string | null;
  /** Every number of the cell in the order written, E.164, each once. */
  readonly phones: readonly string[];
  readonly findings: readonly PhoneFinding[];
}

/** A label may be counted: `ĐT1: 0912…`, `Số 2: 0987…`. */
const LABEL =
  /(?:(?:số\s+)?(?:điện thoại|dien thoai|di động|di dong|sđt|sdt|đtdđ|đtdd|dtdd|đt|dt|dđ|tel|phone|mobile|zalo|hotline)|số|so)(?:\s*[1-9](?=\s*[.:)]|\s+[+(0]))?\s*[.:)]*\s*(?=[+(0-9])/giu;
/** The place of a number in a list: `1. 0912… 2. 0987…`, `(1) 0912…`. */
const LISTED = /(?<![0-9+.,)(])(?:\([1-9]\)|0?[1-9][.)/:])\s+(?=[+(0][0-9.\s()-]{8})/gu;
const EXTENSION =
  /\(?(?:số máy lẻ|so may le|máy lẻ|may le|số lẻ|lẻ|số nội bộ|nội bộ|\bext|\bx|#|nhánh)\s*[.:]*\s*[0-9]{1,5}\s*\)?\s*$/iu;
/** A word beside a number: whose it is, or where. */
const WORD = /(?<![\p{L}\p{N}])\p{L}{2,}(?![\p{L}\p{N}])/gu;
const BETWEEN = /[;,/|&\\]+|\s+[-–—]\s+|(?<=[\s0-9])(?:hoặc|hoac|hay|và|va|or|and)(?=[\s0-9+(])/giu;

/**
 * Reads a cell of phone numbers: E.164 from every form in use, 11-digit mobiles and area codes of before 2017
 * converted, several numbers taken apart. Foreign numbers are kept when written with a plus or 00. Never throws;
 * idempotent on what it returns. A blank has no phone and no finding.
 *
 * @example standardisePhone("0168 123 4567 / 04.38512345").phones // ["+84381234567", "+842438512345"]
 */
export function standardisePhone(raw: string): PhoneReading {
  const cell = cleanCell(raw);
  if (cell.text === "" && cell.repairs.length === 0) return { phone: null, phones: [], findings: [] };
  const scientific: PhoneFinding[] = cell.repairs.includes("scientific") ? ["phone.scientific"] : [];
  if (cell.unrecoverable) return nothing(...scientific);
  if (!/[0-9]/.test(cell.text)) return nothing("phone.junk");
  const findings = new Set<PhoneFinding>(scientific);
  const failures: PhoneFinding[] = [];
  const { text, extension, words } = withoutWords(withoutMark(cell.text, 10));
  if (extension) findings.add("phone.extension");
  if (words) failures.push("phone.junk");
  const phones = new Set<string>();
  for (const piece of takeApart(text)) {
    const reading = readPiece(piece);
    if (reading.phone) phones.add(reading.phone);
    else failures.push(reading.findings[0]!);
    if (reading.phone) for (const finding of reading.findings) findings.add(finding);
  }
  if (phones.size === 0)
    return nothing(...findings, failures.includes("phone.invalid") ? "phone.invalid" : "phone.junk");
  if (phones.size > 1) findings.add("phone.several");
  if (failures.length > 0 || raw.trim().length > LONGEST_CELL) findings.add("phone.partly_invalid");
  return { phone: [...phones][0]!, phones: [...phones], findings: [...findings] };
}

/** Takes out labels, an extension at the end, and words; what stood between numbers becomes a semicolon. */
function withoutWords(cell: string): { text: string; extension: boolean; words: boolean } {
  if (/^[+0-9 .()-]+$/.test(cell) && cell.search(LISTED) < 0) return { text: cell, extension: false, words: false };
  const unlabelled = cell.replace(LABEL, " ").replace(LISTED, ";").trim();
  const ended = unlabelled.replace(EXTENSION, "").trim();
  const apart = ended.replace(BETWEEN, ";");
  const text = apart.replace(WORD, ";");
  return { text, extension: ended !== unlabelled, words: text !== apart };
}

interface PieceReading {
  readonly phone: string | null;
  readonly findings: readonly PhoneFinding[];
}

function nothing(...findings: PhoneFinding[]): PhoneReading {
  return { phone: null, phones: [], findings: [...new Set(findings)] };
}

/** Groups of one number with other marks between them, `0912,345,678`, or the thousands of a spreadsheet, `912,345,678`. */
const GROUPED = /^(?:0[0-9]{1,3}(?: [0-9]{2,4}){2,4}|[1-9][0-9]{0,2}(?: [0-9]{3}){2,3})$/;

/** Pieces that may each be one number. A cell that is a number as a whole is not taken apart. */
function takeApart(text: string): string[] {
  if (/^\+?[0-9]{1,17}$/.test(text) || readPiece(text).phone) return [text];
  const pieces = text
    .split(BETWEEN)
    .map((piece) => piece.trim())
    .filter((piece) => /[0-9]/.test(piece));
  const groups = pieces.join(" ");
  if (pieces.length > 1 && GROUPED.test(groups) && readPiece(groups).phone) return [groups];
  return pieces.flatMap((piece) => (readPiece(piece).phone ? [piece] : cutByLength(piece)));
}

/** Between the groups of a piece that is no number: a blank, a hyphen, and before a plus nothing. */
const GROUPS = /[\s‐‑‒–—-]+|(?<=[0-9])(?=\+)/u;

/** Cuts `0912345678 0987654321`, with a hyphen, plus or nothing for the space, into its numbers; one piece when it cannot. */
function cutByLength(piece: string): string[] {
  const words = piece.split(GROUPS).filter((word) => word !== "");
  const whole: string[] = [];
  let open = "";
  for (const word of words) {
    open = open === "" ? word : `${open} ${word}`;
    if (!readPiece(open).phone) continue;
    whole.push(open);
    open = "";
  }
  if (whole.length > 0) return open === "" ? whole : [...whole, open];
  const digits = squeeze(piece);
  if (/^(?:0[0-9]{9}){2,3}$/.test(digits)) {
    const parts = digits.match(/.{10}/g)!;
    if (parts.every((part) => isMobile(part.slice(1)))) return parts;
  }
  return [piece];
}

function readPiece(piece: string): PieceReading {
  const findings: PhoneFinding[] = [];
  // No country's code begins with 0: a plus before the trunk zero is a slip.
  const international = /^[\s(]*\+{1,2}(?!\s*0[1-9])/u.test(piece);
  let digits = squeeze(piece.replace(/\+{1,2}/u, ""));
  if (!/^[0-9]+$/.test(digits)) {
    const repaired = lettersToDigits(digits, 2);
    if (repaired === null || repaired.length < 9)
      return { phone: null, findings: [/[0-9]{6}/.test(digits) ? "phone.invalid" : "phone.junk"] };
    digits = repaired;
    findings.push("phone.letters_for_digits");
  }
  if (isDummy(digits)) return { phone: null, findings: ["phone.junk"] };
  const reading = readSetOffAreaCode(piece) ?? (isCutShort(piece) ? null : readNational(digits, international));
  if (reading) {
    if (reading.national.endsWith("0000000")) return { phone: null, findings: ["phone.junk"] };
    return { phone: `+84${reading.national}`, findings: [...findings, ...reading.findings] };
  }
  const foreign = international ? digits : isDialledAbroad(digits) ? digits.slice(2) : "";
  if (FOREIGN.test(foreign) && !isDummy(foreign))
    return { phone: `+${foreign}`, findings: [...findings, "phone.foreign"] };
  return { phone: null, findings: ["phone.invalid"] };
}

/** Ten digits or more (`+912345678` is a Vietnamese number without its zero, not one of India), of North America eleven. */
const FOREIGN = /^(?!84)(?:1[2-9][0-9]{9}|[2-9][0-9]{9,14})$/;

/** Whether digits begin as a call abroad does. Twelve that may be somebody's person number (00 is Hà Nội to Tuyên Quang) are no phone. */
const isDialledAbroad = (digits: string): boolean =>
  digits.startsWith("00") && !(digits.length === 12 && BIRTH_PROVINCES.has(digits.slice(0, 3)) && digits[3]! < "4");

/** The country code before an area code or number that is set off from it, with the trunk zero that may follow it. */
const COUNTRY = /^\(?(?:\+|00)?84(?=[\s.()-])[\s.()-]*(?:0\)?[\s.-]*)?/;
const SET_OFF = /^(?:\(0([0-9]{1,3})\)|0([48])[)\s.-])([0-9\s.-]+)$/;

/**
 * A fixed line of before 2017 whose area code is set off from the rest, `(037) 3812345`, `08 3829 1234` or `(84-8) 38291234`:
 * the way of writing says what the bare digits, which could be a mobile of today, do not.
 */
function readSetOffAreaCode(piece: string): NationalNumber | null {
  const parts = SET_OFF.exec(piece.replace(COUNTRY, "0"));
  const renewed = parts && renewAreaCode(squeeze(`${parts[1] ?? parts[2]}${parts[3]}`));
  return renewed ? { national: renewed, findings: ["phone.old_area_code"] } : null;
}

/**
 * Whether an area code of today is set off from too few digits: `0203 382345` is a number of Quảng Ninh with a digit left out,
 * not 020 3382345 of Lào Cai before 2017.
 */
function isCutShort(piece: string): boolean {
  const parts = /^\(?0(2[0-9]{2})\)?[\s.-]+([0-9\s.-]+)$/.exec(piece);
  return parts !== null && isAreaCode(parts[1]!) && squeeze(parts[2]!).length < 7;
}

/** One digit repeated, or counting up from 0 or 1. Numbers such as 0999999999 and 0987654321 are real ones. */
function isDummy(digits: string): boolean {
  return (
    digits.length < 5 ||
    /^([0-9])\1*$/.test(digits) ||
    "01234567890".startsWith(digits) ||
    "12345678901".startsWith(digits)
  );
}
