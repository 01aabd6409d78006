import { existsSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { cli, type Said, startCli } from "../support/cli.ts";
import { afterFirstNight, SOURCES, smallCase, withoutOpenFile } from "../support/nights.ts";
import { outputsOf, parquetRows } from "../support/outputs.ts";

const TARGETS = ["register", ...SOURCES];

describe("nights that follow one another", () => {
  let folder: string;
  const run = (...args: string[]): Promise<Said> => cli(["run", "-q", ...args], { cwd: folder });
  const nextDay = (...args: string[]): Promise<Said> =>
    cli(["run", "-q", ...args], { cwd: folder, env: { LAMSACH_AS_OF: "2026-11-21" } });
  const batches = (target: string) => list(join(folder, "out/outbox", target));
  const latest = () => readlinkSync(join(folder, "out/latest"));

  beforeAll(async () => {
    folder = await leanFolder();
  }, 280_000);

  it("fold the answers of targets in, and send again only what was rejected", async () => {
    expect(TARGETS.flatMap(batches)).toEqual(TARGETS.map((target) => `2026-11-20.0001.${target}`));
    for (const target of TARGETS) answer(folder, target, target === "register" ? [1] : []);
    expect(await run()).toMatchObject({ exit: 0, stderr: "" });
    expect(TARGETS.flatMap(batches)).toEqual(["2026-11-20.0002.register"]);
    expect(list(join(folder, "out/outbox-done"))).toEqual([...TARGETS].sort());
    const again = await parquetRows(join(folder, "out/latest/deltas/register/delta.parquet"));
    const before = await parquetRows(join(folder, "out/runs/2026-11-20.0001/deltas/register/delta.parquet"));
    expect(again).toHaveLength(1);
    expect(again[0]!.slice(3, 5)).toEqual(before[0]!.slice(3, 5));
  });

  it("write no deltas and do no stage again when nothing changed but the day", async () => {
    expect(await nextDay()).toMatchObject({ exit: 0, stderr: "" });
    expect(list(join(folder, "out/latest/deltas"))).toEqual([]);
    expect(TARGETS.flatMap(batches)).toEqual(["2026-11-20.0002.register"]);
    const status = JSON.parse((await cli(["status", "--json"], { cwd: folder })).stdout);
    const stages: { label: string; state: string }[] = status.stages;
    const ofSources = ["register", ...SOURCES].flatMap((source) => [`ingest.${source}`, `standardise.${source}`]);
    const skipped = stages.filter((stage) => stage.state === "skipped").map((stage) => stage.label);
    expect(skipped.sort()).toEqual([...ofSources, "match", "dedupe"].sort());
    expect(stages.at(-1)).toMatchObject({ label: "publish", state: "done" });
    const log = readFileSync(join(folder, "work/logs/2026-11-21.0003.jsonl"), "utf8");
    expect(log).toMatch(/"event":"gate","verdict":"\w+","blockers":0/);
  });

  it("leave the last good outputs alone when the quality gate stops publishing", async () => {
    const [before, outbox] = [latest(), await outputsOf(join(folder, "out/outbox"))];
    const said = await nextDay("--fail-on", "warning");
    expect(said).toMatchObject({ exit: 3 });
    expect(latest()).toBe(before);
    expect(await outputsOf(join(folder, "out/outbox"))).toEqual(outbox);
    const blocked = join(folder, "out/blocked", "2026-11-21.0004");
    expect(list(blocked)).toEqual(expect.arrayContaining(["report.html", "summary.json"]));
    expect(JSON.parse(readFileSync(join(blocked, "summary.json"), "utf8"))).toMatchObject({ verdict: "blocked" });
  });

  it("hold a batch that would change more than the breaker allows, until it is confirmed", async () => {
    const config = readFileSync(join(folder, "lamsach-night2.yaml"), "utf8");
    const breaker = { insert: 0, update: 0, close: 0, min_rows: 0 };
    writeFileSync(join(folder, "careful.yaml"), `${config}sync: ${JSON.stringify({ breaker })}\n`);
    const held = await run("-c", "careful.yaml");
    expect(held).toMatchObject({ exit: 7 });
    expect(held.stderr).toMatch(/^Held: the batch of register.*--confirm/);
    const changed = list(join(folder, "out/latest/deltas"));
    expect(changed).toContain("register");
    expect(batches("register")).toEqual(["2026-11-20.0002.register"]);
    const confirmed = await run("-c", "careful.yaml", ...changed.flatMap((target) => ["--confirm", target]));
    expect(confirmed).toMatchObject({ exit: 0, stderr: "" });
    expect(batches("register")).toEqual(["2026-11-20.0002.register", "2026-11-21.0005.register"]);
  });
});

describe("inputs that are not there", () => {
  it("stop the run when it is the register; nothing is touched", async () => {
    const folder = await leanFolder();
    rmSync(join(folder, "night1/inbox/register.csv"));
    const before = [await outputsOf(join(folder, "out")), await outputsOf(join(folder, "state"))];
    const said = await cli(["run"], { cwd: folder });
    expect(said).toMatchObject({ exit: 6, stdout: "" });
    expect(said.stderr).toMatch(/register.*not there.*Expected.*run again/s);
    expect([await outputsOf(join(folder, "out")), await outputsOf(join(folder, "state"))]).toEqual(before);
  });

  it("leave the other sources published, and what was said of them until they are retired", async () => {
    const folder = await leanFolder();
    const inbox = join(folder, "night1/inbox");
    const clocks = () => parquetRows(join(folder, "state/current/sims/clocks.parquet"));
    const ticking = await clocks();
    expect(ticking.length).toBeGreaterThan(2);
    writeFileSync(join(inbox, "women-union.csv"), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b]));
    renameSync(join(inbox, "carrier-viettel.csv"), join(inbox, "aside.csv"));
    writeFileSync(join(inbox, "carrier-viettel.csv"), "");
    const unreadable = await cli(["run"], { cwd: folder, env: { LAMSACH_AS_OF: "2026-11-21" } });
    expect(unreadable).toMatchObject({ exit: 4 });
    expect(unreadable.stderr).toContain('Source "women-union", women-union.csv');
    expect(unreadable.stdout).toContain("Not read:");
    expect(await sourcesOf(folder)).toEqual(["social-insurance"]);
    expect(await clocks()).toEqual(ticking);
    renameSync(join(inbox, "aside.csv"), join(inbox, "carrier-viettel.csv"));
    renameSync(join(inbox, "social-insurance.csv"), join(inbox, "elsewhere.csv"));
    const missing = await cli(["run", "-q"], { cwd: folder });
    expect(missing).toMatchObject({ exit: 6, stdout: "" });
    expect(missing.stderr).toContain('"social-insurance", social-insurance.csv: no file was found');
    expect(await sourcesOf(folder)).toEqual(["carrier-viettel"]);
    // What was said of the two stands.
    expect(list(join(folder, "out/latest/deltas"))).toEqual([]);
    const config = readFileSync(join(folder, "lamsach.yaml"), "utf8");
    const without = config.replace(/^ {2}- name: "?women-union"?\n(?: {4}.*\n)*/mu, "");
    expect(without).not.toContain("women-union");
    writeFileSync(join(folder, "retired.yaml"), `${without}sync: { retired: [women-union] }\n`);
    await cli(["run", "-q", "-c", "retired.yaml"], { cwd: folder });
    const closed = await parquetRows(join(folder, "out/latest/deltas/register/delta.parquet"));
    expect(closed.length).toBeGreaterThan(10);
    for (const row of closed) expect(row.slice(3, 5)).toEqual(["close", expect.stringMatching(/\|women-union$/)]);
  });
});

describe("inputs that lost many rows", () => {
  const cut = (file: string) => {
    const lines = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, `${lines.slice(0, lines.length / 2).join("\n")}\n`);
  };

  it("block the run when it is the register, and close nothing, until somebody stands for it", async () => {
    const folder = await leanFolder();
    const latest = readlinkSync(join(folder, "out/latest"));
    for (const name of ["register", "women-union"]) cut(join(folder, `night1/inbox/${name}.csv`));
    const closes = async (source: string) => {
      const deltas = await parquetRows(join(folder, "out/latest/deltas/register/delta.parquet"));
      return deltas.filter((row) => row[3] === "close" && String(row[4]).endsWith(`|${source}`)).length;
    };
    const blocked = await cli(["run"], { cwd: folder });
    expect(blocked).toMatchObject({ exit: 3, stdout: expect.stringContaining("row.register_fell") });
    expect(blocked.stdout).toContain("lamsach run --confirm register");
    expect(readlinkSync(join(folder, "out/latest"))).toBe(latest);
    const half = await cli(["run", "--confirm", "register"], { cwd: folder });
    expect(half).toMatchObject({ stdout: expect.stringContaining("lamsach run --confirm women-union") });
    expect(half.exit).not.toBe(3);
    expect(readlinkSync(join(folder, "out/latest"))).not.toBe(latest);
    expect(await closes("carrier-viettel")).toBeGreaterThan(10);
    expect(await closes("women-union")).toBe(0);
    const whole = await cli(["run", "--confirm", "register", "women-union"], { cwd: folder });
    expect(whole.stdout).not.toContain("Not heard in full");
    expect(await closes("women-union")).toBeGreaterThan(10);
  });
});

describe("a damaged model", () => {
  it("stops the run before anything is read; moved away, the next run makes another", async () => {
    const folder = await leanFolder();
    const at = join(folder, "state/current/snapshot.json");
    writeFileSync(at, readFileSync(at, "utf8").slice(0, 2000));
    const before = [await outputsOf(join(folder, "out")), await outputsOf(join(folder, "state"))];
    const said = await cli(["run", "-q"], { cwd: folder });
    expect(said).toMatchObject({ exit: 2, stdout: "" });
    expect(said.stderr).toMatch(/gen-000001\/snapshot\.json: expected a model as JSON.*move.*away/);
    expect([await outputsOf(join(folder, "out")), await outputsOf(join(folder, "state"))]).toEqual(before);
    expect((await cli(["train"], { cwd: folder })).stderr).toBe(said.stderr);
    rmSync(at);
    rmSync(join(folder, "state/current/snapshot.frequencies.parquet"));
    expect(await cli(["run", "-q"], { cwd: folder })).toMatchObject({ exit: 0, stderr: "" });
  });
});

describe("two runs at once", () => {
  it("are refused at once, with who runs; a terminated run says how to go on", async () => {
    const folder = await smallCase();
    const first = await startCli(["run", "-q"], { cwd: folder });
    while (!existsSync(join(folder, "work/status.json"))) await wait(20);
    const second = await cli(["run"], { cwd: folder });
    expect(second).toMatchObject({ exit: 5, stdout: "" });
    expect(second.stderr).toContain(`process ${first.pid}`);
    expect((await cli(["status"], { cwd: folder })).stdout).toContain(`running (process ${first.pid})`);
    process.kill(first.pid, "SIGTERM");
    expect(await first.said).toMatchObject({ exit: 143, stderr: expect.stringContaining("run again") });
    expect((await cli(["status"], { cwd: folder })).stdout).toContain("interrupted");
  });
});

async function leanFolder(): Promise<string> {
  const folder = await afterFirstNight();
  withoutOpenFile(folder);
  return folder;
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Sources that the latest run has matches of. */
async function sourcesOf(folder: string): Promise<string[]> {
  const rows = await parquetRows(join(folder, "out/latest/matches.parquet"));
  return [...new Set(rows.map((row) => String(row[0])))].sort();
}

/** Answers a target's batches: applied, but for the rows rejected. */
function answer(folder: string, target: string, rejected: readonly number[]): void {
  for (const batch of list(join(folder, "out/outbox", target))) {
    const at = join(folder, "out/outbox", target, batch);
    const { batch_id, sha256 } = JSON.parse(readFileSync(join(at, "manifest.json"), "utf8"));
    const ack = { batch_id, sha256, rejected: rejected.map((seq) => ({ seq, reason: "locked" })) };
    writeFileSync(join(at, "ack.json"), JSON.stringify(ack));
  }
}
