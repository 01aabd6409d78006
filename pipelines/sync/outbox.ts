import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What a target answers to a batch: written by the target into the batch's folder as `ack.json`. */
const ackSchema = z.strictObject({
  batch_id: z.string(),
  sha256: z.string().describe("SHA-256 of delta.jsonl as the target received it"),
  rejected: z
    .array(z.strictObject({ seq: z.number().int().positive(), reason: z.string() }))
    .default([])
    .describe("rows not applied; all others are"),
});

const manifestSchema = z.object({
  batch_id: z.string(),
  target: z.string(),
  rows: z.number().int(),
  sha256: z.string(),
});

type Manifest = z.infer<typeof manifestSchema>;

/** A batch that waits in the outbox. */
export interface OutboxBatch {
  readonly batchId: string;
  readonly target: string;
  readonly folder: string;
  readonly sha256: string;
  /** Undefined while the target has not answered. */
  readonly rejected: readonly number[] | undefined;
  /** Why the answer that is there cannot be taken: the batch then counts as not answered. */
  readonly refused: string | undefined;
  /** Hash of what the sync stage reads of it: the batch and its answer. */
  readonly fingerprint: string;
}

/** An outbox that cannot be read as it should: nothing is cut until it is mended. */
export class OutboxError extends Error {
  override readonly name = "OutboxError";
}

/** The batches of a target in the order they were cut. @throws OutboxError on a damaged batch, Error when the folder cannot be read */
export async function readOutbox(outbox: string, target: string): Promise<OutboxBatch[]> {
  const folder = join(outbox, target);
  const names = (await namesIn(folder)).filter((name) => !name.startsWith(".")).sort();
  const batches: OutboxBatch[] = [];
  for (const name of names) {
    const at = join(folder, name);
    const manifest = manifestSchema.safeParse(await readJson(join(at, "manifest.json")));
    if (!manifest.success)
      throw new OutboxError(
        `outbox/${target}/${name}: manifest.json is missing or damaged. Restore the batch from the target's copy, or remove the folder to have its changes cut again.`,
      );
    const { batch_id, sha256, rows } = manifest.data;
    const answer = await readAnswer(join(at, "ack.json"), { batch_id, sha256, rows });
    const refused = typeof answer === "string" ? `outbox/${target}/${name}/ack.json ${answer}` : undefined;
    const rejected = typeof answer === "string" ? undefined : answer;
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([batch_id, sha256, rejected ?? null, refused ?? null]))
      .digest("hex");
    batches.push({ batchId: batch_id, target, folder: at, sha256, rejected, refused, fingerprint });
  }
  return batches;
}

/** What a folder holds; nothing where it is not there. One that cannot be read is no empty one: its batches would be cut again. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Rows that a target rejects; undefined where it has not answered, and in words what is wrong with an answer that cannot be taken.
 * A target's mistake holds back nobody else's night.
 */
async function readAnswer(
  file: string,
  batch: Pick<Manifest, "batch_id" | "sha256" | "rows">,
): Promise<number[] | string | undefined> {
  if (!existsSync(file)) return undefined;
  const ack = ackSchema.safeParse(await readJson(file));
  if (!ack.success)
    return `is not as expected (${ack.error.issues[0]?.path.join(".") || "file"}). It holds batch_id, sha256 and rejected: [{seq, reason}].`;
  // PowerShell writes hashes in capitals.
  if (ack.data.batch_id !== batch.batch_id || ack.data.sha256.toLowerCase() !== batch.sha256)
    return `answers another batch: expected batch_id ${batch.batch_id} and the sha256 of its delta.jsonl.`;
  const beyond = ack.data.rejected.find(({ seq }) => seq > batch.rows);
  if (beyond) return `rejects row ${beyond.seq} of a batch of ${batch.rows}: \`seq\` is to be as in delta.jsonl.`;
  return ack.data.rejected.map((row) => row.seq).sort((a, b) => a - b);
}

async function readJson(path: string): Promise<unknown> {
  try {
    // TextDecoder takes the byte order mark away that Windows tools put first.
    return JSON.parse(new TextDecoder().decode(await readFile(path)));
  } catch {
    return undefined;
  }
}
