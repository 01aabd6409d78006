import { COMMUNE_KINDS, endingPrefix, KIND, type Prefix, prefixBefore, suffixAfter } from "./kinds.ts";
import { GAP, type Words } from "./tokens.ts";
import type { Entry, UnitIndex } from "./unit-index.ts";

/** Words that may name units. */
export interface Span {
  /** First and last word. */
  readonly from: number;
  readonly to: number;
  /** First word with the kind words before it. */
  readonly start: number;
  /** Kinds that the words beside it tell, 0 when none. */
  readonly kind: number;
  /** The kind is a word written out. */
  readonly whole: boolean;
  readonly entry: Entry;
  readonly marked: string;
  /** Written without any mark: says nothing about marks. */
  readonly unmarked: boolean;
  /** Points lost for a misspelling. */
  readonly cost: number;
  /** 2: follows a street word or a house number, so it is rather a street's name; 1: follows a hamlet word. */
  readonly street: 0 | 1 | 2;
  /** Fills a part between separators, kind words included. */
  readonly fillsPart: boolean;
  /** An empty part before it (so a district's or province's place), or after it (so a commune's), as in ", Ba Vì, Hà Nội". */
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
  /** A longer name covers it: "Từ Liêm" in "Nam Từ Liêm". */
  contained: boolean;
}

const MAX_WORDS = 6;

/** Words that make what follows a street, a building or an estate. */
const STREET_WORDS: ReadonlySet<string> = new Set([
  ...["duong", "pho", "ngo", "ngach", "hem", "ciet", "kiet", "d", "dg", "ql", "dt", "tl", "dai", "lo", "cau", "cho"],
  ...["cdc", "kdc", "kdt", "cn", "kcn", "chung", "cc"],
]);
/** Words that make what follows a hamlet or a quarter, or whose number names one. */
const HAMLET_WORDS: ReadonlySet<string> = new Set([
  ...[
    "thon",
    "ap",
    "xom",
    "ban",
    "buon",
    "lang",
    "to",
    "khu",
    "khom",
    "doi",
    "cu",
    "tdp",
    "kp",
    "cp",
    "cv",
    "kv",
    "vuc",
  ],
  ...["tieu", "dan", "so", "phum", "soc", "plei", "lung"],
]);

/** All spans whose spelling some unit has exactly, marks apart. */
export function exactSpans(words: Words, index: UnitIndex): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < words.count; from++) {
    let key = "";
    const limit = Math.min(words.count, from + MAX_WORDS);
    for (let to = from; to < limit; to++) {
      if (to > from && words.gap[to]! >= GAP.part) break;
      key += words.numeric[to] ? String(Number(words.plain[to])) : words.plain[to];
      const entry = index.entries.get(key);
      if (!entry) continue;
      const span = makeSpan(words, from, to, entry, 0);
      if (words.numeric[from] && from === to && !(span.kind & (COMMUNE_KINDS | KIND.urbanDistrict))) continue;
      spans.push(span);
    }
  }
  for (const span of spans)
    span.contained = spans.some(
      (other) => other.from <= span.from && other.to >= span.to && other.to - other.from > span.to - span.from,
    );
  return spans;
}

/** "…, Thị trấn, Dương Minh Châu": a commune's kind without a name before the separator. */
function danglingKind(words: Words, start: number): boolean {
  return start > 0 && words.gap[start]! >= GAP.part && (endingPrefix(words, start - 1).kind & COMMUNE_KINDS) !== 0;
}

/** A span of words with the kind words beside it. `prefix` when the caller knows it better (glued in front of the name). */
export function makeSpan(words: Words, from: number, to: number, entry: Entry, cost: number, prefix?: Prefix): Span {
  const before = prefix ?? prefixBefore(words, from);
  const start = before.kind && before.from >= 0 ? before.from : from;
  const kind = before.kind || suffixAfter(words, to);
  let marked = "";
  let unmarked = true;
  for (let i = from; i <= to; i++) {
    marked += words.numeric[i] ? String(Number(words.marked[i])) : words.marked[i];
    if (words.markedWord[i]) unmarked = false;
  }
  const opens = words.gap[start]! >= GAP.sign;
  const closes = to + 1 >= words.count || words.gap[to + 1]! >= GAP.sign;
  return {
    from,
    to,
    start,
    kind,
    whole: before.whole,
    entry,
    marked,
    unmarked,
    cost,
    street: kind === 0 && !opens ? streetWordBefore(words, from) : 0,
    fillsPart: opens && closes,
    blankBefore: words.blank[start]! || danglingKind(words, start),
    blankAfter: to + 1 < words.count && words.blank[to + 1]!,
    contained: false,
  };
}

function streetWordBefore(words: Words, from: number): 0 | 1 | 2 {
  const before = from - 1;
  if (before < 0 || words.gap[from]! >= GAP.sign || words.gap[from] === GAP.none) return 0;
  if (!words.numeric[before]) {
    if (STREET_WORDS.has(words.plain[before]!)) return 2;
    return HAMLET_WORDS.has(words.plain[before]!) ? 1 : 0;
  }
  for (let i = before - 1; i >= 0 && i >= before - 3; i--) {
    if (words.gap[i + 1]! >= GAP.part) return 2;
    const word = words.plain[i]!;
    if (!words.numeric[i] && word.length > 1)
      return HAMLET_WORDS.has(word) || (word === "pho" && isQuarter(words, i)) ? 0 : 2;
  }
  return 2;
}

/** "khu phố 3", "tổ dân phố 3": a quarter, not a street. */
const isQuarter = (words: Words, at: number): boolean => at > 0 && HAMLET_WORDS.has(words.plain[at - 1]!);
