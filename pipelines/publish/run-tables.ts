import { KEY_COLUMNS, ORIGIN_COLUMNS } from "../../matchers/record.ts";
import { column, type Table } from "./table.ts";

/** What the run did beside: actions on SIMs, rejected rows, the run, its sources, and the provinces they name. */
export const RUN_TABLES: readonly Table[] = [
  {
    name: "sims",
    vi: "Mỗi thuê bao một phát hiện, một việc phải làm, các hạn",
    en: "Each subscriber's one finding, action and due dates",
    columns: [
      column("msisdn", "varchar", "số thuê bao, như nhà mạng viết", "subscriber number, as the carrier writes it"),
      column(
        "number",
        "varchar",
        "số thuê bao viết chuẩn (+84…), để đếm và nối; trống nếu không phải số điện thoại",
        "the same number in one spelling (+84…), to count and join by; null where it is no phone number",
      ),
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
      column("legal_basis", "varchar", "căn cứ pháp lý của việc xử lý", "law or agreement under which it is processed"),
      column("purpose", "varchar", "mục đích xử lý", "what it is processed for"),
      column("as_of", "date", "ngày dữ liệu", "day whose state it shows"),
      column("files", "bigint", "số tệp đã nhận", "files that came"),
      column("missing_files", "bigint", "số tệp thiếu", "files missing"),
      column("physical_rows", "bigint", "số dòng trong tệp", "rows in the files"),
      column("accepted_rows", "bigint", "số dòng nhận", "rows accepted"),
      column("quarantined_rows", "bigint", "số dòng bị loại", "rows rejected"),
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
