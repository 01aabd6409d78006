import type { Tokens } from "../publish/token.ts";
import type { Sample } from "../quality/sample.ts";

/** A row to look at: file, line and token; never a value. */
export interface SampleRow {
  readonly file: string;
  readonly line: number;
  readonly token: string;
}

/** The first rows that fail a rule on a field of a source; of one province when that is given (null: place unknown). */
export type SampleFinder = (source: string, rule: string, field: string, province?: string | null) => SampleRow[];

const SHOWN = 3;

/** Looks samples up; record ids become tokens on the way. */
export function sampleFinder(samples: readonly Sample[], tokens: Tokens): SampleFinder {
  const key = (source: string, rule: string, field: string) => JSON.stringify([source, rule, field]);
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const name = key(sample.source, sample.rule, sample.field);
    const group = groups.get(name);
    if (group) group.push(sample);
    else groups.set(name, [sample]);
  }
  return (source, rule, field, province) =>
    (groups.get(key(source, rule, field)) ?? [])
      .filter((sample) => province === undefined || sample.province === province)
      .flatMap((sample) => sample.rows)
      .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
      .slice(0, SHOWN)
      .map(({ file, line, record_id }) => ({ file, line, token: tokens.of("record", source, record_id) }));
}
