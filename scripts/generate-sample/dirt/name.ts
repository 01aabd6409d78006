import { stripMarks } from "../../../matchers/names/letters.ts";
import type { PersonName } from "../names.ts";
import type { Random } from "../random.ts";
import { asMisreadUtf8, asTcvn3Font, asVniFont } from "./legacy.ts";
import { asTelex, asVniTyping, otherPlacement, otherVowel, withoutTones } from "./letters.ts";

/** Shares of the ways a source writes names; each is drawn by itself unless said otherwise. */
export interface NameHabits {
  readonly upper: number;
  readonly lower: number;
  readonly noMarks: number;
  readonly noTones: number;
  readonly placement: number;
  readonly vowel: number;
  readonly regional: number;
  readonly slip: number;
  readonly abbreviation: number;
  readonly missingMiddle: number;
  readonly swapped: number;
  readonly typed: number;
  readonly encoding: number;
  readonly nfd: number;
  readonly spaces: number;
}

/** What stands for the apostrophe of H'Hoa and K'Brếp where a keyboard or a program has another. */
const APOSTROPHES = ["\u2019", "\u02bc", "`", "\u2018", "", " "];

/** What was done to a value, in the words of the truth file's notes. */
type Damage = string;

export interface WrittenName {
  readonly text: string;
  readonly damage: Damage | undefined;
  /** The middle words are not there. */
  readonly short: boolean;
  /** The marks are there. */
  readonly marked: boolean;
}

/** Writes a name as a source of such habits would. */
export function writeName(name: PersonName, habits: NameHabits, random: Random): WrittenName {
  let words = name.full.split(" ");
  let damage: Damage | undefined;
  let short = name.middle === "";
  if (name.middle !== "" && random.chance(habits.missingMiddle)) {
    words = `${name.family} ${name.given}`.split(" ");
    damage = "missing_middle";
    short = true;
  } else if (random.chance(habits.abbreviation)) {
    const shorter = abbreviate(words, name, random);
    if (shorter) {
      words = shorter;
      damage = "abbreviation";
    }
  }
  const changed = changeWord(words, habits, random);
  damage = changed ?? damage;
  if (words.length > 1 && random.chance(habits.swapped)) {
    words = random.chance(0.5) ? [...words.slice(-1), ...words.slice(0, -1)] : [...words.slice(1), words[0] as string];
    damage = "swapped";
  }
  let text = words.join(" ");
  let marked = true;
  if (random.chance(habits.upper)) text = text.toUpperCase();
  else if (random.chance(habits.lower)) text = text.toLowerCase();
  random.roll();
  if (random.falls(habits.encoding)) {
    text = misencode(text, random);
    damage = "encoding";
  } else if (random.falls(habits.noMarks)) {
    text = stripMarks(text);
    marked = false;
  } else if (random.falls(habits.noTones)) {
    text = withoutTones(text);
    damage ??= "no_tones";
    marked = false;
  } else if (random.falls(habits.typed)) {
    const type = random.chance(0.8) ? asTelex : asVniTyping;
    text = text.split(" ").map(type).join(" ");
    damage = "typed";
  } else if (random.falls(habits.nfd)) text = text.normalize("NFD");
  if (text.includes("'") && random.chance(0.45)) text = text.replace("'", random.pick(APOSTROPHES));
  if (random.chance(habits.spaces)) text = space(text, random);
  return { text, damage, short, marked };
}

function changeWord(words: string[], habits: NameHabits, random: Random): Damage | undefined {
  const at = random.between(words.length > 1 ? 1 : 0, words.length - 1);
  const word = words[at] as string;
  random.roll();
  if (random.falls(habits.slip)) {
    const anywhere = random.between(0, words.length - 1);
    words[anywhere] = slip(words[anywhere] as string, random);
    return "slip";
  }
  if (random.falls(habits.regional)) {
    const other = regional(word, random);
    if (other === word) return undefined;
    words[at] = other;
    return "regional";
  }
  if (random.falls(habits.placement))
    for (let i = 0; i < words.length; i++) words[i] = otherPlacement(words[i] as string);
  else if (random.falls(habits.vowel)) for (let i = 1; i < words.length; i++) words[i] = otherVowel(words[i] as string);
  return undefined;
}

const FAMILY_SHORT: Readonly<Record<string, readonly string[]>> = {
  Nguyễn: ["Ng.", "Ng", "N.", "Ng~"],
  Trần: ["Tr.", "T.", "Tr"],
  Phạm: ["Ph.", "P."],
  Hoàng: ["H.", "Hg."],
  Huỳnh: ["H.", "Hg."],
  Trương: ["Tr."],
};

function abbreviate(words: readonly string[], name: PersonName, random: Random): string[] | undefined {
  const shorter = [...words];
  const family = FAMILY_SHORT[name.family];
  if (family && (name.middle === "" || random.chance(0.6))) shorter[0] = random.pick(family);
  else if (name.middle !== "" && shorter.length > 2) {
    const word = shorter[1] as string;
    shorter[1] = word === "Thị" ? random.pick(["T.", "Th.", "T"]) : `${word.slice(0, 1)}.`;
  } else return undefined;
  return shorter;
}

const INITIALS: readonly (readonly [RegExp, string])[] = [
  [/^S(?=[^h])/, "X"],
  [/^X/, "S"],
  [/^Tr/, "Ch"],
  [/^Ch/, "Tr"],
  [/^L/, "N"],
  [/^N(?=[^hg])/, "L"],
  [/^Gi(?=[aăâeêoôơuư])/, "D"],
  [/^D/, "Gi"],
  [/^R/, "D"],
  [/^V/, "D"],
];
const FINALS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[aăâơuưoôàáảãạằắẳẵặầấẩẫậờớởỡợùúủũụừứửữựòóỏõọồốổỗộ])n$/, "ng"],
  [/(?<=[aăâơuưàáảãạằắẳẵặầấẩẫậờớởỡợùúủũụừứửữự])ng$/, "n"],
  [/t$/, "c"],
  [/c$/, "t"],
];

/** A spelling of one's region: an initial, a final, or hỏi for ngã. Same word if none applies. */
export function regional(word: string, random: Random): string {
  const way = random.between(0, 2);
  if (way === 2) {
    const apart = word.normalize("NFD");
    const other = apart.replace(/[\u0303\u0309]/, (mark) => (mark === "\u0303" ? "\u0309" : "\u0303")).normalize("NFC");
    if (other !== word) return other;
  }
  const rules = (way === 0 ? INITIALS : FINALS).filter(([pattern]) => pattern.test(word));
  if (rules.length === 0) return word;
  const [pattern, other] = random.pick(rules);
  return word.replace(pattern, other);
}

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: "sq",
  b: "vn",
  c: "xv",
  d: "sf",
  e: "wr",
  g: "fh",
  h: "gj",
  i: "uo",
  k: "jl",
  l: "k",
  m: "n",
  n: "bm",
  o: "ip",
  p: "o",
  q: "w",
  r: "et",
  s: "ad",
  t: "ry",
  u: "yi",
  v: "cb",
  x: "zc",
  y: "tu",
};

/** One slip of the fingers: a letter lost, doubled, changed for its neighbour, two letters swapped, or a wrong mark. */
export function slip(word: string, random: Random): string {
  const letters = word.normalize("NFC").split("");
  if (letters.length < 2) return word;
  const at = random.between(1, letters.length - 1);
  const letter = letters[at] as string;
  switch (random.between(0, 4)) {
    case 0:
      if (letters.length > 2) letters.splice(at, 1);
      else letters.push(letter);
      break;
    case 1:
      letters.splice(at, 0, letter);
      break;
    case 2: {
      const keys = NEIGHBOURS[stripMarks(letter).toLowerCase()];
      if (keys) letters[at] = random.pick(keys.split(""));
      else letters.splice(at, 0, letter);
      break;
    }
    case 3:
      if (at >= 2 && letters[at - 1] !== letter) {
        letters[at] = letters[at - 1] as string;
        letters[at - 1] = letter;
      } else letters.splice(at, 0, letter);
      break;
    default: {
      const apart = word.normalize("NFD");
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/;
      const changed = tone.test(apart)
        ? apart.replace(tone, random.chance(0.4) ? "" : random.pick(["\u0300", "\u0301", "\u0323"]))
        : apart.replace(
            /[aeiouy][\u0302\u0306\u031b]?/i,
            (vowel) => vowel + random.pick(["\u0300", "\u0301", "\u0309"]),
          );
      return changed.normalize("NFC");
    }
  }
  return letters.join("");
}

function misencode(text: string, random: Random): string {
  const way = random.share();
  if (way < 0.6) return asVniFont(text);
  if (way < 0.8) return asTcvn3Font(text);
  return asMisreadUtf8(text, way < 0.92 ? "iso-8859-2" : "win1252");
}

function space(text: string, random: Random): string {
  switch (random.between(0, 3)) {
    case 0:
      return text.replace(" ", "  ");
    case 1:
      return `${text} `;
    case 2:
      return ` ${text}`;
    default:
      return text.replace(" ", "\u00a0");
  }
}
