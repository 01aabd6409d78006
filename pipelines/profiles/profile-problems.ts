import { foldHeader } from "../../connectors/readers/header.ts";
import { RAW_FIELDS, type RawField } from "../../matchers/record.ts";
import type { Problem } from "../config/problem.ts";
import { problemAt, type YamlDocument } from "../config/yaml-document.ts";
import type { ProfileFile } from "./schema.ts";

/**
 * What the schema cannot see: names that lead nowhere, headers that two columns claim.
 * @param wrong settings that are wrong in themselves and left out of `file`: nothing is said of what leads to them
 */
export function profileProblems(
  file: ProfileFile,
  document: YamlDocument,
  wrong: ReadonlySet<string> = new Set(),
): Problem[] {
  const problems: Problem[] = [];
  const add = (path: PropertyKey[], expected: string, found: string, action: string) => {
    if (wrong.has(heldAgainst(path) ?? "")) return;
    problems.push(problemAt(document, path, expected, found, action));
  };
  const columns = new Set(Object.keys(file.columns));
  const known = `Declare it under columns. Declared: ${[...columns].join(", ")}.`;
  const needColumns = (names: readonly string[], path: PropertyKey[]) => {
    names.forEach((name, i) => {
      if (!columns.has(name)) add([...path, i], "a column that is declared", "one that is not", known);
    });
  };
  for (const name of ["file_no", "file", "line"])
    if (columns.has(name)) add(["columns", name], "another name", "one that the reader uses itself", "Rename it.");
  claimedHeaders(file, add);
  for (const [name, column] of Object.entries(file.columns)) {
    if (Array.isArray(column)) continue;
    needColumns(column.otherwise, ["columns", name, "otherwise"]);
    column.otherwise.forEach((other, i) => {
      if (other === name)
        add(["columns", name, "otherwise", i], "another column", "the column itself", "Name another.");
    });
  }
  if (Array.isArray(file.record_id)) needColumns(file.record_id, ["record_id"]);
  if (!file.persons && ![...columns].some((name) => RAW_FIELDS.some((field) => field.name === name)))
    add(["columns"], "columns named as fields, or persons", "neither", "Add `persons:` with the fields of each.");
  const roles = new Set<string>();
  const filled = new Set<RawField>();
  file.persons?.forEach((person, p) => {
    if (roles.has(person.role))
      add(["persons", p, "role"], "every role once", "one that is there already", "Give each person of a row a role.");
    roles.add(person.role);
    needColumns(person.when ?? [], ["persons", p, "when"]);
    for (const [field, source] of Object.entries(person.fields)) {
      filled.add(field as RawField);
      const path = ["persons", p, "fields", field];
      if (typeof source === "string") {
        if (!columns.has(source)) add(path, "a column that is declared", "one that is not", known);
      } else if (source) {
        needColumns(source.columns ?? [], [...path, "columns"]);
        needColumns(source.first ?? [], [...path, "first"]);
      }
    }
  });
  file.requires.forEach((field, i) => {
    if (file.persons ? !filled.has(field) : !columns.has(field))
      add(["requires", i], "a field that some person has", "one that nothing fills", "Map it, or take it out.");
  });
  file.repeats.forEach((role, i) => {
    if (file.persons ? !roles.has(role) : role !== "subject")
      add(["repeats", i], "a role of a person of the row", "one that nobody has", "Name the role as under persons.");
  });
  const { min_age, max_age } = file.subject ?? {};
  if (min_age !== undefined && max_age !== undefined && min_age > max_age)
    add(["subject", "max_age"], "an age not under min_age", "a lower one", "Swap the two.");
  return problems;
}

/** The setting that what stands at a path is held against, beside the columns. */
function heldAgainst([setting, ...more]: readonly PropertyKey[]): string | null {
  if (setting === "requires" || setting === "repeats") return "persons";
  return setting === "columns" && more.length === 0 ? "persons" : null;
}

function claimedHeaders(
  file: ProfileFile,
  add: (path: PropertyKey[], expected: string, found: string, action: string) => void,
): void {
  const claims = new Map(Object.keys(file.columns).map((name) => [foldHeader(name), name]));
  for (const [name, column] of Object.entries(file.columns)) {
    const headers = Array.isArray(column) ? column : column.headers;
    headers.forEach((header, i) => {
      const path = Array.isArray(column) ? ["columns", name, i] : ["columns", name, "headers", i];
      const folded = foldHeader(header);
      const other = claims.get(folded);
      if (folded === "")
        add(path, "a header with letters or digits", "none", "Write the header as the extract has it.");
      else if (other !== undefined && other !== name)
        add(path, "a header of one column only", `one that column ${other} has too`, "Keep it at one of the two.");
      claims.set(folded, other ?? name);
    });
  }
}
