import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/**
 * What a reviewer may say of a record and a candidate. `none`, none of the candidates is the person, is kept as one decision for
 * each of them.
 */
const DECISIONS = ["same", "different", "none", "unsure"] as const;
export type DecisionWord = (typeof DECISIONS)[number];

/** The words a reviewer is asked to write, by language. */
export const DECISION_WORDS = {
  en: DECISIONS,
  vi: ["giống", "khác", "không ai", "không rõ"],
} as const;

/** A reviewer's word on one pair; it holds while the record's content is `content`. */
export interface Decision {
  readonly source: string;
  readonly record_id: string;
  readonly role: string;
  /** See `contentSql`. */
  readonly content: string;
  readonly person_id: string;
  readonly decision: DecisionWord;
  readonly who: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly note: string | null;
  /** Run whose evidence the reviewer saw. */
  readonly run: string;
}

/** Where the decisions stand: lines are added, never changed. It holds record ids and persons' numbers. */
export function decisionsFile(stateFolder: string): string {
  return join(stateFolder, "reviews", "decisions.ndjson");
}

/** Identity of all decisions so far, for the keys of stages that honour them; null when there are none. */
export async function decisionsFingerprint(stateFolder: string): Promise<string | null> {
  const file = decisionsFile(stateFolder);
  return existsSync(file)
    ? createHash("sha256")
        .update(await readFile(file))
        .digest("hex")
    : null;
}

/** Adds decisions at the end of the list; on disk when it returns. The caller holds the run lock. */
export async function appendDecisions(stateFolder: string, decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) return;
  const file = decisionsFile(stateFolder);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const before = existsSync(file) ? await readFile(file, "utf8") : "";
  const handle = await open(file, "a", 0o600);
  try {
    // A line that a power cut left half written is ended, so that it spoils no other.
    if (before !== "" && !before.endsWith("\n")) await handle.appendFile("\n");
    let seq = before.split("\n").filter((line) => line !== "").length;
    await handle.appendFile(decisions.map((decision) => `${JSON.stringify({ seq: ++seq, ...decision })}\n`).join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Columns that stages read of a decision. */
const TEXTS = ["source", "record_id", "role", "content", "person_id", "decision", "who", "at"] as const;

/** Every word ever said, as a select of `seq`, the columns of `TEXTS` and `note`. */
export function wordsSql(stateFolder: string): Sql {
  const file = decisionsFile(stateFolder);
  const texts = [...TEXTS, "note"] as const;
  const columns = sql`{'seq': 'bigint', ${sql.join(texts.map((name) => sql`${sql.lit(name)}: 'varchar'`))}}`;
  // A line cut short by a power failure was never confirmed to anybody: it is passed over.
  return existsSync(file)
    ? sql`select * from read_json(${file}, format = 'newline_delimited', ignore_errors = true, columns = ${columns}) where decision is not null`
    : sql`select null::bigint as seq, ${sql.join(
        texts.map((name) => sql`null::varchar as ${sql.id(name)}`),
      )} where false`;
}

/**
 * Writes the decisions in force as Parquet: the last word on each (source, record_id, role, content, person_id),
 * with `decision`, `who` and `at`, ordered. A record is one person: who was said to be the same before another was, is different.
 * To honour one, join on the record's key and its `contentSql`.
 * @returns how many there are; with 0 the file is there and empty
 */
export async function readDecisions(c: Connection, stateFolder: string, into: string): Promise<number> {
  await c.run(
    sql`copy (
      with last as (
        select * exclude (note) from (${wordsSql(stateFolder)})
        qualify row_number() over (partition by source, record_id, role, content, person_id order by seq desc) = 1)
      select * exclude (seq) replace (
        case when decision = 'same' and seq < max(seq) filter (decision = 'same') over (partition by source, record_id, role, content)
          then 'different' else decision end as decision) from last
      order by source, record_id, role, content, person_id
    ) to ${into} (format parquet, compression zstd)`,
    "read decisions",
  );
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from read_parquet(${into})`, "count decisions");
  return n;
}
