import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Ledger, type RunLeft, type RunState } from "../../pipelines/ledger/ledger.ts";
import { lamsach } from "./run-command.ts";
import { SmallCase } from "./small-case.ts";

let small: SmallCase;
beforeEach(() => {
  small = new SmallCase();
});
afterEach(() => small.remove());

async function statusAfter(state: RunState, exitCode: number, left: RunLeft | null): Promise<string> {
  const ledger = await Ledger.open(small.config().work);
  await ledger.begin("2026-11-20.0001", "h", {});
  await ledger.stage({ label: "match", key: "k", state: "skipped", seconds: null, rows: 1200 });
  await ledger.end(state, exitCode, left);
  const { code, out } = await lamsach(["status", "-c", small.configFile]);
  expect(code).toBe(0);
  return out;
}

it("tells a run that holds the work folder before it has said which one it is, and no longer once it has gone", async () => {
  const { work } = small.config();
  const script = `import { Ledger } from "./pipelines/ledger/ledger.ts";
    await Ledger.open(process.argv[1]); console.log("open"); setInterval(() => {}, 1000);`;
  const status = async () => (await lamsach(["status", "--json", "-c", small.configFile])).out;
  for (const before of ["none", "done"]) {
    if (before === "done") await statusAfter("done", 0, null);
    expect(JSON.parse(await status())).toMatchObject({ state: before });
    const run = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script, work]);
    try {
      await once(run.stdout, "data");
      expect(JSON.parse(await status())).toEqual({ run_id: null, state: "starting", pid: run.pid });
      const { out } = await lamsach(["status", "-c", small.configFile]);
      expect(out).toMatch(new RegExp(`^A run is starting \\(process ${run.pid}, since 2`));
    } finally {
      run.kill("SIGKILL");
      await once(run, "exit");
    }
    expect(JSON.parse(await status())).toMatchObject({ state: before });
  }
});

it("says what became of the run, where its report is, what was not read and why", async () => {
  const report = small.path("out/runs/2026-11-20.0001/report.html");
  const failed = [{ source: "tax", message: 'Source "tax", tax-1.csv: the file is empty. Expected a header line.' }];
  const out = await statusAfter("partial", 4, { report, failed });
  expect(out).toMatch(/^Run 2026-11-20\.0001: partial, published without some sources, exit code 4 \(some sources/);
  expect(out).toMatch(/^Report: .*out\/runs\/2026-11-20\.0001\/report\.html$/m);
  expect(out).toMatch(/^Not read:\n {2}Source "tax", tax-1\.csv: the file is empty\./m);
  expect(out).toMatch(/^match +done before +1,200/m);
});

it("tells a night that came to nothing because its register was not there, not the one before", async () => {
  await statusAfter("done", 0, null);
  rmSync(small.path("inbox/register.csv"));
  expect((await lamsach(["run", "-q", "-c", small.configFile])).code).toBe(6);
  const { out } = await lamsach(["status", "-c", small.configFile]);
  expect(out).toMatch(
    /^Run 2026-11-20\.0001: failed, exit code 6 .*\n\nNot read:\n {2}Source "register", register\.csv: /,
  );
  expect(out).not.toMatch(/stage/);
});

it.each([
  // Without a register nothing is opened: only that nothing was delivered is known of the others.
  ["is not there", ["register", "tax"], (inbox: string) => rmSync(inbox)],
  ["cannot be read", ["register", "carrier-a", "tax"], (inbox: string) => writeFileSync(inbox, "a,b\n1,2\n")],
])("tells every source that cannot be read where the register %s", async (_, unread, spoil) => {
  spoil(small.path("inbox/register.csv"));
  small.write("inbox/carrier-a.csv", "a,b\n1,2\n");
  const run = await lamsach(["run", "-q", "-c", small.configFile]);
  expect(run).toMatchObject({ code: 6, out: "" });
  expect(run.err).toMatch(/Source "register".*\nNot read either:\n.*Source "tax", tax-\*\.csv: no file was found/s);
  const { out } = await lamsach(["status", "--json", "-c", small.configFile]);
  const { failed } = (JSON.parse(out) as { left: RunLeft }).left;
  expect(failed.map(({ source }) => source)).toEqual(unread);
  for (const { source, message } of failed) expect(message).toContain(`Source "${source}"`);
});

it("tells a blocked run, and one that came to nothing", async () => {
  const report = small.path("out/blocked/2026-11-20.0001/report.html");
  expect(await statusAfter("blocked", 3, { report, failed: [] })).toMatch(
    /^Run 2026-11-20\.0001: blocked, nothing published, exit code 3 .*\nReport: .*out\/blocked\//,
  );
  const failed = await statusAfter("failed", 6, { report: null, failed: [] });
  expect(failed).toMatch(/^Run 2026-11-20\.0001: failed, exit code 6 \(a required input is missing/);
  expect(failed).not.toMatch(/Report/);
});
