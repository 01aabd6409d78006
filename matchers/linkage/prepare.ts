import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { AUDIT_RECORDS, drawnShare } from "./audit.ts";
import type { MatchContext } from "./bucket.ts";
import { loadHeavyKeys } from "./candidates.ts";
import { loadDecisions } from "./decisions.ts";
import { createPatterns } from "./fit.ts";
import { canBuildOn, findAgain, type MemoryFiles, memoryFiles, type PreviousRun } from "./incremental.ts";
import { nameKeys, registerKeys } from "./keys.ts";
import { shippedModel } from "./model.ts";
import { prepareRecords, seeRecords, takeRecords } from "./records.ts";
import { compareRegisters, patchRegister, prepareRegister } from "./register.ts";
import type { MatchRequest } from "./request.ts";
import { loadSnapshot, makeSnapshot, snapshotWords } from "./snapshot.ts";
import { buildWordSurprisals } from "./surprisal.ts";
import { addTokens, buildTokens, recallTokens } from "./tokens.ts";
import { createModelTable } from "./weights.ts";

/** A run whose tables are ready: the view `link_all` holds the prepared records to be matched. */
export interface Run extends MatchContext {
  readonly sources: readonly string[];
  /** Records a source. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Keys that several rows have. */
  readonly repeated: number;
  /** Records to be matched. */
  readonly records: number;
  /** The run whose other answers stand; undefined where all records are to be matched. */
  readonly previous: PreviousRun | undefined;
  /** Files of what this run leaves for the next. */
  readonly memory: MemoryFiles;
  /** Frees the blocking keys of the register, when no record is matched any more. */
  forgetKeys(): Promise<void>;
  /** Whether the words of names are those of the previous run. */
  readonly sameWords: boolean;
  /** Sources of which the snapshot knows nothing yet; of a snapshot just made, all. */
  readonly unknown: readonly string[];
}

type PrepareRequest = Omit<MatchRequest, "out"> & { readonly out?: MatchRequest["out"] };

/** Prepares words, register, snapshot and records: all of them, or, where the previous run can be built on, what may have changed. */
export async function prepareRun(c: Connection, request: PrepareRequest): Promise<Run> {
  const folder = request.out?.memory ?? join(request.work, "memory");
  await mkdir(folder, { recursive: true });
  const memory = memoryFiles(folder);
  const { in: given } = request.snapshot;
  const loaded = given ? await loadSnapshot(given) : undefined;
  await createAliases(c, request.numbers);
  await loadDecisions(c, request.decisions);
  const paths = request.sources.map(({ path }) => path);
  const { sizes, repeated } = await seeRecords(c, paths, {
    seed: request.seed ?? 1,
    share: drawnShare(request.auditRecords ?? AUDIT_RECORDS),
  });
  const unknown = [...sizes.keys()].filter((source) => !(source in (loaded?.model.sources ?? {})));
  // What is learnt of a new source makes another snapshot, under which no earlier answer stands.
  const patched = loaded && unknown.length === 0 ? await patchPrevious(c, request, loaded.hash, memory) : undefined;
  const register = patched ?? (await prepareAll(c, request, loaded && snapshotWords(loaded.frequencies), memory));
  const { registerRows } = register;
  const shipped = shippedModel(registerRows, request.targets?.falseMatchRate);
  const snapshot = loaded ?? (await makeSnapshot(c, registerRows, request.snapshot.out, shipped));
  const { model, frequencies } = snapshot;
  const sources = request.sources.map(({ source }) => source);
  await createModelTable(c, model, sources);
  await createPatterns(c);
  await c.run(sql`create or replace temp table link_excluded (rid bigint, pid bigint)`, "make exclusions");
  const heavyRoutes = await loadHeavyKeys(c, frequencies);
  const forgetKeys = await nameKeys(c, {
    from: sql`select ${registerKeys} from link_person`,
    rows: registerRows,
    memoryMib: patched ? request.memoryMib : 0,
    into: "link_register",
  });

  let newWords = register.newWords;
  if (patched) {
    const all = [...sizes.values()].reduce((sum, n) => sum + n, 0);
    const keys = { rows: all, memoryMib: request.memoryMib };
    await findAgain(c, memoryFiles(patched.previous.memory), { changes: patched.changes, heavyRoutes, ...keys });
    await takeRecords(c, paths, { table: "link_again", repeated: repeated > 0 });
    newWords += await addTokens(c, sql`link_taken`);
  }
  const file = join(request.work, "records.parquet");
  const repeatedKeys = sql`select rid from link_seen where print is null`;
  await prepareRecords(c, patched ? sql`link_taken` : paths, file, repeatedKeys);
  await c.run(sql`create or replace temp view link_all as from read_parquet(${sql.lit(file)})`, "name records");
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from link_all`, "count records to match");
  await buildWordSurprisals(c, frequencies, model.registerRows);
  return {
    registerRows,
    memoryMib: request.memoryMib,
    snapshot,
    heavyRoutes,
    sources,
    sizes,
    repeated,
    records: n,
    previous: patched?.previous,
    memory,
    forgetKeys,
    sameWords: patched !== undefined && newWords === 0,
    unknown,
  };
}

/** Words and register as they are, from all tables. */
async function prepareAll(
  c: Connection,
  request: PrepareRequest,
  words: Parameters<typeof buildTokens>[2],
  memory: MemoryFiles,
): Promise<{ registerRows: number; newWords: number }> {
  const paths = [request.register, ...request.sources.map(({ path }) => path)];
  await buildTokens(c, sql`(select family, middle, given from read_parquet(${paths}))`, words);
  return { registerRows: await prepareRegister(c, request.register, memory), newWords: 0 };
}

/** Words and register of the previous run, with what is new in the register; undefined where that run cannot be built on. */
async function patchPrevious(
  c: Connection,
  { previous, register }: PrepareRequest,
  snapshot: string,
  memory: MemoryFiles,
): Promise<{ previous: PreviousRun; registerRows: number; changes: boolean; newWords: number } | undefined> {
  if (!previous || !(await canBuildOn(c, previous, snapshot))) return undefined;
  const before = memoryFiles(previous.memory);
  const found = await compareRegisters(c, register, before);
  if (!found.patchable) return undefined;
  await recallTokens(c, before);
  const changes = found.persons > 0;
  const newWords = changes ? await addTokens(c, sql`link_new_row`) : 0;
  await patchRegister(c, found, before, memory);
  return { previous, registerRows: found.rows, changes, newWords };
}

/** Makes `link_alias` (number, digits, pids): whose a former number was; some old ones were issued to two persons. */
async function createAliases(c: Connection, numbers: string | undefined): Promise<void> {
  await c.run(
    numbers
      ? sql`create or replace temp table link_alias as
          select try_cast(number as bigint) as number, length(number) as digits, list(distinct pid order by pid) as pids
          from (select number, try_cast(person_id as bigint) as pid from read_parquet(${numbers})) where pid is not null
          group by all having number is not null`
      : sql`create or replace temp table link_alias (number bigint, digits bigint, pids bigint[])`,
    "read former numbers",
  );
}
