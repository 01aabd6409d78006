import { cutWords, type Words } from "./tokens.ts";

/**
 * Kinds of what lies between commune and house, one word for all its spellings. The numbers are `hamlet_kind`, so they never change
 * meaning; 0 stands for a bare name.
 */
export const HAMLET_KIND = {
  untold: 0,
  thon: 1,
  ap: 2,
  khom: 3,
  khuPho: 4,
  khoi: 5,
  khuVuc: 6,
  ban: 7,
  buon: 8,
  tieuKhu: 9,
  xom: 10,
  lang: 11,
  estate: 12,
  lane: 13,
  /** Groups of homes: where a hamlet stands beside them, they are its parts. */
  to: 14,
  doi: 15,
  cum: 16,
} as const;

export type HamletKind = (typeof HAMLET_KIND)[keyof typeof HAMLET_KIND];

/** Groups have numbers from 1 in every hamlet of a commune. */
export const GROUP_KINDS: readonly HamletKind[] = [HAMLET_KIND.to, HAMLET_KIND.doi, HAMLET_KIND.cum];

/** How a word for a kind may be used: always; not by itself before a name; as a letter, which a dot or number must follow. */
export const USE = { always: 0, wary: 1, letter: 2 } as const;
export type Use = (typeof USE)[keyof typeof USE];

/** A word for a kind, as a run of words. */
export interface KindPhrase {
  readonly kind: HamletKind;
  readonly words: readonly ReadonlySet<string>[];
  readonly use: Use;
}

/** A word with its marks and without: what is written without marks is read as either. */
const spelling = (word: string): ReadonlySet<string> => {
  const { marked, plain } = cutWords(word);
  return new Set([marked[0]!, plain[0]!]);
};

/** Words of a list, with and without marks. */
export const spellings = (list: string): ReadonlySet<string> =>
  new Set(list.split(" ").flatMap((word) => [...spelling(word)]));

const PHRASES: readonly (readonly [HamletKind, use: Use, phrases: string])[] = [
  [HAMLET_KIND.thon, USE.always, "thôn"],
  [HAMLET_KIND.thon, USE.letter, "th|t"],
  [HAMLET_KIND.ap, USE.always, "ấp"],
  [HAMLET_KIND.ap, USE.letter, "a"],
  [HAMLET_KIND.khom, USE.always, "khóm"],
  [HAMLET_KIND.khom, USE.letter, "k"],
  [HAMLET_KIND.khuPho, USE.always, "khu phố|kp|k p|khu"],
  [HAMLET_KIND.khoi, USE.always, "khối phố|khối xóm|khối"],
  [HAMLET_KIND.khuVuc, USE.always, "khu vực|kv|k v"],
  [HAMLET_KIND.ban, USE.wary, "bản"],
  [HAMLET_KIND.buon, USE.always, "buôn"],
  [HAMLET_KIND.buon, USE.letter, "b"],
  [HAMLET_KIND.tieuKhu, USE.always, "tiểu khu|tk"],
  [HAMLET_KIND.xom, USE.always, "xóm"],
  [HAMLET_KIND.xom, USE.letter, "x"],
  [HAMLET_KIND.lang, USE.wary, "làng"],
  [HAMLET_KIND.estate, USE.always, "khu dân cư|khu đô thị|khu tập thể|khu tái định cư|chung cư|cư xá|kdc|kđt|ktt|cc"],
  [HAMLET_KIND.to, USE.always, "tổ dân phố|tổ dân cư|tổ nhân dân|tdp|t d p"],
  [HAMLET_KIND.to, USE.wary, "tổ"],
  [HAMLET_KIND.doi, USE.wary, "đội"],
  [HAMLET_KIND.cum, USE.always, "cụm dân cư"],
  [HAMLET_KIND.cum, USE.wary, "cụm"],
];

const byFirstWord = new Map<string, KindPhrase[]>();
for (const [kind, use, phrases] of PHRASES)
  for (const phrase of phrases.split("|")) {
    const words = phrase.split(" ").map(spelling);
    for (const first of words[0]!) byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { kind, words, use }]);
  }
for (const phrases of byFirstWord.values()) phrases.sort((a, b) => b.words.length - a.words.length);

/** The longest word for a kind that begins at a word. */
export function kindPhraseAt({ marked, count }: Words, at: number): KindPhrase | null {
  for (const phrase of byFirstWord.get(marked[at]!) ?? [])
    if (at + phrase.words.length <= count && phrase.words.every((word, i) => word.has(marked[at + i]!))) return phrase;
  return null;
}
