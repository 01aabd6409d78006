const DAY = "[0-9]{1,2}\\s?[-/.]\\s?[0-9]{1,2}\\s?[-/.]\\s?(?:19|20)[0-9]{2}";
/** Brackets around the whole, and the star or other mark of a footnote. */
const BRACKETED = /^[([]([^()[\]]+)[)\]]$/u;
const FOOTNOTE = /(?<=[0-9])\s*\*+$/u;
/** The age beside it: `15/4/1962 64 tuổi`, `15/4/1962 - 64T`. */
const AGE = /(?<=(?:19|20)[0-9]{2})[\s,;-]+[0-9]{1,3}\s*(?:tuổi|tuoi|t)\.?$/iu;
/** Names of the lunar calendar, beside its months' and years': `âm lịch`, `lịch ta`, `Â.L`. */
export const LUNAR_NAMES =
  "(?:âm|am)[\\s-]?(?:lịch|lich)|(?:lịch|lich) (?:âm|am|ta)|nông lịch|nong lich|â\\.?l|a\\.?l|âm";
/** The same day in the lunar calendar, with its name: `15/4/1962 (ÂL: 11/3)`. */
const LUNAR_TOO = new RegExp(
  `^(${DAY})[\\s(,;-]+(?:ngày |nhằm )?(?:${LUNAR_NAMES})[\\s:.]*[0-9]{1,2}[-/.][0-9]{1,2}(?:[-/.][0-9]{2,4})?\\s*\\)?$`,
  "iu",
);
/** A place or other words without figures behind a whole date: `15/4/1962 tại Hà Nội`. */
const WORDS_BEHIND = new RegExp(`^(${DAY})[\\s,;-]+\\p{L}[^0-9]*$`, "iu");

/** A date without what people write around it that says nothing of the day. */
export function withoutSurroundings(text: string): string {
  return text.replace(BRACKETED, "$1").trim().replace(FOOTNOTE, "").replace(AGE, "").replace(LUNAR_TOO, "$1");
}

/** A date without the words behind it: to be taken off only where they name no other calendar. */
export function withoutWordsBehind(text: string): string {
  return text.replace(WORDS_BEHIND, "$1");
}

/** In the month I and II are Roman. Without marks, a year or a day of eight figures: most of them must be figures. */
const LIKE_DIGITS =
  /^(?:[0-9OoIl]{1,2}\s?[-/.](?!\s?I+\s?[-/.])\s?[0-9OoIl]{1,2}\s?[-/.]\s?[0-9OoIl]{4}|(?=(?:[OoIl]*[0-9]){3})[0-9OoIl]{4}|(?=(?:[OoIl]*[0-9]){5})[0-9OoIl]{8})$/;

/** A date with the digits that letters of their look stand for, `1/2/199O`; the text itself where none do. */
export function digitsForLetters(text: string): string {
  if (!LIKE_DIGITS.test(text)) return text;
  return text.replace(/[Oo]/g, "0").replace(/[Il]/g, "1");
}

const ROMAN: readonly string[] = "i ii iii iv v vi vii viii ix x xi xii".split(" ");

/** A month in Roman figures, as old papers have it: `1-II-1962`. A small x says that the month is unknown. */
export function monthFromRoman(text: string): string {
  return text.replace(
    /^([0-9]{1,2}\s*[-/.]\s*)([ivx]{1,4})(?=\s*[-/.]\s*[0-9]{4}$)/iu,
    (whole, day: string, roman: string) => {
      if (roman === "x") return `${day}00`;
      const month = ROMAN.indexOf(roman.toLowerCase()) + 1;
      return month > 0 ? `${day}${month}` : whole;
    },
  );
}
