import { cleanText } from "../identity/clean-cell.ts";
import { LUNAR_NAMES, monthFromRoman, withoutSurroundings, withoutWordsBehind } from "./around-the-date.ts";
import { daysSinceEpoch, isCalendarDay, type PartialDate } from "./calendar.ts";
import { DAY_IN_WORDS, dayInFigures } from "./day-words.ts";

/** The figures of a date in the order written, and where a month stands by name. */
export interface DateFields {
  /** One to three runs of one to eight digits; `00` for a part written as unknown. */
  readonly figures: readonly string[];
  /** Index of the figure that was a month's name, -1 when none was. */
  readonly namedMonth: number;
  /** Another date stands behind it as a remark. */
  readonly hasOther?: boolean;
}

const MONTHS: readonly string[] = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH_NAME = new RegExp(`(?<![a-z])(${MONTHS.join("|")})[a-z]*`, "u");

const LONGEST_DATE = 80;
const TIME =
  /(?:[T\s]+|(?<=[0-9]{4}))(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?\s*(?:[AaPp]\.?[Mm]\.?|SA|CH)?\s*(?:Z|(?:UTC|GMT)?[+-][0-9]{2}(?::?[0-9]{2})?(?:\s+UTC)?|UTC|GMT)?$/u;
/** A day with its zone, as XML writes one: `1962-04-15+07:00`. */
const DAY_IN_ZONE = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})$/u;
/** The time of day in words, before or behind the date: `lúc 8 giờ 30 phút ngày 15/4/1962`, `15/4/1962 8h30`. */
const HOUR =
  "(?:(?:vào|vao) )?(?:(?:lúc|luc) )?(?:[01]?[0-9]|2[0-4])\\s?(?:giờ|gio|h|g)(?:\\s?[0-5]?[0-9](?:\\s?(?:phút|phut|ph|p)(?!\\p{L}))?)?";
const HOUR_FIRST = new RegExp(`^(?:sinh )?${HOUR}[\\s,;-]+(?=(?:ngày |ngay )?[0-9]{1,2}[\\s/.-])`, "u");
const HOUR_LAST = new RegExp(`(?<=[0-9]{4})[\\s,;-]+${HOUR}$`, "u");
/** The time of day before the date, as Vietnamese systems show it: `08:30 15/04/1962`. */
const TIME_FIRST = /^(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?\s+/u;
/** The time of day and its zone before the year, as Java prints dates: `Sun Apr 15 00:00:00 ICT 1962`. */
const TIME_INSIDE =
  /\s(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\s+[a-z]{1,5}(?:[+-][0-9]{2}:?[0-9]{2})?(?=\s[0-9]{4}$)/u;
/** A moment without separators, to the minute or second: `196204150830` (health insurance files), `19620415T083000`. */
const COMPACT_MOMENT =
  /^((?:1[89]|20)[0-9]{2}(?:0[0-9]|1[0-2])(?:[0-2][0-9]|3[01]))T?(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?Z?$/u;
const WEEKDAY =
  /^(?:(?:thứ|thu) (?:hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bay|[2-7])|chủ nhật|chu nhat|cn|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)(?:[\s,.]+|$)/u;
/** Months by number, as Vietnamese and its spreadsheets (`15-Thg4-62`) write them, and by Vietnamese words. */
const MONTH_NUMBER = /(?:tháng|thang|thg|(?<![\p{L}\p{M}])th?)[\s.:]*(0?[1-9]|1[0-2])(?![0-9])/u;
const MONTH_WORDS: readonly string[] = "một hai ba tư năm sáu bảy tám chín mười"
  .split(" ")
  .concat("mười một", "mười hai");
/** Năm is also the word for the year: a month only before that word. */
const MONTH_WORD = /tháng (mười một|mười hai|mười|một|hai|ba|tư|năm(?= năm)|sáu|bảy|tám|chín)(?!\p{L})/u;
/** A day or month written as unknown: `xx/04/1962`. */
const UNKNOWN_PART = /(?<![^\s/.-])[x?*_]{1,2}(?=[/.-])/gu;
const UNKNOWN_PARTS = /^[-./\s_x?*0]*[-./\s]((?:1[89]|2[0-9])[0-9]{2})$/u;

/** What people write before a date. */
const LABELS =
  /^(?:(?:ngày sinh|ngay sinh|năm sinh|nam sinh|ngày|ngay|năm|nam|sinh|ns|sn|dob|khoảng|khoang|ước|chừng|tầm|(?:đầu|dau|giữa|giua|cuối|cuoi)(?= (?:năm |nam )?(?:1[89]|20)[0-9]{2}$)|~)(?![\p{L}\p{M}])[\s:.]*)+/u;
/** A note behind a date, in brackets: its year in the old calendar, an age. */
const NOTE = /(?<=[0-9])\s*\([^()]*\)$/u;
/** What is left of such a note without the words of the lunar calendar: `(mùng 1 Tết)`. */
const LUNAR_NOTE = /(?<=[0-9])\s*\([^()]*\)?$/u;
/** Another date in such a note, with the words that say it is the same day's or as good: `(tức 16/3/1962)`, `(1/1/1963)`. */
const OTHER_DATE =
  /\(\s*((?:(?:tức|tuc|hoặc|hoac|hay|là|la|=|dl|dương lịch|duong lich)[\s:.]*)*)([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]((?:1[89]|20)[0-9]{2})\s*\)$/iu;
/** So many days the civil calendar is ahead of the lunar one. */
const LUNAR_LAG = { least: 17, most: 55 };
/**
 * Words that say that the day is one of the lunar calendar, which the civil calendar has some weeks later: its name, its leap
 * month, its full moon, its New Year. Phú Nhuận is a place, and a leap year (năm nhuận) the civil calendar's.
 */
const LUNAR = new RegExp(
  `\\(?(?<![\\p{L}\\p{M}])(?:(?:(?:tính|tinh) )?theo )?(?:${LUNAR_NAMES}|rằm|tết|(?:tháng |(?<=[0-9]\\s?\\(?))nhuận|(?<=(?:19|20)[0-9]{2}\\s?\\(?)am(?=\\)?$))\\.?(?![\\p{L}\\p{M}])\\)?`,
  "iu",
);
/** The first and the last month of the lunar calendar by name, which the civil months have not. */
const LUNAR_MONTH = /(?<![\p{L}\p{M}])(?:tháng|thang)\s+(?:giêng|gieng|chạp|chap)(?![\p{L}\p{M}])/iu;
/** The year by its stem and branch, as one tells it in the lunar calendar: `Nhâm Dần`. The year in figures may stand in brackets. */
const STEM_AND_BRANCH =
  /(?<![\p{L}\p{M}])(?:giáp|ất|bính|đinh|mậu|k[ỷỉ]|canh|tân|nhâm|qu[ýí]) (?:t[ýí]|sửu|dần|m[ãẹ]o|thìn|t[ỵị]|ngọ|mùi|thân|dậu|tuất|hợi)(?![\p{L}\p{M}])/iu;
/** Words that say what goes without saying: the day is one of the civil calendar. */
const CIVIL = /\(?(?<![\p{L}\p{M}])(?:dương lịch|duong lich|dl)(?![\p{L}\p{M}])\)?/iu;
/** A year of which two figures are left open: `15/4/19..`, `15/4/19??`. It is none of this century. */
const OPEN_YEAR = /(?<![0-9])(?:1[89]|20)(?:\s?(?:\.{2,}|[?_]+|[x*]{2,})\s?)$/iu;
/** Two figures with a blank between that was left for the month: `15/ /1962`, `ngày 5 tháng … năm 1962`, `ngày 5 năm 1962`. */
const NO_MONTH =
  /^[^0-9]*(?:[0-9]{1,2}(?<between>[^0-9]+)(?<last>[0-9]{4})|(?<first>[0-9]{4})(?<behind>[^0-9]+)[0-9]{1,2})[^0-9]*$/u;
const BLANK_MONTH = /tháng|thang|năm|nam|[-/.][\s_]*[-/.]/u;
/** English ordinals: `15th March`, `1st of May`; before figures th is short for tháng. */
const ORDINAL = /(?<=[0-9])(?:st|nd|rd|th)(?: of)?(?=\s+[a-z]{3})/u;

/** The text a date is read from: NFKC, without control and format characters, quotes and outer blanks. */
export function cleanDate(raw: string): string {
  return cleanText(raw, LONGEST_DATE).replace(/^[\s"'’‘`=]+|[\s"'’‘`]+$/gu, "");
}

/** The text without the time of day at its end. */
function withoutTime(text: string): string {
  return text.replace(TIME, "").trim();
}

/**
 * Takes a date apart: `15/4/1962`, `1962-04-15T00:00:00`, `15-Apr-62`, `ngày 15 tháng 4 năm 1962`, `4/1962`,
 * `--/--/1962`, `19620415`. Null when it is not made of one to three figures.
 *
 * @param text from `cleanDate`
 */
export function dateFields(text: string): DateFields | null {
  const plain = /^([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,4})$/.exec(text);
  if (plain && Number(plain[1]) + Number(plain[2]) > 0) return { figures: plain.slice(1), namedMonth: -1 };
  const moment = COMPACT_MOMENT.exec(text);
  if (moment) return { figures: [moment[1]!], namedMonth: -1 };
  if (OPEN_YEAR.test(text)) return null;
  const inZone = DAY_IN_ZONE.exec(text);
  return inZone ? dateFields(inZone[1]!) : fieldsAmongWords(monthFromRoman(withoutSurroundings(text)));
}

function fieldsAmongWords(text: string): DateFields | null {
  const byName = STEM_AND_BRANCH.test(text.replace(NOTE, ""));
  const civil = byName ? text.replace(STEM_AND_BRANCH, " ").replace(/\(([0-9]{4})\)/u, "$1") : text.replace(CIVIL, " ");
  const other = OTHER_DATE.exec(civil);
  const isLunar = byName || LUNAR.test(civil) || LUNAR_MONTH.test(civil);
  const plain = withoutWordsBehind(isLunar ? civil.replace(LUNAR_MONTH, " ").replace(LUNAR, " ").trim() : civil);
  const told = withoutTime(plain.replace(isLunar ? LUNAR_NOTE : NOTE, "").trim())
    .toLowerCase()
    .replace(HOUR_FIRST, "")
    .replace(HOUR_LAST, "")
    .replace(ORDINAL, "")
    .replace(TIME_FIRST, "")
    .replace(/^[\s:.]+/u, "")
    .replace(DAY_IN_WORDS, dayInFigures)
    .replace(LABELS, "")
    .replace(WEEKDAY, "")
    .replace(TIME_INSIDE, "")
    .replace(MONTH_NUMBER, (_, month: string) => ` ${MONTHS[Number(month) - 1]!} `)
    .replace(MONTH_WORD, (_, month: string) => ` ${MONTHS[MONTH_WORDS.indexOf(month)]!} `);
  const blank = MONTH_NAME.test(told) ? null : NO_MONTH.exec(told)?.groups;
  if (blank && BLANK_MONTH.test((blank.between ?? blank.behind)!))
    return { figures: ["00", "00", (blank.last ?? blank.first)!], namedMonth: -1 };
  const words = told
    .replace(/(?:ngày|ngay|tháng|thang|năm|nam|mồng|mùng)(?:\s*:)?/gu, " ")
    .replace(/\?+$/u, "")
    .trim();
  const bare = UNKNOWN_PARTS.exec(words);
  if (bare) return { figures: ["00", "00", bare[1]!], namedMonth: -1 };
  const name = MONTH_NAME.exec(words);
  const month = name && String(MONTHS.indexOf(name[1]!) + 1).padStart(2, "0");
  const figures = (name ? words.replace(MONTH_NAME, ` ${month} `) : words)
    .replace(UNKNOWN_PART, "00")
    .split(/[\s/.,;\-‐‒–—−⁄∕·•\\_]+/u)
    .filter((part) => part !== "");
  if (figures.length === 0 || figures.length > 3 || !figures.every((part) => /^[0-9]{1,8}$/.test(part))) return null;
  if (isLunar || (other && isOneOfTwo(figures, other))) {
    // Of a lunar date, and of two days, the civil calendar has the year alone.
    const year = figures.find((part) => part.length === 4) ?? (figures.length === 3 ? figures[2] : undefined);
    return year === undefined || (other && !other[4]!.endsWith(year))
      ? null
      : { figures: ["00", "00", year], namedMonth: -1 };
  }
  const before = name
    ? words
        .slice(0, name.index)
        .split(/[^0-9]+/u)
        .filter((part) => part !== "").length
    : -1;
  return { figures, namedMonth: before, hasOther: other !== null };
}

/**
 * Whether two dates stand for one day, and nobody can tell which of them counts: words say so, or they are as far apart as
 * the lunar and the civil calendar are. Any other date in brackets is a remark on the one that is stated.
 */
function isOneOfTwo(figures: readonly string[], [, words, ...other]: readonly string[]): boolean {
  if (words !== "") return true;
  const [first, second] = [figures, other].map(([day, month, year]) => ({
    year: Number(year),
    month: Number(month),
    day: Number(day),
  })) as [PartialDate, PartialDate];
  if (!isCalendarDay(first) || !isCalendarDay(second)) return false;
  const lag = Math.abs(daysSinceEpoch(second) - daysSinceEpoch(first));
  return lag >= LUNAR_LAG.least && lag <= LUNAR_LAG.most;
}
