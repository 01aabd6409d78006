import { POINTS } from "./points.ts";

/** Whether a unit is written that a hypothesis does not lie in. */
export const CONTRADICTED = { no: 0, perhaps: 1, clearly: 2 } as const;
export type Contradicted = (typeof CONTRADICTED)[keyof typeof CONTRADICTED];

/** What a contradiction takes off. */
export const penaltyOf = (contradicted: Contradicted): number =>
  contradicted === CONTRADICTED.no
    ? 0
    : contradicted === CONTRADICTED.clearly
      ? POINTS.contradiction
      : POINTS.doubtfulContradiction;
