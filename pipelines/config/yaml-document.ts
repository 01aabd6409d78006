import { readFileSync } from "node:fs";
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLParseError } from "yaml";
import { type Problem, pathText } from "./problem.ts";

/** No config of people's hands is larger; a larger file is most likely an extract given by mistake. */
const MAX_BYTES = 1024 * 1024;

/** A YAML file as read: its value, what is wrong with it as YAML, and the line of every path. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Line of a path, or of the nearest thing above it that exists. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | null;
}

/** Reads a YAML 1.2 file. Never throws: what is wrong stands in `problems`. */
export function readYaml(file: string): YamlDocument {
  let text: string;
  try {
    const bytes = readFileSync(file);
    if (bytes.length > MAX_BYTES)
      return broken(file, "a YAML file of at most 1 MB", `${bytes.length} bytes`, "Give the path of the YAML file.");
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    return unreadable(file, error);
  }
  const lines = new LineCounter();
  // Errors only: the parser's own warnings would quote the file.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const problems: Problem[] = [
    ...document.errors.map((error) => ({ path: "", line: lineAt(error.pos[0]), ...syntaxText(error) })),
    ...keyAndAliasProblems(document, lineAt),
  ];
  if (problems.length === 0 && document.contents === null)
    problems.push({ path: "", line: 1, expected: "settings", found: "an empty file", action: "See docs/config.md." });
  const readable = problems.every(({ expected }) => expected === ONCE || expected === TEXT_KEY);
  const value = readable ? readValue(document, problems) : undefined;
  return { file, value, problems, lineOf: (path) => lineOf(document, path, lineAt) };
}

/** What is said of a key that stands twice, and of one that is no text: mistakes that leave the rest of a file readable. */
const ONCE = "every key once in a group";
const TEXT_KEY = "a key that is text";

function readValue(document: Document, problems: Problem[]): unknown {
  try {
    return document.toJS();
  } catch {
    problems.push({
      path: "",
      line: 1,
      expected: "a file without nested aliases",
      found: "aliases (*name) that unfold without end",
      action: "Write the values out instead of using aliases.",
    });
    return undefined;
  }
}

/** YAML reads the key 01 as the number 1: a code that stands as a key must be quoted as well. What it leads to is left out. */
function keyAndAliasProblems(document: Document, lineAt: (offset: number) => number): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_, pair) {
      if (isScalar(pair.key) && typeof pair.key.value === "string") return undefined;
      problems.push({
        path: "",
        line: lineAt(offsetOf(pair.key) ?? 0),
        expected: TEXT_KEY,
        found: `${isScalar(pair.key) ? describe(pair.key.value) : "a structure"} as a key`,
        action: 'Put the key in quotes ("01": …): without them YAML reads a number and its leading zeros are lost.',
      });
      return visit.REMOVE;
    },
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return;
      problems.push({
        path: "",
        line: lineAt(offsetOf(alias) ?? 0),
        expected: "the anchor of an alias above it",
        found: "an alias without one",
        action: 'Quote the text if it starts with "*".',
      });
    },
  });
  return problems;
}

function lineOf(document: Document, path: readonly PropertyKey[], lineAt: (offset: number) => number): number | null {
  let node: unknown = document.contents;
  let line = offsetOf(node);
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      line = offsetOf(pair.key) ?? line;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number" && step < node.items.length) {
      node = node.items[step];
      line = offsetOf(node) ?? line;
    } else break;
  }
  return line === null ? null : lineAt(line);
}

function offsetOf(node: unknown): number | null {
  const range = (node as { range?: readonly number[] } | null)?.range;
  return range?.[0] ?? null;
}

/** What kind of thing a value is, in words, without the value. */
export function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "an empty value";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a group of settings";
  if (typeof value === "string") return value === "" ? "an empty text" : "a text";
  if (typeof value === "boolean") return "true or false";
  if (typeof value === "number" && !Number.isFinite(value)) return "no number";
  return `a ${typeof value}`;
}

/** The value at a path, undefined when there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const step of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return at;
}

/** A problem at a path of a document. */
export function problemAt(
  document: YamlDocument,
  path: readonly PropertyKey[],
  expected: string,
  found: string,
  action: string,
): Problem {
  return { path: pathText(path), line: document.lineOf(path), expected, found, action };
}

function broken(file: string, expected: string, found: string, action: string): YamlDocument {
  const problem = { path: "", line: null, expected, found, action };
  return { file, value: undefined, problems: [problem], lineOf: () => null };
}

function unreadable(file: string, error: unknown): YamlDocument {
  const code = (error as NodeJS.ErrnoException).code;
  const expected = "a readable YAML file";
  if (code === "ENOENT")
    return broken(file, expected, "no such file", "Check the path, or make a first one with `lamsach init`.");
  if (code === "EISDIR") return broken(file, expected, "a folder", "Give the path of the YAML file in it.");
  if (code === "EACCES") return broken(file, expected, "a file that may not be read", "Give its reader permission.");
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
    return broken(file, "UTF-8 text", "bytes that are not UTF-8", "Save the file as UTF-8.");
  return broken(file, expected, `an error (${code ?? "unknown"})`, "Check the file and its disk.");
}

/** What a parser's error means. The parser's own text is not shown: it may quote the file. */
function syntaxText({ code, message }: YAMLParseError): Pick<Problem, "expected" | "found" | "action"> {
  if (/Implicit map keys|MULTILINE_IMPLICIT_KEY|BLOCK_AS_IMPLICIT_KEY|KEY_OVER_1024_CHARS/.test(code + message))
    return {
      expected: "`key: value` on one line",
      found: "a text without a colon, or one too many",
      action: 'Check the colon and the space after it; quote a text that holds ": ".',
    };
  if ((code === "BAD_INDENT" && !message.startsWith("Flow ")) || message.includes("without - indicator"))
    return {
      expected: "lines of one group at one depth",
      found: "another depth",
      action: "Indent the line as its neighbours.",
    };
  if (code === "MISSING_CHAR" || /^Flow |must end with/.test(message))
    return {
      expected: "a closing quote, bracket or comma",
      found: "none",
      action: "Close what the line (or one above it) opens.",
    };
  switch (code) {
    case "DUPLICATE_KEY":
      return { expected: ONCE, found: "the same key twice", action: "Remove one of the two, or rename it." };
    case "TAB_AS_INDENT":
      return { expected: "spaces at the start of a line", found: "a tab", action: "Replace the tab by two spaces." };
    case "MULTIPLE_DOCS":
      return { expected: "one document in the file", found: "several (---)", action: "Keep one; remove the others." };
    default:
      return {
        expected: "YAML",
        found: `something else (${code})`,
        action: "Check indentation, colons, quotes and brackets here and on the line above.",
      };
  }
}
