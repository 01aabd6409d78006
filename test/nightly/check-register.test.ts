import { expect, it } from "vitest";
import type { SourceConfig } from "../../pipelines/config/config.ts";
import { checkRegister } from "../../pipelines/nightly/check-register.ts";
import type { IngestFacts } from "../../pipelines/stages/ingest-stage.ts";

const check =
  (accepted: number, repeated_keys: number, quarantined = 0) =>
  () =>
    checkRegister(
      { name: "register" } as SourceConfig,
      { accepted, repeated_keys, quarantined, files: [{ name: "a.csv" }, { name: "b.csv" }] } as unknown as IngestFacts,
    );

it("refuses a register without rows, and one that holds many persons twice", () => {
  expect(check(1000, 20)).not.toThrow();
  expect(check(0, 0)).toThrow('Source "register", a.csv, b.csv: the register has no rows. Expected one row a person.');
  expect(check(0, 0, 7)).toThrow("none of its 7 rows could be read");
  expect(check(1000, 21)).toThrow("21 of 1,000 rows share their person with another row");
});
