import { CANONICAL_COLUMNS, type Column, KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS } from "../../matchers/record.ts";
import { column, type Table } from "./table.ts";

const level = (name: string, vi: string, en: string): Column =>
  column(name, "utinyint", `mức khớp ${vi} (0: không so được)`, `agreement level of ${en} (0: nothing to compare)`);
const bits = (name: string, vi: string, en: string): Column =>
  column(name, "integer", `trọng số ${vi}, phần nghìn bit`, `weight of ${en}, thousandths of a bit`);

/** What is known of each record: itself, who it is, and which records are one person. */
export const RECORD_TABLES: readonly Table[] = [
  {
    name: "records",
    vi: "Bản ghi đã chuẩn hóa của mọi nguồn, cạnh giá trị đã đọc (hậu tố _read); không gồm CSDL dân cư",
    en: "Standardised records of every source beside what was read (suffix _read); without the register",
    columns: [
      ...KEY_COLUMNS,
      ...ORIGIN_COLUMNS,
      ...CANONICAL_COLUMNS,
      column("findings", "varchar[]", "mã những gì chuẩn hóa phát hiện", "codes of what standardisation found"),
      ...RAW_FIELDS.map((field) =>
        column(`${field.name}_read`, field.type, `${field.vi}, như đã đọc`, `${field.en}, as read`),
      ),
    ],
  },
  {
    name: "register_rows",
    vi: "Dòng của CSDL dân cư có trong findings: đứng ở tệp, dòng nào",
    en: "Rows of the register that stand in findings: in which file and line",
    columns: [
      ...KEY_COLUMNS,
      ...ORIGIN_COLUMNS,
      ...CANONICAL_COLUMNS.filter(({ name }) => name === "province_now" || name === "commune_now"),
    ],
  },
  {
    name: "matches",
    vi: "Mỗi bản ghi là ai trong CSDL quốc gia về dân cư, và vì sao",
    en: "Who each record is in the register, and why",
    columns: [
      ...KEY_COLUMNS,
      column(
        "person_id",
        "varchar",
        "số định danh của người được xác định",
        "number of the person it is, where that is settled",
      ),
      column(
        "status",
        "varchar",
        "verified, corrected, linked, review, conflict, not_found, unmatchable",
        "verified, corrected, linked, review, conflict, not_found, unmatchable",
      ),
      column(
        "probability",
        "decimal(7,6)",
        "xác suất là người đó; không bao giờ là 1, cao nhất ghi 0,999999",
        "probability that it is that person; never 1, written as 0.999999 at most",
      ),
      column(
        "p_none",
        "decimal(7,6)",
        "xác suất không có trong CSDL; chỉ là 1 khi không có ai để so",
        "probability that nobody in the register is; 1 only where nobody could be compared",
      ),
      column(
        "margin",
        "decimal(7,3)",
        "cách người kế tiếp, bit; trống nếu chỉ so số",
        "distance to the next candidate, bits; null if only a number pass ran",
      ),
      column(
        "number_owner_id",
        "varchar",
        "số định danh chủ của số giấy tờ",
        "person who owns the number on the record",
      ),
      column(
        "best_candidate_id",
        "varchar",
        "người phù hợp nhất khi chưa chắc",
        "best candidate, where it is not settled",
      ),
      column("pass", "varchar", "lượt so khớp đã tìm ra", "pass that found it"),
      column("snapshot", "varchar", "mã mô hình", "model snapshot"),
      column("reasons", "varchar[]", "mã lý do", "reason codes"),
    ],
  },
  {
    name: "evidence",
    vi: "Bằng chứng: một dòng một ứng viên của một bản ghi",
    en: "Evidence: one row a candidate of a record",
    columns: [
      ...KEY_COLUMNS,
      column("person_id", "varchar", "số định danh ứng viên", "candidate's number"),
      column("rank", "smallint", "thứ hạng của ứng viên", "the candidate's rank"),
      column("pass", "varchar", "lượt tìm ra ứng viên", "pass that found the candidate"),
      level("family", "họ", "family name"),
      level("middle", "chữ đệm", "middle name"),
      level("given", "tên", "given name"),
      level("birth", "ngày sinh", "birth date"),
      level("sex", "giới tính", "sex"),
      level("place", "nơi ở", "place"),
      level("phone", "điện thoại", "phone"),
      level("number", "số giấy tờ", "document number"),
      bits("w_family", "họ", "family name"),
      bits("w_middle", "chữ đệm", "middle name"),
      bits("w_given", "tên", "given name"),
      bits("w_name", "cả họ tên", "the whole name"),
      bits("w_birth", "ngày sinh", "birth date"),
      bits("w_sex", "giới tính", "sex"),
      bits("w_place", "nơi ở", "place"),
      bits("w_phone", "điện thoại", "phone"),
      bits("w_number", "số giấy tờ", "document number"),
      bits("w_review", "quyết định của người duyệt", "the reviewer's decision"),
      column("weight", "integer", "tổng trọng số, phần nghìn bit", "total weight, thousandths of a bit"),
      column(
        "probability",
        "decimal(7,6)",
        "xác suất của ứng viên, cao nhất ghi 0,999999",
        "the candidate's probability, written as 0.999999 at most",
      ),
      column("snapshot", "varchar", "mã mô hình", "model snapshot"),
    ],
  },
  {
    name: "duplicates",
    vi: "Nhóm bản ghi của cùng một người: trùng trong một nguồn, hoặc chưa có trong CSDL dân cư mà có ở nhiều nguồn",
    en: "Groups of records of one person: repeated within a source, or not in the register but in several sources",
    columns: [
      column(
        "group_id",
        "varchar",
        "mã nhóm, giữ nguyên khi bản ghi nhỏ nhất còn trong nhóm",
        "id of the group, the same as long as its smallest record stays",
      ),
      column(
        "kind",
        "varchar",
        "within_source: trùng trong một nguồn; unregistered: đề nghị đăng ký dân cư",
        "within_source: repeated in one source; unregistered: candidate for registration",
      ),
      ...KEY_COLUMNS,
      column(
        "person_id",
        "varchar",
        "số định danh của người được xác định; trống nếu các bản ghi chỉ được so với nhau",
        "number of the person they are; null where the records were only compared with each other",
      ),
      column("members", "integer", "số bản ghi của nhóm", "records of the group"),
      column(
        "rank",
        "integer",
        "thứ tự trong nhóm; 1 là bản ghi mà các bản ghi khác giống nhất",
        "place in the group; 1 is the record that the others are most like",
      ),
      level("family", "họ với bản ghi 1", "family name with record 1"),
      level("middle", "chữ đệm với bản ghi 1", "middle name with record 1"),
      level("given", "tên với bản ghi 1", "given name with record 1"),
      level("birth", "ngày sinh với bản ghi 1", "birth date with record 1"),
      level("sex", "giới tính với bản ghi 1", "sex with record 1"),
      level("place", "nơi ở với bản ghi 1", "place with record 1"),
      level("phone", "điện thoại với bản ghi 1", "phone with record 1"),
      level("number", "số giấy tờ với bản ghi 1", "document number with record 1"),
      bits("weight", "của cặp với bản ghi 1", "the pair with record 1"),
      column(
        "probability",
        "decimal(7,6)",
        "xác suất là cùng một người với bản ghi 1, cao nhất ghi 0,999999",
        "probability to be one person with record 1, written as 0.999999 at most",
      ),
      column("reasons", "varchar[]", "mã lý do", "reason codes"),
    ],
  },
];
