import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/** Rows of a row group of the Parquet file, and lines written at a time: bounds what DuckDB holds, whatever the batch's size. */
const PART_ROWS = 122_880;

/** Rows of a batch, by what they do at the target. */
export interface BatchCounts {
  readonly insert: number;
  readonly update: number;
  readonly close: number;
  readonly reopen: number;
}

/** Whose batch it is, what it is called, and the folder it is written to. */
export interface BatchPlace {
  readonly target: string;
  readonly batchId: string;
  readonly outFolder: string;
}

/**
 * Writes a batch: `delta.parquet`, the same rows as JSON lines in `delta.jsonl`, and `manifest.json`.
 * @param c of an engine that keeps the order of what it reads
 * @param table the batch's rows in order: seq (1, 2, ...), op, key, before, after, sent, reason, version
 * @param partRows lines written at a time; no byte depends on it
 */
export async function writeBatch(
  c: Connection,
  table: string,
  counts: BatchCounts,
  batch: BatchPlace,
  partRows = PART_ROWS,
): Promise<void> {
  await mkdir(batch.outFolder, { recursive: true, mode: 0o700 });
  const parquet = join(batch.outFolder, "delta.parquet");
  await c.run(
    sql`copy (${batchSql(table, batch)}) to ${parquet}
      (format parquet, compression zstd, row_group_size ${sql.int(PART_ROWS)})`,
    "write batch as Parquet",
  );
  const { insert, update, close, reopen } = counts;
  const rows = insert + update + close + reopen;
  const manifest = {
    batch_id: batch.batchId,
    target: batch.target,
    rows,
    insert,
    update,
    close,
    reopen,
    sha256: await writeLines(c, parquet, join(batch.outFolder, "delta.jsonl"), { rows, partRows }),
    schema_version: 1,
  };
  await writeFile(join(batch.outFolder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * The fields in which `after` is another than `before`, those that only one of them has included: all of a first statement to somebody
 * who held nothing, of an update only what is not as it was sent last. None of an entry that is closed: it is taken back as a whole.
 */
const CHANGED_FIELDS = sql`case
    when "after" is null then []::varchar[]
    when "before" is null then list_sort(json_keys("after"))
    else list_filter(list_sort(list_distinct(list_concat(json_keys("before"), json_keys("after")))),
      lambda name: json_extract("before", '$."' || name || '"') is distinct from json_extract("after", '$."' || name || '"'))
  end`;

/** The rows of the batch as targets get them. */
function batchSql(table: string, { batchId, target }: BatchPlace): Sql {
  return sql`
    select ${batchId}::varchar as batch_id, seq, ${target}::varchar as target, op, key, "before", "after",
      ${CHANGED_FIELDS} as changed_fields,
      reason, version, sha256(sent) as hash_before, hash_after,
      sha256(${target}::varchar || chr(31) || key || chr(31) || op || chr(31) || coalesce(hash_after, '')
        || chr(31) || version::varchar) as idem_key
    from (select *, sha256("after") as hash_after from ${sql.id(table)})`;
}

/** Writes a batch's Parquet as JSON lines, a part at a time. @returns the SHA-256 of the file */
async function writeLines(
  c: Connection,
  parquet: string,
  out: string,
  { rows, partRows }: { readonly rows: number; readonly partRows: number },
): Promise<string> {
  const part = `${out}.part`;
  const hash = createHash("sha256");
  const file = await open(out, "w");
  try {
    for (let done = 0; done < rows; done += partRows) {
      await c.run(
        sql`copy (
          select * replace ("before"::json as "before", "after"::json as "after") from read_parquet(${parquet})
          where seq > ${done} and seq <= ${done + partRows}
        ) to ${part} (format json)`,
        "write batch as JSON lines",
      );
      await append(part, file, hash);
    }
  } finally {
    await file.close();
    await rm(part, { force: true });
  }
  return hash.digest("hex");
}

async function append(part: string, file: FileHandle, hash: Hash): Promise<void> {
  for await (const chunk of createReadStream(part, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer);
    await file.appendFile(chunk as Buffer);
  }
}
