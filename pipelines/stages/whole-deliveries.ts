import { rowsFallen } from "../quality/deliveries.ts";
import type { PreparedSource } from "./prepared-source.ts";

/** What a delivery is held against. */
export interface Expectation {
  /** Rows of each source when it was last whole. */
  readonly previousRows: Readonly<Record<string, number>>;
  /** Sources whose number of rows somebody stood for. */
  readonly confirmed: readonly string[];
}

/** Whether a source has rows and not one that could be read: nothing was heard of it, whatever was agreed on and whoever stands for it. */
export function noneRead({ ingested: { facts } }: PreparedSource): boolean {
  return facts.physical > 0 && facts.accepted === 0;
}

/**
 * The sources whose delivery can be taken for all that they hold: what is not in it is gone. Not so a source with fewer rows
 * than were agreed on, or with many fewer than when it was last whole, until somebody stands for it; nor one of which no row could be read.
 */
export function wholeDeliveries(sources: readonly PreparedSource[], expectation: Expectation): ReadonlySet<string> {
  const whole = sources.filter((prepared) => {
    if (noneRead(prepared)) return false;
    const { source, ingested } = prepared;
    if (expectation.confirmed.includes(source.name)) return true;
    const { accepted } = ingested.facts;
    const previous = expectation.previousRows[source.name] ?? null;
    return (
      accepted >= (source.expected.rows.min ?? 0) && rowsFallen(accepted, previous, source.expected.max_fall) === 0
    );
  });
  return new Set(whole.map(({ source }) => source.name));
}

/** Rows of each source when it was last whole, this night included: a fall is asked about until it is mended or confirmed. */
export function rowsWhenWhole(
  sources: readonly PreparedSource[],
  whole: ReadonlySet<string>,
  previousRows: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const now = sources
    .filter(({ source }) => whole.has(source.name) || previousRows[source.name] === undefined)
    .map(({ source, ingested }) => [source.name, ingested.facts.accepted] as const);
  return { ...previousRows, ...Object.fromEntries(now) };
}
