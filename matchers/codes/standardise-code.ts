import type { CodeFinding } from "./findings.ts";
import { CODE_VALUES, type CodeKind, DEFAULT_VALUE_MAPS, type ValueMap } from "./value-maps.ts";

/** A value of a small code, understood. */
export interface CodeReading {
  /** One of the kind's `CODE_VALUES`; null where the value says none. */
  readonly code: string | null;
  readonly findings: readonly CodeFinding[];
}

/** Codes are short: of a longer text no more than this is folded, which no map knows. */
const LONGEST_VALUE = 100;

/**
 * The form in which values are looked up: NFKC, lower case, Vietnamese marks off, one space, no final stop, and no
 * `.0` behind a figure, as columns of figures with blanks are exported.
 *
 * @example foldValue("  NỮ. ") // "nu"
 */
export function foldValue(raw: string): string {
  return raw
    .trim()
    .slice(0, LONGEST_VALUE)
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/gu, "")
    .normalize("NFC")
    .replaceAll("đ", "d")
    .replace(/[\p{Cc}\p{Cf}]+/gu, "")
    .replace(/[\s_]+/gu, " ")
    .replace(/^[\s'"’.]+|[\s'"’.,;]+$/gu, "")
    .replace(/^([0-9]+)[.,]0+$/u, "$1");
}

/** Behind a word of death, the day or year of it: `chết 2010`, `Đã mất (1/2/2010)`. */
const DAY_OF_DEATH =
  /(?<=chet|mat|tran|vong|qua doi|hy sinh)\s*\(?\s*(?:(?:ngay|nam|thang)\s+)?(?:[0-9]{1,2}[-/.]){0,2}(?:19|20)[0-9]{2}\s*\)?$/u;

/** A folded value without what stands around its word: brackets, a label, the figure that the source has for it. */
function bareWord(value: string, kind: CodeKind): string {
  const word = value
    .replace(/^[[(]\s*([^[\]()]*?)\s*[\])]$/u, "$1")
    .replace(/^(?:gioi tinh|gt|trang thai|tinh trang)\s*:\s*(?=\p{L})/u, "")
    .replace(/^[0-9]{1,2}\s*[-.:)]\s*(?=\p{L})/u, "")
    .replace(/(?<=\p{L})\s*(?:[-:]\s*[0-9]{1,2}|\([0-9]{1,2}\))$/u, "");
  return kind === "life" ? word.replace(DAY_OF_DEATH, "") : word;
}

/**
 * The map a column is read with: the profile's own values first, then the defaults.
 * @throws RangeError when the profile names a code its kind does not have
 */
export function valueMapFor(kind: CodeKind, own: Readonly<Record<string, string | null>> = {}): ValueMap {
  const merged = new Map<string, string | null>();
  for (const [word, code] of DEFAULT_VALUE_MAPS[kind]) merged.set(foldValue(word), code);
  for (const [word, code] of Object.entries(own)) {
    if (code !== null && !(CODE_VALUES[kind] as readonly string[]).includes(code))
      throw new RangeError(
        `Value map of ${kind}: "${code}" is not one of its codes; use ${CODE_VALUES[kind].join(", ")} or null.`,
      );
    merged.set(foldValue(word), code);
  }
  return merged;
}

/**
 * Reads 0 and 1 as a column of two figures does: with a 2 among its values the column follows QCVN 109 (0 unknown,
 * 1 male, 2 female), without one 0 is female. A profile that maps `0` itself is obeyed.
 */
export function sexMapFor(values: Iterable<string>, own: Readonly<Record<string, string | null>> = {}): ValueMap {
  const map = new Map(valueMapFor("sex", own));
  const seen = new Set([...values].map(foldValue));
  if (!("0" in own) && seen.has("0") && seen.has("1") && !seen.has("2")) map.set("0", "F");
  return map;
}

/**
 * Looks a value up, folded by `foldValue`. A value that says "not known" has no code; one that no map knows has none and a
 * finding. Never throws.
 * @param map of the same kind, as `valueMapFor` gives it
 *
 * @example standardiseCode("Nữ", "sex", valueMapFor("sex")).code // "F"
 */
export function standardiseCode(raw: string, kind: CodeKind, map: ValueMap): CodeReading {
  const value = foldValue(raw);
  // `1 - Nam`, `Nữ (2)`: the word tells what the figure is in this source.
  const code = map.has(value) ? map.get(value) : map.get(bareWord(value, kind));
  if (code !== undefined && code !== null) return { code, findings: [] };
  if (value === "") return { code: null, findings: [] };
  if (kind === "sex") return { code: null, findings: [code === null ? "sex.not_stated" : "sex.unknown_value"] };
  return { code: null, findings: code === null ? [] : ["record.unknown_code"] };
}
