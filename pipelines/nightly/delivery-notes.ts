import { rowsFallen } from "../quality/deliveries.ts";
import { number } from "../stages/progress.ts";
import type { RunContext } from "../stages/run-context.ts";
import { newlyRejected, noneRead } from "../stages/whole-deliveries.ts";
import type { RunResults } from "./run-results.ts";

/**
 * The sources whose delivery was not taken for whole, with what that means and what to do: a line each. Those of which no row could be
 * read are told as unread (`allRejected`), and nobody can stand for them.
 */
export function deliveryNotes(run: RunContext, results: RunResults): string[] {
  const previous = run.state.facts;
  const doubtful = [results.register, ...results.sources].filter(
    (prepared) => !results.whole.has(prepared.source.name) && !noneRead(prepared),
  );
  return doubtful.map((prepared) => {
    const { source, ingested } = prepared;
    const { accepted } = ingested.facts;
    const { min } = source.expected.rows;
    const before = previous.rows[source.name] ?? 0;
    const loss = Number((source.expected.max_fall * 100).toFixed(4));
    const unread = newlyRejected(prepared, previous);
    const why =
      min !== undefined && accepted < min
        ? `${number(accepted)} rows; at least ${number(min)} were agreed on`
        : unread > 0 && rowsFallen(accepted, before, source.expected.max_fall) === 0
          ? `${number(unread)} rows could not be read; at most ${number(previous.rejected?.[source.name] ?? 0)} when it was whole before`
          : `${number(accepted)} rows; ${number(before)} when it was last whole, and it may lose ${loss} % (\`max_fall\`)`;
    const means = source.name === run.config.register.name ? "" : " What is not in it was not closed.";
    return `${source.name}: ${why}.${means} If it is right: lamsach run --confirm ${source.name}`;
  });
}
