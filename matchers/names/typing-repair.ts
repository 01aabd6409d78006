import { decodeTelex, decodeVniKeys, hasTelexKeys } from "./keyboard.ts";
import { CLAN_NAMES, FOREIGN_WORDS, isNameWord } from "./lexicon.ts";
import { isSyllable } from "./syllable.ts";
import { canonicalToken, readToken } from "./token.ts";

const isKnown = (word: string): boolean => isNameWord(canonicalToken(word));

/** A vowel, a tone key and the same vowel: â typed the long way, or a foreign word (Dara). */
const VOWEL_AROUND_TONE = /([aeo])[sfrxj]\1/;

function repairVni(list: readonly string[]): string | null {
  const out: string[] = [];
  for (const word of list) {
    const decoded = readToken(word).near ? word : decodeVniKeys(word.toLowerCase());
    if (decoded === null || (decoded !== word && !isSyllable(decoded))) return null;
    out.push(decoded);
  }
  return out.join(" ");
}

/** What a word beside Telex says: `coong` is a syllable, and `max` a foreign word, but the far commoner công and mã win. */
function commoner(word: string): string {
  const typed = decodeTelex(word.toLowerCase());
  return typed !== null && !isKnown(word) && isKnown(typed) ? typed : word;
}

function repairTelex(list: readonly string[]): string | null {
  const hasMarks = list.some((word) => /\P{ASCII}/u.test(word));
  let proven = false;
  let read = 0;
  const out: string[] = [];
  for (const word of list) {
    const lower = word.toLowerCase();
    if (readToken(word).near || FOREIGN_WORDS.has(lower) || CLAN_NAMES.has(lower)) {
      out.push(word);
      continue;
    }
    const decoded = decodeTelex(lower);
    if (decoded === null || !isSyllable(decoded)) return null;
    const known = isKnown(decoded);
    if (hasMarks && (!known || VOWEL_AROUND_TONE.test(lower))) return null;
    if (known) read++;
    proven ||= known && (read > 1 || hasTelexKeys(lower));
    out.push(decoded);
  }
  return proven ? out.map(commoner).join(" ") : null;
}

/** One digit at the end of one word may be a number (Lê Văn Bình 2); a letter mark or a second word with digits is proof. */
function isVniTyped(text: string): boolean {
  // Beside words with marks only a key inside a word that becomes a name word is one: Lan6 may be the sixth.
  if (!/^\p{ASCII}+$/u.test(text))
    return text
      .split(" ")
      .every(
        (word) =>
          !/\d/.test(word) || (/\p{L}[6-9]\p{L}/u.test(word) && isKnown(decodeVniKeys(word.toLowerCase()) ?? "")),
      );
  return /\p{L}[6-9]/u.test(text) || (text.match(/\p{L}[1-5]/gu) ?? []).length > 1;
}

/**
 * Turns Telex or VNI keystrokes that were left as typed into letters (`Nguyeenx Vawn DDuwcs`, `Nguye6n4 Va8n`): only
 * when some word is not a syllable as it stands and every word is one afterwards. For Telex one of them must hold a key
 * beyond doubt and become a name word, or two must become name words, or, beside words with marks, all; a lone word is
 * no proof (Maas, Louis). Foreign words that look typed (Dara) stay. Null when there is nothing to repair.
 */
export function repairTyping(text: string): string | null {
  if (!/^[\p{L}\p{M}1-9 ]+$/u.test(text)) return null;
  const list = text.split(" ").filter((word) => word !== "");
  if (/\d/.test(text)) return isVniTyped(text) ? repairVni(list) : null;
  return list.length > 1 && !list.every((word) => readToken(word).near) ? repairTelex(list) : null;
}
