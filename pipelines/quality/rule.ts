import { z } from "zod";
import { RAW_FIELDS, type RawField } from "../../matchers/record.ts";
import { strict } from "../config/strict.ts";

/** The five dimensions, in the order of reports, with the sentence that explains each. */
export const DIMENSIONS = {
  dung: { vi: "đúng", en: "correct" },
  du: { vi: "đủ", en: "complete" },
  sach: { vi: "sạch", en: "clean" },
  song: { vi: "sống", en: "live" },
  thong_nhat: { vi: "thống nhất", en: "consistent" },
} as const;

export type Dimension = keyof typeof DIMENSIONS;

/** From light to heavy. Only `fatal` stops publishing unless the gate is told otherwise. */
export const SEVERITIES = ["warning", "error", "fatal"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What is counted on deliveries and on the register, by the product itself: a rule names it and gives its threshold. */
export const MEASURES = [
  "files.arrived",
  "files.on_time",
  "files.header_as_agreed",
  "files.have_rows",
  "files.keep_zeros",
  "files.as_declared",
  "rows.accepted",
  "rows.not_fallen",
  "rows.as_expected",
  "keys.unique",
  "coverage.person",
] as const;
export type Measure = (typeof MEASURES)[number];

const RAW_NAMES = RAW_FIELDS.map((field) => field.name) as [RawField, ...RawField[]];
const percent = z.number().min(0).max(100);

const threshold = strict({
  warn_below: percent.optional().describe("percent of checked objects that pass; less is a warning"),
  fail_below: percent.optional().describe("less than this is a failure"),
  warn_drop: percent.optional().describe("percentage points lost against the last accepted run; more is a warning"),
  fail_drop: percent.optional().describe("more than this is a failure"),
  min_checked: z.int().min(0).default(20).describe("with fewer objects checked, drops are not judged"),
}).describe("absolute and against the last accepted run");

const only = strict({
  kinds: z.array(z.enum(["register", "carrier", "ministry", "association"])).optional(),
  profiles: z.array(z.string()).optional(),
  sources: z.array(z.string()).optional(),
  roles: z.array(z.string()).optional().describe("roles of people in a row; others are not checked"),
});

const sentence = z.string().min(10).max(240);

const code = z.string().regex(/^[a-z]+\.[a-z0-9_]+$/, { error: "kind.snake_case, such as name.encoding_repaired" });

/** A rule as YAML says it. `ok`, `finding` (or both), or `measure` says how it is counted. */
export const ruleSchema = strict({
  id: z.string().regex(/^[a-z]+\.[a-z0-9_]+$/, { error: "kind.snake_case, such as birth.in_future" }),
  vi: sentence.describe("what must hold, one sentence in Vietnamese"),
  en: sentence.describe("the same in English"),
  dimension: z.enum(Object.keys(DIMENSIONS) as [Dimension, ...Dimension[]]),
  severity: z.enum(SEVERITIES),
  field: z
    .string()
    .regex(/^[a-z_]+$/)
    .optional()
    .describe("the field it speaks of; left out with `each`"),
  needs: z.array(z.enum(RAW_NAMES)).default([]).describe("checked only where the source has one of these fields"),
  only: only.default({}).describe("sources and roles it holds for; all unless told"),
  each: z.enum(["required", "provided"]).optional().describe("one check for every such field; {field} stands for it"),
  applies: z.string().min(1).optional().describe("SQL boolean: the record is checked at all"),
  ok: z.string().min(1).optional().describe("SQL boolean: the record passes; null counts as not checked"),
  finding: z
    .union([code.transform((one) => [one]), z.array(code).min(1)])
    .optional()
    .describe("the record passes unless standardisation found this, or one of these; with `ok`, both must hold"),
  measure: z.enum(MEASURES).optional(),
  detail: z.string().optional().describe("SQL text telling how it failed: a code, never a person's value"),
  list: z.boolean().default(true).describe("false: only counted, rows are not listed in `findings`"),
  threshold: threshold.default({ min_checked: 20 }),
  weight: z.number().min(0).max(100).default(1).describe("weight in the index; 0: not in the index"),
})
  .refine((rule) => (rule.ok !== undefined || rule.finding !== undefined) !== (rule.measure !== undefined), {
    error: "ok or finding (or both), or measure alone",
  })
  .refine((rule) => (rule.field === undefined) !== (rule.each === undefined), { error: "exactly one of field, each" });

export const rulesSchema = z.array(ruleSchema);

export type Rule = z.output<typeof ruleSchema>;
export type Threshold = z.output<typeof threshold>;

/** JSON Schema of a rules file, for editors; `rules.schema.json` is kept in step by a test. */
export function rulesJsonSchema(): unknown {
  return z.toJSONSchema(rulesSchema, { io: "input" });
}
