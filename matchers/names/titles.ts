import { foldToken, stripMarks } from "./letters.ts";
import { CLAN_NAMES, COMMON_FAMILIES, COMPOUND_FAMILY_NAMES, compoundLength } from "./lexicon.ts";
import { isMiddleOnly, startsWithMarker } from "./name-parts.ts";
import { BAPTISMAL_NAMES, MONASTIC_ONLY, officeLength, SON, saintLength, TITLES } from "./phrases.ts";
import { MARKED_BIT, TOKEN_ROLE, type Token } from "./token.ts";
import { isAbbreviated } from "./token-features.ts";

/** Titles that may also be a word of a name (Huỳnh Anh, Kim Chi, Chu Văn An) or, without their marks, another word. */
const DOUBTFUL_TITLES: ReadonlySet<string> = new Set("anh ong ba chi co chu bac chau cụ bé em hộ".split(" "));

/** A name of the highlands after a title: H'Nhung Adrơng, Y Bhăm Niê, Siu H'Nga, Rơ Châm Blưn. */
export function isHighlandName(lower: readonly string[], isSure: boolean): boolean {
  if (/^[hk]'./.test(lower[0]!)) return true;
  if (lower.length < 2) return false;
  const hasClan = lower.some((word) => word.length > 2 && CLAN_NAMES.has(word));
  return (startsWithMarker(lower) && (isSure || hasClan)) || (isSure && (hasClan || compoundLength(lower) > 1));
}

/** Whether words end as a name does whose given name was put first (Anh Lê Minh Trần, Bé Nguyễn Ngọc Thị). */
const isTurned = (rest: readonly Token[]): boolean =>
  isMiddleOnly(rest.at(-1)!.lower) || (rest.at(-1)!.roles & TOKEN_ROLE.familyOnly) !== 0;

/** Whether a doubtful title stands before a family name in a way that no turned name has (Anh Hoàng Huỳnh, Anh Lê Minh are such). */
function isTitleBefore(title: string, rest: readonly Token[], hasMarks: boolean): boolean {
  // Names of two words are rarer than the families Ông and Bá: BA HOANG NAM is a Bá.
  if (rest.length < 3) return false;
  if (title === "ong") return !hasMarks;
  if (title === "ba") return true;
  const isPlain = isMiddleOnly(rest[1]!.lower);
  if (title === "anh") return !/^thị?$|^thi$/.test(rest[1]!.lower) && !(rest.at(-1)!.roles & TOKEN_ROLE.familyOnly);
  if (title === "chi" || title === "co") return isPlain;
  if (title === "bé" || title === "em" || title === "hộ") return isPlain || !isTurned(rest);
  return isPlain && !hasMarks && (title === "bac" || (rest[0]!.roles & TOKEN_ROLE.familyOnly) !== 0);
}

/** Whether a saint's name, or several, stand before a whole Vietnamese name (Maria Nguyễn Thị Hoa; not Maria Nguyễn). */
function beginsWithSaint(tokens: readonly Token[]): boolean {
  const lower = tokens.map((token) => token.lower);
  let start = 0;
  for (let length = saintLength(lower); length > 0; length = saintLength(lower.slice(start))) start += length;
  const family = tokens[start];
  if (start < 1 || !family || tokens.length - start < 3) return false;
  return (family.roles & TOKEN_ROLE.family) !== 0 && !isMiddleOnly(family.lower);
}

/** A for Anh, B for Bà and their like without a dot before a whole name with Văn or Thị in it: no marker of sex stands there (A Nguyễn Văn An). */
const beginsWithBareTitle = ([first, family, middle, given]: readonly Token[]): boolean =>
  first !== undefined &&
  /^[abceoô]$/.test(first.lower) &&
  !COMPOUND_FAMILY_NAMES.has(`a ${family?.lower}`) &&
  given !== undefined &&
  (family!.roles & TOKEN_ROLE.family) !== 0 &&
  isMiddleOnly(middle!.lower);

/** A son in a list of a household (Con Nguyễn Văn An); newborns bear their mothers' names, so only before Văn. */
const beginsWithSon = ([first, family, middle, given]: readonly Token[]): boolean =>
  first?.lower === SON &&
  given !== undefined &&
  (family!.roles & TOKEN_ROLE.family) !== 0 &&
  /^v[ăa]n$/.test(middle!.lower);

/** What a person is to the source, before a whole name only: patient, teacher, pupil, customer, employee, student, pharmacist, nurse, wounded soldier (NV An is Nguyễn Văn An). */
const PERSON_LABELS: ReadonlySet<string> = new Set(
  "bn ck gv hs hv kh nv sv cn ds đd ys tb bb cnv ktv nhs cbcnv vđv".split(" "),
);

const beginsWithLabel = ([first, family, ...more]: readonly Token[]): boolean =>
  first !== undefined &&
  PERSON_LABELS.has(first.lower) &&
  family !== undefined &&
  more.length > 1 &&
  (family.roles & TOKEN_ROLE.family) !== 0 &&
  !isMiddleOnly(family.lower);

/** Titles that passenger lists put behind the name, or before that of anybody, Vietnamese or not. */
const PASSENGER_TITLES: ReadonlySet<string> = new Set(["mr", "mrs", "ms", "miss", "mstr"]);

/**
 * How many words of an office, rank or state of life stand before a whole name (Đại tá Nguyễn Văn Bình, Linh mục Phaolô
 * Lê Văn An, Sư cô Thích Nữ Diệu Liên, gia đình ông Lê Văn An); 0 where there is none.
 */
function officeBefore(tokens: readonly Token[]): number {
  const lower = tokens.map((token) => token.lower);
  const length = officeLength(lower.slice(0, LONGEST_OFFICE));
  const rest = tokens.slice(length);
  // Cha Ma Léa is a family of the Raglai.
  if (length === 0 || compoundLength(lower) > 1) return 0;
  if (isHighlandName(lower.slice(length), length > 1)) return length;
  if (rest.length < 2) return 0;
  const first = rest[0]!;
  if (first.lower === "thích") return rest.length > 2 ? length : 0;
  if (length === 1 && MONASTIC_ONLY.has(tokens[0]!.lower)) return 0;
  if (beginsWithSaint(rest) || (rest.length > 2 && BAPTISMAL_NAMES.has(first.lower))) return length;
  if (beginsWithTitle(rest)) return length;
  return rest.length > 2 && (first.roles & TOKEN_ROLE.family) !== 0 && !isMiddleOnly(first.lower) ? length : 0;
}
const LONGEST_OFFICE = 6;
const CUSTOMERS = ["khách hàng", "chủ thuê bao", "thuê bao", "người dùng", "người sử dụng", "người mua"].flatMap(
  (words) => [words, stripMarks(words)].map((written) => written.split(" ")),
);

/** How many words say before a whole name that it is a customer's (Khách hàng Nguyễn Văn An; not Khách hàng mua lẻ); 0 where it may be none. */
export function customerBefore(tokens: readonly Token[]): number {
  const length = CUSTOMERS.find((said) => said.every((word, i) => tokens[i]?.lower === word))?.length ?? 0;
  const [family, second, third] = tokens.slice(length);
  if (
    length > 0 &&
    isHighlandName(
      tokens.slice(length).map((token) => token.lower),
      false,
    )
  )
    return length;
  if (length === 0 || !third || (family!.roles & TOKEN_ROLE.family) === 0) return 0;
  const isCommon = COMMON_FAMILIES.has(family!.lower) || (family!.roles & TOKEN_ROLE.familyOnly) !== 0;
  return isMiddleOnly(second!.lower) || second!.lower === "a" || isCommon ? length : 0;
}

/** A name without a second one that stands behind it with no mark between: Nguyễn Văn An Trần Thị Bình. */
export function withoutSecondName(tokens: readonly Token[]): readonly Token[] {
  if (tokens.length < 6 || (tokens[0]!.roles & TOKEN_ROLE.family) === 0 || !isMiddleOnly(tokens[1]!.lower))
    return tokens;
  const second = tokens.findIndex(
    ({ roles }, i) =>
      i > 2 && i + 2 < tokens.length && (roles & TOKEN_ROLE.family) !== 0 && isMiddleOnly(tokens[i + 1]!.lower),
  );
  return second > 0 ? tokens.slice(0, second) : tokens;
}

/** Whether the first word is a title: a family name, whole or short, or a highland name follows, or another title. */
function beginsWithTitle(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  if (!first || !second || !TITLES.has(first.lower)) return false;
  if (beginsWithSaint(tokens.slice(1)) || (PASSENGER_TITLES.has(first.lower) && tokens.length > 2)) return true;
  const isSure = !DOUBTFUL_TITLES.has(first.lower);
  const rest = tokens.slice(1);
  const lower = rest.map((token) => token.lower);
  if (isHighlandName(lower, isSure || first.lower === "cụ" || first.lower === "em")) return true;
  // Nobody is called Bà or Chị, nor a Cụ of any family: Chị Luận tells a given name, Bà Sơn Thị Thơ one of a rare family.
  if (rest.length < 2) return isSure && second.near && (!TITLES.has(second.lower) || DOUBTFUL_TITLES.has(second.lower));
  if (rest.length > 2 && isSure && first.lower !== "ông" && isMiddleOnly(lower[1])) return true;
  if (rest.length > 2 && first.lower === "cụ" && !isMiddleOnly(second.lower)) return !isTurned(rest);
  if (TITLES.has(second.lower) && (!DOUBTFUL_TITLES.has(second.lower) || beginsWithTitle(rest))) return true;
  if (isSure && isAbbreviated(foldToken(second.lower))) return true;
  if ((second.roles & TOKEN_ROLE.family) === 0 || isMiddleOnly(second.lower)) return false;
  if (first.lower === "cụ") return !isTurned(rest);
  // Ông Kim Long is of the family Ông; nobody of it has Nguyễn for a middle name.
  if (first.lower === "ông" && rest.length < 3) return (second.roles & TOKEN_ROLE.familyOnly) !== 0;
  const hasMarks = tokens.some((token) => token.bits & MARKED_BIT);
  return isSure || isTitleBefore(first.lower, rest, hasMarks);
}

/** A title as a letter with a dot before a name: Anh or Bà, Chị, Cô, Em, Ông; both of `Ô.B.`. */
const SHORT_TITLE = /^(?:(ô\.? ?b|o\.b|[abceôo])\. ?|((?:th?|[bkl])[./] ?s)[. ] ?)(?=\p{L}[\p{L}' ])/iu;

/** A text without the short title that it may begin with, and the letter; null where it begins with none. */
export function openShortTitle(text: string): { readonly letter: string; readonly rest: string } | null {
  const found = SHORT_TITLE.exec(text);
  return found && { letter: (found[1] ?? found[2])!.toLowerCase(), rest: text.slice(found[0].length) };
}

/**
 * Whether a letter with a dot is a title before these words, and no initial: a whole name of three words or more follows
 * (B. Ngô Thị Quyên). Of two words it may be Bùi Hoàng Nhân or Cao Trần Nam; but families in A, E and Ô are so rare
 * that A. Hồ Việt is Anh Hồ Việt.
 */
export function isShortTitle(letter: string, rest: readonly Token[]): boolean {
  const [family, second] = rest;
  if (!family || !second) return false;
  const lower = rest.map((token) => token.lower);
  if (isHighlandName(lower, true)) return true;
  if (rest.length > 2 && isMiddleOnly(second.lower)) return true;
  const isFamily = (family.roles & TOKEN_ROLE.family) !== 0 && !isMiddleOnly(family.lower);
  return isFamily && !isMiddleOnly(second.lower) && (rest.length > 2 || !/^[bc]$|s$/.test(letter));
}

const beginsWithAny = (tokens: readonly Token[]): boolean =>
  [beginsWithTitle, beginsWithBareTitle, beginsWithLabel, beginsWithSon].some((begins) => begins(tokens));

/** A name without the titles and saints before it (but Ông Văn Tân and, beside marks, Ong Lương are of those families). */
export function withoutTitle(tokens: readonly Token[]): readonly Token[] {
  let rest = tokens.length > 2 && PASSENGER_TITLES.has(tokens.at(-1)!.lower) ? tokens.slice(0, -1) : tokens;
  for (;;) {
    const office = officeBefore(rest);
    if (office > 0) rest = rest.slice(office);
    else if (beginsWithSaint(rest)) rest = rest.slice(saintLength(rest.map(({ lower }) => lower)));
    else if (beginsWithAny(rest)) rest = rest.slice(1);
    else return rest;
  }
}
