import { BoundedMap } from "../bounded-map.ts";
import { CHARACTER, classOf, isCombining, type Spelling, spellWord } from "./letters.ts";

/** A kind word beside a name: its bits (0 when there is none) and its first word. */
export interface Prefix {
  readonly kind: number;
  readonly from: number;
}

/** For every word, the first word of the run it is in (-1 for none), and what the run, or the word before it, names. */
export interface LineNames {
  readonly first: Int16Array;
  readonly level: Uint8Array;
}

/** What stands before a word: nothing, a space, a dot, a hyphen or other sign, an end of part (comma, semicolon, bracket, line). */
export const GAP = { none: 0, space: 1, dot: 2, sign: 3, part: 4 } as const;

/** The words of an address, as parallel arrays. A word is a run of letters or a run of digits. */
export interface Words {
  readonly text: string;
  readonly count: number;
  readonly plain: string[];
  readonly marked: string[];
  readonly toneless: string[];
  readonly start: number[];
  readonly end: number[];
  /** The strongest separator before the word; the first word's is `part`. */
  readonly gap: number[];
  /** An empty part stands before the word: two separators in a row, or one at the very start. */
  readonly blank: boolean[];
  readonly numeric: boolean[];
  /** The word carries a mark. */
  readonly markedWord: boolean[];
  /** Kind words that end with a word, as far as they were asked for; kept here because every name beside them asks again. */
  readonly prefixes: (Prefix | undefined)[];
  /** Where streets and hamlets are named, once that was asked for. */
  lines: LineNames | null;
}

const CACHE_LIMIT = 100_000;
const spellings = new BoundedMap<Spelling>(CACHE_LIMIT);
const spelling = (word: string): Spelling => spellings.get(word, spellWord);

/**
 * Cuts an address into words, without losing where they stood. Words glued by case are cut
 * ("TP.HồChíMinh", "TLong An", "HuyệnChâu Thành"), and so are letters glued to digits ("P8Q10").
 */
export function cutWords(input: string): Words {
  const written = composed(input);
  const words = new WordList(written);
  const text = oneCase(written);
  let from = -1;
  let last = 0;
  let gap: number = GAP.part;
  let parts = 1;
  for (let i = 0; i < text.length; i++) {
    const kind = classOf(text.charCodeAt(i));
    if (kind === CHARACTER.joiner || (kind === CHARACTER.part && from >= 0 && isStray(text, from, i))) continue;
    if (from >= 0 && (kind < CHARACTER.lower || isBoundary(text, i, last, kind))) {
      words.add(from, i, gap, parts > 1, last === CHARACTER.digit);
      from = -1;
      gap = GAP.none;
      parts = 0;
    }
    if (kind >= CHARACTER.lower) {
      if (from < 0) from = i;
      last = kind;
    } else {
      const sign = GAP_OF[kind]!;
      if (sign > gap) gap = sign;
      if (sign === GAP.part) parts++;
    }
  }
  if (from >= 0) words.add(from, text.length, gap, parts > 1, last === CHARACTER.digit);
  return words;
}

class WordList implements Words {
  readonly text: string;
  count = 0;
  readonly plain: string[] = [];
  readonly marked: string[] = [];
  readonly toneless: string[] = [];
  readonly start: number[] = [];
  readonly end: number[] = [];
  readonly gap: number[] = [];
  readonly blank: boolean[] = [];
  readonly numeric: boolean[] = [];
  readonly markedWord: boolean[] = [];
  readonly prefixes: (Prefix | undefined)[] = [];
  lines: LineNames | null = null;

  constructor(text: string) {
    this.text = text;
  }

  add(from: number, to: number, gap: number, blank: boolean, numeric: boolean): void {
    const word = this.text.slice(from, to);
    const spelt = numeric ? null : spelling(word);
    this.plain.push(spelt ? spelt.plain : word);
    this.marked.push(spelt ? spelt.marked : word);
    this.toneless.push(spelt ? spelt.toneless : word);
    this.markedWord.push(spelt?.hasMarks ?? false);
    this.start.push(from);
    this.end.push(to);
    this.gap.push(gap);
    this.blank.push(blank);
    this.numeric.push(numeric);
    this.prefixes.push(undefined);
    this.count++;
  }
}

const GAP_OF = [GAP.sign, GAP.space, GAP.dot, GAP.part];

const TONED = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ";
const TONED_IN_CAPITALS = new RegExp(`[${TONED}]\\p{Lu}`, "u");
/** Words whose small letters are all toned and stand among capitals: "PHƯờNG", "HòA"; "XãĐá" is two words. */
const MIXED_WORDS = new RegExp(
  `(?<!\\p{L})(?:(?=\\p{L}*\\p{Lu}{2})\\p{Lu}*(?:[${TONED}]+\\p{Lu}+)+[${TONED}]*|\\p{Lu}[${TONED}]\\p{Lu})(?!\\p{L})`,
  "gu",
);
const PLAIN_SMALL = /[a-zđ]/;

/**
 * The text with words in one case that old fonts without toned capitals left in two ("QUậN TÂN BìNH"); all of it where no
 * other small letter stands in it ("PHú THọ, QUậN 5"). The letters keep their places.
 */
function oneCase(text: string): string {
  if (!TONED_IN_CAPITALS.test(text)) return text;
  const mended = text.replace(MIXED_WORDS, (word) => word.toLowerCase());
  return mended === text || PLAIN_SMALL.test(text) ? mended : text.toLowerCase();
}

/** Between letter and digit, before a capital after a small letter, and before the last of several capitals ("TLong"). */
function isBoundary(text: string, i: number, last: number, kind: number): boolean {
  if (kind === CHARACTER.digit || last === CHARACTER.digit) return kind !== last;
  if (kind === CHARACTER.lower) return false;
  return last === CHARACTER.lower || classOf(text.charCodeAt(i + 1)) === CHARACTER.lower;
}

const VOWEL = /(?!đ)[aeiouyà-ỹ]/iu;

/** A comma that fell into a word: consonants without a vowel before it, a small vowel right behind it ("Th,ị xã"). */
function isStray(text: string, from: number, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  if (at - from < 2 || classOf(next) !== CHARACTER.lower || classOf(text.charCodeAt(at - 1)) !== CHARACTER.lower)
    return false;
  return VOWEL.test(text[at + 1]!) && !VOWEL.test(text.slice(from, at));
}

function composed(text: string): string {
  for (let i = 0; i < text.length; i++) if (isCombining(text.charCodeAt(i))) return text.normalize("NFC");
  return text;
}

/** The keys of a name of the gazetteer: its words without separators, plain, marked and without tones; "01" counts as "1". */
export function nameKeys(name: string): { plain: string; marked: string; toneless: string } {
  const words = cutWords(name);
  let plain = "";
  let marked = "";
  let toneless = "";
  for (let i = 0; i < words.count; i++) {
    const number = words.numeric[i] ? String(Number(words.plain[i])) : null;
    plain += number ?? words.plain[i];
    marked += number ?? words.marked[i];
    toneless += number ?? words.toneless[i];
  }
  return { plain, marked, toneless };
}
