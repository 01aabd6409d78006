import type { EvidenceStep } from "../../matchers/linkage/explain.ts";

/** Where a step's bar begins and ends, in bits: each begins where the one before it ended. */
export interface WaterfallBar {
  readonly step: EvidenceStep;
  readonly from: number;
  readonly to: number;
}

/** The bars of a candidate's steps and the range they span, zero included. */
export function waterfall(steps: readonly EvidenceStep[]): { bars: WaterfallBar[]; low: number; high: number } {
  let at = 0;
  const bars = steps.map((step) => {
    const from = at;
    at += step.bits;
    return { step, from, to: at };
  });
  const ends = [0, ...bars.map(({ to }) => to)];
  return { bars, low: Math.min(...ends), high: Math.max(...ends) };
}

/**
 * A waterfall in plain characters: one line a step, `█` for evidence in favour, `░` against, `│` for even odds.
 * @param width characters of the drawing
 * @returns drawings in the order of the steps
 */
export function drawWaterfall(steps: readonly EvidenceStep[], width: number): string[] {
  const { bars, low, high } = waterfall(steps);
  const scale = (bits: number): number => Math.round(((bits - low) / Math.max(high - low, 1)) * (width - 1));
  const zero = scale(0);
  return bars.map(({ from, to }) => {
    const [left, right] = [scale(Math.min(from, to)), scale(Math.max(from, to))];
    const cells: string[] = Array.from({ length: width }, (_, i) =>
      i >= left && i <= right ? (to >= from ? "█" : "░") : " ",
    );
    if (cells[zero] === " ") cells[zero] = "│";
    return cells.join("").trimEnd();
  });
}
