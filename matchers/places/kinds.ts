import { GAP, type Prefix, type Words } from "./tokens.ts";

/** Kinds of unit as bits; `city` is a provincial city or a central one. */
export const KIND = {
  ward: 1,
  commune: 2,
  town: 4,
  zone: 8,
  urbanDistrict: 16,
  ruralDistrict: 32,
  districtTown: 64,
  city: 128,
  province: 256,
} as const;

export const COMMUNE_KINDS = KIND.ward | KIND.commune | KIND.town | KIND.zone;
export const DISTRICT_KINDS = KIND.urbanDistrict | KIND.ruralDistrict | KIND.districtTown | KIND.city;
export const PROVINCE_KINDS = KIND.city | KIND.province;

/** Kinds as official names begin with them. */
export const FULL_KINDS: readonly (readonly [string, number])[] = [
  ["Phường ", KIND.ward],
  ["Xã ", KIND.commune],
  ["Thị trấn ", KIND.town],
  ["Đặc khu ", KIND.zone],
  ["Quận ", KIND.urbanDistrict],
  ["Huyện ", KIND.ruralDistrict],
  ["Thị xã ", KIND.districtTown],
  ["Thành phố ", KIND.city],
  ["Tỉnh ", KIND.province],
];

/** Splits an official name into its kind and its bare name. */
export function splitKind(name: string): { kind: number; bare: string } {
  for (const [prefix, kind] of FULL_KINDS)
    if (name.startsWith(prefix)) return { kind, bare: name.slice(prefix.length) };
  return { kind: 0, bare: name };
}

/** One-word prefixes: plain form (a lone k is c there), its marked form when it is a whole word (else null), kind. */
const WORDS: ReadonlyMap<string, readonly [string | null, number]> = new Map<string, readonly [string | null, number]>([
  ["phuong", ["phương2", KIND.ward]],
  ["phuog", [null, KIND.ward]],
  ["p", [null, KIND.ward]],
  ["f", [null, KIND.ward]],
  ["ph", [null, KIND.ward]],
  ["xa", ["xa4", KIND.commune]],
  ["x", [null, KIND.commune]],
  ["tt", [null, KIND.town]],
  ["ttr", [null, KIND.town]],
  ["ttnt", [null, KIND.town]],
  ["thitran", [null, KIND.town]],
  ["dk", [null, KIND.zone]],
  ["dackhu", [null, KIND.zone]],
  ["quan", ["quân5", KIND.urbanDistrict]],
  ["q", [null, KIND.urbanDistrict]],
  ["huien", ["huiên5", KIND.ruralDistrict]],
  ["h", [null, KIND.ruralDistrict]],
  ["tx", [null, KIND.districtTown]],
  ["thixa", [null, KIND.districtTown]],
  ["tp", [null, KIND.city]],
  ["thanhpho", [null, KIND.city]],
  ["tinh", ["tinh3", KIND.province]],
  ["t", [null, KIND.province]],
]);

const after = (kind: number, ...firsts: string[]): ReadonlyMap<string, number> =>
  new Map(firsts.map((first) => [first, kind]));

/** Second words that make a prefix of two, with the first words before them: "thị trấn", "T.X", "th. phố". */
const SECOND: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ["tran", after(KIND.town, "thi", "t", "th")],
  ["xa", after(KIND.districtTown, "thi", "t", "th")],
  ["x", after(KIND.districtTown, "t")],
  ["t", after(KIND.town, "t")],
  ["tr", after(KIND.town, "t")],
  ["p", after(KIND.city, "t")],
  ["pho", after(KIND.city, "thanh", "t", "th")],
  ["khu", after(KIND.zone, "dac", "d")],
  ["c", after(KIND.zone, "d")],
  ["dao", new Map([...after(KIND.ruralDistrict, "huien"), ...after(KIND.commune, "xa")])],
]);

/** English kinds stand behind the name, or before a number. */
const ENGLISH: ReadonlyMap<string, number> = new Map([
  ["ward", KIND.ward],
  ["commune", KIND.commune],
  ["town", KIND.town | KIND.districtTown],
  ["district", KIND.urbanDistrict | KIND.ruralDistrict],
  ["dist", KIND.urbanDistrict | KIND.ruralDistrict],
  ["citi", KIND.city],
  ["province", KIND.province],
]);

/** All that a word may be of a kind, so that most words are looked up once. */
const KIND_WORDS = new Map(
  [...SECOND.keys(), ...WORDS.keys(), ...ENGLISH.keys()].map((word) => [
    word,
    { second: SECOND.get(word), one: WORDS.get(word), english: ENGLISH.get(word) },
  ]),
);

const NONE: Prefix = { kind: 0, from: -1 };

/** The kind words that end right before word `at` (no comma between). */
export function prefixBefore(words: Words, at: number): Prefix {
  return at === 0 || words.gap[at]! >= GAP.part ? NONE : endingPrefix(words, at - 1);
}

/** The kind words that end with word `last`. */
export function endingPrefix(words: Words, last: number): Prefix {
  let prefix = words.prefixes[last];
  if (prefix === undefined) {
    prefix = findPrefix(words, last);
    words.prefixes[last] = prefix;
  }
  return prefix;
}

function findPrefix(words: Words, last: number): Prefix {
  const word = words.plain[last]!;
  const found = KIND_WORDS.get(word);
  if (!found) return NONE;
  const { second, one, english } = found;
  const kind = last > 0 && words.gap[last]! < GAP.part ? second?.get(words.plain[last - 1]!) : undefined;
  if (kind !== undefined && (words.plain[last - 1]!.length === 1 || isTwoWordKind(words, last)))
    return { kind, from: last - 1 };
  if (one) {
    const marked = words.marked[last]!;
    if (one[0] === null || marked === word || marked === one[0]) return { kind: one[1], from: last };
  }
  return english ? { kind: english, from: last } : NONE;
}

function isTwoWordKind(words: Words, last: number): boolean {
  const first = words.marked[last - 1]!;
  const second = words.marked[last]!;
  // Without their marks they may be the communes Đạo Đức, Đào Viên.
  if (words.plain[last] === "dao" && words.plain[last - 1] === "xa") return first === "xa4" && second === "đao3";
  return first === words.plain[last - 1] || second === words.plain[last] || TWO_WORD_MARKED.has(`${first} ${second}`);
}

const TWO_WORD_MARKED = new Set(["thi5 trân1", "thi5 xa4", "thanh2 phô1", "đăc5 khu", "huiên5 đao3"]);

/** The English kind word right after word `at`, as in "Ben Nghe Ward". */
export function suffixAfter(words: Words, at: number): number {
  const next = at + 1;
  return next < words.count && words.gap[next]! < GAP.part ? (ENGLISH.get(words.plain[next]!) ?? 0) : 0;
}

/** Prefixes glued in front of a name inside one word: "phuongtandinh", "ptandinh" (the longest first). */
export const GLUED_PREFIXES: readonly (readonly [string, number])[] = [
  ["thanhpho", KIND.city],
  ["thitran", KIND.town],
  ["phuong", KIND.ward],
  ["huien", KIND.ruralDistrict],
  ["thixa", KIND.districtTown],
  ["dackhu", KIND.zone],
  ["tinh", KIND.province],
  ["quan", KIND.urbanDistrict],
  ["xa", KIND.commune],
  ["tp", KIND.city],
  ["tx", KIND.districtTown],
  ["tt", KIND.town],
  ["p", KIND.ward],
  ["f", KIND.ward],
  ["x", KIND.commune],
  ["q", KIND.urbanDistrict],
  ["h", KIND.ruralDistrict],
  ["t", KIND.province],
];

const GLUED_BY_LETTER = new Map<string, (readonly [string, number])[]>();
for (const glued of GLUED_PREFIXES) {
  const first = glued[0][0]!;
  GLUED_BY_LETTER.set(first, [...(GLUED_BY_LETTER.get(first) ?? []), glued]);
}

/** Those of them that begin as a word does. */
export const gluedPrefixesOf = (word: string): readonly (readonly [string, number])[] =>
  GLUED_BY_LETTER.get(word[0]!) ?? NO_PREFIXES;

const NO_PREFIXES: readonly never[] = [];
