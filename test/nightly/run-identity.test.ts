import { expect, it } from "vitest";
import { runIdentity } from "../../pipelines/nightly/run-identity.ts";

it("gives ids that never go back, also when the clock does", () => {
  const identity = (as_of: string, run_id: string | null, seq: number) => runIdentity({ as_of }, { run_id, seq });
  expect(identity("2026-11-20", null, 0)).toEqual({
    asOf: "2026-11-20",
    runId: "2026-11-20.0001",
    clockWentBack: false,
  });
  expect(identity("2026-11-20", "2026-11-20.0001", 1)).toMatchObject({
    runId: "2026-11-20.0002",
    clockWentBack: false,
  });
  expect(identity("1970-01-01", "2026-11-20.0002", 2)).toEqual({
    asOf: "1970-01-01",
    runId: "2026-11-20.0003",
    clockWentBack: true,
  });
});
