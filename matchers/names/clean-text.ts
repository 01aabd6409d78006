import { findingBit, type NameFindingCode } from "./findings.ts";
import { composeMarks } from "./letters.ts";

/** Text on its way to a name, with the findings so far. */
export interface Cleaned {
  readonly text: string;
  readonly bits: number;
}

/** Controls, zero-width and direction marks, soft hyphen, byte order mark, tags, surrogates left alone. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const SPACES = /\s+/gu;
/** What people and fonts put for an apostrophe, also doubled, as a query's text has it. */
const APOSTROPHES = /['\u2018\u2019\u201b\u02b9-\u02bf\u02c8\u02ca\u02cb\u0060\u00b4\u2032\u2035\uff07]+/g;

/** Letters that look like others: eth and African d for đ; Cyrillic and Greek capitals that fonts draw as Latin ones. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  "ÐĐ ƉĐ ðđ ɖđ ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo АA ВB ЕE КK МM НH ОO РP СC ТT ХX УY аa еe оo рp сc хx уy іi ІI вb кk мm нh тt"
    .split(" ")
    .map((pair): [string, string] => [pair[0]!, pair[1]!]),
);
const LOOKALIKE = new RegExp(`[${[...LOOKALIKES.keys()].join("")}]`, "gu");

/** Words of composed Latin letters (eth apart) with single spaces: nothing to repair. */
const CLEAN =
  /^[A-Za-z\u00c0-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u024f\u1e00-\u1eff]+( [A-Za-z\u00c0-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u024f\u1e00-\u1eff]+)*$/;
const WIDE = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}\ufb00-\ufb06]/gu;
const BLANKS = /[\t\n\v\f\r\u0085\u00a0]/g;
const LATIN = /\p{Script=Latin}/u;

/** A change as its finding's bit; 0 when there is none. */
export function changeBit(before: string, after: string, finding: NameFindingCode): number {
  return before === after ? 0 : findingBit(finding);
}

/** Repairs that do not depend on what the text means: form, width, look-alike letters, apostrophes, hidden characters, spaces. */
export function cleanText(raw: string): Cleaned {
  if (CLEAN.test(raw)) return { text: raw, bits: 0 };
  const composed = composeMarks(raw);
  const narrow = composed.replace(WIDE, (char) => char.normalize("NFKC"));
  const spaced = narrow.replace(BLANKS, " ");
  const visible = spaced.replace(HIDDEN, "");
  const latin = LATIN.test(visible) ? visible.replace(LOOKALIKE, (char) => LOOKALIKES.get(char)!) : visible;
  const straight = latin.replace(APOSTROPHES, "'").normalize("NFC");
  const text = straight.replace(SPACES, " ").trim();
  const bits =
    changeBit(raw, composed, "name.unicode_normalised") |
    changeBit(composed, narrow, "name.letters_replaced") |
    changeBit(narrow, spaced, "name.spacing_repaired") |
    changeBit(spaced, visible, "name.hidden_characters") |
    changeBit(visible, latin, "name.letters_replaced") |
    changeBit(straight, text, "name.spacing_repaired");
  return { text, bits };
}
