import { expect, it } from "vitest";
import { deliveryNotes } from "../../pipelines/nightly/delivery-notes.ts";
import type { RunResults } from "../../pipelines/nightly/run-results.ts";
import type { RunContext } from "../../pipelines/stages/run-context.ts";

it.each([
  [0.02, "may lose 2 %"],
  [0.005, "may lose 0.5 %"],
  [0.0007, "may lose 0.07 %"],
  [0.29, "may lose 29 %"],
])("tells what a source may lose as the config has it: %d", (max_fall, said) => {
  const source = { name: "tax", expected: { rows: {}, max_fall } };
  const register = { source, ingested: { facts: { physical: 60, accepted: 60 } } };
  const run = { state: { facts: { rows: { tax: 120 } } }, config: { register: { name: "register" } } };
  const results = { register, sources: [], whole: new Set() };
  const [note] = deliveryNotes(run as unknown as RunContext, results as unknown as RunResults);
  expect(note).toContain(said);
});

it("tells of rows that could not be read where these are why nothing was closed", () => {
  const source = { name: "tax", expected: { rows: {}, max_fall: 0.2 } };
  const register = { source, ingested: { facts: { physical: 120, accepted: 113 } } };
  const run = {
    state: { facts: { rows: { tax: 118 }, rejected: { tax: 2 } } },
    config: { register: { name: "register" } },
  };
  const results = { register, sources: [], whole: new Set() };
  const [note] = deliveryNotes(run as unknown as RunContext, results as unknown as RunResults);
  expect(note).toBe(
    "tax: 7 rows could not be read; at most 2 when it was whole before. What is not in it was not closed. If it is right: lamsach run --confirm tax",
  );
});
