import type { z } from "zod";
import { nearest } from "../text/nearest.ts";
import { type Problem, pathText } from "./problem.ts";
import { describe, valueAt, type YamlDocument } from "./yaml-document.ts";

type Issue = z.core.$ZodIssue;

const QUOTE =
  'Put it in quotes ("0123"): codes, ids, phones and dates are texts; as a bare number 0123 would be read as 123 and its leading zeros lost.';

/** What a schema found wrong, as problems with lines. A union's issues are told for the form that was meant. */
export function schemaProblems(issues: readonly Issue[], document: YamlDocument): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], document));
}

function problemsOf(issue: Issue, above: readonly PropertyKey[], document: YamlDocument): Problem[] {
  const path = [...above, ...issue.path];
  const input = valueAt(document.value, path);
  const make = (at: readonly PropertyKey[], expected: string, found: string, action: string): Problem => ({
    path: pathText(at),
    line: document.lineOf(at),
    expected,
    found,
    action,
  });
  if (input === undefined && issue.code !== "unrecognized_keys")
    return [make(path, expectedOf(issue), "nothing", `Add \`${String(path.at(-1))}:\` here.`)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        make([...path, key], "a known setting", "an unknown one", unknownKeyAction(key, issue.message)),
      );
    case "invalid_union": {
      const meant = issue.errors.filter((branch) => !branch.some((i) => i.code === "invalid_type" && !i.path.length));
      if (meant.length === 1) return meant[0]!.flatMap((inner) => problemsOf(inner, path, document));
      const expected = expectedOf(issue);
      return [make(path, expected, describe(input), typeof input === "number" ? QUOTE : `Write ${expected}.`)];
    }
    case "invalid_type": {
      const expected = expectedOf(issue);
      return [
        make(
          path,
          expected,
          describe(input),
          issue.expected === "string" && typeof input === "number" ? QUOTE : `Write ${expected}.`,
        ),
      ];
    }
    case "invalid_value": {
      return [make(path, expectedOf(issue), describe(input), valueAction(input, issue.values))];
    }
    case "invalid_key": {
      const form = issue.issues.find(({ code }) => code === "custom" || code === "invalid_format");
      if (form) return [make(path, form.message, "another name", "Give it a name of that form.")];
      return [make(path, "a known name", "another one", "See docs/profiles.md for the names.")];
    }
    case "too_small": {
      const least =
        issue.inclusive === false ? `more than ${issue.minimum}` : `at least ${issue.minimum}${counted(issue)}`;
      const action = isNumber(issue.origin) ? `Write ${least}.` : "Fill it or take it out.";
      return [make(path, least, `less (${describe(input)})`, action)];
    }
    case "too_big": {
      const most = issue.inclusive === false ? `less than ${issue.maximum}` : `at most ${issue.maximum}`;
      const action = isNumber(issue.origin) ? `Write ${most}.` : "Make it shorter.";
      return [make(path, most, `more (${describe(input)})`, action)];
    }
    default:
      if (issue.message.startsWith("at least ")) return [make(path, issue.message, "less", `Write ${issue.message}.`)];
      return [make(path, issue.message, describe(input), "Write it in that form.")];
  }
}

const isNumber = (origin: string): boolean => origin === "number" || origin === "int" || origin === "bigint";

/** What a least number counts, where it is not the value itself. */
function counted({ origin, minimum }: { readonly origin: string; readonly minimum: number | bigint }): string {
  if (origin === "array") return " in the list";
  return origin === "string" ? ` character${minimum === 1 ? "" : "s"}` : "";
}

/** A value as it stands in YAML. */
const shown = (value: z.core.util.Primitive): string => (typeof value === "string" ? `"${value}"` : String(value));

/** What to do where one of some values was expected. */
function valueAction(input: unknown, values: readonly z.core.util.Primitive[]): string {
  const bare = values.find(
    (value) => typeof value !== "string" && typeof input === "string" && String(value) === input,
  );
  if (bare !== undefined) return `Write ${String(bare)} without quotes.`;
  const near = typeof input === "string" ? nearest(input, values.map(String)) : undefined;
  if (near) return `Did you mean "${near}"?`;
  return values.length === 1 ? `Write ${shown(values[0])}.` : "Take one of these.";
}

function expectedOf(issue: Issue): string {
  if (issue.code === "invalid_type") return typeWords(issue.expected);
  if (issue.code === "invalid_value")
    return issue.values.length === 1 ? shown(issue.values[0]) : `one of ${issue.values.map(String).join(", ")}`;
  if (issue.code !== "invalid_union") return issue.message;
  const forms = issue.errors.flatMap((branch) => branch.filter((inner) => inner.path.length === 0).map(expectedOf));
  return [...new Set(forms)].join(" or ");
}

function typeWords(type: string): string {
  const words: Record<string, string> = {
    string: "a text in quotes",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a group of settings",
    record: "a group of settings",
  };
  return words[type] ?? type;
}

/** A schema puts its known keys behind a colon in the message, so that the nearest one can be offered. */
function unknownKeyAction(key: string, message: string): string {
  const known = message.startsWith("known: ") ? message.slice(7).split(", ") : [];
  const near = nearest(key, known);
  if (near) return `Did you mean "${near}"? Otherwise remove it.`;
  return known.length > 0 ? `Remove it. Known here: ${known.join(", ")}.` : "Remove it.";
}
