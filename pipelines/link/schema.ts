import { z } from "zod";
import { KINDS } from "../../matchers/generic/field.ts";
import { date, files, machine, writing } from "../config/schema.ts";
import { strict } from "../config/strict.ts";

/** Words that stand in the tables of answers beside the fields. */
const RESERVED: ReadonlySet<string> = new Set([
  "id",
  "file",
  "line",
  "file_no",
  "rank",
  "pass",
  "weight",
  "probability",
  "model",
  "rivals",
  "kin",
]);

const fieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, { error: "a name of small letters a-z, digits and _ (at most 40)" })
  .refine((name) => !/^[lsw]_|_x_|_id$/.test(name) && !RESERVED.has(name), {
    error: `a name other than ${[...RESERVED].join(", ")}, not beginning with l_, s_ or w_, without _x_, not ending with _id`,
  });

const side = strict({
  ...files,
  id: z.string().min(1).describe("header of the column that tells the rows apart; on no row blank or used twice"),
  ...writing,
});

const header = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const formats = z.array(z.string().min(1)).min(1);

const field = strict({
  kind: z
    .enum(KINDS)
    .describe(
      "`text`: words; `date`; `code`: a short sign, compared by letters and digits; `number`: figures that identify or measure, leading zeros left out",
    ),
  register: header
    .optional()
    .describe("header of its column in the register, or several that it may have; the field's name unless told"),
  records: header.optional().describe("the same in the records"),
  formats: z
    .union([
      formats,
      strict({
        register: formats.optional().describe("those of its column in the register"),
        records: formats.optional().describe("those of its column in the records"),
      }),
    ])
    .optional()
    .describe(
      "for dates: how they are written (`dd/MM/yyyy`, `MM/dd/yyyy`, `yyyyMMdd`), tried before what the column itself shows",
    ),
  tolerance: z
    .number()
    .positive()
    .optional()
    .describe("for numbers that measure: so far apart they still agree somewhat"),
  shared: z
    .boolean()
    .default(false)
    .describe(
      "true for what people of one home share (family name, address, phone): it counts little where nothing of the person's own agrees",
    ),
});

/** What a file for `lamsach link` may hold. */
export const linkSchema = strict({
  version: z.literal(1).describe("version of this form: 1"),
  register: side.describe("the file whose rows are to be found, one row a person"),
  records: side.describe("the file whose rows are looked up"),
  fields: z
    .record(fieldName, field, { error: "fields by name" })
    .refine((fields) => Object.keys(fields).length > 0, { error: "at least one field" })
    .describe("what both sides know, by a name of your own"),
  swaps: z
    .array(z.tuple([z.string(), z.string()], { error: "two names of fields" }))
    .default([])
    .describe("pairs of fields whose values may have changed places"),
  one_to_one: z.boolean().default(false).describe("true where no two records are one person"),
  passes: z
    .array(z.array(z.string()).min(1))
    .min(1)
    .optional()
    .describe("lists of fields that must agree for two rows to be compared; chosen from the files unless told"),
  target_false_match_rate: z
    .number()
    .min(0)
    .max(1)
    .default(0.0001)
    .describe(
      "largest expected share of false matches among the linked; the threshold of the posterior follows from it",
    ),
  model: z
    .string()
    .min(1)
    .optional()
    .describe("a `model.json` of an earlier run, to be used as it is; fitted on the two files unless told"),
  out: z.string().min(1).default("out").describe("folder of the results"),
  ...machine,
  as_of: date.optional().describe("the day on which years of two figures turn; today unless told"),
});

/** The file as its YAML says it, defaults filled in. */
export type LinkFile = z.output<typeof linkSchema>;
