import type { SourceConfig } from "../config/config.ts";
import type { FileNote, HeaderDeviation } from "../quality/source-facts.ts";
import type { IngestFacts } from "./ingest-stage.ts";

/** What was noticed while a source's files were read and spoils no row by itself: of their headers first. */
export function fileNotes(
  { headers, notes }: Pick<IngestFacts, "headers" | "notes">,
  source: SourceConfig,
): FileNote[] {
  const read = notes.map(({ file, code, column, count }) => ({
    file,
    code,
    column: column ?? null,
    count: count ?? null,
  }));
  return [...headerNotes(headers, source), ...read];
}

/** The deviations that break a contract: not a header that another name covers, nor an optional column that is not there. */
export function brokenHeaders(headers: readonly HeaderDeviation[], source: SourceConfig): HeaderDeviation[] {
  const isRequired = (column: string) =>
    source.profile.columns.some(({ name, required }) => name === column && required);
  return headers.filter(
    ({ kind, column }) => kind === "extra" || kind === "duplicated" || (kind === "missing" && isRequired(column)),
  );
}

/**
 * What is wrong with the header of each file that breaks its contract. Beside columns that nobody knows every column that is not
 * there is named: one may be the other under a new name. Of unknown headers only the number is told: without a header row they are a person's values.
 */
function headerNotes(headers: readonly HeaderDeviation[], source: SourceConfig): FileNote[] {
  const files = [...new Set(brokenHeaders(headers, source).map(({ file }) => file))].sort();
  return files.flatMap((file) =>
    (["missing", "duplicated", "extra"] as const).flatMap((kind) => {
      const columns = headers.filter((one) => one.file === file && one.kind === kind).map(({ column }) => column);
      const named = kind === "extra" ? null : columns.join(", ");
      return columns.length === 0 ? [] : [{ file, code: `header.${kind}`, column: named, count: columns.length }];
    }),
  );
}
