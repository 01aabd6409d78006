import { number } from "../stages/progress.ts";
import type { RunContext } from "../stages/run-context.ts";
import { noneRead } from "../stages/whole-deliveries.ts";
import type { RunResults } from "./run-results.ts";

/**
 * The sources whose delivery was not taken for whole, with what that means and what to do: a line each. Those of which no row could be
 * read are told as unread (`allRejected`), and nobody can stand for them.
 */
export function deliveryNotes(run: RunContext, results: RunResults): string[] {
  const { rows } = run.state.facts;
  const doubtful = [results.register, ...results.sources].filter(
    (prepared) => !results.whole.has(prepared.source.name) && !noneRead(prepared),
  );
  return doubtful.map(({ source, ingested }) => {
    const { accepted } = ingested.facts;
    const { min } = source.expected.rows;
    const before = rows[source.name];
    const fewer =
      min !== undefined && accepted < min
        ? `at least ${number(min)} were agreed on`
        : `${number(before ?? 0)} when it was last whole, and it may lose ${Number((source.expected.max_fall * 100).toFixed(4))} % (\`max_fall\`)`;
    const means = source.name === run.config.register.name ? "" : " What is not in it was not closed.";
    return `${source.name}: ${number(accepted)} rows; ${fewer}.${means} If it is right: lamsach run --confirm ${source.name}`;
  });
}
