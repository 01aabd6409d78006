import { distance } from "fastest-levenshtein";
import { isExchange, isOneSlip } from "../slip.ts";
import type { Canonical } from "./canonical.ts";
import { AGREEMENT as A, type Agreement, type Kind } from "./field.ts";

/** Shorter texts are two slips away from too much. */
const SHORTEST_NEAR = 5;
/** Edits that leave texts of this length near: 2 from five letters on, 3 from nine, 4 from fifteen. */
const editsAllowed = (length: number): number => Math.min(4, Math.floor((length + 9) / 6));
/** Share of a text's information that common words must hold. */
const PART = 0.5;

/** What relating needs beside the values. */
export interface Relating {
  readonly kind: Kind;
  /** Numbers this far apart are near. */
  readonly tolerance: number;
  /** Bits a word is worth: how rare it is among the values. */
  readonly bits: (word: string) => number;
}

/** How two values of one kind agree; symmetric, never `missing`. */
export function relateValues(a: Canonical, b: Canonical, how: Relating): Agreement {
  if (a.text === b.text) return A.same;
  switch (how.kind) {
    case "text":
      return relateTexts(a, b, how.bits);
    case "date":
      return relateFigures(a.text, b.text);
    case "code":
      return isOneSlip(a.bare, b.bare) ? A.slip : A.different;
    case "number":
      return relateNumbers(a.text, b.text, how.tolerance);
  }
}

function relateTexts(a: Canonical, b: Canonical, bits: (word: string) => number): Agreement {
  if (a.bare === b.bare) return A.alike;
  const edits = distance(a.bare, b.bare);
  if (edits === 1 || (edits === 2 && isExchange(a.bare, b.bare))) return A.slip;
  const [shorter, longer] = a.bare.length <= b.bare.length ? [a.bare, b.bare] : [b.bare, a.bare];
  const [wordsA, wordsB] = [a.text.split(" "), b.text.split(" ")];
  if (a.text.length === b.text.length && wordsA.length > 1 && sorted(wordsA) === sorted(wordsB)) return A.alike;
  if (shorter.length >= SHORTEST_NEAR && edits <= editsAllowed(shorter.length)) return A.near;
  if (shorter.length === 1 && longer.startsWith(shorter)) return A.part;
  if (wordsA.length === 1 && wordsB.length === 1) return A.different;
  return sharedPart(wordsA, wordsB, bits) >= PART ? A.part : A.different;
}

const sorted = (words: readonly string[]): string => [...words].sort().join(" ");

function sharedPart(a: readonly string[], b: readonly string[], bits: (word: string) => number): number {
  const inB = new Set(b);
  const sum = (words: Iterable<string>): number => [...words].reduce((total, word) => total + bits(word), 0);
  return sum([...new Set(a)].filter((word) => inB.has(word))) / Math.max(sum(new Set(a)), sum(inB), 1e-9);
}

/** Dates as eight figures yyyymmdd; others by slips only. */
function relateFigures(a: string, b: string): Agreement {
  const full = /^\d{8}$/;
  if (!full.test(a) || !full.test(b)) return isOneSlip(a, b) ? A.slip : A.different;
  const [yearA, monthA, dayA] = [a.slice(0, 4), a.slice(4, 6), a.slice(6)];
  const [yearB, monthB, dayB] = [b.slice(0, 4), b.slice(4, 6), b.slice(6)];
  if (yearA === yearB && (monthA === "00" || monthB === "00")) return A.part;
  if (yearA === yearB && monthA === monthB && (dayA === "00" || dayB === "00")) return A.part;
  if (yearA === yearB && monthA === dayB && dayA === monthB) return A.alike;
  if (isOneSlip(a, b)) return A.slip;
  const agree = Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB);
  return agree === 2 ? A.part : A.different;
}

function relateNumbers(a: string, b: string, tolerance: number): Agreement {
  if (isOneSlip(a, b)) return A.slip;
  return tolerance > 0 && Math.abs(Number(a) - Number(b)) <= tolerance ? A.near : A.different;
}
