import { decodeTelex, decodeVniKeys, hasTelexKeys } from "./keyboard.ts";
import { isSyllable } from "./syllable.ts";
import { readToken } from "./token.ts";

function repairWords(
  list: readonly string[],
  decode: (lower: string) => string | null,
  proves: (lower: string) => boolean,
): string | null {
  let proven = false;
  const out: string[] = [];
  for (const word of list) {
    const lower = word.toLowerCase();
    if (readToken(word).near) {
      out.push(word);
      continue;
    }
    const decoded = decode(lower);
    if (decoded === null || !isSyllable(decoded)) return null;
    proven ||= proves(lower);
    out.push(decoded);
  }
  return proven ? out.join(" ") : null;
}

/** One digit at the end of one word may be a number (Lê Văn Bình 2); a letter mark or a second word with digits is proof. */
function isVniTyped(text: string): boolean {
  return /^\p{ASCII}+$/u.test(text) && (/\p{L}[6-9]/u.test(text) || (text.match(/\p{L}[1-5]/gu) ?? []).length > 1);
}

/**
 * Turns Telex or VNI keystrokes that were left as typed into letters (`Nguyeenx Vawn DDuwcs`, `Nguye6n4 Va8n`): only
 * when some word is not a syllable as it stands and every word is one afterwards. A lone word is no proof for Telex (Maas, Louis). Null when there is nothing to repair.
 */
export function repairTyping(text: string): string | null {
  if (!/^[\p{L}\p{M}1-9 ]+$/u.test(text)) return null;
  const list = text.split(" ").filter((word) => word !== "");
  if (/\d/.test(text)) return isVniTyped(text) ? repairWords(list, decodeVniKeys, () => true) : null;
  return list.length > 1 ? repairWords(list, decodeTelex, hasTelexKeys) : null;
}
