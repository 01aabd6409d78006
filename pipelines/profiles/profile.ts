import { RAW_FIELDS, type RawField } from "../../matchers/record.ts";
import type { ProfileFile } from "./schema.ts";

/** A column of an extract: the profile's name for it and the headers it may have. */
interface ProfileColumn {
  readonly name: string;
  readonly headers: readonly string[];
  readonly required: boolean;
  /** Columns of which the first filled one counts where this one is blank, or not there. */
  readonly otherwise: readonly string[];
}

/** Where a field of a person comes from. */
export type FieldSource =
  | { readonly columns: readonly string[]; readonly join: string }
  /** `otherwise`: the text where none of the columns is filled. */
  | { readonly first: readonly string[]; readonly otherwise?: string }
  | { readonly constant: string };

/** One of the people a row speaks of. */
export interface ProfilePerson {
  readonly role: string;
  /** The row speaks of the person only if one of these columns is filled; null: always. */
  readonly when: readonly string[] | null;
  readonly fields: Readonly<Partial<Record<RawField, FieldSource>>>;
}

/** How a source's columns map to the canonical fields: a profile, complete and checked. */
export interface Profile extends Omit<ProfileFile, "columns" | "extends" | "persons" | "record_id"> {
  readonly columns: readonly ProfileColumn[];
  /** Columns that make the source's own key; null: the content of the row makes one. */
  readonly record_id: readonly string[] | null;
  readonly persons: readonly ProfilePerson[];
}

/** The raw fields that a profile fills for some person; all others are null in every record. */
export function providedFields(profile: Profile): ReadonlySet<RawField> {
  return new Set(profile.persons.flatMap((person) => Object.keys(person.fields) as RawField[]));
}

/** The raw fields that a profile fills for each role. */
export function fieldsByRole(profile: Profile): Record<string, RawField[]> {
  return Object.fromEntries(profile.persons.map(({ role, fields }) => [role, Object.keys(fields) as RawField[]]));
}

/** The raw fields that a profile fills from columns only, none of which is there. */
export function fieldsWithout(profile: Profile, isThere: (column: string) => boolean): RawField[] {
  const isFilled = (source: FieldSource | undefined): boolean => {
    if (source === undefined) return false;
    if ("constant" in source || ("first" in source && source.otherwise !== undefined)) return true;
    return ("first" in source ? source.first : source.columns).some(isThere);
  };
  return [...providedFields(profile)].filter((field) => !profile.persons.some(({ fields }) => isFilled(fields[field])));
}

/** Brings a checked file into its complete form: short forms written out, persons by default. */
export function completeProfile(file: ProfileFile): Profile {
  const columns = Object.entries(file.columns).map(([name, column]) =>
    Array.isArray(column)
      ? { name, headers: column, required: false, otherwise: [] }
      : { name, headers: column.headers, required: column.required, otherwise: column.otherwise },
  );
  const isNamedAlike = file.persons === undefined;
  const persons = file.persons ?? [{ role: "subject", when: undefined, fields: fieldsNamedAlike(columns) }];
  const { extends: _, ...rest } = file;
  return {
    ...rest,
    columns,
    record_id: file.record_id === "row" ? null : file.record_id,
    persons: persons.map((person) => ({
      role: person.role,
      when: person.when ?? null,
      fields: {
        ...Object.fromEntries(
          Object.entries(person.fields).flatMap(([field, source]) => (source ? [[field, completeSource(source)]] : [])),
        ),
        ...(isNamedAlike ? sexOfSubject(file, columns) : {}),
      },
    })),
  };
}

/** Roles of whom one person may rightly stand on several rows; at a carrier every SIM is a row of its own. */
export function repeatingRoles(profile: Profile): readonly string[] {
  return profile.kind === "carrier" ? profile.persons.map(({ role }) => role) : profile.repeats;
}

/** A source of only women, or only men, has no need to say so in every row: what a row does say still counts. */
function sexOfSubject(file: ProfileFile, columns: readonly ProfileColumn[]): Partial<Record<RawField, FieldSource>> {
  const sex = file.subject?.sex;
  if (sex === undefined) return {};
  const hasColumn = columns.some(({ name }) => name === "sex");
  return { sex: hasColumn ? { first: ["sex"], otherwise: sex } : { constant: sex } };
}

type FieldSourceFile = NonNullable<NonNullable<ProfileFile["persons"]>[number]["fields"][RawField]>;

function completeSource(source: FieldSourceFile): FieldSource {
  if (typeof source === "string") return { columns: [source], join: " " };
  if (source.constant !== undefined) return { constant: source.constant };
  if (source.first) return { first: source.first };
  return { columns: source.columns ?? [], join: source.join ?? " " };
}

function fieldsNamedAlike(columns: readonly ProfileColumn[]): Partial<Record<RawField, FieldSourceFile>> {
  return Object.fromEntries(
    RAW_FIELDS.flatMap(({ name }) => (columns.some((column) => column.name === name) ? [[name, name]] : [])),
  );
}
