import { expect, it } from "vitest";
import { deltaLines } from "../../pipelines/nightly/delta-lines.ts";

const batch = (target: string, insert: number, tripped = false) => ({
  ...{ target, batch_id: insert > 0 ? `b.${target}` : null, insert, update: 0, close: 1, reopen: 0, tripped },
  ...{ open: 0, in_flight: 0, rejected: 0, withheld: 0, first: false },
});
const outbox = "out/outbox";

it("tells batches that wait from those that are held, and how to let these out", () => {
  const targets = [batch("a", 1200), batch("b", 5, true), batch("c", 7, true), batch("d", 0)];
  expect(deltaLines(targets, { blocked: false, held: ["b"], outbox })).toEqual([
    "Deltas waiting in out/outbox:",
    "  a: 1,200 insert, 1 close",
    "  c: 7 insert, 1 close (over the breaker)",
    "",
    "Deltas held by the breaker, not in out/outbox:",
    "  b: 5 insert, 1 close (over the breaker)",
    "Look at them in the run's deltas/, then let them out: lamsach run --confirm b",
  ]);
  expect(deltaLines(targets.slice(1, 2), { blocked: false, held: ["b"], outbox })[0]).toMatch(/^Deltas held/);
});

it("says of first batches that nothing held them back", () => {
  const lines = (first: boolean) =>
    deltaLines([{ ...batch("a", 1200), first }, batch("b", 3)], { blocked: false, held: [], outbox });
  expect(lines(true)).toEqual([
    "Deltas waiting in out/outbox:",
    "  a: 1,200 insert, 1 close",
    "  b: 3 insert, 1 close",
    "A target's first batch is never held by the breaker: look at it before it is applied.",
  ]);
  expect(lines(false)).toHaveLength(3);
});

it("says of a blocked night that nothing went out, and of a quiet one that nothing changed", () => {
  expect(deltaLines([batch("a", 3)], { blocked: true, held: [], outbox })).toEqual([
    "No deltas: the run is blocked, so nothing was put into out/outbox.",
  ]);
  expect(deltaLines([batch("a", 0)], { blocked: false, held: [], outbox })).toEqual([
    "No deltas: nothing changed for any target.",
  ]);
  expect(deltaLines([{ ...batch("a", 0), withheld: 1070 }], { blocked: false, held: [], outbox })).toEqual([
    "No deltas: nothing changed for any target.",
    "Not closed, as their sources were not read, or not as a whole: 1,070 at a.",
  ]);
});
