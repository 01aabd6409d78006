import { type Count, NOTHING, type Tally } from "./count.ts";
import type { Measure, Rule } from "./rule.ts";
import { acceptedRows, type SourceFacts } from "./source-facts.ts";

/** Rows by which a delivery is smaller than the last whole one, where that is more than a share of it; else 0. */
export function rowsFallen(rows: number, previousRows: number | null, maxFall: number): number {
  const lost = Math.max(0, (previousRows ?? 0) - rows);
  return lost > (previousRows ?? 0) * maxFall ? lost : 0;
}

/**
 * Counts on a source's deliveries: files that came, rows that could be read, rows lost against the last whole delivery.
 * @param previousRows rows of the last whole delivery; null when there is none
 */
export function assessDeliveries(
  source: SourceFacts,
  rules: readonly Rule[],
  previousRows: number | null,
  today: string,
): Count[] {
  const rows = acceptedRows(source);
  const quarantined = source.files.reduce((sum, file) => sum + file.quarantined, 0);
  const { min, max } = source.expected.rows;
  const age = daysBetween(source.asOf, today);
  const lost = rowsFallen(rows, previousRows, source.expected.maxFall);
  const deviating = new Set(source.headers.filter((header) => header.kind !== "renamed").map((header) => header.file));
  const delivered = source.files.length > 0;
  const without = (...codes: string[]): Tally => {
    const noted = new Set(source.notes.filter(({ code }) => codes.includes(code)).map(({ file }) => file));
    return { ok: source.files.length - noted.size, fail: noted.size, na: 0 };
  };
  const tallies: Record<Exclude<Measure, "coverage.person">, Tally> = {
    "files.arrived": { ok: source.files.length, fail: source.missing.length, na: 0 },
    "files.on_time":
      source.expected.everyDays === null || !delivered ? { ...NOTHING, na: 1 } : pass(age <= source.expected.everyDays),
    "files.header_as_agreed": { ok: source.files.length - deviating.size, fail: deviating.size, na: 0 },
    "files.have_rows": without("file.no_rows"),
    "files.keep_zeros": without("xlsx.numeric_cell", "column.numeric"),
    "files.as_declared": without("encoding.byte_order_mark", "qcvn109.count_differs"),
    "rows.accepted": { ok: rows, fail: quarantined, na: 0 },
    "rows.not_fallen": previousRows === null ? { ...NOTHING, na: 1 } : { ok: previousRows - lost, fail: lost, na: 0 },
    "rows.as_expected":
      min === undefined && max === undefined
        ? { ...NOTHING, na: 1 }
        : pass(rows >= (min ?? 0) && rows <= (max ?? Number.POSITIVE_INFINITY)),
    "keys.unique": {
      ok: Math.max(0, rows - source.repeatedKeys - source.missingKeys),
      fail: source.repeatedKeys + source.missingKeys,
      na: 0,
    },
  };
  return rules.flatMap((rule) =>
    rule.measure && rule.measure !== "coverage.person"
      ? [{ province: null, field: rule.field!, rule, ...tallies[rule.measure] }]
      : [],
  );
}

const pass = (passed: boolean): Tally => ({ ok: passed ? 1 : 0, fail: passed ? 0 : 1, na: 0 });

/** Whole days from one yyyy-mm-dd to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
