/**
 * What a column of an extract holds: the name of a raw field of the row's person (`RAW_FIELDS` of the canonical record),
 * the same with a role in front where the row speaks of several persons (`mother.full_name`), `key` for the source's own
 * key where no raw field is one, or something no profile maps (`other.…`).
 */
export type LayoutField = string;

/** One column of an extract (the first of a layout is the source's own key, the record id): its header as the real system writes it, and what it holds. */
interface LayoutColumn {
  readonly header: string;
  readonly field: LayoutField;
}

/** How an extract looks: its columns in order, its key, the roles of its rows, the way it writes dates. */
export interface Layout {
  /** Name of the source and of its file without the ending. */
  readonly source: string;
  /** Profile that reads it. */
  readonly profile: string;
  readonly roles: readonly string[];
  readonly delimiter: "," | ";";
  /** Form of most of its dates. */
  readonly dates: "dd/mm/yyyy" | "yyyy-mm-dd" | "yyyymmdd" | "dd-mm-yyyy";
  readonly columns: readonly LayoutColumn[];
}

/** Headers and what stands under each. */
export type Pairs = Readonly<Record<string, LayoutField>>;

/** A layout of comma-separated rows of one subject each, dates as people write them, unless told. */
export function layout(
  source: string,
  profile: string,
  columns: Pairs,
  options: Partial<Pick<Layout, "roles" | "delimiter" | "dates">> = {},
): Layout {
  return {
    source,
    profile,
    roles: options.roles ?? ["subject"],
    delimiter: options.delimiter ?? ",",
    dates: options.dates ?? "dd/mm/yyyy",
    columns: Object.entries(columns).map(([header, field]) => ({ header, field })),
  };
}
