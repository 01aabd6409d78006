import type { Cleaned } from "./clean-text.ts";
import { findingBit } from "./findings.ts";
import { stripMarks } from "./letters.ts";
import { CLAN_NAMES, FAMILY_NAMES, NAME_WORDS } from "./lexicon.ts";
import { isMiddleOnly } from "./name-parts.ts";
import { isNearSyllable, parseSyllable } from "./syllable.ts";
import { canonicalToken, readToken } from "./token.ts";

/** What a name word costs by its place in a list that has the commonest first: about -log of its share. */
const costAt = (rank: number): number => Math.log(rank + 10);

function costs(list: ReadonlySet<string>): Map<string, number> {
  return new Map([...list].map((word, rank): [string, number] => [word, costAt(rank)]));
}

/** The same for words without marks: what the commonest word of those letters costs. */
function bareCosts(marked: ReadonlyMap<string, number>): Map<string, number> {
  const bare = new Map<string, number>();
  for (const [word, cost] of marked) {
    const letters = stripMarks(word);
    bare.set(letters, Math.min(cost, bare.get(letters) ?? cost));
  }
  return bare;
}

const FIRST = costs(FAMILY_NAMES);
/** A family name in a later place is rarer than any word that is at home there. */
const LATER = new Map([...FAMILY_NAMES].map((word): [string, number] => [word, costAt(NAME_WORDS.size)]));
for (const [word, cost] of costs(NAME_WORDS)) LATER.set(word, cost);
const BARE_FIRST = bareCosts(FIRST);
const BARE_LATER = bareCosts(LATER);
/** A right syllable with a mark that is in no list, and a word that lost its marks beside others that have them. */
const UNLISTED = costAt(3000);
const LOST_MARKS = 3;

function costOf(piece: string, isFirst: boolean, hasMarks: boolean): number | undefined {
  const canonical = canonicalToken(piece);
  const listed = (isFirst ? FIRST : LATER).get(canonical);
  const bare = (isFirst ? BARE_FIRST : BARE_LATER).get(canonical);
  if (!hasMarks) return bare;
  if (listed !== undefined || isFirst) return listed;
  if (bare !== undefined) return bare + LOST_MARKS;
  const isWord = /\P{ASCII}/u.test(canonical) && parseSyllable(canonical) !== null;
  return isWord ? UNLISTED : undefined;
}

interface Cut {
  readonly words: readonly string[];
  readonly cost: number;
}

const LONGEST_WORD = 7;
const SHORTEST_WORD = 2;

/** The two cheapest ways to cut lower-case letters into name words. */
function cuts(letters: string, hasMarks: boolean): readonly Cut[] {
  const upTo: Cut[][] = [[{ words: [], cost: 0 }]];
  for (let end = 1; end <= letters.length; end++) {
    const found: Cut[] = [];
    for (let start = Math.max(0, end - LONGEST_WORD); start <= end - SHORTEST_WORD; start++) {
      const piece = letters.slice(start, end);
      for (const { words, cost } of upTo[start]!) {
        const more = costOf(piece, start === 0, hasMarks);
        if (more !== undefined) found.push({ words: [...words, piece], cost: cost + more });
      }
    }
    upTo.push(found.sort((a, b) => a.cost - b.cost).slice(0, 2));
  }
  return upTo.at(-1)!;
}

/** What is known of the words beside a glued one. */
interface Beside {
  readonly isAlone: boolean;
  /** It stands first, and all the others are syllables. */
  readonly isVietnamese: boolean;
  /** Another word with vowels is no syllable: Ysa Cosiem is no Co Si Em. */
  readonly isForeign: boolean;
}

/** The commonest families: LETHI is Lê Thị beside any word. */
const COMMON = costAt(20);

/** NGUYENTHI, TRANVAN beside other words; LEVAN may be a foreign name, and so may MATHI beside RAJA. */
function isGluedThi([family, middle]: readonly string[], { isVietnamese }: Beside): boolean {
  if (family!.length > 3) return middle === "thi" || middle === "van";
  return middle === "thi" && (isVietnamese || BARE_FIRST.get(family!)! < COMMON);
}

/** How much cheaper the best cut must be than the next to be beyond doubt. */
const LEAST_LEAD = 1;

/**
 * Cuts a word that begins with a family name, where one cut is far likelier than every other. Two words must both be
 * listed, and without marks be all there is: a broken or half-typed word may look like two syllables.
 */
function cutFamilyFirst(word: string, beside: Beside): string | null {
  if (word.length < 5 || word.length > 30) return null;
  const lower = word.toLowerCase();
  const hasMarks = /\P{ASCII}/u.test(lower);
  const [best, next] = cuts(lower, hasMarks);
  if (!best || best.words.length < 2 || (next && next.cost - best.cost < LEAST_LEAD)) return null;
  const isSure = hasMarks
    ? costOf(best.words[1]!, false, true)! < UNLISTED
    : beside.isAlone || isGluedThi(best.words, beside);
  if (best.words.length === 2 && !isSure) return null;
  if (!hasMarks && best.words.length > 2 && beside.isForeign && !isMiddleOnly(best.words[1])) return null;
  return best.words.join(" ");
}

/** Titles that may be glued to a whole name (MSNGUYENTHIANH, CHIPHANTHITRUC), longest first. */
const GLUED_TITLES = "thầy miss mrs ông chị anh chú bác chi ong bà cô cụ em ms mr".split(" ");

const ALONE: Beside = { isAlone: true, isVietnamese: true, isForeign: false };

/** A title, and the words of the whole name behind it; bare Chi may be a given name put first unless Thị or Văn follows the family name. */
function cutTitle(word: string): string | null {
  const lower = word.toLowerCase();
  for (const title of GLUED_TITLES) {
    if (!lower.startsWith(title)) continue;
    const rest = lower.slice(title.length);
    const name = /^[hk]'\p{L}{2,}$/u.test(rest) ? rest : cutFamilyFirst(rest, ALONE);
    const [first, second, third] = name?.split(" ") ?? [];
    const isWhole = first?.includes("'") || third !== undefined;
    if (isWhole && (title !== "chi" || isMiddleOnly(second))) return `${title} ${name}`;
  }
  return null;
}

/** Clan names that are two written together (niêkđăm), cut. */
const DOUBLE_CLANS: ReadonlyMap<string, string> = new Map(
  [...CLAN_NAMES].flatMap((first) =>
    [...CLAN_NAMES].flatMap((second): [string, string][] =>
      CLAN_NAMES.has(first + second) ? [[first + second, `${first} ${second}`]] : [],
    ),
  ),
);
/** Clan names that may end a word, longest first. */
const LAST_CLANS = [...CLAN_NAMES]
  .filter((clan) => clan.length > 2 && !DOUBLE_CLANS.has(clan))
  .sort((a, b) => b.length - a.length);

/** H'TrangNiêKđăm, BhămNiê: the given name, with its marker, and clans at the end. */
function cutClans(word: string): string | null {
  const [, marker, rest] = /^([hk]')?(.*)$/su.exec(word.toLowerCase())!;
  let given = rest!;
  const clans: string[] = [];
  for (;;) {
    const clan = LAST_CLANS.find((name) => given.endsWith(name) && given.length - name.length > 1);
    if (!clan) break;
    clans.unshift(clan);
    given = given.slice(0, -clan.length);
  }
  if (clans.length === 0) return null;
  const hasMarks = clans.some((clan) => /\P{ASCII}/u.test(clan));
  const isSure = hasMarks || (marker !== undefined && given.length > 2 && isNearSyllable(given));
  return isSure ? [(marker ?? "") + given, ...clans].join(" ") : null;
}

/** Cuts one word at its capitals (NguyễnVănAn), or at its clans, or where just one cut gives a family name and name words. */
function split(word: string, beside: Beside): string {
  const lower = word.toLowerCase();
  if (CLAN_NAMES.has(lower)) return DOUBLE_CLANS.get(lower) ?? word;
  const pieces = word.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  if (pieces.length > 1 && pieces.every((piece) => readToken(piece).near)) return pieces.join(" ");
  return cutClans(word) ?? cutFamilyFirst(word, beside) ?? (beside.isAlone ? cutTitle(word) : null) ?? word;
}

/** Thị and Văn written together with the given name behind a family name: Nguyễn Thịlan, NGUYEN THILAN; not Chau Thida, Ly Vanna. */
function cutMiddle(word: string, family: string): string | null {
  const [, middle, given] = /^(thị|văn|thi|van)(\p{L}{2,})$/u.exec(word.toLowerCase()) ?? [];
  if (middle === undefined) return null;
  const isSure = /\P{ASCII}/u.test(word)
    ? costOf(given!, false, true) !== undefined
    : given!.length > 2 && (BARE_FIRST.get(family) ?? UNLISTED) < COMMON && costOf(given!, false, false) !== undefined;
  return isSure ? `${middle} ${given}` : null;
}

const isClan = (word: string): boolean => CLAN_NAMES.has(word.toLowerCase());

/** HNhung, KBrôi, YBhăm: a marker of sex whose apostrophe was lost, told by the capital after it; HH begins no other word. */
function openMarker(word: string, hasClan: boolean): string {
  if (/^Y\p{Lu}\p{Ll}/u.test(word) || (hasClan && /^Y\p{Lu}{2,}$/u.test(word))) return `Y ${word.slice(1)}`;
  const isMarker = /^[HK]\p{Lu}\p{Ll}/u.test(word) || /^h{2}\p{L}/iu.test(word);
  return isMarker && !CLAN_NAMES.has(word.toLowerCase()) ? `${word[0]}'${word.slice(1)}` : word;
}

/** Giàng APáo, KaBrêm: a marker and the name behind it, told by the capital. */
const MARKER_JOINED = /^(?:A|Ka|Ha)(?=[BCDĐGHKLMNPQRSTVX]\p{Ll})/u;

const besideOf = (all: readonly string[], at: number): Beside => ({
  isAlone: all.length === 1,
  isForeign: all.some((word, i) => i !== at && /[aeiouy]/i.test(word) && !readToken(word).near),
  isVietnamese: at === 0 && all.slice(1).every((word) => readToken(word).near),
});

/** Splits words that were written together, where their borders are certain. */
export function splitGlued(text: string): Cleaned {
  const out = text
    .split(" ")
    .map((word, i, all) => {
      if (readToken(word).near) return word;
      const joined = MARKER_JOINED.exec(word)?.[0];
      if (joined !== undefined) return `${joined} ${word.slice(joined.length)}`;
      const opened = i === 0 || CLAN_NAMES.has(all[0]!.toLowerCase()) ? openMarker(word, all.some(isClan)) : word;
      if (opened.includes(" ")) return opened;
      const behindFamily = i === 1 ? cutMiddle(word, canonicalToken(all[0]!)) : null;
      return behindFamily ?? split(opened, besideOf(all, i));
    })
    .join(" ");
  return { text: out, bits: out === text ? 0 : findingBit("name.glued_split") };
}
