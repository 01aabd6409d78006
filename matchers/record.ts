/** A column of a table that others may rely on. */
export interface Column {
  readonly name: string;
  /** DuckDB type. */
  readonly type: string;
  readonly vi: string;
  readonly en: string;
}

const column = (name: string, type: string, vi: string, en: string): Column => ({ name, type, vi, en });

/**
 * The fields a profile may fill from a source's columns, all as text exactly as read.
 * An ingested record has every one of them, null where the source has none.
 */
export const RAW_FIELDS = [
  column("full_name", "varchar", "họ và tên", "full name"),
  column("family_name", "varchar", "họ (khi tách cột)", "family name, where the source splits the name"),
  column("middle_name", "varchar", "chữ đệm", "middle name"),
  column("given_name", "varchar", "tên", "given name"),
  column("birth_date", "varchar", "ngày sinh", "birth date or year"),
  column("sex", "varchar", "giới tính", "sex"),
  column("id_number", "varchar", "số giấy tờ (định danh, CMND, hộ chiếu)", "identity document number of any kind"),
  column("id_type", "varchar", "loại giấy tờ", "kind of identity document"),
  column("old_id_number", "varchar", "số CMND cũ", "old 9-digit number, where kept apart"),
  column(
    "former_numbers",
    "varchar",
    "các số định danh, CMND cũ",
    "former numbers, old and re-issued, several in a cell",
  ),
  column("passport_number", "varchar", "số hộ chiếu", "passport number"),
  column("tax_number", "varchar", "mã số thuế", "tax number"),
  column("social_number", "varchar", "mã số BHXH", "social insurance number"),
  column("health_number", "varchar", "số thẻ BHYT", "health insurance card number"),
  column("phone", "varchar", "số điện thoại", "phone number or numbers"),
  column("address", "varchar", "địa chỉ", "address as free text"),
  column("street", "varchar", "số nhà, đường", "street line, where units stand in columns of their own"),
  column("commune", "varchar", "xã/phường", "commune, name or code"),
  column("district", "varchar", "huyện/quận", "district, name or code"),
  column("province", "varchar", "tỉnh/thành phố", "province, name or code"),
  column("nationality", "varchar", "quốc tịch", "nationality"),
  column("ethnicity", "varchar", "dân tộc", "ethnic group"),
  column("household_number", "varchar", "số hộ", "household number"),
  column("householder_name", "varchar", "họ tên chủ hộ", "householder's name"),
  column("householder_number", "varchar", "số định danh chủ hộ", "householder's number"),
  column("father_name", "varchar", "họ tên cha", "father's name"),
  column("father_number", "varchar", "số định danh cha", "father's number"),
  column("mother_name", "varchar", "họ tên mẹ", "mother's name"),
  column("mother_number", "varchar", "số định danh mẹ", "mother's number"),
  column("spouse_name", "varchar", "họ tên vợ/chồng", "spouse's name"),
  column("spouse_number", "varchar", "số định danh vợ/chồng", "spouse's number"),
  column("life_status", "varchar", "tình trạng sống/chết", "alive or dead"),
  column("death_date", "varchar", "ngày chết", "date of death"),
  column("status", "varchar", "trạng thái hồ sơ/dịch vụ", "status of the record or service"),
  column("start_date", "varchar", "ngày bắt đầu", "start date"),
  column("end_date", "varchar", "ngày kết thúc", "end date"),
  column("updated_at", "varchar", "ngày cập nhật", "last change in the source"),
  column("msisdn", "varchar", "số thuê bao", "subscriber number"),
  column("contract_type", "varchar", "trả trước/trả sau", "prepaid or postpaid"),
  column("face_check", "varchar", "kết quả đối khớp khuôn mặt", "face comparison result"),
  column("owner_consent", "varchar", "chủ thuê bao xác nhận", "what the owner says of the number"),
] as const satisfies readonly Column[];

export type RawField = (typeof RAW_FIELDS)[number]["name"];

/** What names a record: stands first in every table. */
export const KEY_COLUMNS = [
  column("source", "varchar", "nguồn", "source"),
  column("record_id", "varchar", "khóa của nguồn", "the source's own key"),
  column("role", "varchar", "vai trò của người trong dòng", "the person's role in the row"),
] as const satisfies readonly Column[];

/** Where a record was read. `line` is the physical line or row number, from 1, header included. */
export const ORIGIN_COLUMNS = [
  column("file", "varchar", "tệp", "source file, relative to the inbox"),
  column("line", "bigint", "dòng", "line in the file"),
] as const satisfies readonly Column[];

/**
 * The canonical person record: what standardisation makes of the raw fields.
 * In `records` these stand beside the raw fields, which carry the suffix `_read`.
 */
export const CANONICAL_COLUMNS = [
  column("name", "varchar", "họ tên chuẩn", "name, NFC, one space, title case, marks by one rule"),
  column("name_key", "varchar", "khóa tên của CSDLQG (NGUYENVANA)", "the register's own key: no marks, no spaces"),
  column("name_kind", "varchar", "person/organisation/noise/empty", "what the name field holds"),
  column("family", "varchar", "họ", "family name"),
  column("middle", "varchar", "chữ đệm", "middle name"),
  column("given", "varchar", "tên", "given name"),
  column("birth_date", "date", "ngày sinh (đủ ngày tháng năm)", "birth date, null unless complete"),
  column("birth_year", "smallint", "năm sinh", "birth year"),
  column("birth_precision", "varchar", "day/month/year/default", "what of the birth date is known"),
  column("sex", "varchar", "M nam, F nữ", "sex: M or F"),
  column("person_number", "varchar", "số định danh 12 số", "12-digit number, repaired where safe"),
  column("number_state", "varchar", "tình trạng số định danh", "ok, repaired, wrong, junk, unrecoverable, none"),
  column("old_number", "varchar", "số CMND 9 số", "9-digit number, repaired where safe"),
  column("passport", "varchar", "số hộ chiếu", "passport number"),
  column("phone", "varchar", "điện thoại E.164", "first phone number, E.164"),
  column("phones", "varchar[]", "mọi số điện thoại", "all phone numbers of the cell, E.164"),
  column("street", "varchar", "số nhà, đường", "street line"),
  column("house_number", "varchar", "số nhà", "house number"),
  column("commune_old", "varchar", "mã xã trước 1/7/2025", "commune code, list before 1 July 2025"),
  column("district_old", "varchar", "mã huyện trước 1/7/2025", "district code, list before 1 July 2025"),
  column("province_old", "varchar", "mã tỉnh trước 1/7/2025", "province code, list before 1 July 2025"),
  column("commune_now", "varchar", "mã xã hiện nay", "commune code, list of today"),
  column("province_now", "varchar", "mã tỉnh hiện nay", "province code, list of today"),
  column("place_list", "varchar", "danh mục khi ghi", "the list the address was written in: old, now, both or null"),
  column("place_state", "varchar", "mức chắc chắn của địa chỉ", "exact, split, ambiguous, district, province, none"),
  column("place_alternatives", "varchar[]", "các xã có thể (hiện nay)", "all communes of today it may be"),
  column("service_active", "boolean", "còn hiệu lực", "the service or record is active"),
  column("contract_type", "varchar", "prepaid/postpaid", "prepaid or postpaid"),
  column("face_check", "varchar", "matched/not_matched/not_done", "face comparison: matched, not_matched, not_done"),
  column("owner_consent", "varchar", "mine/not_mine/unknown", "what the document's owner says of the number"),
  column("life", "varchar", "alive/dead", "alive or dead, where the source says so"),
  column("updated_on", "date", "ngày cập nhật", "last change in the source"),
] as const satisfies readonly Column[];

/** Integers for matching. Never published. Codes are made by `codeOf`; blanks are null. */
export const CODE_COLUMNS = [
  column("name_code", "bigint", "", "code of the canonical name, marks kept"),
  column("key_code", "bigint", "", "code of name_key"),
  column("family_code", "bigint", "", "code of the family token (folded lower case with marks)"),
  column("middle_code", "bigint", "", "code of the first middle token"),
  column("middle2_code", "bigint", "", "code of the last middle token, null unless there are two or more"),
  column("given_code", "bigint", "", "code of the last given token"),
  column("birth_int", "integer", "", "yyyymmdd; 00 where month or day is unknown"),
  column("number_int", "bigint", "", "person_number as an integer"),
  column("old_number_int", "bigint", "", "old_number as an integer"),
  column("phone_int", "bigint", "", "phone as an integer"),
  column("street_code", "bigint", "", "code of the street's folded name"),
  column("house_code", "bigint", "", "code of the house number, with the lanes that lead to it"),
  column("hamlet_code", "bigint", "", "code of the hamlet's kind and number, or of its folded name"),
  column("hamlet_kind", "utinyint", "", "kind of the hamlet (HAMLET_KIND), 0 for a bare name"),
] as const satisfies readonly Column[];
