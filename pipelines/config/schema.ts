import { z } from "zod";
import type { TextEncoding } from "../../connectors/readers/read-request.ts";
import { LEAST_MEMORY_MIB, mebibytes, SIZE } from "./memory-size.ts";
import { bilingual, slug, strict } from "./strict.ts";

/** Formats that the readers know. */
const FORMATS = ["csv", "tsv", "parquet", "jsonl", "arrow", "xlsx", "qcvn109"] as const;

/** Encodings of text extracts. An encoding is declared, never guessed. */
const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "tcvn3",
  "vni",
  "vps",
  "viqr",
  "viscii",
  "windows-1258",
  "windows-1252",
] as const satisfies readonly TextEncoding[];

/** A day. */
export const date = z.iso.date({ error: 'a date in quotes, "yyyy-mm-dd"' });
const delimiter = z.string().regex(/^[^\r\n]{1,4}$/, { error: "one character to four in quotes, no line break" });
const fraction = z.number().min(0).max(1);
const path = z.string().min(1);

/** Where the files of an extract lie. */
export const files = {
  format: z.enum(FORMATS).describe("how the files are written"),
  path: z
    .union([path, z.array(path).min(1)])
    .describe(
      "file, or several that must all be there; * and ? stand for any characters within a name; relative to this file's folder",
    ),
};

/** How the files of an extract are written. */
export const writing = {
  encoding: z
    .enum(ENCODINGS)
    .default("utf-8")
    .describe("encoding of csv, tsv and jsonl; a byte order mark is understood"),
  delimiter: delimiter
    .optional()
    .describe('character between the columns of a csv, or up to four, in quotes; "," unless told'),
  quote: z
    .string()
    .regex(/^[ -~]?$/, { error: 'one ASCII character in quotes, or "" for none' })
    .optional()
    .describe('character around texts that hold the delimiter, \'"\' unless told; "" for none'),
  compression: z
    .enum(["none", "gzip", "auto"])
    .default("auto")
    .describe(
      "auto: gzip when a file starts as gzip does; parquet and xlsx are packed in themselves and never read so",
    ),
  sheet: z.string().min(1).optional().describe("sheet of an xlsx by name; the first unless told"),
};

/** What the process may use. */
export const machine = {
  memory: z
    .string()
    .regex(SIZE, { error: 'a size with its unit, in quotes, such as "2GB" or "1500MB"' })
    .refine((size) => !SIZE.test(size) || mebibytes(size) >= LEAST_MEMORY_MIB, {
      error: `at least "${LEAST_MEMORY_MIB}MiB"`,
    })
    .default("2GB")
    .describe(`what the whole process may use, ${LEAST_MEMORY_MIB}MiB at least; LAMSACH_MEMORY goes before it`),
  threads: z
    .int()
    .min(1)
    .max(256)
    .optional()
    .describe("processor threads; all of the machine unless told; LAMSACH_THREADS goes before it"),
};

const extract = {
  ...files,
  profile: path.describe("a shipped profile's name (docs/profiles.md) or the path of your own (.yaml)"),
  ...writing,
  as_of: date.optional().describe("the day whose state the extract shows; the day of the run unless told"),
  title: bilingual.optional().describe("name in reports; the profile's title unless told"),
  legal_basis: z.string().min(1).optional().describe("law, decision or agreement under which the data is processed"),
  purpose: z.string().min(1).optional().describe("what the data is processed for"),
};

const source = strict({
  name: slug
    .refine((name) => name !== "register", { error: 'a name other than "register"' })
    .describe("the source's own name: stands in every table and file name"),
  ...extract,
  carrier: z.string().min(1).optional().describe("the carrier that keeps it, for roll-ups (mobifone, viettel, …)"),
  ministry: z.string().min(1).optional().describe("the ministry, agency or association that keeps it"),
  expected: strict({
    required: z.boolean().default(true).describe("a run without it ends with exit code 6"),
    rows: strict({
      min: z.int().min(0).optional().describe("fewer rows are reported"),
      max: z.int().min(0).optional().describe("more rows are reported"),
    })
      .default({})
      .describe("how many rows an extract has"),
    every_days: z
      .int()
      .min(1)
      .optional()
      .describe("an extract whose as_of is older than this many days is late; not checked where as_of is not told"),
    max_fall: fraction
      .default(0.2)
      .describe(
        "share of rows by which it may fall against when it last came whole before that is reported and nothing is closed on its account; 1: whatever comes is taken for whole",
      ),
  })
    .default({ required: true, rows: {}, max_fall: 0.2 })
    .describe("what is expected of every delivery"),
});

const sync = strict({
  targets: z.array(slug).optional().describe("sources that corrections are written for; all unless told"),
  retired: z
    .array(slug)
    .default([])
    .describe("sources that are gone for good: what the register was told of them is closed"),
  breaker: strict({
    insert: fraction.default(0.2).describe("largest share of inserts and reopenings"),
    update: fraction.default(0.2).describe("largest share of updates"),
    close: fraction.default(0.02).describe("largest share of closes"),
    min_rows: z.int().min(0).default(100).describe("batches up to this many rows pass whatever the shares"),
  })
    .default({ insert: 0.2, update: 0.2, close: 0.02, min_rows: 100 })
    .describe(
      "a batch that would change more of what a target has is held until confirmed (exit code 7), but for its first",
    ),
});

const sims = strict({
  notice_days: z.int().min(1).default(5).describe("consecutive days of notices, one a day"),
  one_way_days: z.int().min(1).default(15).describe("days from the first notice to the one-way block"),
  two_way_days: z.int().min(1).default(15).describe("days from the one-way to the two-way block"),
  end_days: z.int().min(1).default(30).describe("days from the two-way block to the end of the contract"),
});

/** What a config file may hold. */
export const configSchema = strict({
  version: z.literal(1).describe("version of this form: 1"),
  register: strict({
    ...extract,
    max_fall: fraction
      .default(0.02)
      .describe("share of persons by which it may fall against when it last came whole; a run on fewer is blocked"),
  }).describe("the population register that every source is held against, one row a person"),
  sources: z.array(source).min(1).describe("the extracts to be matched, in the order of reports"),
  inbox: path
    .default("inbox")
    .describe("folder that extracts are delivered to; file names in tables are relative to it"),
  out: path.default("out").describe("folder of the results: out/latest is the last good run"),
  work: path
    .default("work")
    .describe("folder of a run's intermediate tables, spill, logs and the ledger; holds persons' data"),
  state: path
    .default("state")
    .describe("folder of what lasts between runs: snapshot, reviews, acknowledged deltas, clocks, quality history"),
  key_file: path
    .default("lamsach.key")
    .describe("file with the secret key of tokens, made by `lamsach init`, mode 0600; LAMSACH_KEY_FILE goes before it"),
  ...machine,
  as_of: date
    .optional()
    .describe(
      "the day the run takes for today (ages, due dates); the real day unless told; LAMSACH_AS_OF goes before it",
    ),
  keep: z.int().min(1).max(1000).default(7).describe("how many runs are kept in out/runs, and how many in out/blocked"),
  keep_days: z
    .int()
    .min(1)
    .max(36_500)
    .default(730)
    .describe(
      "how many days answered batches (out/outbox-done, from the answer) and logs (work/logs) are kept, and never fewer than the last `keep` of each; two years, as Decree 174/2026 art. 34 asks carriers to keep what they hold of a subscriber after the service",
    ),
  matching: strict({
    target_false_match_rate: fraction
      .default(0.0005)
      .describe(
        "largest share of false matches among accepted ones; `lamsach train` sets the accepting threshold of the posterior by it, and a first run without training takes 1 less 20 times it (0.95 to 0.9995)",
      ),
    audit_records: z
      .int()
      .min(0)
      .default(12_000)
      .describe(
        "records of all sources on which a run audits its own matching, at least 300 of each source; 0: no audit",
      ),
    seed: z.int().min(0).default(1).describe("seed of the samples"),
  })
    .default({ target_false_match_rate: 0.0005, audit_records: 12_000, seed: 1 })
    .describe("how sure a match must be"),
  quality: strict({
    preset: path.default("cv4856").describe("weights and bands of the quality index: a shipped name or a .yaml path"),
    rules: z.array(path).default([]).describe("files with rules of your own, added to the shipped ones"),
    fail_on: z
      .enum(["fatal", "error", "warning"])
      .default("fatal")
      .describe("the lightest finding of the gate that stops publishing (exit code 3)"),
  })
    .default({ preset: "cv4856", rules: [], fail_on: "fatal" })
    .describe("rules and gate"),
  sync: sync
    .default({ retired: [], breaker: { insert: 0.2, update: 0.2, close: 0.02, min_rows: 100 } })
    .describe("the changes that are written for the sources"),
  sims: sims
    .default({ notice_days: 5, one_way_days: 15, two_way_days: 15, end_days: 30 })
    .describe("days of the notice and blocking procedure (Decree 49/2017 art. 1)"),
  privacy: strict({
    open_file: z
      .boolean()
      .default(true)
      .describe("also publish a DuckDB file without personal values (tokens, birth year, commune)"),
  })
    .default({ open_file: true })
    .describe("what is kept and shown of persons"),
});

/** A config as its YAML says it, defaults filled in. */
export type ConfigFile = z.output<typeof configSchema>;
export type SourceFile = z.output<typeof source>;
