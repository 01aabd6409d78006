import { sql } from "../../connectors/duckdb/sql.ts";
import { FIELD_NAMES, FIELDS } from "../../matchers/linkage/levels.ts";
import { levelWords } from "../../matchers/linkage/words.ts";
import { column, type View } from "./table.ts";

const LEVELS = FIELD_NAMES.flatMap((field) =>
  Object.entries(FIELDS[field])
    .map(([name, level]) => ({ field, level, name, ...levelWords(field, name) }))
    .sort((a, b) => a.level - b.level),
);

/** What the numbers in the columns of `evidence` and `duplicates` that hold levels mean. */
export const LEVELS_VIEW: View = {
  name: "evidence_levels",
  vi: "Ý nghĩa các mức khớp trong evidence và duplicates",
  en: "What the agreement levels in evidence and duplicates mean",
  columns: [
    column("field", "varchar", "trường: tên cột của evidence", "field: the name of a column of evidence"),
    column("level", "utinyint", "mức khớp", "agreement level"),
    column("name", "varchar", "tên mức trong mô hình", "name of the level in the model"),
    column("vi", "varchar", "ý nghĩa, tiếng Việt", "meaning in Vietnamese"),
    column("en", "varchar", "ý nghĩa, tiếng Anh", "meaning in English"),
  ],
  query: sql`select field, level::utinyint as level, name, vi, en from (values ${sql.join(
    LEVELS.map(
      ({ field, level, name, vi, en }) =>
        sql`(${sql.lit(field)}, ${sql.int(level)}, ${sql.lit(name)}, ${sql.lit(vi)}, ${sql.lit(en)})`,
    ),
  )}) level(field, level, name, vi, en)`,
};
