import { existsSync } from "node:fs";
import { lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { syncFolder } from "../../connectors/files/durable.ts";
import { linkOrCopy } from "../../connectors/files/link-or-copy.ts";
import { hashOf } from "./canonical-json.ts";
import { crashPoint } from "./crash-point.ts";

/** What one accepted night leaves for the next. */
export interface StateFacts {
  /** Number of the last accepted night; 0 before the first. */
  readonly seq: number;
  readonly run_id: string | null;
  /** Rows accepted of each source when it was last whole: falls are held against them. */
  readonly rows: Readonly<Record<string, number>>;
  /** Rows of each source that could not be read, at most, while it was whole. */
  readonly rejected?: Readonly<Record<string, number>>;
  /** Targets whose batch of that night the breaker held. */
  readonly held: readonly string[];
  /** Names the key that night's tokens were made with. */
  readonly key_id?: string;
  /** Keys of that night's stages by label: where the store has the tables it was made of. */
  readonly stages?: Readonly<Record<string, string>>;
}

const FIRST: StateFacts = { seq: 0, run_id: null, rows: {}, held: [] };

/** The state folder was damaged from outside: what earlier nights left cannot be told. */
export class StateError extends Error {
  override readonly name = "StateError";

  constructor(current: string, what: string) {
    super(
      `${current}: ${what}. Put the state folder back from a backup, or lead the link to the generation before (ln -sfn gen-NUMBER "${current}"). To begin as on the first night, move the whole folder away, but keep the key.`,
    );
  }
}

/**
 * The state folder: one folder a generation, and `current`, a link to the accepted one, swapped in one step.
 * A generation is never changed once it stands, so a killed run leaves the last one as it was.
 * Files that did not change are hard links to those of the generation before.
 */
export class State {
  readonly #root: string;
  readonly facts: StateFacts;
  /** Folder of the accepted generation; undefined before the first. */
  readonly folder: string | undefined;

  private constructor(root: string, facts: StateFacts, folder: string | undefined) {
    this.#root = root;
    this.facts = facts;
    this.folder = folder;
  }

  /**
   * Opens the accepted generation of a state folder; changes nothing, also when the folder is not there yet.
   * @throws StateError when the generation that was accepted is not there or damaged: nothing may begin anew unasked
   */
  static async open(root: string): Promise<State> {
    const current = join(root, "current");
    const link = await readlink(current).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
      throw error.code === "EINVAL" ? new StateError(current, "found no link to the accepted generation") : error;
    });
    if (link === undefined) return new State(root, FIRST, undefined);
    const folder = join(root, link);
    const text = await readFile(join(folder, "state.json"), "utf8").catch((error: NodeJS.ErrnoException) => {
      throw error.code === "ENOENT" ? new StateError(current, `the generation ${link} is not there`) : error;
    });
    const facts = factsIn(text);
    if (!facts) throw new StateError(current, `state.json of the generation ${link} is damaged`);
    return new State(root, facts, folder);
  }

  /** Absolute path of a file of the accepted generation, or undefined when there is none. */
  file(name: string): string | undefined {
    if (!this.folder) return undefined;
    const path = join(this.folder, name);
    return existsSync(path) ? path : undefined;
  }

  /**
   * Makes the next generation and accepts it: the files given (name to absolute path, hard-linked in), and all files
   * of the present one that are not given again.
   */
  async accept(facts: StateFacts, files: Readonly<Record<string, string>>): Promise<void> {
    const name = `gen-${String(facts.seq).padStart(6, "0")}`;
    const aside = join(this.#root, `.${name}.building`);
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside, { recursive: true, mode: 0o700 });
    for (const old of this.folder ? await filesBelow(this.folder) : [])
      if (!(old in files) && old !== "state.json") await linkOrCopy(join(this.folder!, old), join(aside, old));
    for (const [to, from] of Object.entries(files)) await linkOrCopy(from, join(aside, to));
    await writeFile(join(aside, "state.json"), `${JSON.stringify(facts, null, 2)}\n`);
    await syncFolder(aside);
    const folder = join(this.#root, name);
    if (folder !== this.folder) await rm(folder, { recursive: true, force: true });
    await rename(aside, folder);
    const swap = join(this.#root, ".current.swap");
    await rm(swap, { force: true });
    await symlink(name, swap);
    crashPoint("accept.before-swap");
    await rename(swap, join(this.#root, "current"));
    await syncFolder(this.#root, "itself");
    crashPoint("accept.after-swap");
    await this.#dropOld(name);
  }

  /** Keeps the accepted generation and the one before it. */
  async #dropOld(accepted: string): Promise<void> {
    const before = this.folder ? basename(this.folder) : "";
    for (const entry of await readdir(this.#root))
      if (entry.startsWith("gen-") && entry !== accepted && entry !== before)
        await rm(join(this.#root, entry), { recursive: true, force: true });
  }

  /** Identity of what the accepted generation holds, for stage keys. */
  fingerprint(): string {
    return hashOf({ seq: this.facts.seq, run_id: this.facts.run_id });
  }
}

function factsIn(text: string): StateFacts | undefined {
  try {
    const facts = JSON.parse(text) as StateFacts | null;
    return Number.isInteger(facts?.seq) && typeof facts?.rows === "object" ? facts : undefined;
  } catch {
    return undefined;
  }
}

async function filesBelow(folder: string, prefix = ""): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(join(folder, prefix))) {
    const name = join(prefix, entry);
    if ((await lstat(join(folder, name))).isDirectory()) names.push(...(await filesBelow(folder, name)));
    else names.push(name);
  }
  return names.sort();
}
