import { passName } from "../../matchers/generic/passes.ts";
import { number } from "../stages/progress.ts";
import { table } from "../text/table.ts";
import type { Linked } from "./link.ts";
import type { SideCounts } from "./read-side.ts";

/** What linking came to, for a terminal. */
export function renderLinked(linked: Linked, out: string): string {
  const { byStatus, passes, model, dependences } = linked;
  const side = (name: string, { physical, accepted, quarantined }: SideCounts): string[] => [
    name,
    number(physical),
    number(accepted),
    number(quarantined),
  ];
  const levels = Object.entries(model.m).map(([name, m]) => [
    name,
    Object.entries(m)
      .filter(([, p]) => p >= 0.0005)
      .map(([level, p]) => `${level} ${(100 * p).toFixed(1)} %`)
      .join(", "),
  ]);
  return [
    table([["", "rows", "read", "quarantined"], side("register", linked.register), side("records", linked.records)]),
    "",
    table([["answer", "records"], ...Object.entries(byStatus).map(([status, n]) => [status, number(n)])]),
    "",
    `Linked from a probability of ${linked.accept} on; ${linked.expectedFalse.toFixed(2)} of the linked are expected to be false.`,
    `${number(linked.pairs)} pairs compared. Model ${linked.modelHash}, ${linked.iterations === 0 ? "as given" : `fitted in ${linked.iterations} rounds`}: what same persons look like:`,
    "",
    table(levels),
    ...dependences.map(
      ({ field, on, share }) =>
        `${field} depends on ${on}: it agrees in ${(100 * share).toFixed(1)} % of what agrees there.`,
    ),
    "",
    ...(passes.length > 0
      ? []
      : ["No field, nor any few together, leads to few enough pairs: nothing was compared. Name `passes`."]),
    table([
      ["pass: records and register rows agree on", "pairs", ""],
      ...passes.map((pass) => [passName(pass), number(pass.pairs), pass.followed ? "" : "left out: too many pairs"]),
    ]),
    "",
    `Answers in ${out}.`,
  ].join("\n");
}
