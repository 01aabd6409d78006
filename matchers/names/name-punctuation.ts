import { type Cleaned, changeBit } from "./clean-text.ts";
import { findingBit } from "./findings.ts";
import { isFamilyName, isKnownWord } from "./lexicon.ts";
import { withoutNickname } from "./nicknames.ts";
import { ALIAS_WORDS, AND_WORDS, isLoneOffice, NOTE_WORDS, TITLES } from "./phrases.ts";
import { canonicalToken, readToken } from "./token.ts";

const words = (text: string): string[] => text.split(/[^\p{L}\p{M}']+/u).filter((word) => word !== "");

/** What forms print before the name; `đ/c` is the title of a comrade. */
const LABEL =
  /^(?:(?:họ(?: và)? tên|ho(?: va)? ten|tên|ten|khách hàng|khach hang|kh|chủ hộ|chu ho|chủ thuê bao|chu thue bao|người đứng tên)(?: (?:khách hàng|khach hang|kh|chủ hộ|chủ thuê bao))?\s*[:：]|(?:vợ|chồng|con|cha|bố|mẹ|ông|bà|anh|chị|em|đại diện|người đại diện|người liên hệ|liên hệ)\s*[:：]|đ\s*[/.]\s*c[.:\s])\s*/iu;

/** A name without the label before it (`Họ tên: …`); the text itself where nothing else stands there. */
export function withoutLabel(text: string): string {
  const rest = text.replace(LABEL, "");
  return /\p{L}/u.test(rest) ? rest : text;
}

/** Addresses of mail and web. */
const CONTACT = /\S+@\S+|(?:https?:|www\.)\S+/giu;
/** Words of a name that is one without doubt: pieces of fewer may be parts of one name (Nguyễn Thị-Hồng Nhung). */
const WHOLE_NAME = 3;

/** The date of birth beside the name: `sn 1980`, `sinh năm 1980`, `- sinh 15/4/1980`; Sinh alone may be the given name. */
const BORN = /(?:[\s,;(-](?:sn|ns|sinh năm|sinh ngày|năm sinh)|[,;(-]\s*sinh)[\s.:]*\d[\d/. -]*\)?\s*$/iu;

/** The same without a mark before it, told from a given name by its small letter: `Nguyễn Văn An sinh 1962`. */
const BORN_SMALL = /(?<=\p{Lu}\p{Ll}+)\s+sinh\s+(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d{2}\s*$/u;
/** A number of another kind beside the name, with its label: `SĐT 0912…`, `CMND 012…`. */
const OTHER_NUMBER = /[\s,;(-]+(?:cccd|g?cmnd|cmtnd|cmt|mst|sđt|sdt|đt|dt|tel)[\s.:]*\d[\d\s.-]*\)?\s*$/iu;

function withoutOtherFacts(text: string): string {
  const rest = text.replace(OTHER_NUMBER, "").replace(BORN, "").replace(BORN_SMALL, "");
  return words(rest).length >= WHOLE_NAME ? rest : text;
}

/** What joins a note to the name before it. */
const LINKS: ReadonlySet<string> = new Set("và va + & - – , ; đã còn thường hay".split(" "));

/**
 * Where a note begins after two words of a name (`tức …`) or three (`vợ …`, `- đã chết`, `còn gọi là …`: Chồng, Gọi and
 * their like are given names of the H'Mông); -1 where none does.
 */
function noteStart(parts: readonly string[]): number {
  const lower = parts.map((word) => word.toLowerCase().normalize("NFC"));
  let start = lower.findIndex(
    (word, i) => i > 1 && (ALIAS_WORDS.has(word) || (i > 2 && NOTE_WORDS.get(word)?.test(lower[i + 1] ?? ""))),
  );
  while (start > 2 && LINKS.has(lower[start - 1]!)) start--;
  return start;
}

/** What stands behind the first dash between spaces, or behind a comma. */
const DASHED = /^([^,;]*?\S)(?:\s+[-–]\s+|\s*[,;]\s*)(\S+\s+\S.*)$/u;

/** A whole name without a remark of several words behind a dash or comma (`… - HĐ cũ`, `…, thôn 3`); a second person is no remark. */
function withoutRemark(text: string): string {
  const [, name = "", remark = ""] = DASHED.exec(text) ?? [];
  const [first, ...rest] = words(name);
  const isWhole = first !== undefined && rest.length + 1 >= WHOLE_NAME && isFamilyName(canonicalToken(first));
  const [next] = words(remark);
  return isWhole && !(next && isFamilyName(canonicalToken(next))) ? name : text;
}

/** Cuts addresses of mail and web, notes in brackets and after the words they begin with, and nicknames. */
function withoutNotes(text: string): string {
  const plain = text.replace(CONTACT, " ");
  const outside = plain.replace(/[([{][^)\]}]*[)\]}]?/gu, " ");
  const kept = withoutOtherFacts(/\p{L}/u.test(outside) ? outside : plain);
  const parts = kept.split(/\s+/u);
  const start = noteStart(parts);
  return withoutNickname(withoutRemark(start > 0 ? parts.slice(0, start).join(" ") : kept));
}

/** The first of several pieces each of which is a whole name; null when they are not. */
function firstOfWhole(pieces: readonly string[]): string | null {
  const isWholeName = (piece: string) => {
    const list = words(piece);
    return list.length >= WHOLE_NAME && isFamilyName(canonicalToken(list[0]!));
  };
  return pieces.length > 1 && pieces.every(isWholeName) ? pieces[0]!.trim() : null;
}

/** The first of several persons that stand on a line each; the text itself when it names one. */
export function firstLine(text: string): string {
  if (!/[\r\n]/.test(text)) return text;
  return firstOfWhole(text.split(/[\r\n]+/).filter((line) => /\S/.test(line))) ?? text;
}

/** The first of several persons joined by `/ & + ; ,` or "và"; the text itself when it names one. */
function firstPerson(text: string): string {
  const pieces = text.split(/[/&+;,|\\]|\s(?:-|–)\s/u);
  const names = pieces.filter((piece) => {
    const list = words(piece);
    return list.length >= 2 && isFamilyName(canonicalToken(list[0]!));
  });
  const first = names.length >= 2 && names[0] === pieces[0] ? pieces[0]! : (firstOfWhole(text.split("-")) ?? text);
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
    const vietnamese = parts.every((part) => readToken(part).near);
    return vietnamese || /^[yhka]$/i.test(parts[0]!) ? parts.join(" ") : word;
  });
}

/** Letters lost or hidden: Nguy?n, ???, V**, ***. */
const LOST_LETTER = /\p{L}[?*]|\?\p{L}|\ufffd|(?:^|\s)(?:\?{2,}|\*{2,})(?=\s|$)/u;
/** Whether a dot makes a word short (Ng., Hu.); behind a whole word (Nguyễn.Văn.An, BS.) it is only punctuation. */
function hasInitial(text: string): boolean {
  return (text.match(DOTTED) ?? []).map(canonicalToken).some((word) => word.length === 1 || !isWhole(word));
}
const isWhole = (word: string): boolean => isKnownWord(word) || TITLES.has(word) || isLoneOffice(word);
const LOST_LETTERS = /\ufffd|(?<=\p{L})\?|\?(?=\p{L})/gu;
const DOTTED = /(?<![\p{L}\p{M}])\p{L}{1,3}(?=\.)/gu;
/** H' Hen, H ' Hen, H 'Hen: the prefix written apart. */
const PREFIX_APART = /(^|[\s-])(?:(bh|Bh|BH|[hkymdđoHKYMDĐO])' +|([hkHK]) ' ?)(?=\p{L})/gu;
/** Y'Bih: before a man's name stands no apostrophe. */
const MAN_MARKED = /(?<![\p{L}\p{M}'])([yY])'(?=\p{L})/gu;
const NO_LETTERS = /[^\p{L}\p{M}'\- ]/gu;
const STRAY_JOINERS = /(?<!\p{L})['-]+|['-]+(?!\p{L})/gu;
const PLAIN = /^\p{L}+( \p{L}+)*$/u;
const JOINING_WORD = / (?:(?:tức|tuc|aka|alias|và|va|and|hay|hoặc|bí|đã|con) |(?:gọi|vợ|chồng|chết)(?: |$))/iu;

/**
 * Leaves letters, marks, single spaces, and the apostrophes and hyphens that belong to words. Notes in brackets,
 * second persons, digits and punctuation go, each with its finding.
 */
export function dropPunctuation(text: string): Cleaned {
  if (PLAIN.test(text) && !JOINING_WORD.test(text)) return { text, bits: 0 };
  const outside = withoutNotes(text);
  const one = firstPerson(outside);
  let bits = changeBit(text, outside, "name.note_removed") | changeBit(outside, one, "name.several_persons");
  if (LOST_LETTER.test(one)) bits |= findingBit("name.letters_lost");
  if (hasInitial(one)) bits |= findingBit("name.abbreviated");
  const whole = one.replace(LOST_LETTERS, "");
  const unnumbered = whole.replace(/\p{N}+/gu, " ");
  const prefixed = unnumbered.replace(PREFIX_APART, "$1$2$3'");
  const letters = openHyphens(prefixed.replace(MAN_MARKED, "$1 ").replace(NO_LETTERS, " ").replace(STRAY_JOINERS, " "));
  bits |=
    changeBit(whole, unnumbered, "name.digits_removed") | changeBit(prefixed, letters, "name.punctuation_removed");
  return { text: letters.replace(/ +/g, " ").trim(), bits };
}
