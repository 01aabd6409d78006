import { afterEach, beforeEach, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { contentSql } from "../../pipelines/review/content.ts";
import { appendDecisions } from "../../pipelines/review/decisions.ts";
import { PublishedCase } from "../commands/published-case.ts";
import { lamsach } from "../commands/run-command.ts";
import { Workbench } from "../support/parquet-fixture.ts";

let made: PublishedCase;
beforeEach(async () => {
  made = await PublishedCase.make();
});
afterEach(() => made.remove());

it("tells how the model alone sees the pairs that reviewers decided, and how many decisions are stale", async () => {
  const nothing = await lamsach(["evaluate", "-c", made.configFile]);
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining("nothing to hold the run against")]);
  const bench = await Workbench.openIn(made.folder);
  const contents = await bench.c.rows<{ record_id: string; content: string }>(
    sql`select record_id, ${contentSql("r")} as content from read_parquet(${made.path(`out/runs/${made.runId}/records.parquet`)}) r`,
    "read contents",
  );
  bench.closeOnly();
  const decided = (record_id: string, person_id: string, decision: "same" | "different", stale = false) => ({
    source: "carrier-a",
    role: "subject",
    record_id,
    person_id,
    decision,
    content: stale ? "gone" : contents.find((row) => row.record_id === record_id)!.content,
    ...{ who: "x", at: "2026-11-21T00:00:00Z", note: null, run: made.runId },
  });
  await appendDecisions(made.path("state"), [
    decided("0901", "001085000003", "same"),
    decided("0902", "001090000001", "same"),
    decided("0902", "001090000002", "different"),
    decided("0903", "001085000003", "different", true),
  ]);
  const { code, out } = await lamsach(["evaluate", "-c", made.configFile, "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    reviews: {
      stale: 1,
      agreement: [
        {
          source: "carrier-a",
          decision: "different",
          pairs: 1,
          agreed: 1,
          mean_probability: expect.closeTo(0.4998, 4),
        },
        { source: "carrier-a", decision: "same", pairs: 2, agreed: 1 },
        { source: "all", decision: "different", pairs: 1 },
        { source: "all", decision: "same", pairs: 2 },
      ],
    },
  });
  expect((await lamsach(["evaluate", "-c", made.configFile])).out).toMatch(
    /model agrees[\s\S]*1 decisions are passed over/,
  );
});
