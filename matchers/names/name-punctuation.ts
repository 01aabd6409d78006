import { type Cleaned, changeBit } from "./clean-text.ts";
import { findingBit } from "./findings.ts";
import { isFamilyName, isKnownWord } from "./lexicon.ts";
import { isMiddleOnly } from "./name-parts.ts";
import { withoutNickname } from "./nicknames.ts";
import { ALIAS_WORDS, AND_WORDS, BAPTISMAL_NAMES, isLoneOffice, isSecondTitle, NOTE_WORDS, TITLES } from "./phrases.ts";
import { isHighlandName, withoutTitle } from "./titles.ts";
import { canonicalToken, readToken } from "./token.ts";

const words = (text: string): string[] => text.split(/[^\p{L}\p{M}']+/u).filter((word) => word !== "");

/** What forms print before the name; `đ/c` is the title of a comrade. */
const LABEL =
  /^(?:(?:họ(?:,? chữ đệm)?,?(?: và)? tên(?: khai sinh)?|ho(?: va)? ten|nđd|đdpl|tên|ten|khách hàng|khach hang|kh|chủ hộ|chu ho|chủ thuê bao|chu thue bao|người đứng tên)(?: (?:khách hàng|khach hang|kh|chủ hộ|chủ thuê bao))?\s*[:：]|(?:(?:vợ|chồng|con|cháu|cha|bố|mẹ|ông|bà|anh|chị|em)(?: (?:trai|gái|dâu|rể|ruột|nuôi|đẻ|nội|ngoại|vợ|chồng))?|(?:người )?(?:đại diện|liên hệ|giám hộ|nhà|thân))\s*[:：]|đ\s*[/.]\s*c[.:\s])\s*/iu;

/** The same without a colon, which only a whole name makes sure, and the letter of a list: `a) Nguyễn Văn An`. */
const BARE_LABEL = /^(?:họ(?: và)? tên\s+|[a-dđ]\)\s*)/iu;

/** A name without the label before it (`Họ tên: …`); the text itself where nothing else stands there. */
export function withoutLabel(text: string): string {
  const named = text.replace(BARE_LABEL, "");
  if (named !== text && beginsWithFamily(words(named))) return named;
  const rest = text.replace(LABEL, "");
  return /\p{L}/u.test(rest) ? rest : text;
}

/** The company that a person stands for, in brackets or behind a dash: `Nguyễn Văn An (Cty ABC)`. */
const EMPLOYER =
  /(?:\s*[([,;]|\s+[-–]|\s*-(?=\s))\s*(?:(?:chủ|giám đốc|gđ|kế toán|nhân viên)\s+)?(?:cty|c\.? ?ty|công ty|cong ty|ct tnhh|dntn|htx|hkd|nv cty|nv công ty)(?!\p{L}).*$/iu;

/** A whole name without its company; the text itself where no whole name stands before it (`Hoa Mai - Cty TNHH`). */
export function withoutEmployer(text: string): string {
  const name = text.replace(EMPLOYER, "");
  if (name === text) return text;
  const list = withoutTitles(words(name));
  return list.length >= WHOLE_NAME && list.length <= MOST_WORDS && beginsWithFamily(list) && list.every(isSyllabic)
    ? name
    : text;
}
const MOST_WORDS = 5;
const isSyllabic = (word: string): boolean => readToken(word).near;

/** Addresses of mail and web. */
const CONTACT = /\S+@\S+|(?:https?:|www\.)\S+/giu;
/** Words of a name that is one without doubt: pieces of fewer may be parts of one name (Nguyễn Thị-Hồng Nhung). */
const WHOLE_NAME = 3;

/** The date of birth beside the name: `sn 1980`, `sinh năm 1980`, `- sinh 15/4/1980`; Sinh alone may be the given name. */
const BORN = /(?:[\s,;(-](?:sn|ns|sinh năm|sinh ngày|năm sinh)|[,;(-]\s*sinh)[\s.:]*\d[\d/. -]*\)?\s*$/iu;

/** The same without a mark before it, told from a given name by its small letter: `Nguyễn Văn An sinh 1962`. */
const BORN_SMALL = /(?<=\p{Lu}\p{Ll}+)\s+sinh\s+(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d{2}\s*$/u;
/** A number of another kind beside the name, with its label: `SĐT 0912…`, `số CMND 012…`. */
const OTHER_NUMBER = /[\s,;(-]+(?:số\s+)?(?:cccd|g?cmnd|cmtnd|cmt|mst|sđt|sdt|đt|dt|tel)[\s.:]*\d[\d\s.-]*\)?\s*$/iu;

/** Other facts behind the name: its hamlet by number, an age, a school class or district (`5A`, `Q5`), the sex, the year in short. */
const PLACE = /[\s,;-]+(?:thôn|thon|tổ|ấp|xóm|xom|khóm|khu|đội|buôn|kp|tdp|nhóm)\s*\d.*$/iu;
/** The hamlet behind a mark or in small letters: no given name. */
const PLACE_MARKED =
  /(?:\s*[,;-]\s*(?:thôn|thon|tổ|ấp|xóm|xom|khóm|khu|đội|buôn|kp|tdp|nhóm)|(?<=\p{Lu}\p{Ll}*)\s+(?:thôn|tổ|ấp|xóm|khóm|khu|đội|buôn))\s*\d.*$/u;
const AGE = /[\s,;(-]+\d{1,3}\s*(?:tuổi|tuoi|t)\)?\s*$/iu;
const CLASS = /[\s,;-]+(?:lớp\s*)?(?:[1-9]\d?[a-zđ]\d{0,2}|[a-zđ][1-9]\d{0,2})\s*$/iu;
const SEX = /[,;]\s*(?:nam|[nN][ữỮ])\s*$/u;
/** The year of death, and the year of birth behind the sex. */
const DIED = /[\s,;-]+(?:mất|chết|từ trần)\s+(?:năm\s+|ngày\s+)?[\d/.-]*(?:19|20)\d{2}\s*$/iu;
const YEAR_AND_SEX = /[\s,;(-]+(?:19|20)\d{2}[\s,;-]+(?:nam|nữ)\)?\s*$/iu;
const SEX_AND_YEAR = /[\s,;-]+(?:nam|nữ)[\s,;-]+(?:19|20)\d{2}\s*$/u;
/** Letters that tell one of several persons of a name: `Nguyễn Văn An-B`. */
const LETTER = /(?<=\p{L}{2})-[BCDĐGHKLMNPQRSTVX]{1,3}\s*$/u;
const BORN_SHORT = /[\s,;-]+s\.\s*(?:19|20)\d{2}\s*$/iu;
/** Children on the same ticket or form: `Nguyễn Thị Lan + 2 con`. */
const WITH_CHILDREN = /\s*[+&]\s*\d*\s*(?:con|cháu|bé)\s*$/iu;
/** One other word for the last: `Nguyễn Văn An/Ân`. */
const OTHER_WORD = /^([^/]+\p{L})\s*\/\s*[\p{L}\p{M}']+\s*$/u;

/** Facts that say by a label or mark what they are, and those that could be the last word of a name of two. */
const PLAIN_FACTS = [OTHER_NUMBER, BORN, AGE, PLACE_MARKED, CLASS];
const FACTS = [
  ...[OTHER_NUMBER, DIED, SEX_AND_YEAR, YEAR_AND_SEX, BORN, BORN_SMALL, BORN_SHORT],
  ...[AGE, PLACE, CLASS, SEX, LETTER, WITH_CHILDREN],
];

function withoutOtherFacts(text: string): string {
  const without = (facts: readonly RegExp[]) => facts.reduce((rest, fact) => rest.replace(fact, ""), text);
  const rest = without(FACTS).replace(OTHER_WORD, "$1");
  if (words(rest).length >= WHOLE_NAME) return rest;
  const plain = without(PLAIN_FACTS);
  return isShortName(withoutTitles(words(plain))) ? plain : text;
}

/** Whether words end in a given name: Thị and Văn are none; without its mark Thi may be one, but not of Nguyen Thi. */
const hasGiven = (list: readonly string[]): boolean =>
  list.length > 1 &&
  !/^(?:thị|văn)$/.test(canonicalToken(list.at(-1)!)) &&
  !(list.length === 2 && isMiddleOnly(canonicalToken(list[1]!)));

/** A whole name of two words: Lê Lan; not Lê Thị. */
const isShortName = (list: readonly string[]): boolean => list.length === 2 && beginsWithFamily(list) && hasGiven(list);

/** What joins a note to the name before it. */
const LINKS: ReadonlySet<string> = new Set("và va + & - – , ; đã còn thường hay quen cùng với".split(" "));

/**
 * Where a note begins after two words of a name (`tức …`) or three (`vợ …`, `- đã chết`, `còn gọi là …`: Chồng, Gọi and
 * their like are given names of the H'Mông); -1 where none does.
 */
function noteStart(parts: readonly string[]): number {
  const lower = parts.map((word) => word.toLowerCase().normalize("NFC"));
  // H'Nga is as good as two words.
  const more = lower.some((word) => /^[hk]'./.test(word)) ? 1 : 0;
  const leaves = (at: number, least: number) => {
    const name = withoutTitles(words(parts.slice(0, at).join(" ")));
    return name.length + more >= least && hasGiven(name);
  };
  let start = lower.findIndex((word, i) => {
    if (i > 1 && ALIAS_WORDS.has(word)) return leaves(i, 2);
    return i + more > 2 && NOTE_WORDS.get(word)?.test(lower[i + 1] ?? "") && leaves(i, WHOLE_NAME);
  });
  // Quen, Cùng and Hay are given names too: a word of two that stand before it is a link only in small letters.
  const isLink = (at: number) => LINKS.has(lower[at]!) && (at + more > 2 || parts[at] === lower[at]);
  while (start > 2 && isLink(start - 1)) start--;
  return start;
}

/** What stands behind the first dash between spaces, or behind a comma. */
const DASHED = /^([^,;]*?\S)(?:\s+[-–]\s+|\s*[,;]\s*)(\S+\s+\S.*)$/u;

/** A whole name without a remark of several words behind a dash or comma (`… - HĐ cũ`, `…, thôn 3`); a second person is no remark. */
function withoutRemark(text: string): string {
  const [, name = "", remark = ""] = DASHED.exec(text) ?? [];
  const [first, ...rest] = withoutTitles(words(name));
  const isWhole = first !== undefined && rest.length + 1 >= WHOLE_NAME && isFamilyName(canonicalToken(first));
  return isWhole && !beginsWithFamily(withoutTitles(words(remark))) ? name : text;
}

const beginsWithFamily = ([first]: readonly string[]): boolean =>
  first !== undefined && isFamilyName(canonicalToken(first));

/** Words behind the titles before them (Ông Trần Văn Năm, bà Lê Thị Bảy); Ông Văn Tân and Chu Đức An are of those families. */
function withoutTitles(list: readonly string[]): readonly string[] {
  const start = list.findIndex((word) => !TITLES.has(canonicalToken(word)));
  if (start < 1 || list.length - start < 2) return list;
  const rest = list.slice(start);
  const isWhole = rest.length >= WHOLE_NAME && beginsWithFamily(rest) && !isMiddleOnly(canonicalToken(rest[0]!));
  return isWhole || !beginsWithFamily(list) ? rest : list;
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
    const list = withoutTitles(words(piece));
    return list.length >= WHOLE_NAME && beginsWithFamily(list);
  };
  return pieces.length > 1 && pieces.every(isWholeName) ? pieces[0]!.trim() : null;
}

/** The first of several persons that stand on a line each; the text itself when it names one. */
export function firstLine(text: string): string {
  if (!/[\r\n]/.test(text)) return text;
  return firstOfWhole(text.split(/[\r\n]+/).filter((line) => /\S/.test(line))) ?? text;
}

/** The first line of a list with numbers: `1. Nguyễn Văn An 2. Trần Thị Bình`. */
const NUMBERED = /^\s*0?1\s*[./):-]\s*(\p{L}[^\d]*?)[\s,;]+0?2\s*[./):-]\s*\p{L}/u;

/** The first of several persons joined by `/ & + ; ,` or "và"; the text itself when it names one. */
function firstPerson(text: string): string {
  const listed = NUMBERED.exec(text)?.[1];
  if (listed !== undefined) return listed;
  const [before = "", behind] = text.split(/[&+]/, 2);
  if (behind !== undefined && firstOfWhole([before, before]) !== null) return before;
  const pieces = text.split(/[/&+;,|\\]|\s(?:-|–)\s/u);
  const names = pieces.filter((piece) => {
    const list = withoutTitles(words(piece));
    return list.length >= 2 && (beginsWithFamily(list) || isHighlandName(list.map(canonicalToken), false));
  });
  const first = names.length >= 2 && names[0] === pieces[0] ? pieces[0]! : (firstOfWhole(text.split("-")) ?? text);
  return withoutOthers(first.split(/\s+/u)) ?? first;
}

/** The words before an "and" or a second person's title; null where neither joins another person. */
function withoutOthers(list: readonly string[]): string | null {
  const isAnd = (word: string, i: number) => i > 1 && AND_WORDS.has(word.toLowerCase().normalize("NFC"));
  if (!list.some(isAnd)) return withoutSecond(list);
  for (const [i, word] of list.entries()) {
    if (!isAnd(word, i)) continue;
    const before = list.slice(0, i).join(" ");
    const name = withoutTitles(words(before));
    const after = words(list.slice(i + 1).join(" "));
    if (after.length > 1 && hasGiven(name) && beginsWithFamily(withoutTitles(after))) return before;
    // Behind a whole name "và" joins others, named or not (và con, và bà Bảy).
    const isWhole = (name.length >= WHOLE_NAME && hasGiven(name)) || (word === "và" && isShortName(name));
    if (isWhole && after.length > 0 && canonicalToken(word) === "và") return before;
  }
  return null;
}

/** The words before a second person's title, where a whole name stands before it and a family name behind. */
function withoutSecond(list: readonly string[]): string | null {
  const title = list.findIndex(
    (word, i) => i > 2 && isSecondTitle(words(word.toLowerCase()).map(canonicalToken)[0] ?? ""),
  );
  return title > 0 && beginsWithFamily(words(list.slice(title + 1).join(" "))) ? list.slice(0, title).join(" ") : null;
}

/** Hyphens join foreign and highland names and divide Vietnamese words. */
function openHyphens(text: string): string {
  return text.replace(/[\p{L}\p{M}']+(?:-[\p{L}\p{M}']+)+/gu, (word) => {
    const parts = word.split("-");
    const whole = parts.join("");
    if (BAPTISMAL_NAMES.has(canonicalToken(whole))) return whole;
    if (parts.every((part) => BAPTISMAL_NAMES.has(canonicalToken(part)))) return parts.join(" ");
    const vietnamese = parts.every((part) => readToken(part).near);
    return vietnamese || /^[yhka]$/i.test(parts[0]!) ? parts.join(" ") : word;
  });
}

/** Letters lost or hidden: Nguy?n, ???, V**, ***. */
const LOST_LETTER = /\p{L}[?*]|\?\p{L}|\ufffd|(?:^|\s)(?:\?+|\*{2,})(?=\s|$)/u;
/** A word left out (`Nguyễn Văn …`): of a whole name nothing is missing. */
const LEFT_OUT = /(?:^|\s)(?:\.{2,}|…+|_{2,})(?=\s|$)/u;
const isIncomplete = (text: string): boolean => LEFT_OUT.test(text) && words(text).length < WHOLE_NAME;
/** The star of a footnote, not of hidden letters. */
const FOOTNOTE = /(?<=(\p{L}{2,}))\*+\s*$/u;
const withoutFootnote = (text: string): string =>
  text.replace(FOOTNOTE, (star, word: string) => (isKnownWord(canonicalToken(word)) ? "" : star));
/** Whether a dot makes a word of the name short (Ng., Hu.); behind a whole word (Nguyễn.Văn.An) or a title (BS., DS.) it is only punctuation. */
function hasInitial(text: string): boolean {
  const short = (text.match(DOTTED) ?? []).map(canonicalToken).filter((word) => word.length === 1 || !isWhole(word));
  if (short.length === 0) return false;
  const name = withoutTitle(words(text).map(readToken));
  return name.some(({ lower }) => short.includes(lower));
}
const isWhole = (word: string): boolean => isKnownWord(word) || TITLES.has(word) || isLoneOffice(word);
const LOST_LETTERS = /\ufffd|(?<=\p{L})\?|\?(?=\p{L})/gu;
const DOTTED = /(?<![\p{L}\p{M}])\p{L}{1,3}(?=\.)/gu;
/** H' Hen, H ' Hen, H 'Hen: the prefix written apart. */
const PREFIX_APART = /(^|[\s-])(?:(bh|Bh|BH|[b-df-hj-np-tvyđoB-DF-HJ-NP-TVYĐO])' +|([hkHK]) ' ?)(?=\p{L})/gu;
/** Y'Bih: before a man's name stands no apostrophe. */
const MAN_MARKED = /(?<![\p{L}\p{M}'])([yY])'(?=\p{L})/gu;
const NO_LETTERS = /[^\p{L}\p{M}'\- ]/gu;
const STRAY_JOINERS = /(?<!\p{L})['-]+|['-]+(?!\p{L})/gu;
const PLAIN = /^\p{L}+( \p{L}+)*$/u;
const JOINING_WORD =
  / (?:(?:chưa|hộ|chuyển|tạm|vắng|ủy|uỷ|uq|tgk|pd|có|thế|tức|tuc|aka|alias|và|va|and|hay|hoặc|bí|đã|con|bà|tên|biệt|nhũ|pháp|đổi|không) |(?:gọi|vợ|chồng|chết)(?: |$))/iu;

/**
 * Leaves letters, marks, single spaces, and the apostrophes and hyphens that belong to words. Notes in brackets,
 * second persons, digits and punctuation go, each with its finding.
 */
export function dropPunctuation(text: string): Cleaned {
  if (PLAIN.test(text) && !JOINING_WORD.test(text)) return { text, bits: 0 };
  const outside = withoutNotes(text);
  const one = firstPerson(outside);
  let bits = changeBit(text, outside, "name.note_removed") | changeBit(outside, one, "name.several_persons");
  if (LOST_LETTER.test(withoutFootnote(one)) || isIncomplete(one)) bits |= findingBit("name.letters_lost");
  if (hasInitial(one)) bits |= findingBit("name.abbreviated");
  const whole = one.replace(LOST_LETTERS, "");
  const unnumbered = whole.replace(/(?<=\p{Ll})\p{N}(?=\p{Ll})/gu, "").replace(/\p{N}+/gu, " ");
  const prefixed = unnumbered.replace(PREFIX_APART, "$1$2$3'");
  const letters = openHyphens(prefixed.replace(MAN_MARKED, "$1 ").replace(NO_LETTERS, " ").replace(STRAY_JOINERS, " "));
  bits |=
    changeBit(whole, unnumbered, "name.digits_removed") | changeBit(prefixed, letters, "name.punctuation_removed");
  return { text: letters.replace(/ +/g, " ").trim(), bits };
}
