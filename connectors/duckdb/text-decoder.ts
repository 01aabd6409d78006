import accessors from "@duckdb/node-api/lib/vectors/dataAccessors.js";

/**
 * Makes the client hand over text as DuckDB holds it. Its own decoder takes a byte order mark for the beginning of a file and
 * drops it from every value that begins with one: such a value, written back, would meet itself no more in a join.
 */
export function keepByteOrderMarks(): void {
  Object.assign(accessors, { textDecoder: new TextDecoder("utf-8", { ignoreBOM: true }) });
}
