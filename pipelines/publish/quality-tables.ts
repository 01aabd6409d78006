import { KEY_COLUMNS } from "../../matchers/record.ts";
import { column, type Table } from "./table.ts";

/** Columns of `quality`. */
const QUALITY_COLUMNS = [
  column("run", "varchar", "lần chạy", "run"),
  column("source", "varchar", "nguồn", "source"),
  column("carrier", "varchar", "nhà mạng, bộ ngành, hội giữ nguồn", "carrier, ministry or association that keeps it"),
  column(
    "province",
    "varchar",
    "mã tỉnh (danh mục từ 1/7/2025), trống: không rõ",
    "province code (list since 1 July 2025), null: unknown",
  ),
  column("field", "varchar", "trường; với độ phủ: nhóm tuổi", "field; for coverage: the age band"),
  column("dimension", "varchar", "tiêu chí", "dimension"),
  column("rule", "varchar", "mã quy tắc", "rule id"),
  column("n_ok", "bigint", "số đối tượng đạt", "objects that pass"),
  column("n_fail", "bigint", "số đối tượng không đạt", "objects that fail"),
  column("n_na", "bigint", "số đối tượng không kiểm tra", "objects not checked"),
] as const;

/** What the rules found: record by record, counted, over the runs, and the rules themselves. */
export const QUALITY_TABLES: readonly Table[] = [
  {
    name: "findings",
    vi: "Bản ghi không đạt quy tắc có liệt kê (`rules.listed`): một dòng một bản ghi, quy tắc và trường",
    en: "Records that fail a rule that lists them (`rules.listed`): one row a record, rule and field",
    columns: [
      ...KEY_COLUMNS,
      column(
        "dimension",
        "varchar",
        "tiêu chí: dung, du, sach, song, thong_nhat",
        "dimension: dung, du, sach, song, thong_nhat",
      ),
      column("rule", "varchar", "mã quy tắc (bảng rules)", "rule id (table rules)"),
      column("field", "varchar", "trường", "field"),
      column("severity", "varchar", "mức: warning, error, fatal", "severity: warning, error, fatal"),
      column(
        "detail",
        "varchar",
        "sai thế nào: mã, không chứa giá trị của người",
        "how it failed: a code, no person's value",
      ),
    ],
  },
  {
    name: "quality",
    vi: "Số đếm chất lượng theo nguồn, tỉnh, trường, quy tắc; mọi tổng hợp là phép cộng",
    en: "Quality counts by source, province, field and rule; every roll-up is a sum",
    columns: QUALITY_COLUMNS,
  },
  {
    name: "quality_history",
    vi: "Chất lượng các lần chạy đã chấp nhận, cộng trên các tỉnh",
    en: "Quality of the accepted runs, summed over provinces",
    columns: [
      column("seq", "integer", "thứ tự lần chạy", "order of the run"),
      ...QUALITY_COLUMNS.filter(({ name }) => !["carrier", "province"].includes(name)),
    ],
  },
  {
    name: "rules",
    vi: "Quy tắc chất lượng",
    en: "Quality rules",
    columns: [
      column("rule", "varchar", "mã quy tắc", "rule id"),
      column("vi", "varchar", "câu tiếng Việt", "sentence in Vietnamese"),
      column("en", "varchar", "câu tiếng Anh", "sentence in English"),
      column("dimension", "varchar", "tiêu chí", "dimension"),
      column("severity", "varchar", "mức", "severity"),
      column("weight", "double", "trọng số trong chỉ số", "weight in the index"),
      column(
        "measure",
        "varchar",
        "đếm tệp, dòng hay độ phủ nào; trống nếu xét từng bản ghi",
        "what of files, rows or coverage is counted; null where records are checked",
      ),
      column(
        "listed",
        "boolean",
        "bản ghi không đạt có trong findings; nếu không thì chỉ đếm",
        "records that fail stand in findings; otherwise they are only counted",
      ),
    ],
  },
];
