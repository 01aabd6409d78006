import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { initFolder } from "../../pipelines/config/init-folder.ts";
import { loadConfig } from "../../pipelines/config/load-config.ts";
import { assessDeliveries } from "../../pipelines/quality/deliveries.ts";
import { loadRules } from "../../pipelines/quality/load-rules.ts";
import { sourceFacts } from "../../pipelines/stages/assess-stage.ts";
import type { IngestFacts } from "../../pipelines/stages/ingest-stage.ts";
import type { PreparedSource } from "../../pipelines/stages/prepared-source.ts";

const TODAY = "2026-11-24";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lamsach-"));
  initFolder(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** How the first source's delivery of tonight stands against `every_days: 1`, with its day where that is told. */
function late(asOf: string | undefined) {
  const file = join(folder, "lamsach.yaml");
  const text = readFileSync(file, "utf8").replace("# every_days: 1", "every_days: 1");
  const day = asOf === undefined ? "" : `\n    as_of: "${asOf}"`;
  writeFileSync(file, text.replace("carrier: carrier-a", `carrier: carrier-a${day}`));
  const config = loadConfig(file, {});
  const files = [{ name: "carrier-a.csv", sha256: "", physicalRows: 9, accepted: 9, quarantined: 0 }];
  const facts = { files, headers: [], notes: [] } as unknown as IngestFacts;
  const source = config.sources[0]!;
  const prepared = { source, ingested: { folder, facts }, standardised: { folder } } as unknown as PreparedSource;
  const run = { config, asOf: TODAY } as unknown as Parameters<typeof sourceFacts>[0];
  const rules = loadRules().filter(({ id }) => id === "file.late");
  const [count] = assessDeliveries(sourceFacts(run, source, prepared), rules, null, TODAY);
  return { ok: count?.ok, fail: count?.fail, na: count?.na };
}

it.each([
  ["2026-11-23", { ok: 1, fail: 0, na: 0 }],
  ["2026-11-22", { ok: 0, fail: 1, na: 0 }],
  [undefined, { ok: 0, fail: 0, na: 1 }],
])(
  "holds an extract's own day against what was agreed, and calls none in time whose day is not told: %s",
  (day, counted) => {
    expect(late(day)).toEqual(counted);
  },
);
