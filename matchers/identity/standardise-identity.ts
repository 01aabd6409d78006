import { type CellRepair, cleanCell, isJunkDigits, lettersToDigits, squeeze, withoutMark } from "./clean-cell.ts";
import type { NumberFinding } from "./findings.ts";
import { isSharedOldNumber, oldNumberProvinces } from "./old-number.ts";
import { isTaxNumber, readHealthCard } from "./other-numbers.ts";
import { BIRTH_PROVINCES } from "./province-codes.ts";

/** What the column or the row's document type says the number is; `any` when nothing does. */
export type NumberKind = "any" | "old" | "passport";

/**
 * How the cell fared: `ok` as it should be written · `repaired` usable after a repair · `wrong` no possible number
 * (the digits are kept where a look-up may still find them) · `junk` a dummy · `unrecoverable` digits are gone · `none` blank.
 */
type NumberState = "ok" | "repaired" | "wrong" | "junk" | "unrecoverable" | "none";

export interface IdentityReading {
  /** 12 digits. */
  readonly personNumber: string | null;
  /** 9 digits. */
  readonly oldNumber: string | null;
  /** Vietnamese passport: a letter and 7 or 8 digits. */
  readonly passport: string | null;
  /** Another country's document, capitals and digits. */
  readonly foreignNumber: string | null;
  /** 12 digits with lost zeros put back; to be used only where `acceptsPadded` says so. */
  readonly paddedCandidate: string | null;
  /** 9 digits with a lost zero put back; to be used only where the register's holder fits the row. */
  readonly paddedOld: string | null;
  readonly state: NumberState;
  readonly findings: readonly NumberFinding[];
}

const NOTHING: IdentityReading = {
  personNumber: null,
  oldNumber: null,
  passport: null,
  foreignNumber: null,
  paddedCandidate: null,
  paddedOld: null,
  state: "none",
  findings: [],
};

/** What people write before the number; short words only with a mark after them, so that they do not eat a number's letters. */
const LABEL =
  /^(?:(?:cccd(?:gc)?|g?cmnd|cmtnd|cmt|gttt|đdcn|ddcn|căn cước|can cuoc|công dân|cong dan|định danh|dinh danh|cá nhân|ca nhan|hộ chiếu|ho chieu|passport)[\s.:#]*|(?:số|so|no|n°|cm|cc|hc|pp|id|ma|mã|cũ|mới)[\s.:#]+|#)+(?=[0-9A-Z])/iu;
const FULL_PIECE = /^(?:[0-9]{9}|[0-9]{12}|[A-Z][0-9]{7,8})$/;
const DATE = /^(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[/.-][01][0-9][/.-][0-3][0-9])$/;
/** A number that stands whole among words. */
const AMONG_WORDS = /(?<![\p{L}\p{M}\p{N}])(?:[0-9]{9}|[0-9]{12}|[A-Z][0-9]{7,8})(?![\p{L}\p{M}\p{N}])/giu;
const DATE_INSIDE =
  /(?<![0-9])(?:(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-]|[0-9]{1,2} tháng [0-9]{1,2} năm )?(?:19|20)[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2})(?![0-9])/giu;
/** A mobile number beside it. */
const PHONE_INSIDE = /(?<![0-9])0[35789][0-9]{8}(?![0-9])/gu;
/** What tells the two kinds of number apart (`CMND 9 số`, `CCCD12`), and a place in a list (`1. `, `số 1: `). */
const COUNTED =
  /\(?(?<![0-9])(?:9|12) (?:số|so|chữ số)(?!\p{L})\)?|(?<=cmnd|cccd|cmt)(?:9|12)(?=[\s:.])|^\(?[1-9][.)]\s+(?=\S{8})|(?<=số|so) [1-9](?=:)/giu;
/** The series of a foreign document before its figures (AB 123456789), or a letter beside them. */
const SERIES = /^[\s.:-]*[A-Z]{1,2}[\s.:-]*$/iu;
const SERIES_FIRST = /^[A-Z]/iu;
/** Words that say the number is another person's. */
const ANOTHERS = /(?<!\p{L})(?:mẹ|me|bố|cha|vợ|chồng|chong|giám hộ|giam ho|người nhà|của|cua)(?!\p{L})/iu;
/** A 12-digit or 9-digit number with some of its figures hidden or mistyped: 001099xxxxxx. */
const SPOILT = /^0[0-9]{5}[0-9A-Z]+$|X{3}/;
/** Figures left out between others, which nobody sees who takes the dots for marks between groups: 001099...345. */
const HIDDEN = /[0-9]\s?(?:\.{3,}|_{3,}|-{3,})\s?[0-9]/;
/** A person number behind letters that are no series: `№`, `VN`. */
const LETTERED = /^[A-Z]{1,3}(0[0-9]{11})$/;
/** The number of another register, by its label: a tax number, a birth certificate. */
const TAX = /^(?:mst|mã số thuế|ma so thue)[\s.:]*(?=[0-9])/iu;
const CERTIFICATE = /^GKS/;
/** A number with the label of a card or account that is no document of identity, though a driving licence has twelve figures too. */
const OTHER_CARD =
  /^(?:(?:mã|ma|số|so|thẻ|the)\s+)*(?:bhxh|bhyt|gplx|(?:giấy phép|giay phep|bằng|bang) (?:lái|lai)(?: xe)?|stk|(?:tài khoản|tai khoan))[\s.:#]*(?:(?:số|so)[\s.:]*)?[0-9][0-9\s.-]*$/iu;

/**
 * Reads a cell that should hold the number of an identity document, of whatever kind, and repairs what is safe.
 * Never throws; idempotent on what it returns. A blank is state `none`.
 *
 * @example standardiseIdentity("0O1 099 012 345") // personNumber "001099012345", state "repaired"
 */
export function standardiseIdentity(raw: string, kind: NumberKind = "any"): IdentityReading {
  const cell = cleanCell(raw);
  if (cell.text === "" && cell.repairs.length === 0) return NOTHING;
  if (cell.unrecoverable) return withRepairs({ ...NOTHING, state: "unrecoverable" }, cell.repairs);
  if (/^[0-9]+$/.test(cell.text)) return withRepairs(readDigits(cell.text, kind), cell.repairs);
  if (!/[0-9]/.test(cell.text)) return { ...NOTHING, state: "junk", findings: ["number.junk"] };
  if (DATE.test(cell.text)) return wrong("number.date");
  if (HIDDEN.test(cell.text)) return wrong("number.unreadable");
  const unmarked = withoutMark(cell.text, 12);
  if (unmarked !== cell.text)
    return withRepairs(repaired(readDigits(unmarked, kind), "number.separators"), cell.repairs);
  const tax = cell.text.replace(TAX, "");
  if (tax !== cell.text && /^[0-9]{10}(?:-?[0-9]{3})?$/.test(tax)) return wrong("number.tax_number");
  if (OTHER_CARD.test(cell.text)) return wrong("number.unreadable");
  const uncounted = cell.text.replace(COUNTED, "").trim();
  const unlabelled = /^[0-9]/.test(uncounted) ? uncounted : uncounted.replace(LABEL, "");
  const reading = readSeveral(unlabelled, kind) ?? readAmongWords(unlabelled, kind) ?? readOne(unlabelled, kind);
  const labelled = unlabelled === cell.text ? reading : note(reading, "number.label");
  return withRepairs(labelled, cell.repairs);
}

/** Two or more whole numbers in one cell, such as `012345678 / 001099012345`; null when there are not. */
function readSeveral(text: string, kind: NumberKind): IdentityReading | null {
  if (text.length < 17) return null;
  const pieces = text
    .split(/[;,/|&()]|\s+[-–]\s+|\s+(?=\S{8})/u)
    .map((piece) => squeeze(piece.replace(LABEL, "")).toUpperCase())
    .filter((piece) => piece !== "");
  if (pieces.length < 2 || pieces.length > 4 || !pieces.every((piece) => FULL_PIECE.test(piece))) return null;
  return readPieces(pieces, kind);
}

function readPieces(pieces: readonly string[], kind: NumberKind): IdentityReading {
  const readings = pieces.map((piece) => readOne(piece, kind));
  const first = (pick: (reading: IdentityReading) => string | null) =>
    readings.map(pick).find((value) => value) ?? null;
  return {
    ...NOTHING,
    personNumber: first((r) => r.personNumber),
    oldNumber: first((r) => r.oldNumber),
    passport: first((r) => r.passport),
    foreignNumber: first((r) => r.foreignNumber),
    state: readings.some((r) => r.state === "ok") ? "repaired" : readings[0]!.state,
    findings: [...new Set<NumberFinding>(["number.several", ...readings.flatMap((r) => r.findings)])],
  };
}

/**
 * Whole numbers beside words and dates that are none of theirs: who issued them and when, `cũ`, another label. Null
 * where other digits stand beside them, letters that may be a foreign number's own, or whose number it is.
 */
function readAmongWords(text: string, kind: NumberKind): IdentityReading | null {
  if (text.length < 10 || /^[0-9A-Z]+$/iu.test(text)) return null;
  const undated = text.replace(DATE_INSIDE, " ").replace(PHONE_INSIDE, " ");
  const pieces = undated.match(AMONG_WORDS) ?? [];
  const rest = undated.replace(AMONG_WORDS, " ");
  if (pieces.length === 0 || pieces.length > 4 || /[0-9@?*]/.test(rest)) return null;
  if (ANOTHERS.test(rest) || (SERIES.test(rest) && (SERIES_FIRST.test(text) || /^\P{L}*\p{L}\P{L}*$/u.test(rest))))
    return null;
  const numbers = pieces.map((piece) => piece.toUpperCase());
  const reading = numbers.length > 1 ? readPieces(numbers, kind) : readOne(numbers[0]!, kind);
  return /\p{L}/u.test(rest) || undated !== text
    ? repaired(reading, "number.label")
    : repaired(reading, "number.separators");
}

function readOne(text: string, kind: NumberKind): IdentityReading {
  const squeezed = squeeze(text);
  const reading = /^[0-9]+$/.test(squeezed) ? readDigits(squeezed, kind) : readLetters(squeezed, kind);
  return squeezed === text ? reading : repaired(reading, "number.separators");
}

function readDigits(digits: string, kind: NumberKind): IdentityReading {
  if (isJunkDigits(digits)) return { ...NOTHING, state: "junk", findings: ["number.junk"] };
  const length = digits.length;
  if (length === 12) {
    const findings: NumberFinding[] = BIRTH_PROVINCES.has(digits.slice(0, 3)) ? [] : ["number.unknown_province"];
    const possible = digits[3]! < "4";
    if (!possible) findings.push("number.impossible_century");
    return { ...NOTHING, personNumber: digits, state: possible ? "ok" : "wrong", findings };
  }
  if (kind === "passport" && length >= 6 && length <= 9) return { ...NOTHING, foreignNumber: digits, state: "ok" };
  if (length === 9) {
    const findings: NumberFinding[] = [];
    if (oldNumberProvinces(digits).length === 0) findings.push("number.unknown_prefix");
    if (isSharedOldNumber(digits)) findings.push("number.shared_range");
    return { ...NOTHING, oldNumber: digits, state: "ok", findings };
  }
  const reading = wrong("number.wrong_length");
  if (length === 10 || length === 11) {
    const padded = digits.padStart(12, "0");
    if (BIRTH_PROVINCES.has(padded.slice(0, 3)) && padded[3]! < "4") return { ...reading, paddedCandidate: padded };
  }
  if (length === 8 && digits[0] !== "0") return { ...reading, paddedOld: `0${digits}` };
  if (/^0[35789][0-9]{8}$/.test(digits)) return note(reading, "number.phone_number");
  return isTaxNumber(digits) ? note(reading, "number.tax_number") : reading;
}

function readLetters(text: string, kind: NumberKind): IdentityReading {
  const upper = text.toUpperCase();
  if (/^[A-Z][0-9]{7,8}$/.test(upper)) {
    const digits = kind === "passport" ? null : lettersToDigits(text, 1);
    // O, I and L open no known passport series; before eight digits they are a 9-digit number's misread first digit.
    if (digits?.length === 9 && /^[OIL]/.test(upper) && oldNumberProvinces(digits).length > 0)
      return repaired(readDigits(digits, kind), "number.letters_for_digits");
    return { ...NOTHING, passport: upper, state: "ok" };
  }
  const digits = lettersToDigits(text, Math.floor(text.length / 2));
  if (digits !== null && (digits.length === 12 || digits.length === 9) && kind !== "passport")
    return repaired(readDigits(digits, kind), "number.letters_for_digits");
  if (readHealthCard(upper)?.group) return wrong("number.health_card");
  // A label may show only now that the marks in and around it are gone, as in `.C.M.N.D 001099`.
  const unlabelled = upper.replace(LABEL, "");
  if (unlabelled !== upper) return note(readOne(unlabelled, kind), "number.label");
  const lettered = LETTERED.exec(upper)?.[1];
  if (lettered && BIRTH_PROVINCES.has(lettered.slice(0, 3)) && lettered[3]! < "4")
    return repaired(readDigits(lettered, kind), "number.label");
  if (/^(?=(?:.*[0-9]){4})[A-Z0-9]{6,14}$/.test(upper) && !SPOILT.test(upper) && !CERTIFICATE.test(upper))
    return { ...NOTHING, foreignNumber: upper, state: "ok" };
  return /[0-9]{5}/.test(text) ? wrong("number.unreadable") : { ...NOTHING, state: "junk", findings: ["number.junk"] };
}

function wrong(finding: NumberFinding): IdentityReading {
  return { ...NOTHING, state: "wrong", findings: [finding] };
}

function note(reading: IdentityReading, finding: NumberFinding): IdentityReading {
  return { ...reading, findings: [...new Set([...reading.findings, finding])] };
}

function repaired(reading: IdentityReading, finding: NumberFinding): IdentityReading {
  return note({ ...reading, state: reading.state === "ok" ? "repaired" : reading.state }, finding);
}

function withRepairs(reading: IdentityReading, repairs: readonly CellRepair[]): IdentityReading {
  return repairs.reduce((result, repair) => repaired(result, `number.${repair}`), reading);
}
