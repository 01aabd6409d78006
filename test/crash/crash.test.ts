import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { packageRoot } from "../../connectors/package-root.ts";
import { cli } from "../support/cli.ts";
import { smallCase, withoutOpenFile } from "../support/nights.ts";
import { outputsOf } from "../support/outputs.ts";

/** Points that only a later night reaches, when a target has answered. */
const LATER = ["clear-answered.after-move"];

let reference: string;
let killed: string;

beforeAll(async () => {
  [reference, killed] = [await leanCase(), await leanCase()];
  await finish(reference, { LAMSACH_THREADS: "2", LAMSACH_MEMORY: "2GB" });
}, 280_000);

describe("a run that is killed and run again", () => {
  it("ends as if nothing had happened, wherever it was killed, and with other threads and memory", async () => {
    const points = crashPoints();
    expect(points).toEqual(expect.arrayContaining(["ingest.before-commit", "sync.after-commit", "latest.after"]));
    const first = points.filter((point) => !LATER.includes(point));
    // One folder is killed at one point after the other; each run goes on from what the last left behind.
    for (const point of first) await killAt(point, killed);
    // The last point is passed by when all of the night is in place.
    expect(first.at(-1)).toBe("latest.after");
    expect(await outputsOf(join(killed, "out"))).toEqual(await outputsOf(join(reference, "out")));
  }, 280_000);

  it("ends the same on a later night, with a target's answer under way", async () => {
    for (const folder of [killed, reference]) answer(folder, "carrier-viettel");
    for (const point of LATER) await killAt(point, killed);
    await finish(reference);
    // Both go on to one more night, which mends what the kill left behind.
    await finish(killed);
    await finish(reference);
    expect(await outputsOf(join(killed, "out"))).toEqual(await outputsOf(join(reference, "out")));
  }, 280_000);
});

/** The small case with the register and the carrier alone, without the file for wider use: a run is started some thirty times. */
async function leanCase(): Promise<string> {
  const folder = await smallCase();
  withoutOpenFile(folder);
  const config = parse(readFileSync(join(folder, "lamsach.yaml"), "utf8")) as { sources: { name: string }[] };
  config.sources = config.sources.filter(({ name }) => name === "carrier-viettel");
  writeFileSync(join(folder, "lamsach.yaml"), stringify(config));
  return folder;
}

async function killAt(point: string, folder: string): Promise<void> {
  const env = { LAMSACH_CRASH_AT: point, LAMSACH_MEMORY: "750MB" };
  const said = await cli(["run", "-q"], { cwd: folder, env });
  expect({ point, signal: said.signal, exit: said.exit }).toEqual({ point, signal: "SIGKILL", exit: null });
}

async function finish(folder: string, env: Record<string, string> = {}): Promise<void> {
  expect(await cli(["run", "-q"], { cwd: folder, env })).toMatchObject({ exit: 0, stderr: "" });
}

/**
 * Every place the code names, in the order a run comes by: those of each stage, those of putting a run into place,
 * then those after the night was accepted.
 */
function crashPoints(): string[] {
  const code = ["connectors", "matchers", "pipelines"].map(codeBelow).join("\n");
  const stages = [...codeBelow("pipelines/stages").matchAll(/\bstage: "([a-z]+)"/g)].map((match) => match[1]!);
  const named = [...code.matchAll(/crashPoint\("([^"]+)"\)/g)].map((match) => match[1]!);
  const ofStages = [...code.matchAll(/crashPoint\(`\$\{spec\.stage\}\.([^`]+)`\)/g)].map((match) => match[1]!);
  expect(named.length + ofStages.length, "a crash point whose name this test cannot read").toBe(
    [...code.matchAll(/ crashPoint\((?!name: )/g)].length,
  );
  const rank = (name: string, order: readonly string[]) => {
    const at = order.indexOf(name.split(".")[0]!);
    return at < 0 ? order.length : at;
  };
  const order = ["ingest", "standardise", "match", "dedupe", "assess", "sims", "sync"];
  const late = ["shelve", "accept"];
  return [
    ...stages
      .sort((a, b) => rank(a, order) - rank(b, order))
      // All stages are stored by the same code: the first and the last are killed at each of its moments, the others at one.
      .flatMap((stage, i, all) =>
        (i === 0 || i === all.length - 1 ? ofStages : [ofStages[i % ofStages.length]!]).map(
          (moment) => `${stage}.${moment}`,
        ),
      ),
    ...named.sort((a, b) => rank(a, late) - rank(b, late)),
  ];
}

function codeBelow(folder: string): string {
  const root = join(packageRoot(), folder);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files
    .sort()
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n");
}

/** Answers, as a target would, that the batches that wait for it were applied, but for their first row. */
function answer(folder: string, target: string): void {
  const waiting = join(folder, "out/outbox", target);
  for (const batch of readdirSync(waiting)) {
    const { batch_id, sha256 } = JSON.parse(readFileSync(join(waiting, batch, "manifest.json"), "utf8"));
    const ack = { batch_id, sha256, rejected: [{ seq: 1, reason: "locked" }] };
    writeFileSync(join(waiting, batch, "ack.json"), JSON.stringify(ack));
  }
}
