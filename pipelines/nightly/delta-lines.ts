import { number } from "../stages/progress.ts";
import type { DeltaFacts } from "../sync/delta.ts";

/**
 * What became of the night's batches, for the screen: which wait in the outbox, which the breaker holds and how to let
 * them out, or why there are none. Counts and names only.
 * @param outbox folder of the outboxes, as it is to be shown
 */
export function deltaLines(
  targets: readonly DeltaFacts[],
  night: { readonly blocked: boolean; readonly held: readonly string[]; readonly outbox: string },
): string[] {
  const cut = targets.filter(({ batch_id }) => batch_id !== null);
  const standing = targets.filter(({ withheld }) => withheld > 0);
  const left = standing.map(({ target, withheld }) => `${number(withheld)} at ${target}`).join(", ");
  const stands = standing.length > 0 ? [`Not closed, as their sources were not read, or not as a whole: ${left}.`] : [];
  if (cut.length === 0) return ["No deltas: nothing changed for any target.", ...stands];
  if (night.blocked) return [`No deltas: the run is blocked, so nothing was put into ${night.outbox}.`];
  const isHeld = ({ target }: DeltaFacts) => night.held.includes(target);
  const [waiting, held] = [cut.filter((batch) => !isHeld(batch)), cut.filter(isHeld)];
  return [
    ...(waiting.length > 0 ? [`Deltas waiting in ${night.outbox}:`, ...waiting.map(batchLine)] : []),
    ...(waiting.some(({ first }) => first)
      ? ["A target's first batch is never held by the breaker: look at it before it is applied."]
      : []),
    ...(held.length > 0
      ? [
          ...(waiting.length > 0 ? [""] : []),
          `Deltas held by the breaker, not in ${night.outbox}:`,
          ...held.map(batchLine),
          `Look at them in the run's deltas/, then let them out: lamsach run --confirm ${held.map(({ target }) => target).join(" ")}`,
        ]
      : []),
    ...stands,
  ];
}

function batchLine({ target, insert, update, close, reopen, tripped }: DeltaFacts): string {
  const counts = { insert, update, close, reopen };
  const ops = Object.entries(counts).flatMap(([op, n]) => (n > 0 ? [`${number(n)} ${op}`] : []));
  return `  ${target}: ${ops.join(", ")}${tripped ? " (over the breaker)" : ""}`;
}
