import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { byNight } from "../ledger/kept-runs.ts";

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

/** A batch that waits in the outbox. */
export interface OutboxBatch {
  readonly batchId: string;
  readonly target: string;
  readonly folder: string;
  readonly sha256: string;
  /** Undefined while the target has not answered. */
  readonly rejected: readonly number[] | undefined;
  /** Hash of what the sync stage reads of it: the batch and its answer. */
  readonly fingerprint: string;
}

/** An outbox that cannot be read as it should: nothing is cut until it is mended. */
export class OutboxError extends Error {
  override readonly name = "OutboxError";
}

/** The batches of a target in the order they were cut. @throws OutboxError on a damaged batch or a wrong answer */
export async function readOutbox(outbox: string, target: string): Promise<OutboxBatch[]> {
  const folder = join(outbox, target);
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith(".")).sort(byNight);
  const batches: OutboxBatch[] = [];
  for (const name of names) {
    const at = join(folder, name);
    const manifest = manifestSchema.safeParse(await readJson(join(at, "manifest.json")));
    if (!manifest.success)
      throw new OutboxError(
        `outbox/${target}/${name}: manifest.json is missing or damaged. Restore the batch from the target's copy, or remove the folder to have its changes cut again.`,
      );
    const ackFile = join(at, "ack.json");
    let rejected: number[] | undefined;
    if (existsSync(ackFile)) {
      const ack = ackSchema.safeParse(await readJson(ackFile));
      if (!ack.success)
        throw new OutboxError(
          `outbox/${target}/${name}/ack.json: ${ack.error.issues[0]?.path.join(".") || "file"} is not as expected. It holds batch_id, sha256 and rejected: [{seq, reason}].`,
        );
      if (ack.data.batch_id !== manifest.data.batch_id || ack.data.sha256 !== manifest.data.sha256)
        throw new OutboxError(
          `outbox/${target}/${name}/ack.json answers another batch: expected batch_id ${manifest.data.batch_id} and the sha256 of its delta.jsonl. Ask the target to answer again.`,
        );
      const beyond = ack.data.rejected.find(({ seq }) => seq > manifest.data.rows);
      if (beyond)
        throw new OutboxError(
          `outbox/${target}/${name}/ack.json rejects row ${beyond.seq} of a batch of ${manifest.data.rows}. Ask the target to answer again, with \`seq\` as in delta.jsonl.`,
        );
      rejected = ack.data.rejected.map((row) => row.seq).sort((a, b) => a - b);
    }
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([manifest.data.batch_id, manifest.data.sha256, rejected ?? null]))
      .digest("hex");
    batches.push({
      batchId: manifest.data.batch_id,
      target,
      folder: at,
      sha256: manifest.data.sha256,
      rejected,
      fingerprint,
    });
  }
  return batches;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
