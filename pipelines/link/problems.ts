import type { Problem } from "../config/problem.ts";
import { problemAt, valueAt, type YamlDocument } from "../config/yaml-document.ts";

type Add = (path: readonly PropertyKey[], expected: string, found: string, action: string) => void;
interface FieldLike {
  readonly kind?: unknown;
  readonly [setting: string]: unknown;
}

/** What the schema cannot see: names that lead to no field, settings of another kind, columns used twice. */
export function linkProblems(document: YamlDocument): Problem[] {
  const problems: Problem[] = [];
  const add: Add = (path, expected, found, action) => problems.push(problemAt(document, path, expected, found, action));
  const fields = group(valueAt(document.value, ["fields"])) as Record<string, FieldLike>;
  for (const [name, field] of Object.entries(fields)) {
    if (group(field).formats !== undefined && field.kind !== "date")
      add(["fields", name, "formats"], "a field of kind date", "another kind", "Take formats out.");
    if (group(field).tolerance !== undefined && field.kind !== "number")
      add(["fields", name, "tolerance"], "a field of kind number", "another kind", "Take tolerance out.");
  }
  swapProblems(valueAt(document.value, ["swaps"]), fields, add);
  for (const [i, pass] of list(valueAt(document.value, ["passes"])).entries())
    for (const [j, name] of list(pass).entries()) mustBeField(["passes", i, j], name, fields, add);
  for (const side of ["register", "records"]) columnProblems(document, side, fields, add);
  return problems;
}

function swapProblems(swaps: unknown, fields: Readonly<Record<string, FieldLike>>, add: Add): void {
  const used = new Set<unknown>();
  list(swaps).forEach((swap, i) => {
    const pair = list(swap);
    pair.forEach((name, j) => {
      mustBeField(["swaps", i, j], name, fields, add);
      if (used.has(name)) add(["swaps", i, j], "a field that is in one swap only", "one named before", "Keep one.");
      used.add(name);
    });
    const [a, b] = pair.map((name) => fields[String(name)]?.kind);
    if (a !== undefined && b !== undefined && a !== b)
      add(["swaps", i], "two fields of one kind", "two kinds", "Swap fields of one kind only.");
  });
}

function mustBeField(
  path: readonly PropertyKey[],
  name: unknown,
  fields: Readonly<Record<string, FieldLike>>,
  add: Add,
): void {
  if (typeof name === "string" && !(name in fields))
    add(path, "the name of a field", "another name", `Fields: ${Object.keys(fields).join(", ")}.`);
}

function columnProblems(
  document: YamlDocument,
  side: string,
  fields: Readonly<Record<string, FieldLike>>,
  add: Add,
): void {
  const used = new Set<unknown>([valueAt(document.value, [side, "id"])]);
  for (const [name, field] of Object.entries(fields)) {
    const headers = group(field)[side] ?? name;
    for (const header of typeof headers === "string" ? [headers] : list(headers)) {
      if (used.has(header))
        add(
          ["fields", name],
          `a column of its own in the ${side}`,
          "one used above",
          `Name its column: \`${side}: HEADER\`.`,
        );
      used.add(header);
    }
  }
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const group = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
