import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exitCodeOfPlan } from "../../pipelines/cli/commands/plan.ts";
import { Ledger } from "../../pipelines/ledger/ledger.ts";
import { type StageSpec, StageStore } from "../../pipelines/ledger/stage-store.ts";
import { State } from "../../pipelines/ledger/state.ts";
import { estimateCitizens, estimateTextRows } from "../../pipelines/plan/estimate-rows.ts";
import { inputPlans } from "../../pipelines/plan/input-plan.ts";
import { makePlan } from "../../pipelines/plan/plan.ts";
import { renderPlan } from "../../pipelines/plan/render.ts";
import { secondsToDo, stagePlans } from "../../pipelines/plan/stage-plan.ts";
import { findInputs } from "../../pipelines/stages/find-inputs.ts";
import { ingestSpec } from "../../pipelines/stages/ingest-stage.ts";
import { lamsach } from "./run-command.ts";
import { SmallCase } from "./small-case.ts";

let small: SmallCase;
beforeEach(() => {
  small = new SmallCase();
});
afterEach(() => small.remove());

describe("plan", () => {
  it("names inputs, stages, needs and obstacles, and touches nothing", async () => {
    const before = readdirSync(small.folder).sort();
    const plan = await makePlan(small.config());
    expect(plan.run_id).toBe("2026-11-20.0001");
    expect(plan.inputs.map(({ source, rows, rows_known }) => [source, rows, rows_known])).toEqual([
      ["register", 3, "estimated"],
      ["carrier-a", 2, "estimated"],
      ["tax", null, "unknown"],
    ]);
    expect(plan.stages.map(({ label }) => label)).toEqual([
      "ingest.register",
      "standardise.register",
      "ingest.carrier-a",
      "standardise.carrier-a",
      "match",
      "dedupe",
      "assess",
      "sims",
      "sync",
      "publish",
    ]);
    expect(plan.stages.every(({ action }) => action === "do")).toBe(true);
    expect(plan.obstacles.map(({ effect, code }) => [effect, code])).toEqual([["spoils", "source_missing"]]);
    expect(exitCodeOfPlan(plan)).toBe(6);
    expect(plan.disk.outputs).toBeGreaterThan(0);
    expect(readdirSync(small.folder).sort()).toEqual(before);
    expect(renderPlan(plan)).toMatch(/tax: no file at inbox\/tax-\*\.csv/);
  });

  it("takes a source of which one named file is not there for unread, not for the rest of it", async () => {
    const config = small.config();
    const [first, ...others] = config.sources;
    const half = { ...first!, paths: [...first!.paths, join(config.inbox, "second.csv")] };
    const plan = await makePlan({ ...config, sources: [half, ...others] });
    expect(plan.obstacles).toContainEqual({
      effect: "spoils",
      code: "file_unreadable",
      message: expect.stringMatching(/second\.csv: the file is not there/),
    });
  });

  it("warns of a state folder that does not know what was published", async () => {
    const config = small.config();
    const published = join(config.out, "runs", "2026-11-21.0007");
    mkdirSync(published, { recursive: true });
    symlinkSync(published, join(config.out, "latest"));
    const { run_id, obstacles } = await makePlan(config);
    expect(run_id).toBe("2026-11-21.0008");
    expect(obstacles.filter(({ effect }) => effect === "warns")).toEqual([
      { effect: "warns", code: "clock.went_back", message: expect.stringContaining("2026-11-21.0007") },
      { effect: "warns", code: "state.behind", message: expect.stringContaining("2026-11-21.0007") },
    ]);
  });

  it("warns where the memory may not do for the largest source", async () => {
    const config = small.config();
    const [register] = await findInputs(config.register, config.inbox);
    const lines = readFileSync(register!.path, "utf8").trimEnd().split("\n");
    writeFileSync(register!.path, `${[...lines, ...Array<string>(120_000).fill(lines[1]!)].join("\n")}\n`);
    const warnings = async (memory_mib: number) =>
      (await makePlan({ ...config, memory_mib })).obstacles.filter(({ code }) => code === "memory");
    expect(await warnings(1907)).toEqual([]);
    expect(await warnings(715)).toMatchObject([
      { effect: "warns", message: expect.stringMatching(/"register".* MiB$/) },
    ]);
    expect(await warnings(600)).toMatchObject([{ effect: "stops" }]);
  });

  it("looks for the batches of a run under the deliveries that the run itself takes for whole, the register's too", async () => {
    const config = small.config();
    const asked: StageSpec[] = [];
    class Done extends StageStore {
      override find<Facts>(spec: StageSpec): Promise<Facts | undefined> {
        asked.push(spec);
        return Promise.resolve({ accepted: 3, files: [], headers: [], notes: [] } as Facts);
      }
    }
    const store = new Done(join(config.work, "store"));
    const state = await State.open(config.state);
    const inputs = await inputPlans(config, store, state, small.folder);
    await stagePlans({ config, store, state, runId: "2026-11-20.0001", asOf: "2026-11-20" }, inputs, undefined);
    expect(asked.find(({ stage }) => stage === "sync")?.inputs.whole).toEqual(["carrier-a", "register"]);
  });

  it("adds up the times of the stages to be done as its table shows them", () => {
    const stage = (label: string, action: "do" | "skip", last_seconds: number | null) => ({
      label,
      action,
      last_seconds,
    });
    const stages = [stage("assess", "do", 3.021), stage("sims", "do", 0.311), stage("match", "skip", 9)];
    expect(secondsToDo([...stages, stage("publish", "do", null)])).toBe(3.332);
    expect(secondsToDo([stage("match", "skip", 9)])).toBeNull();
  });

  it("skips what is done for the same inputs, counted rows included, and nothing once they change", async () => {
    const config = small.config();
    const store = new StageStore(join(config.work, "store"));
    const spec = ingestSpec(config.register, await findInputs(config.register, config.inbox));
    await store.run(spec, async () => ({ physical: 3 }));
    const action = async () => {
      const plan = await makePlan(config);
      return [plan.stages[0]?.action, plan.inputs[0]?.rows_known];
    };
    expect(await action()).toEqual(["skip", "counted"]);
    small.write("inbox/register.csv", "so_dinh_danh,ho_ten\n1,b\n");
    expect(await action()).toEqual(["do", "estimated"]);
  });

  it("says what stops a run, with the code the run would end with", async () => {
    small.write("inbox/tax-1.csv", "ma,ten\n1,a\n");
    expect(exitCodeOfPlan(await makePlan(small.config()))).toBe(0);
    chmodSync(small.path("lamsach.key"), 0o644);
    expect(exitCodeOfPlan(await makePlan(small.config()))).toBe(2);
    chmodSync(small.path("lamsach.key"), 0o600);
    small.write(
      "rules.yaml",
      `- { id: own.rule, vi: "Một quy tắc riêng", en: "A rule of our own", dimension: dung, severity: warning, field: sex, ok: "rec.sex =" }`,
    );
    const { quality, ...config } = small.config();
    const ruled = await makePlan({ ...config, quality: { ...quality, rules: [small.path("rules.yaml")] } });
    expect([exitCodeOfPlan(ruled), ruled.obstacles[0]]).toMatchObject([2, { effect: "stops", code: "rule" }]);
    rmSync(small.path("inbox/register.csv"));
    const plan = await makePlan(small.config());
    expect(plan.obstacles[0]).toMatchObject({ effect: "stops", code: "register_missing" });
    expect(exitCodeOfPlan(plan)).toBe(6);
    expect(renderPlan(plan)).toMatch(/^Run 2026-11-20\.0001 cannot be done as things stand\. Nothing was done\.\n/);
  });

  it("says that a run stops where no source can be read, and the run does so", async () => {
    rmSync(small.path("inbox/carrier-a.csv"));
    const plan = await makePlan(small.config());
    expect(plan.obstacles[0]).toMatchObject({ effect: "stops", code: "no_source" });
    expect(exitCodeOfPlan(plan)).toBe(6);
    small.write(
      "inbox/register.csv",
      "so_dinh_danh,ho_ten,ngay_sinh\n001190000001,Lê An,1990\n001190000002,Lê Bình,1990\n",
    );
    const { code, err } = await lamsach(["run", "-q", "-c", small.configFile]);
    expect([code, err]).toEqual([
      6,
      expect.stringMatching(/^No source could be read[\s\S]*"carrier-a", carrier-a.csv: no file[\s\S]*"tax"/),
    ]);
    const { out } = await lamsach(["status", "-c", small.configFile]);
    expect(out).toMatch(/failed, exit code 6 [\s\S]*Not read:\n.*"carrier-a"[\s\S]*\n.*"tax"/);
  });

  it("works while a run holds the folder, and says so", async () => {
    small.write("inbox/tax-1.csv", "ma,ten\n1,a\n");
    const ledger = await Ledger.open(small.config().work);
    try {
      await ledger.begin("2026-11-20.0001", "h", {});
      const plan = await makePlan(small.config());
      expect(plan.obstacles[0]).toMatchObject({ effect: "stops", code: "locked" });
      expect(exitCodeOfPlan(plan)).toBe(5);
    } finally {
      await ledger.end("done", 0);
    }
  });
});

describe("the estimate of rows", () => {
  const estimate = async (content: Buffer, header = true) => {
    const path = small.path("rows");
    writeFileSync(path, content);
    return estimateTextRows({ path, name: "rows", bytes: content.length, sha256: "" }, header);
  };

  it("is exact for small files, with or without a last line end, packed or not", async () => {
    expect(await estimate(Buffer.from("h\n1\n2\n"))).toBe(2);
    expect(await estimate(Buffer.from("h\n1\n2"))).toBe(2);
    expect(await estimate(gzipSync("h\n1\n2\n"))).toBe(2);
    expect(await estimate(Buffer.from('{"a":1}\n'), false)).toBe(1);
    expect(await estimate(Buffer.alloc(0))).toBe(0);
    expect(existsSync(small.path("rows"))).toBe(true);
  });

  it("counts citizens of an XML register, packed or not", async () => {
    const xml = Buffer.from(
      `<a:CongdanCollection>${"<a:CongDan><SoCMND/></a:CongDan>".repeat(7)}</a:CongdanCollection>`,
    );
    for (const content of [xml, gzipSync(xml)]) {
      writeFileSync(small.path("x.xml"), content);
      const file = { path: small.path("x.xml"), name: "x.xml", bytes: content.length, sha256: "" };
      expect(await estimateCitizens(file)).toBe(7);
    }
  });

  it("is near for large ones", async () => {
    const text = `h\n${Array.from({ length: 200_000 }, (_, i) => `${i},some text here`).join("\n")}\n`;
    const plain = await estimate(Buffer.from(text));
    expect(Math.abs(plain / 200_000 - 1)).toBeLessThan(0.05);
  });
});
