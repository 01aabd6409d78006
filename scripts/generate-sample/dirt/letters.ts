import { nameKey } from "../../../matchers/names/letters.ts";

/** A letter of a word: its base, its shape (â, ơ, …) and its tone, as combining marks. */
interface Letter {
  readonly base: string;
  readonly shape: string;
  readonly tone: string;
}

const TONES = "\u0300\u0301\u0303\u0309\u0323";
const SHAPES = "\u0302\u0306\u031b";

function lettersOf(word: string): Letter[] {
  const letters: { base: string; shape: string; tone: string }[] = [];
  for (const unit of word.normalize("NFD")) {
    const last = letters.at(-1);
    if (last && TONES.includes(unit)) last.tone = unit;
    else if (last && SHAPES.includes(unit)) last.shape = unit;
    else letters.push({ base: unit, shape: "", tone: "" });
  }
  return letters;
}

/** Without tone marks only: "Nguyễn" becomes "Nguyên". */
export function withoutTones(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "")
    .normalize("NFC");
}

const TELEX_TONES: Readonly<Record<string, string>> = {
  "\u0300": "f",
  "\u0301": "s",
  "\u0309": "r",
  "\u0303": "x",
  "\u0323": "j",
};
const VNI_TONES: Readonly<Record<string, string>> = {
  "\u0300": "2",
  "\u0301": "1",
  "\u0309": "3",
  "\u0303": "4",
  "\u0323": "5",
};
const VNI_SHAPES: Readonly<Record<string, string>> = { "\u0302": "6", "\u031b": "7", "\u0306": "8" };

/** The keys a typist pressed with the Telex input method off: "Nguyễn" becomes "Nguyeenx". */
export function asTelex(word: string): string {
  let tone = "";
  const typed = lettersOf(word).map(({ base, shape, tone: own }) => {
    if (own) tone = TELEX_TONES[own] ?? "";
    if (base === "đ" || base === "Đ") return base === "đ" ? "dd" : "DD";
    if (shape === "\u0302") return base + base.toLowerCase();
    return shape ? `${base}w` : base;
  });
  return typed.join("") + tone;
}

/** The same with the VNI input method: "Nguyễn" becomes "Nguye6n4". */
export function asVniTyping(word: string): string {
  let tone = "";
  const typed = lettersOf(word).map(({ base, shape, tone: own }) => {
    if (own) tone = VNI_TONES[own] ?? "";
    if (base === "đ" || base === "Đ") return base === "đ" ? "d9" : "D9";
    return base + (VNI_SHAPES[shape] ?? "");
  });
  return typed.join("") + tone;
}

const PLACEMENT = [
  ["òa", "oà"],
  ["óa", "oá"],
  ["ỏa", "oả"],
  ["õa", "oã"],
  ["ọa", "oạ"],
  ["òe", "oè"],
  ["óe", "oé"],
  ["ùy", "uỳ"],
  ["úy", "uý"],
  ["ủy", "uỷ"],
  ["ũy", "uỹ"],
  ["ụy", "uỵ"],
] as const;

/** The other way of placing the tone mark: "Hòa" becomes "Hoà", "Thủy" becomes "Thuỷ". Same word if it has only one. */
export function otherPlacement(word: string): string {
  for (const [old, modern] of PLACEMENT) if (word.endsWith(old)) return word.slice(0, -2) + modern;
  if (word === "Quý") return "Qúy";
  return word;
}

/** i for y where names allow it: "Lý" becomes "Lí". Same word if it does not apply. */
export function otherVowel(word: string): string {
  const pairs: Readonly<Record<string, string>> = {
    Lý: "Lí",
    Mỹ: "Mĩ",
    Kỳ: "Kì",
    Quý: "Quí",
    Sỹ: "Sĩ",
    Sĩ: "Sỹ",
    Vĩ: "Vỹ",
    Quỳnh: "Quình",
    Thi: "Thy",
    Ly: "Li",
    Hỷ: "Hỉ",
  };
  return pairs[word] ?? word;
}

const KEYS = new Map<string, string>();

/** The register's key of a name ("NGUYENVANA"), each distinct word folded once. */
export function keyOf(name: string): string {
  let key = "";
  for (const word of name.split(" ")) {
    let folded = KEYS.get(word);
    if (folded === undefined) {
      folded = nameKey(word);
      KEYS.set(word, folded);
    }
    key += folded;
  }
  return key;
}
