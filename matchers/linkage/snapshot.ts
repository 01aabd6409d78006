import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { linkOrCopy } from "../../connectors/files/link-or-copy.ts";
import { countChances } from "./chance.ts";
import { countFrequencies } from "./frequencies.ts";
import { type Model, modelHash, modelText, shippedModel } from "./model.ts";
import { parseModel, SnapshotError } from "./parse-model.ts";

/** A model with the file of its register's counts. */
export interface Snapshot {
  readonly model: Model;
  readonly hash: string;
  readonly frequencies: string;
}

/** The words of a snapshot's counts: a select of one column; none of a snapshot that was made before words were kept. */
export const snapshotWords = (frequencies: string): Sql =>
  sql`select word from (select null::varchar as word where false union all by name
    select * from read_parquet(${frequencies}) where kind = 'word')`;

/** The Parquet file of counts that belongs to a snapshot's JSON. */
export function frequenciesPath(snapshot: string): string {
  return `${snapshot.replace(/\.json$/, "")}.frequencies.parquet`;
}

/** Reads a model alone, without its counts. @throws SnapshotError saying what is wrong in which file */
export async function readModel(path: string): Promise<Model> {
  return parseModel(await readFile(path, "utf8"), path);
}

/** Reads a snapshot and checks that its counts are the ones it was made with. @throws SnapshotError saying which file does not fit */
export async function loadSnapshot(path: string): Promise<Snapshot> {
  const model = await readModel(path);
  const frequencies = frequenciesPath(path);
  const found = await sha256(frequencies).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new SnapshotError(frequencies, `expected beside ${path}, found no file`) : error;
  });
  if (found !== model.frequencies.register)
    throw new SnapshotError(frequencies, `expected the counts that ${path} was made with, found another file`);
  return { model, hash: modelHash(model), frequencies };
}

/** Makes a snapshot: the given parameters (the shipped ones unless told) and exact counts of the prepared register. */
export async function makeSnapshot(
  c: Connection,
  registerRows: number,
  path: string,
  base: Model = shippedModel(registerRows),
): Promise<Snapshot> {
  const frequencies = frequenciesPath(path);
  await countFrequencies(c, base.keyCap, frequencies);
  const u = await countChances(c, frequencies, registerRows);
  return writeSnapshot(
    path,
    { ...base, u, registerRows, frequencies: { register: await sha256(frequencies) } },
    frequencies,
  );
}

/** Writes a model as a snapshot, with the counts that it was made with beside it. */
export async function writeSnapshot(path: string, model: Model, counts: string): Promise<Snapshot> {
  const frequencies = frequenciesPath(path);
  if (frequencies !== counts) await linkOrCopy(counts, frequencies);
  await writeFile(path, modelText(model), { mode: 0o600 });
  return { model, hash: modelHash(model), frequencies };
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
