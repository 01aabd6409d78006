import { CANONICAL_COLUMNS, type Column, KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS } from "../../matchers/record.ts";

/** A published table and what its columns mean. */
export interface Table {
  readonly name: string;
  readonly vi: string;
  readonly en: string;
  readonly columns: readonly Column[];
}

const column = (name: string, type: string, vi: string, en: string): Column => ({ name, type, vi, en });

const RECORD_KEY = [...KEY_COLUMNS];
const level = (name: string, vi: string, en: string): Column =>
  column(name, "utinyint", `mức khớp ${vi} (0: không so được)`, `agreement level of ${en} (0: nothing to compare)`);
const bits = (name: string, vi: string, en: string): Column =>
  column(name, "integer", `trọng số ${vi}, phần nghìn bit`, `weight of ${en}, thousandths of a bit`);

/** Columns of `findings`. */
export const FINDING_COLUMNS = [
  ...RECORD_KEY,
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
] as const;

/** Columns of `quality`. */
export const QUALITY_COLUMNS = [
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

/** Every published table with its columns, in the order of the dictionary. */
export const TABLES: readonly Table[] = [
  {
    name: "records",
    vi: "Bản ghi đã chuẩn hóa của mọi nguồn, cạnh giá trị đã đọc (hậu tố _read); không gồm CSDL dân cư",
    en: "Standardised records of every source beside what was read (suffix _read); without the register",
    columns: [
      ...RECORD_KEY,
      ...ORIGIN_COLUMNS,
      ...CANONICAL_COLUMNS,
      column("findings", "varchar[]", "mã những gì chuẩn hóa phát hiện", "codes of what standardisation found"),
      ...RAW_FIELDS.map((field) =>
        column(`${field.name}_read`, field.type, `${field.vi}, như đã đọc`, `${field.en}, as read`),
      ),
    ],
  },
  {
    name: "matches",
    vi: "Mỗi bản ghi là ai trong CSDL quốc gia về dân cư, và vì sao",
    en: "Who each record is in the register, and why",
    columns: [
      ...RECORD_KEY,
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
      column("probability", "decimal(7,6)", "xác suất là người đó", "probability that it is that person"),
      column("p_none", "decimal(7,6)", "xác suất không có trong CSDL", "probability that nobody in the register is"),
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
      ...RECORD_KEY,
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
      column("probability", "decimal(7,6)", "xác suất của ứng viên", "the candidate's probability"),
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
      ...RECORD_KEY,
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
        "xác suất là cùng một người với bản ghi 1",
        "probability to be one person with record 1",
      ),
      column("reasons", "varchar[]", "mã lý do", "reason codes"),
    ],
  },
  {
    name: "findings",
    vi: "Bản ghi không đạt quy tắc: một dòng một bản ghi, quy tắc và trường",
    en: "Records that fail a rule: one row a record, rule and field",
    columns: FINDING_COLUMNS,
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
    name: "sims",
    vi: "Mỗi thuê bao một phát hiện, một việc phải làm, các hạn",
    en: "Each subscriber's one finding, action and due dates",
    columns: [
      column("msisdn", "varchar", "số thuê bao", "subscriber number"),
      column("carrier", "varchar", "nhà mạng", "carrier"),
      ...KEY_COLUMNS.slice(0, 2),
      column("person_id", "varchar", "số định danh chủ thuê bao", "owner's number"),
      column("finding", "varchar", "phát hiện", "finding"),
      column("action", "varchar", "việc phải làm", "action"),
      column("first_seen", "date", "ngày bắt đầu tính hạn", "day the clock began"),
      column("notices_until", "date", "hết hạn thông báo", "last day of notices"),
      column("one_way_block_due", "date", "hạn khóa một chiều", "one-way block due"),
      column("two_way_block_due", "date", "hạn khóa hai chiều", "two-way block due"),
      column("contract_end_due", "date", "hạn chấm dứt hợp đồng", "end of contract due"),
      column("owner_sims_carrier", "bigint", "số SIM của chủ tại nhà mạng", "the owner's SIMs with the carrier"),
      column("owner_sims", "bigint", "số SIM của chủ ở mọi nhà mạng", "the owner's SIMs over all"),
      column("owner_group", "varchar", "nhóm 1-3, 4-9, 10+", "group 1-3, 4-9, 10+"),
    ],
  },
  {
    name: "quarantine",
    vi: "Dòng bị loại khi đọc, với lý do (chứa dòng thô: hạn chế)",
    en: "Rows rejected while reading, with the reason (holds the raw line: restricted)",
    columns: [
      column("source", "varchar", "nguồn", "source"),
      ...ORIGIN_COLUMNS,
      column("reason", "varchar", "mã lý do", "reason code"),
      column("detail", "varchar", "chi tiết, không chứa giá trị", "detail, without values"),
      column("raw", "varchar", "dòng như đã đọc", "the line as read"),
    ],
  },
  {
    name: "runs",
    vi: "Các lần chạy đã chấp nhận và lần này",
    en: "The accepted runs and this one",
    columns: [
      column("seq", "integer", "thứ tự", "order"),
      column("run", "varchar", "lần chạy", "run"),
      column("day", "date", "ngày dữ liệu của lần này; trống với lần trước", "day of this run; null for earlier ones"),
      column("verdict", "varchar", "kết quả kiểm tra của lần này", "verdict of this run's gate"),
    ],
  },
  {
    name: "sources",
    vi: "Các nguồn của lần chạy này",
    en: "The sources of this run",
    columns: [
      column("source", "varchar", "nguồn", "source"),
      column("title_vi", "varchar", "tên", "name in Vietnamese"),
      column("title_en", "varchar", "tên tiếng Anh", "name in English"),
      column("kind", "varchar", "register, carrier, ministry, association", "register, carrier, ministry, association"),
      column("profile", "varchar", "hồ sơ ánh xạ cột", "profile"),
      column("holder", "varchar", "nơi giữ nguồn", "who keeps it"),
      column("as_of", "date", "ngày dữ liệu", "day whose state it shows"),
      column("files", "bigint", "số tệp đã nhận", "files that came"),
      column("missing_files", "bigint", "số tệp thiếu", "files missing"),
      column("physical_rows", "bigint", "số dòng trong tệp", "rows in the files"),
      column("accepted_rows", "bigint", "số dòng nhận", "rows accepted"),
      column("quarantined_rows", "bigint", "số dòng bị loại", "rows rejected"),
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
    ],
  },
  {
    name: "provinces",
    vi: "Tỉnh, thành phố theo từng danh mục",
    en: "Provinces and cities of each list",
    columns: [
      column(
        "list",
        "varchar",
        "danh mục: old trước 1/7/2025, now hiện nay",
        "list: old before 1 July 2025, now since",
      ),
      column("code", "varchar", "mã", "code"),
      column("name", "varchar", "tên", "name"),
      column("now_code", "varchar", "mã tỉnh hiện nay", "code of the province of today"),
    ],
  },
];
