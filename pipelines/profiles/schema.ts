import { z } from "zod";
import { CODE_VALUES, type CodeKind } from "../../matchers/codes/value-maps.ts";
import { RAW_FIELDS, type RawField } from "../../matchers/record.ts";
import { bilingual, slug, strict } from "../config/strict.ts";

const RAW_FIELD_NAMES = RAW_FIELDS.map((field) => field.name) as [RawField, ...RawField[]];

/** The fields whose values a profile may translate, and the kind of code of each (its codes: `CODE_VALUES`). */
export const VALUE_KINDS = {
  sex: "sex",
  life_status: "life",
  status: "active",
  id_type: "document",
  contract_type: "contract",
  face_check: "face",
  owner_consent: "consent",
} as const satisfies Partial<Record<RawField, CodeKind>>;

export type ValueField = keyof typeof VALUE_KINDS;

const columnName = z.string().regex(/^[a-z][a-z0-9_]*$/, {
  error: "a column name of small letters a-z, digits and underscores, a letter first",
});
const headers = z.array(z.string().min(1)).min(1);

const column = z
  .union([
    headers.describe("the headers it may have, when the column may be absent"),
    strict({
      headers: headers.describe("the headers it may have in an extract"),
      required: z.boolean().default(false).describe("an extract without it breaks the contract"),
      otherwise: z
        .array(columnName)
        .default([])
        .describe(
          "columns of which the first filled one counts where this one is blank or not there (a year beside the birth date); not in a key",
        ),
    }),
  ])
  .describe(
    "one column: its headers as written anywhere; marks, case, spaces, underscores and capitals in the middle make no difference",
  );

const fieldSource = z
  .union([
    columnName.describe("the column that gives the field"),
    strict({
      columns: z.array(columnName).min(2).optional().describe("columns whose texts are joined"),
      join: z.string().optional().describe("what stands between the joined texts; a space unless told"),
      first: z.array(columnName).min(2).optional().describe("columns of which the first filled one counts"),
      constant: z.string().min(1).optional().describe("a text that every row has"),
    }).refine((source) => [source.columns, source.first, source.constant].filter((x) => x !== undefined).length === 1, {
      error: "exactly one of columns, first, constant",
    }),
  ])
  .describe("where a field comes from: a column, several joined, the first filled of several, or a constant");

const person = strict({
  role: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, { error: "a role of small letters, digits and underscores" })
    .describe("what the person is in the row: subject, child, father, mother, husband, wife, …"),
  when: z
    .array(columnName)
    .min(1)
    .optional()
    .describe("the row speaks of this person only if one of these columns is filled; always, when left out"),
  fields: z
    .partialRecord(z.enum(RAW_FIELD_NAMES), fieldSource)
    .describe("the person's fields (names: docs/profiles.md) and where each comes from"),
});

const valueMap = (kind: CodeKind) => {
  const codes = CODE_VALUES[kind];
  return z
    .record(z.string(), z.enum(codes).nullable())
    .optional()
    .describe(`texts of the source and what they mean: ${codes.join(", ")}, or null for not known`);
};

/** What a profile's YAML may hold. */
export const profileSchema = strict({
  name: slug.describe("the profile's name; the file is called so too"),
  extends: z
    .string()
    .min(1)
    .optional()
    .describe(
      "another profile (name or path) that this one changes: columns are added to its columns, the rest replaces, what is left out stays",
    ),
  title: bilingual.describe("what the source is, for reports"),
  kind: z.enum(["register", "carrier", "ministry", "association"]).describe("who keeps such data"),
  legal: z.string().min(1).optional().describe("the law that the record's content follows"),
  columns: z
    .record(columnName, column)
    .describe(
      "the columns of an extract, by names of your own; a name of a field maps itself when `persons` is left out",
    ),
  record_id: z
    .union([z.array(columnName).min(1), z.literal("row")])
    .describe('columns that make the source\'s own key; "row": it has none, the content of the row makes one'),
  persons: z
    .array(person)
    .min(1)
    .optional()
    .describe("the people a row speaks of; left out: one, role subject, from the columns named as fields"),
  repeats: z
    .array(z.string())
    .default([])
    .describe(
      "roles of whom one person may rightly stand on several rows (a vehicle each, the father of several children): no duplicates there; of kind carrier all roles",
    ),
  events: z
    .boolean()
    .default(false)
    .describe(
      "rows are events that were registered once (a birth, a vaccination), not the present state of a person: who died since is no fault",
    ),
  dates: strict({
    formats: z
      .array(
        z.string().regex(/^(?:d{1,2}|M{1,2}|y{4}|y{2}|H{1,2}|m{2}|s{2}|[-/. T:])+$/, {
          error: "a date format of dd MM yyyy (or d, M, yy, HH, mm, ss) and separators, such as dd/MM/yyyy",
        }),
      )
      .min(1)
      .describe("tried in this order before the column is looked at as a whole"),
  })
    .default({ formats: ["dd/MM/yyyy", "yyyy-MM-dd"] })
    .describe("how the source writes dates"),
  values: strict(
    Object.fromEntries(Object.entries(VALUE_KINDS).map(([field, kind]) => [field, valueMap(kind)])) as Record<
      ValueField,
      ReturnType<typeof valueMap>
    >,
  )
    .default({})
    .describe("codes of the source that the product does not know by itself; keys in quotes"),
  units: strict({
    lists: z
      .array(z.enum(["old", "now"]))
      .min(1)
      .describe("lists of administrative units in use: old (before 1 July 2025), now; columns may hold names or codes"),
  })
    .default({ lists: ["old", "now"] })
    .describe("how the source writes administrative units"),
  contract: strict({
    on_extra: z
      .enum(["freeze", "report", "ignore"])
      .describe(
        "a column that is not named, or one that stands twice. freeze: the first is dropped and reported, the second refuses the file; report: both are reported; ignore: neither",
      ),
    on_missing: z
      .enum(["freeze", "report"])
      .describe("a required column that is not there. freeze refuses the file; report reads it as empty and says so"),
  })
    .default({ on_extra: "freeze", on_missing: "freeze" })
    .describe("what happens when the columns are others than declared"),
  requires: z
    .array(z.enum(RAW_FIELD_NAMES))
    .default([])
    .describe("fields that every record must have filled; what is missing is reported under đủ"),
  subject: strict({
    min_age: z.int().min(0).max(130).optional().describe("youngest, in whole years"),
    max_age: z.int().min(0).max(130).optional().describe("oldest, in whole years"),
    sex: z
      .enum(["M", "F"])
      .optional()
      .describe("only men (M) or only women (F); without `persons`, of a row that tells no sex too"),
  })
    .optional()
    .describe("who of the register should be in the source; coverage is measured only when this is given"),
});

/** A profile as its YAML says it, defaults filled in. */
export type ProfileFile = z.output<typeof profileSchema>;
