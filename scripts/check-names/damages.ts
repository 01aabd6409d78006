import { LEGACY_CODES, LEGACY_LETTERS } from "../../connectors/encodings/legacy-tables.ts";
import { LETTERS, stripMarks } from "../../matchers/names/letters.ts";
import { FAMILY_NAMES, NAME_WORDS } from "../../matchers/names/lexicon.ts";
import { NAME_RELATION, relateNames } from "../../matchers/names/name-relation.ts";
import { standardiseName } from "../../matchers/names/standardise-name.ts";

const letters = Array.from(LEGACY_LETTERS);

function shownAs(codes: string): (name: string) => string {
  const cp1252 = new Map(
    Array.from("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ", (char, i) => [128 + i, char]),
  );
  const bytes = new Map(
    codes.split(" ").map((hex, i): [string, string] => {
      const list = (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
      return [letters[i]!, list.map((byte) => cp1252.get(byte) ?? String.fromCharCode(byte)).join("")];
    }),
  );
  return (name) => Array.from(name, (char) => bytes.get(char) ?? char).join("");
}

const TELEX_LETTERS: Readonly<Record<string, string>> = {
  ă: "aw",
  â: "aa",
  đ: "dd",
  ê: "ee",
  ô: "oo",
  ơ: "ow",
  ư: "uw",
};
const VNI_LETTERS: Readonly<Record<string, string>> = { ă: "a8", â: "a6", đ: "d9", ê: "e6", ô: "o6", ơ: "o7", ư: "u7" };

/** A name as its keystrokes: letter marks at once, the tone at the end of the word. */
function typed(marks: Readonly<Record<string, string>>, tones: string): (name: string) => string {
  return (name) =>
    name
      .split(" ")
      .map((word) => {
        let tone = "";
        const keys = Array.from(word.toLowerCase(), (char) => {
          const letter = LETTERS.get(char);
          if (letter && letter.tone > 0) tone = tones[letter.tone - 1]!;
          return marks[letter?.toneless ?? char] ?? letter?.toneless ?? char;
        });
        return keys.join("") + tone;
      })
      .join(" ");
}

const replaceLast = (name: string, change: (word: string) => string): string => {
  const words = name.split(" ");
  return [...words.slice(0, -1), change(words.at(-1)!)].join(" ");
};

const REGIONAL: readonly (readonly [RegExp, string])[] = [
  [/^s/i, "x"],
  [/^x/i, "s"],
  [/^tr/i, "ch"],
  [/^ch/i, "tr"],
  [/^l/i, "n"],
  [/^n(?![gh])/i, "l"],
  [/n$/, "ng"],
  [/ng$/, "n"],
  [/t$/, "c"],
];

/** What happens to names on their way, each as a function of a right name. */
const DAMAGES: Readonly<Record<string, (name: string) => string>> = {
  "chữ hoa / capitals": (name) => name.toUpperCase(),
  "khoảng trắng / spaces": (name) => `  ${name.replace(" ", "  ")}\u00a0`,
  NFD: (name) => name.normalize("NFD"),
  "mất dấu / marks lost": stripMarks,
  TCVN3: shownAs(LEGACY_CODES.tcvn3),
  "VNI-Win": shownAs(LEGACY_CODES.vni),
  VISCII: shownAs(LEGACY_CODES.viscii),
  VPS: shownAs(LEGACY_CODES.vps),
  "UTF-8 → ISO-8859-2": (name) => new TextDecoder("iso-8859-2").decode(new TextEncoder().encode(name)),
  Telex: typed(TELEX_LETTERS, "frxsj"),
  "VNI (phím / keys)": typed(VNI_LETTERS, "23415"),
  "viết liền / glued": (name) => name.replaceAll(" ", ""),
  "viết liền, chữ thường / glued, small letters": (name) => name.replaceAll(" ", "").toLowerCase(),
  "viết liền, không dấu / glued, no marks": (name) => stripMarks(name.replaceAll(" ", "").toLowerCase()),
  "thiếu chữ đệm / middle missing": (name) => [name.split(" ")[0], name.split(" ").at(-1)].join(" "),
  "viết tắt / initials": (name) =>
    name
      .split(" ")
      .map((word, i, all) => (i > 0 && i < all.length - 1 ? `${word[0]}.` : word))
      .join(" "),
  "đảo / swapped": (name) => [name.split(" ").at(-1), ...name.split(" ").slice(0, -1)].join(" "),
  "phương ngữ / regional": (name) =>
    replaceLast(name, (word) => {
      const rule = REGIONAL.find(([from]) => from.test(word));
      return rule ? word.replace(rule[0], rule[1]) : word;
    }),
  "gõ sai một chữ / one slip": (name) =>
    replaceLast(name, (word) => `${word.slice(0, -1)}${word.endsWith("p") ? "l" : "p"}`),
  "thiếu một chữ / letter missing": (name) => replaceLast(name, (word) => (word.length > 2 ? word.slice(0, -1) : word)),
};

/** Right names of three words, spread over the lexicon. */
function sampleNames(count: number): string[] {
  const [families, words] = [[...FAMILY_NAMES], [...NAME_WORDS]];
  const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return Array.from({ length: count }, (_, i) =>
    [families[(i * 7) % 60]!, words[(i * 13) % 150]!, words[(i * 29 + 5) % 400]!].map(title).join(" "),
  ).filter((name) => standardiseName(name).name === name);
}

const RELATIONS = Object.entries(NAME_RELATION).filter(([name]) => name !== "different");

/** A table: how many names of each damage come back whole, and how the others relate to the right name. */
export function damageTable(count: number): string[] {
  const names = sampleNames(count);
  return Object.entries(DAMAGES).map(([label, damage]) => {
    const counts = new Map<number, number>();
    for (const name of names) {
      const relation = relateNames(name, damage(name));
      counts.set(relation, (counts.get(relation) ?? 0) + 1);
    }
    const share = (relation: number) => ((100 * (counts.get(relation) ?? 0)) / names.length).toFixed(1);
    const related = RELATIONS.filter(([, relation]) => (counts.get(relation) ?? 0) > 0);
    const cells = related.map(([name, relation]) => `${name} ${share(relation)} %`).join(", ");
    return `| ${label} | ${cells} | ${share(NAME_RELATION.different)} % |`;
  });
}
