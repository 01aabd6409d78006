import { letterMask } from "./edits.ts";
import type { Hypothesis } from "./hypothesis.ts";
import { endingPrefix, gluedPrefixesOf, prefixBefore } from "./kinds.ts";
import { closedInC } from "./letters.ts";
import { isWalledLine, opensLine } from "./line-names.ts";
import { startsKind } from "./spans.ts";
import { GAP, type Prefix, type Words } from "./tokens.ts";

export const MAX_WINDOW_WORDS = 5;
const SHORTEST = 4;

/** Words that may be a misspelt name. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly plain: string;
  readonly marked: string;
  readonly mask: number;
  readonly kind: number;
  readonly prefix: Prefix | undefined;
  /** Begins with a word for a hamlet or street, so it names a unit only if it is hardly misspelt ("bản HoJn" for Bản Hon). */
  readonly wary: boolean;
}

/** Runs of words that the hypothesis does not use, cut into windows that may hold one name of the level. */
export function windowsOf(words: Words, best: Hypothesis | undefined, kinds: number, atEnd: boolean): Window[] {
  const used = usedWords(
    words,
    best,
    words.gap.some((gap, at) => at > 0 && gap >= GAP.sign),
  );
  const windows: Window[] = [];
  for (let to = words.count - 1; to >= 0; to--) {
    if (used[to] || !(mayBeLetters(words, to) || endsInNumber(words, to))) continue;
    const next = to + 1;
    const endsRun = next >= words.count || words.gap[next]! >= GAP.sign || used[next] || startsKind(words, next);
    if (!endsRun) continue;
    let plain = "";
    let marked = "";
    for (let from = to; from >= 0 && from > to - MAX_WINDOW_WORDS; from--) {
      if (used[from] || !(mayBeLetters(words, from) || from === to)) break;
      plain = closedInC(words.plain[from]!) + plain;
      marked = words.marked[from]! + marked;
      if (plain.length >= SHORTEST && !isInsideKind(words, from)) {
        const prefix = prefixBefore(words, from);
        const walled = isWalledLine(words, from, to);
        const wary = prefix.kind === 0 && walled;
        if (wary ? best?.district && opensLine(words, from) : prefix.kind === 0 || prefix.kind & kinds)
          windows.push({
            from,
            to,
            plain,
            marked,
            mask: letterMask(plain),
            kind: prefix.kind,
            prefix: undefined,
            wary,
          });
        if (!walled) addStripped(windows, { words, from, to, plain, marked }, kinds);
      }
      if (words.gap[from]! >= GAP.part) break;
    }
    if (atEnd && windows.length > 0) break;
  }
  const kinded = windows.filter((window) => window.kind !== 0 && window.prefix === undefined);
  return kinded.length > 0 ? kinded : windows;
}

/** A short number behind letters, as in "Quế Xuân 2". */
const endsInNumber = (words: Words, at: number): boolean =>
  at > 0 && words.numeric[at]! && words.plain[at]!.length <= 2 && !words.numeric[at - 1] && words.gap[at] === GAP.space;

/**
 * Words the hypothesis uses; where parts are marked, only by units that fill their part, and elsewhere by those behind which
 * nothing stands unexplained: others may be pieces of a name ("Tam Quan" of "Phường Tam Quan Bcắ").
 */
export function usedWords(words: Words, best: Hypothesis | undefined, wholeParts: boolean): Uint8Array {
  const used = new Uint8Array(words.count);
  const spans = [best?.leafSpan, best?.districtSpan, best?.provinceSpan].filter((span) => span != null);
  for (const span of spans) {
    const isWhole = wholeParts ? span.fillsPart : span.closes || spans.some(({ start }) => start === span.to + 1);
    if (isWhole) used.fill(1, span.start, span.to + 1);
  }
  return used;
}

/** A word of letters, or one stray digit glued to letters ("Lạng5 Sơn"). */
function mayBeLetters(words: Words, at: number): boolean {
  if (!words.numeric[at]) return true;
  const glued = words.gap[at] === GAP.none || (at + 1 < words.count && words.gap[at + 1] === GAP.none);
  return glued && words.plain[at]!.length === 1;
}

/** "xã" of "thị xã". */
const isInsideKind = (words: Words, at: number): boolean => {
  const { kind, from } = endingPrefix(words, at);
  return kind !== 0 && from < at;
};

interface Run {
  readonly words: Words;
  readonly from: number;
  readonly to: number;
  readonly plain: string;
  readonly marked: string;
}

/** The window without a kind glued in front: "huyenui thanh" may be Huyện + "ui thanh"; a letter behind a kind is the name's own. */
function addStripped(windows: Window[], { words, from, to, plain, marked }: Run, kinds: number): void {
  const isNamed = prefixBefore(words, from).kind !== 0;
  for (const [glued, kind] of gluedPrefixesOf(plain)) {
    if (!(kind & kinds) || !plain.startsWith(glued) || plain.length - glued.length < SHORTEST) continue;
    if (isNamed && glued.length === 1) continue;
    const rest = plain.slice(glued.length);
    windows.push({
      from,
      to,
      plain: rest,
      marked: marked.slice(glued.length),
      mask: letterMask(rest),
      kind,
      prefix: { kind: glued.length > 1 ? kind : 0, from },
      wary: false,
    });
  }
}
