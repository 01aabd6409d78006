import type { Cleaned } from "./clean-text.ts";
import { findingBit } from "./findings.ts";
import { isFamilyName } from "./lexicon.ts";
import { ALIAS_WORDS, AND_WORDS } from "./phrases.ts";
import { isNearSyllable } from "./syllable.ts";
import { canonicalToken } from "./token.ts";

const words = (text: string): string[] => text.split(/[^\p{L}\p{M}']+/u).filter((word) => word !== "");

/** Cuts notes in brackets and after alias words. */
function withoutNotes(text: string): string {
  const outside = text.replace(/[([{][^)\]}]*[)\]}]?/gu, " ");
  let kept = /\p{L}/u.test(outside) ? outside : text;
  const parts = kept.split(/\s+/u);
  const alias = parts.findIndex((word, i) => i > 1 && ALIAS_WORDS.has(word.toLowerCase().normalize("NFC")));
  if (alias > 0) kept = parts.slice(0, alias).join(" ");
  return kept;
}

/** The first of several persons joined by `/ & + ; ,` or "và"; the text itself when it names one. */
function firstPerson(text: string): string {
  const pieces = text.split(/[/&+;,|\\]|\s(?:-|–)\s/u);
  const names = pieces.filter((piece) => {
    const list = words(piece);
    return list.length >= 2 && isFamilyName(canonicalToken(list[0]!));
  });
  const first = names.length >= 2 && names[0] === pieces[0] ? pieces[0]! : text;
  const list = first.split(/\s+/u);
  const and = list.findIndex((word, i) => i > 1 && AND_WORDS.has(word.toLowerCase().normalize("NFC")));
  const after = list[and + 1];
  if (and > 0 && list.length - and > 2 && after && isFamilyName(canonicalToken(after)))
    return list.slice(0, and).join(" ");
  return first;
}

/** Hyphens join foreign and highland names and divide Vietnamese words. */
function openHyphens(text: string): string {
  return text.replace(/[\p{L}\p{M}']+(?:-[\p{L}\p{M}']+)+/gu, (word) => {
    const parts = word.split("-");
    const vietnamese = parts.every((part) => isNearSyllable(part.toLowerCase()));
    return vietnamese || /^[yhka]$/i.test(parts[0]!) ? parts.join(" ") : word;
  });
}

/**
 * Leaves letters, marks, single spaces, and the apostrophes and hyphens that belong to words. Notes in brackets,
 * second persons, digits and punctuation go, each with its finding.
 */
export function dropPunctuation(text: string): Cleaned {
  if (/^\p{L}+( \p{L}+)*$/u.test(text) && !/ (tức|tuc|aka|alias|và|va|and) /iu.test(text)) return { text, bits: 0 };
  let bits = 0;
  const note = (code: Parameters<typeof findingBit>[0], before: string, after: string): string => {
    if (before !== after) bits |= findingBit(code);
    return after;
  };
  let out = note("name.note_removed", text, withoutNotes(text));
  out = note("name.several_persons", out, firstPerson(out));
  if (/\p{L}\?|\?\p{L}|\ufffd/u.test(out)) bits |= findingBit("name.letters_lost");
  if (/(^|[\s.])\p{L}{1,3}\./u.test(out)) bits |= findingBit("name.abbreviated");
  out = out.replace(/\ufffd|(?<=\p{L})\?|\?(?=\p{L})/gu, "");
  out = note("name.digits_removed", out, out.replace(/\p{N}+/gu, " "));
  const apostrophes = out.replace(/(^|[\s-])([hkymdHKYMD])' +(?=\p{L})/gu, "$1$2'");
  const opened = openHyphens(apostrophes);
  const letters = opened.replace(/[^\p{L}\p{M}'\- ]/gu, " ").replace(/(?<!\p{L})['-]+|['-]+(?![\p{L}])/gu, " ");
  note("name.punctuation_removed", apostrophes, letters);
  return { text: letters.replace(/ +/g, " ").trim(), bits };
}
