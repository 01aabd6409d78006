import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { hashOf, type Json, type JsonOf } from "./canonical-json.ts";
import { codeFingerprint } from "./code-fingerprint.ts";
import { crashPoint } from "./crash-point.ts";

/** What makes a stage's result: nothing else may influence it. */
export interface StageSpec {
  /** Name of the stage, such as `standardise`. */
  readonly stage: string;
  /** Source it works on, where it works on one. */
  readonly source?: string;
  /** Settings and hashes of inputs. The keys of upstream stages stand for their results. */
  readonly inputs: { readonly [name: string]: Json | undefined };
}

/** A finished stage: its folder and the facts it stated. */
export interface StageResult<Facts> {
  readonly key: string;
  readonly folder: string;
  readonly facts: Facts;
  /** True when an earlier run had done it for the same inputs. */
  readonly skipped: boolean;
  readonly seconds: number;
}

interface Manifest<Facts> {
  readonly stage: string;
  readonly source?: string;
  readonly key: string;
  /** The code that made it. */
  readonly code: string;
  readonly facts: Facts;
  /** Bytes of each file of the result, by its path in the folder. */
  readonly files: Readonly<Record<string, number>>;
}

/**
 * Results of stages, addressed by what made them. A stage writes into a folder aside, which is renamed into
 * place when it is whole: what stands in the store is complete, so a killed run is resumed by running again.
 */
export class StageStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** The key of a stage: SHA-256 over everything that makes its result. */
  keyOf(spec: StageSpec): string {
    return hashOf({ stage: spec.stage, code: codeFingerprint(), source: spec.source, inputs: spec.inputs }).slice(
      0,
      32,
    );
  }

  /** The folder of a stage's result. */
  folderOf(spec: StageSpec): string {
    const name = spec.source ? `${spec.stage}.${spec.source}` : spec.stage;
    return join(this.#root, name, this.keyOf(spec));
  }

  /** The facts of a finished stage, or undefined when it has not been done for these inputs, or is not whole any more. */
  async find<Facts>(spec: StageSpec): Promise<Facts | undefined> {
    return (await readWhole<Facts>(this.folderOf(spec)))?.facts;
  }

  /**
   * A finished result by the key it was made under, whatever its inputs were; undefined when it is gone or when another
   * version of the code made it.
   */
  async standing<Facts>(label: string, key: string): Promise<{ folder: string; facts: Facts } | undefined> {
    const folder = join(this.#root, label, key);
    const manifest = await readWhole<Facts>(folder);
    return manifest?.code === codeFingerprint() ? { folder, facts: manifest.facts } : undefined;
  }

  /** The facts of all results of a stage (`stage` or `stage.source`) that stand and that this version of the code made. */
  async finished<Facts>(label: string): Promise<Facts[]> {
    const keys = await readdir(join(this.#root, label)).catch(() => []);
    const found = await Promise.all(keys.map((key) => this.standing<Facts>(label, key)));
    return found.flatMap((result) => (result ? [result.facts] : []));
  }

  /** Does a stage unless it has been done. `work` writes into the folder it is given and returns facts as JSON. */
  async run<Facts>(
    spec: StageSpec,
    work: (folder: string) => Promise<Facts & JsonOf<Facts>>,
  ): Promise<StageResult<Facts>> {
    const started = performance.now();
    const key = this.keyOf(spec);
    const folder = this.folderOf(spec);
    const seconds = () => Math.round(performance.now() - started) / 1000;
    const found = await this.find<Facts>(spec);
    if (found !== undefined) return { key, folder, facts: found, skipped: true, seconds: seconds() };

    const label = spec.source ? `${spec.stage}.${spec.source}` : spec.stage;
    const aside = join(this.#root, ".building", `${label}.${key}`);
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside, { recursive: true, mode: 0o700 });
    const facts = await work(aside);
    const manifest: Manifest<Facts> = {
      stage: spec.stage,
      ...(spec.source ? { source: spec.source } : {}),
      key,
      code: codeFingerprint(),
      facts,
      files: await sizesOf(aside),
    };
    crashPoint(`${spec.stage}.before-commit`);
    await writeFile(join(aside, "stage.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    await mkdir(join(this.#root, label), { recursive: true, mode: 0o700 });
    await rm(folder, { recursive: true, force: true });
    await rename(aside, folder);
    crashPoint(`${spec.stage}.after-commit`);
    return { key, folder, facts, skipped: false, seconds: seconds() };
  }

  /** Removes half-made results and those that none of the kept runs used. `keep` holds `<label>/<key>`. */
  async sweep(keep: ReadonlySet<string>): Promise<void> {
    await rm(join(this.#root, ".building"), { recursive: true, force: true });
    for (const label of await readdir(this.#root).catch(() => [])) {
      for (const key of await readdir(join(this.#root, label)).catch(() => []))
        if (!keep.has(`${label}/${key}`)) await rm(join(this.#root, label, key), { recursive: true, force: true });
    }
  }
}

/**
 * What a folder says of its result; undefined where there is none, or where files are gone or cut short: results are not
 * synced to disk one by one, so a power cut can leave empty ones. They are made again.
 */
async function readWhole<Facts>(folder: string): Promise<Manifest<Facts> | undefined> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, "stage.json"), "utf8")) as Manifest<Facts>;
    const sizes = await Promise.all(
      Object.entries(manifest.files).map(async ([path, bytes]) => (await stat(join(folder, path))).size === bytes),
    );
    return sizes.every(Boolean) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

async function sizesOf(folder: string): Promise<Record<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(
    files.map(async (path) => [relative(folder, path), (await stat(path)).size] as const),
  );
  return Object.fromEntries(sizes.sort(([a], [b]) => (a < b ? -1 : 1)));
}
