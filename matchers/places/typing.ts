import { decodeTelex, decodeVniKeys } from "../names/keyboard.ts";
import { spellWord } from "./letters.ts";

/** A syllable without marks, y written i. */
const SYLLABLE =
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:i|ie|iei|ieu|a|ai|ao|au|ai|e|eo|eu|o|oa|oai|oe|oi|oo|u|ua|ui|uie|uou|uo|uoi|ue|uu|uia|iu|ia|oao|oeo)(?:ch|ng|nh|[cmnpt])?$/;
/** Keys that no plain spelling has: w after a vowel or alone, doubled vowels, dd at the start. */
const SURE_KEYS = /w|aa|ee|oo|^dd/;

/**
 * The text that Telex or VNI keystrokes were meant to give ("ngheej an" is "nghệ an"), or null when it holds none.
 * Only for texts without marks. Words of other peoples' languages that merely end in a tone key ("glar") stay as they are.
 */
export function fromKeystrokes(text: string): string | null {
  let changed = false;
  const decoded = text.normalize("NFC").replace(/[\p{L}][\p{L}\d]*/gu, (word) => {
    const lower = word.toLowerCase();
    const digits = /\d/.test(lower);
    const result = digits ? decodeVniKeys(lower) : decodeTelex(lower);
    if (result === null || result === lower) return word;
    if ((digits || !SURE_KEYS.test(lower)) && !SYLLABLE.test(spellWord(result).plain)) return word;
    changed = true;
    return result;
  });
  return changed ? decoded : null;
}
