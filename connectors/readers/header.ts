import { InputError } from "./input-error.ts";
import type { ColumnContract, HeaderFinding } from "./read-request.ts";

/** Which contract column each column of a file is (an index into the contract), or null when it is not used. */
export interface HeaderMatch {
  readonly columns: readonly (number | null)[];
  readonly findings: readonly HeaderFinding[];
}

/** A header without case, marks, spaces and punctuation: `Số định danh` and `SO_DINH_DANH` are one. */
export function foldHeader(header: string): string {
  return header
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** How a header may be shown: itself when it looks like one, else its position. A file without header starts with a person. */
function showHeader(header: string, index: number): string {
  const looksLikeHeader = /^[\p{L}_][\p{L}\p{M}\p{N} _.\-/()]{0,59}$/u.test(header) && !/\d{4}/.test(header);
  return looksLikeHeader ? header : `#${index + 1}`;
}

/**
 * Matches a file's header with the contract, by name and never by position.
 * @param fold what makes two spellings of a header one
 * @throws InputError when a required column is missing or a column stands twice and the contract forbids it
 */
export function matchHeader(
  header: readonly string[],
  contract: ColumnContract,
  place: { readonly source: string; readonly file: string },
  fold: (header: string) => string = foldHeader,
): HeaderMatch {
  const folded = header.map(fold);
  const columns: (number | null)[] = header.map(() => null);
  const findings: HeaderFinding[] = [];
  const absent: ColumnContract["columns"][number][] = [];
  const duplicated: string[] = [];
  const found: { index: number; name: string }[] = [];
  contract.columns.forEach((column, target) => {
    const names = [...new Set([...column.headers, column.name].map(fold))];
    const hits = names.flatMap((name) => folded.flatMap((f, i) => (f === name && columns[i] === null ? [i] : [])));
    const [first, ...others] = hits;
    if (first === undefined) {
      absent.push(column);
      return;
    }
    columns[first] = target;
    found.push({ index: first, name: column.name });
    if (folded[first] !== names[0] && folded[first] !== fold(column.name))
      findings.push({ file: place.file, kind: "renamed", column: column.name });
    if (others.length > 0 && contract.onExtra !== "ignore")
      findings.push({ file: place.file, kind: "duplicated", column: column.name });
    if (others.some((i) => folded[i] === folded[first])) duplicated.push(column.name);
  });
  const isFound = (name: string) => found.some((one) => one.name === name);
  const lacking = absent.filter(({ otherwise = [] }) => !otherwise.some(isFound));
  findings.push(...lacking.map(({ name }) => ({ file: place.file, kind: "missing" as const, column: name })));
  const missing = lacking.filter(({ required }) => required).map(({ name }) => name);
  if (missing.length > 0 && contract.onMissing === "freeze")
    throw requiredMissing(header, found.length, missing, place);
  if (duplicated.length > 0 && contract.onExtra === "freeze")
    throw new InputError({
      ...place,
      line: 1,
      code: "header.duplicated",
      what: `the header has more than one column for: ${duplicated.join(", ")}`,
      expected: "each column once",
      advice: "Ask for a corrected extract, or set on_extra: report to read the first of them.",
    });
  for (let i = 1; i < found.length; i++) {
    const [before, here] = [found[i - 1], found[i]];
    if (before && here && here.index < before.index)
      findings.push({ file: place.file, kind: "reordered", column: here.name });
  }
  if (contract.onExtra !== "ignore" && found.length > 0)
    header.forEach((name, i) => {
      if (columns[i] === null) findings.push({ file: place.file, kind: "extra", column: showHeader(name, i) });
    });
  return { columns, findings };
}

function requiredMissing(
  header: readonly string[],
  found: number,
  missing: readonly string[],
  place: { readonly source: string; readonly file: string },
): InputError {
  const single = header.length === 1 ? (header[0] ?? "") : "";
  const other = [";", "\t", "|", ","].find((delimiter) => single.split(delimiter).length > 2);
  if (other)
    return new InputError({
      ...place,
      line: 1,
      code: "csv.delimiter",
      what: `the header is one column that contains ${other === "\t" ? "tabs" : `"${other}"`}`,
      expected: "columns parted by the declared delimiter",
      advice: `Set the source's delimiter to ${other === "\t" ? '"\\t"' : `"${other}"`}.`,
    });
  const byName = "dd the header to the `headers` of the column in the profile, or set on_missing: report.";
  // Few known names are rather a line that is no header, or letters of another encoding, than so many new names.
  const strange = found * 2 < header.length || found === 0;
  const columns = `${header.length} column${header.length === 1 ? "" : "s"}`;
  return new InputError({
    ...place,
    line: 1,
    code: "header.required_missing",
    what: `required columns are missing: ${missing.join(", ")} (the header has ${columns}, ${found} of them known)`,
    expected: "a header with these columns under a known name",
    advice: strange
      ? `Check that the file's first line is the header, and the source's encoding and delimiter in the config. Or a${byName}`
      : `A${byName}`,
  });
}
