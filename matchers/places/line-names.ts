import { prefixBefore } from "./kinds.ts";
import { GAP, type LineNames, nameKeys, type Words } from "./tokens.ts";

/** What a run of words without a unit's kind is: the name of a hamlet or a street, or words that nothing tells of. */
export const LINE = { none: 0, loose: 1, hamlet: 2, street: 3 } as const;

/** How far a span is taken up by such a run: not, as its later piece, or as the very name of the street or hamlet. */
export const IN_LINE = { no: 0, piece: 1, name: 2 } as const;
export type InLine = (typeof IN_LINE)[keyof typeof IN_LINE];

/** Spellings of words, with their marks and without. */
const spelt = (words: string): ReadonlySet<string> =>
  new Set(words.split(" ").flatMap((word) => [nameKeys(word).marked, nameKeys(word).plain]));

const HAMLET_WORDS = spelt("thôn ấp xóm bản buôn bon làng tổ khu khóm đội cụm tdp kp kv tiểu phum sóc plei lũng khối");
/** Of these, the ones that a second word may follow ("khu phố", "tổ dân phố"). */
const QUARTER_WORDS = spelt("tổ khu cụm khối tiểu");
const QUARTER_SECONDS = spelt("vực dân cư phố khu đội tập thể số");
const HAMLET_SECONDS = spelt("số");
const STREET_WORDS = spelt("đường phố đ đg ql đt tl lộ lô cầu chợ kdc kđt cn kcn cc chung");
/** Behind the number of a lane or a house the street's name follows. */
const LANE_WORDS = spelt("ngõ ngách hẻm kiệt số sn no nhà");
const LINE_WORDS: ReadonlySet<string> = new Set([...HAMLET_WORDS, ...STREET_WORDS, ...LANE_WORDS]);
const STREET_SECONDS = spelt("cư số nhà");
/** Words between a family name and the rest: "Nguyễn Thị Minh Khai" is one name. */
const MIDDLE_WORDS = spelt("thị văn");

/** The runs of words that may be a street's or hamlet's name, found once an address. */
export function lineNames(words: Words): LineNames {
  words.lines ??= new Finder(words).find();
  return words.lines;
}

interface Designation {
  readonly next: number;
  readonly level: number;
  readonly names: boolean;
}

/** Goes through the words of an address; a run ends at a sign, at the kind of a unit or where another begins. */
class Finder {
  readonly #words: Words;
  readonly #first: Int16Array;
  readonly #level: Uint8Array;

  constructor(words: Words) {
    this.#words = words;
    this.#first = new Int16Array(words.count).fill(-1);
    this.#level = new Uint8Array(words.count);
  }

  find(): LineNames {
    const { count, gap, numeric } = this.#words;
    let open = -1;
    let level: number = LINE.none;
    let afterUnit = false;
    for (let i = 0; i < count; ) {
      const opensPart = gap[i]! >= GAP.sign;
      if (opensPart && i !== open) {
        open = i;
        level = LINE.loose;
      }
      const kindEnd = this.#kindEnd(i);
      if (kindEnd > i) {
        // "ấp Xa Dung": also such a word may begin the name.
        if (i === open && level !== LINE.loose) this.#first.fill(open, i, kindEnd);
        open = -1;
        afterUnit = true;
        // What follows a unit's kind is its name, whatever it looks like ("Xã Làng Chếu").
        i = kindEnd + 1;
        continue;
      }
      // A name that has begun may have such words in it ("Vụ Bản"); a house number does not stand behind units.
      const opened = this.#designation(i, opensPart && !afterUnit, level === LINE.loose && open >= 0 && open < i);
      if (opened) {
        this.#level.fill(opened.level, i, opened.next);
        // "Xóm Làng Chếu": the second word for a hamlet is the first of its name.
        if (open >= 0 && level !== LINE.loose) this.#first.fill(open, i, opened.next);
        open = opened.names && opened.next < count && this.#follows(opened.next) ? opened.next : -1;
        level = opened.level;
        i = opened.next;
        continue;
      }
      if (open >= 0) {
        this.#first[i] = open;
        this.#level[i] = level;
        // "ấp Tân Thành 2" is complete.
        if (level === LINE.hamlet && numeric[i]) open = -1;
      }
      i++;
    }
    return { first: this.#first, level: this.#level };
  }

  /** The word behind the kind words that begin at a word; the word itself where none do. */
  #kindEnd(at: number): number {
    const { count } = this.#words;
    if (at + 2 < count) {
      const two = prefixBefore(this.#words, at + 2);
      if (two.kind !== 0 && two.from === at) return at + 2;
    }
    if (at + 1 < count) {
      const one = prefixBefore(this.#words, at + 1);
      if (one.kind !== 0 && one.from === at) return at + 1;
    }
    return at;
  }

  /**
   * Words for a street, lane or hamlet, or a house number, that begin here: the word behind them, and whether a name follows.
   *
   * @param mayBeHouse whether a number here is a house's
   * @param inName whether a name has begun before: then only a number tells
   */
  #designation(at: number, mayBeHouse: boolean, inName: boolean): Designation | null {
    const { marked, count } = this.#words;
    const word = marked[at]!;
    if (!LINE_WORDS.has(word)) {
      const next = mayBeHouse ? this.#numberEnd(at, false) : at;
      return next > at ? { next, level: LINE.street, names: true } : null;
    }
    const hamlet = HAMLET_WORDS.has(word);
    const lane = !hamlet && LANE_WORDS.has(word);
    const quarter = QUARTER_WORDS.has(word);
    const seconds = quarter ? QUARTER_SECONDS : hamlet ? HAMLET_SECONDS : STREET_SECONDS;
    let next = at + 1;
    while (next < count && this.#follows(next) && seconds.has(marked[next]!) && marked[next] !== marked[next - 1])
      next++;
    const numberEnd = next < count && this.#follows(next) ? this.#numberEnd(next, quarter) : next;
    if (numberEnd === next && (inName || (lane && !mayBeHouse))) return null;
    return { next: numberEnd, level: hamlet ? LINE.hamlet : LINE.street, names: lane || numberEnd === next };
  }

  /** The word belongs to the one before it: at most a colon stands between. */
  #follows(at: number): boolean {
    const { gap, text, end } = this.#words;
    return gap[at]! < GAP.sign || text[end[at - 1]!] === ":";
  }

  /**
   * The word behind a number that begins here ("12", "12/3A", "B5"); the word itself where none does.
   *
   * @param letterCounts whether a letter is one by itself ("khu B")
   */
  #numberEnd(at: number, letterCounts: boolean): number {
    const { count, gap, numeric, plain } = this.#words;
    if (!numeric[at]) {
      if (plain[at]!.length !== 1) return at;
      const counts = letterCounts || (at + 1 < count && numeric[at + 1]! && gap[at + 1] === GAP.none);
      if (!counts || this.#kindEnd(at) > at) return at;
    }
    let i = at + 1;
    while (i < count && gap[i] !== GAP.space && gap[i]! < GAP.part && (numeric[i] || plain[i]!.length === 1)) i++;
    return i;
  }
}

/**
 * How far words without a kind are taken up by a street's or hamlet's name. The first words of it are the name itself; so is
 * what follows a single word in a street ("đường Trần Hưng Đạo"); a hamlet's name may be one word ("thôn Đoài Bình Minh").
 */
export function inLine(words: Words, from: number, to: number): InLine {
  const { first, level } = lineNames(words);
  const start = first[from]!;
  if (start < 0 && saysLine(words, from, to)) return IN_LINE.name;
  if (start < 0) return isCutName(words, from, to) ? IN_LINE.piece : IN_LINE.no;
  if (level[from] === LINE.loose && from === start) return IN_LINE.no;
  if (from === start || MIDDLE_WORDS.has(words.marked[from - 1]!)) return IN_LINE.name;
  return from === start + 1 && level[from] === LINE.street ? IN_LINE.name : IN_LINE.piece;
}

/** Words for a street or hamlet only ("Số nhà", which is spelt like Sơn Hà), or the letter of a number ("2A Nông Sơn"). */
function saysLine(words: Words, from: number, to: number): boolean {
  if (words.gap[from] === GAP.none && opensLine(words, from)) return true;
  // A last part of its own names no street: ĐT is Đồng Tháp there ("ĐT:" is a phone number left out).
  if (from === words.count - 1 && words.gap[from]! >= GAP.sign && !words.text.includes(":", words.end[from]))
    return false;
  for (let i = from; i <= to; i++) if (!opensLine(words, i) || words.numeric[i]) return false;
  return true;
}

/** "phố Bằng" of "phố Bằng Lang, Tuyên Quang": the word for a street, and the name behind it goes on to a sign. */
function isCutName(words: Words, from: number, to: number): boolean {
  const { first } = lineNames(words);
  const run = first[to]!;
  if (run < 0 || !opensLine(words, from) || first[to + 1] !== run) return false;
  let end = to + 1;
  while (end < words.count && first[end] === run) end++;
  return end < words.count && words.gap[end]! >= GAP.sign;
}

/** What comes behind words of a run: more of them (or nothing at all), the kind of a unit or another run, a sign. */
export const LINE_END = { words: 0, kind: 1, sign: 2 } as const;
export type LineEnd = (typeof LINE_END)[keyof typeof LINE_END];

/** Words that begin in the name of a street or hamlet or in the word for it, and that a sign or a kind ends: no misspelt unit. */
export const isWalledLine = (words: Words, from: number, to: number): boolean =>
  lineNames(words).level[from]! >= LINE.hamlet && lineEnd(words, to, to) !== LINE_END.words;

/** The word for a street or hamlet itself, which may as well begin a unit's name ("Bản Hon"). */
export const opensLine = (words: Words, at: number): boolean =>
  lineNames(words).first[at]! < 0 && lineNames(words).level[at]! >= LINE.hamlet;

/** Where no signs are written, a unit may stand behind a street's name in the same run of words. */
export function lineEnd(words: Words, from: number, to: number): LineEnd {
  const next = to + 1;
  if (next >= words.count) return LINE_END.words;
  if (words.gap[next]! >= GAP.sign) return LINE_END.sign;
  const { first } = lineNames(words);
  if (first[from]! < 0) return isCutName(words, from, to) ? LINE_END.sign : LINE_END.kind;
  return first[next] === first[from] ? LINE_END.words : LINE_END.kind;
}
