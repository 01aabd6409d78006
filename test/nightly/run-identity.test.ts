import { expect, it } from "vitest";
import { runIdentity } from "../../pipelines/nightly/run-identity.ts";

const identity = (as_of: string, run_id: string | null, seq: number, published: string | null = run_id) =>
  runIdentity({ as_of }, { run_id, seq, published });

it("gives ids that never go back, also when the clock does", () => {
  expect(identity("2026-11-20", null, 0)).toEqual({ asOf: "2026-11-20", runId: "2026-11-20.0001", warnings: [] });
  expect(identity("2026-11-20", "2026-11-20.0001", 1)).toMatchObject({ runId: "2026-11-20.0002", warnings: [] });
  expect(identity("1970-01-01", "2026-11-20.0002", 2)).toEqual({
    asOf: "1970-01-01",
    runId: "2026-11-20.0003",
    warnings: [{ code: "clock.went_back", message: expect.stringMatching(/1970-01-01, is before .*2026-11-20\.0002/) }],
  });
});

it("gives no id twice where the state folder was lost or is an old copy, and says so", () => {
  expect(identity("2026-11-20", null, 0, "2026-11-20.0003")).toEqual({
    asOf: "2026-11-20",
    runId: "2026-11-20.0004",
    warnings: [
      { code: "state.behind", message: expect.stringMatching(/not know of 2026-11-20\.0003.*as on the first night/) },
    ],
  });
  expect(identity("2026-11-22", "2026-11-20.0003", 4, "2026-11-21.0007")).toMatchObject({
    runId: "2026-11-22.0008",
    warnings: [{ code: "state.behind", message: expect.stringContaining("from 2026-11-20.0003") }],
  });
  // A run that was killed after its night was accepted, before `latest` showed it; and after `train`, which counts too.
  expect(identity("2026-11-22", "2026-11-21.0004", 4, "2026-11-20.0003")).toMatchObject({ runId: "2026-11-22.0005" });
  expect(identity("2026-11-22", "2026-11-21.0004", 6)).toMatchObject({ runId: "2026-11-22.0007", warnings: [] });
});
