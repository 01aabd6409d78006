import { rowsFallen } from "../quality/deliveries.ts";
import type { PreparedSource } from "./prepared-source.ts";

/** How deliveries were when they were last whole, by source. */
export interface Heard {
  /** Rows that were accepted. */
  readonly rows: Readonly<Record<string, number>>;
  /** Rows that could not be read: the most of any such delivery. */
  readonly rejected?: Readonly<Record<string, number>>;
}

/** What a delivery is held against. */
export interface Expectation {
  readonly previous: Heard;
  /** Sources whose number of rows somebody stood for. */
  readonly confirmed: readonly string[];
}

/** Whether a source has rows and not one that could be read: nothing was heard of it, whatever was agreed on and whoever stands for it. */
export function noneRead({ ingested: { facts } }: PreparedSource): boolean {
  return facts.physical > 0 && facts.accepted === 0;
}

/** Rows of a delivery that could not be read. */
const rejectedOf = ({ ingested: { facts } }: PreparedSource): number => facts.physical - facts.accepted;

/**
 * The rows that could not be read, where there are more of them than in any delivery that was taken for whole; else 0. Who stands on them is
 * not gone, but nobody can tell who does. The few bad rows that an extract has every night are no such sign, nor are any where a fall is none.
 */
export function newlyRejected(prepared: PreparedSource, { rejected = {} }: Heard): number {
  const { name, expected } = prepared.source;
  const now = rejectedOf(prepared);
  return expected.max_fall < 1 && now > (rejected[name] ?? Number.POSITIVE_INFINITY) ? now : 0;
}

/**
 * The sources whose delivery can be taken for all that they hold: what is not in it is gone. Not so a source with fewer rows
 * than were agreed on, with many fewer than when it was last whole, or with more that could not be read, until somebody stands for it; nor one
 * of which no row could be read.
 */
export function wholeDeliveries(
  sources: readonly PreparedSource[],
  { previous, confirmed }: Expectation,
): ReadonlySet<string> {
  const whole = sources.filter((prepared) => {
    if (noneRead(prepared)) return false;
    const { source, ingested } = prepared;
    if (confirmed.includes(source.name)) return true;
    const { accepted } = ingested.facts;
    const before = previous.rows[source.name] ?? null;
    return (
      accepted >= (source.expected.rows.min ?? 0) &&
      rowsFallen(accepted, before, source.expected.max_fall) === 0 &&
      newlyRejected(prepared, previous) === 0
    );
  });
  return new Set(whole.map(({ source }) => source.name));
}

/** How each source was when it was last whole, this night included: a fall is asked about until it is mended or confirmed. */
export function heardWhole(
  sources: readonly PreparedSource[],
  whole: ReadonlySet<string>,
  previous: Heard,
): Required<Heard> {
  const taken = sources.filter(({ source }) => whole.has(source.name) || previous.rows[source.name] === undefined);
  const rows = taken.map(({ source, ingested }) => [source.name, ingested.facts.accepted] as const);
  const rejected = taken.flatMap((prepared) => {
    const { name } = prepared.source;
    return whole.has(name) ? [[name, Math.max(rejectedOf(prepared), previous.rejected?.[name] ?? 0)] as const] : [];
  });
  return {
    rows: { ...previous.rows, ...Object.fromEntries(rows) },
    rejected: { ...previous.rejected, ...Object.fromEntries(rejected) },
  };
}
