import { z } from "zod";
import { FIELD_NAMES, FIELDS, type Field } from "./levels.ts";
import type { Model } from "./model.ts";

const probability = z.number({ error: "a number" }).gt(0, { error: "more than 0" }).lte(1, { error: "at most 1" });
const share = z.number({ error: "a number" }).min(0, { error: "at least 0" }).max(1, { error: "at most 1" });
const count = z.int({ error: "a whole number" }).min(0, { error: "at least 0" });
const hash = z.string().regex(/^[0-9a-f]{64}$/, { error: "a SHA-256 in hex digits" });

/** Probabilities by field and level. A level may lack, as of a snapshot older than the level: the shipped one then counts. */
const parameters = z.strictObject(
  Object.fromEntries(
    FIELD_NAMES.map((field) => [field, z.strictObject(optional(Object.keys(FIELDS[field]), probability))]),
  ) as Record<Field, z.ZodObject<Record<string, z.ZodOptional<typeof probability>>>>,
);
const unseen = z.strictObject({ inRegister: share, wrongNumber: share });

const schema = z.strictObject({
  version: z.literal(1, { error: "1, as this version of LamSach writes" }),
  trained: z.boolean({ error: "true or false" }),
  registerRows: count,
  m: parameters,
  u: parameters,
  sources: z.record(z.string(), unseen.extend({ m: parameters }), { error: "what is known of each source" }),
  defaults: unseen,
  thresholds: z.strictObject({ accept: share, review: share, falseMatchRate: share }),
  keyCap: count,
  frequencies: z.record(z.string(), hash, { error: "the hash of each table of counts" }),
});

function optional<T extends z.ZodType>(names: readonly string[], type: T): Record<string, z.ZodOptional<T>> {
  return Object.fromEntries(names.map((name) => [name, type.optional()]));
}

/** A model snapshot that cannot be used: cut short, written to by hand, or not with the counts it was made with. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";

  /** @param path the snapshot's JSON, or its table of counts */
  constructor(path: string, what: string) {
    super(
      `${path}: ${what}. Put it back from a backup. Without one, move snapshot.json and snapshot.frequencies.parquet away: the next run makes a new model, and \`lamsach train\` fits it.`,
    );
  }
}

/** How many mistakes are told: a file cut short or of another form has many, and the first ones say it. */
const TOLD = 3;

/** Reads a snapshot's text. @throws SnapshotError naming the file, and what was expected where */
export function parseModel(text: string, path: string): Model {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SnapshotError(path, "expected a model as JSON, found none that can be read (it may be cut short)");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Model;
  const { issues } = parsed.error;
  const more = issues.length > TOLD ? `; and ${issues.length - TOLD} more` : "";
  throw new SnapshotError(path, `${issues.slice(0, TOLD).map(mistake).join("; ")}${more}`);
}

function mistake(issue: z.core.$ZodIssue): string {
  const at = (path: readonly PropertyKey[]) => path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return `expected none but known names, found ${issue.keys.map((key) => at([...issue.path, key])).join(", ")}`;
  const expected = issue.code === "invalid_type" && issue.expected === "object" ? "a group" : issue.message;
  return `expected ${expected} as ${at(issue.path) || "the whole"}`;
}
