import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { decodeLegacy } from "../../matchers/names/legacy-encoding.ts";
import { nameKey, stripMarks } from "../../matchers/names/letters.ts";
import { placeTones, spellWithI } from "../../matchers/names/restyle.ts";
import { standardiseName } from "../../matchers/names/standardise-name.ts";
import { isSyllable } from "../../matchers/names/syllable.ts";
import { canonicalToken } from "../../matchers/names/token.ts";
import { requireReference } from "../reference-folder.ts";
import { damageTable } from "./damages.ts";

/** Checks name understanding against public reference data, and prints what agrees and every disagreement. */
const { reference } = await yargs(hideBin(process.argv))
  .scriptName("npm run check-names --")
  .usage("$0 --reference DIR\n\nChecks name understanding against public reference data and prints every disagreement.")
  .option("reference", { type: "string", demandOption: true, describe: "folder with names/ and encodings/" })
  .strict()
  .parse();
requireReference(reference, ["names", "encodings"]);

const read = (...path: string[]): string => readFileSync(join(reference, ...path), "utf8");
const rows = <T>(...path: string[]): T[] => parse(read(...path), { columns: true, relax_quotes: true }) as T[];
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const percent = (part: number, whole: number): string => `${part} of ${whole} (${((100 * part) / whole).toFixed(2)} %)`;

function checkToneMarks(): void {
  const cases = JSON.parse(read("names", "thanglequoc_tone_mark_cases.json")) as Record<
    string,
    { input: string; want: string }[]
  >;
  const functions: Record<string, (text: string) => string> = {
    normalize_y: spellWithI,
    remove_tone_mark: stripMarks,
    viet_tone_mark: (text) => placeTones(text, "modern"),
  };
  for (const [name, list] of Object.entries(cases)) {
    const wrong = list.filter(({ input, want }) => functions[name]!(input).normalize("NFC") !== want.normalize("NFC"));
    say(`${name}: ${percent(list.length - wrong.length, list.length)} agree`);
    for (const { input, want } of wrong) say(`  ${input}: wanted ${want}, is ${functions[name]!(input)}`);
  }
}

/** Broken words alone, and in names whose other words are written in the same encoding. */
function checkEncodings(): void {
  const broken = rows<{ raw_token: string; decoded: string; kind: string }>("encodings", "real_mojibake_tokens.csv");
  const frames: Record<string, [string, string]> = {
    "vni-win": ["Nguyeãn Vaên", "Nguyễn Văn"],
    "utf8-read-as-iso8859-2": ["Nguyáť\u0085n VÄ\u0083n", "Nguyễn Văn"],
  };
  const alone = broken.filter(({ raw_token, decoded }) => isName(raw_token, decoded));
  const framed = broken.filter(({ raw_token, decoded, kind }) => {
    const [before, right] = frames[kind]!;
    return isName(`${before} ${raw_token}`, `${right} ${decoded}`);
  });
  say(
    `broken words decoded: alone ${percent(alone.length, broken.length)}; in a name ${percent(framed.length, broken.length)}`,
  );
  for (const row of broken) {
    if (!alone.includes(row))
      say(`  alone ${row.raw_token}: wanted ${row.decoded}, is ${standardiseName(row.raw_token).name}`);
    if (!framed.includes(row)) say(`  in a name ${row.raw_token}: wanted ${row.decoded}`);
  }
  const right = rows<{ valid_unicode_token: string }>("encodings", "vni_false_positive_tokens.csv").map(
    (row) => row.valid_unicode_token,
  );
  for (const [label, frame] of [
    ["alone", (token: string) => token],
    ["in a name", (token: string) => `Nguyễn Văn ${token}`],
    ["in a name without marks", (token: string) => `Le Van ${token}`],
  ] as const) {
    const changed = right.filter((token) => !isName(frame(token), frame(token)));
    say(`rightly encoded words changed ${label}: ${percent(changed.length, right.length)} ${changed.join(" ")}`);
  }
  const families = tokens("family_names_diacritics.csv", "family_name").map(([word]) => word);
  const all = [...families, ...tokens("given_tokens_diacritics.csv", "token").map(([word]) => word)];
  const good = all.filter((word) => isSyllable(canonicalToken(word)));
  const touched = good.filter((word) => standardiseName(`Trần ${word}`).findings.includes("name.encoding_repaired"));
  say(`right words of name lists decoded: ${percent(touched.length, good.length)}`);
}

const isName = (raw: string, wanted: string): boolean =>
  standardiseName(raw).name ===
  wanted
    .split(" ")
    .map((word) => titled(canonicalToken(word)))
    .join(" ");
const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function checkLegacyTables(): void {
  const table = rows<Record<string, string>>("encodings", "legacy_vn_encodings.csv");
  const columns = { vni: "vni_hex", vps: "vps_hex", viscii: "viscii_hex", tcvn3: "tcvn3_hex" } as const;
  for (const [encoding, column] of Object.entries(columns)) {
    const wrong = table.filter((row) => {
      const bytes = row[column]!.split(" ").map((hex) => Number.parseInt(hex, 16));
      const shown = bytes.map((byte) => String.fromCodePoint(byte < 128 || byte > 159 ? byte : cp1252(byte))).join("");
      return decodeLegacy(shown, encoding as keyof typeof columns) !== row.char;
    });
    say(
      `${encoding}: ${percent(table.length - wrong.length, table.length)} letters decode ${wrong.map((row) => row.char).join("")}`,
    );
  }
}

/** The character cp1252 has for a byte from 0x80 to 0x9F, from the table's own column where it shows one. */
function cp1252(byte: number): number {
  const shown = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
  return shown.codePointAt(byte - 128)!;
}

function tokens(file: string, column: string): [string, number][] {
  return rows<Record<string, string>>("names", file).map((row) => [row[column]!, Number(row.count)]);
}

function checkSyllables(): void {
  const lists: [string, [string, number][]][] = [
    ["family names", tokens("family_names_diacritics.csv", "family_name")],
    ["middle words", tokens("middle_tokens_diacritics.csv", "token")],
    ["given words", tokens("given_tokens_diacritics.csv", "token")],
    [
      "words without marks",
      read("names", "toanluu_115k_unigrams.tsv")
        .trim()
        .split("\n")
        .map((line): [string, number] => [line.split("\t")[0]!, Number(line.split("\t")[1])]),
    ],
  ];
  for (const [label, list] of lists) {
    const total = list.reduce((sum, [, n]) => sum + n, 0);
    const accepted = list.filter(([word]) => isSyllable(canonicalToken(word)));
    const weight = accepted.reduce((sum, [, n]) => sum + n, 0);
    const refused = list.filter(([word]) => !isSyllable(canonicalToken(word))).slice(0, 40);
    say(`${label}: syllables ${percent(accepted.length, list.length)} of distinct, ${percent(weight, total)} of uses`);
    say(`  refused, most frequent: ${refused.map(([word, n]) => `${word} ${n}`).join(", ")}`);
  }
  say(`key of Nguyễn Văn A: ${nameKey("Nguyễn Văn A")}`);
}

checkToneMarks();
checkEncodings();
checkLegacyTables();
checkSyllables();
say("| damage | relation to the right name | unrelated |\n|---|---|---|");
for (const line of damageTable(3000)) say(line);
