/**
 * What a column of an extract holds: the name of a raw field of the row's person (`RAW_FIELDS` of the canonical record),
 * the same with a role in front where the row speaks of several persons (`mother.full_name`), `key` for the source's own
 * key where no raw field is one, or something no profile maps (`other.…`).
 */
export type LayoutField = string;

/** One column of an extract (the first of a layout is the source's own key, the record id): its header as the real system writes it, and what it holds. */
export interface LayoutColumn {
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

type Pairs = Readonly<Record<string, LayoutField>>;

function layout(
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

/** The population register as a CSV extract. Unit codes are those of today's list (34 provinces, 3,321 communes). */
export const REGISTER = layout(
  "register",
  "register",
  {
    "Số định danh cá nhân": "id_number",
    "Số CMND": "old_id_number",
    "Số giấy tờ cũ khác": "former_numbers",
    "Họ, chữ đệm và tên khai sinh": "full_name",
    "Ngày, tháng, năm sinh": "birth_date",
    "Giới tính": "sex",
    "Dân tộc": "ethnicity",
    "Quốc tịch": "nationality",
    "Mã tỉnh thường trú": "province",
    "Mã xã thường trú": "commune",
    "Địa chỉ thường trú chi tiết": "street",
    "Số thuê bao di động": "phone",
    "Số hồ sơ cư trú": "household_number",
    "Họ tên chủ hộ": "householder_name",
    "Số định danh chủ hộ": "householder_number",
    "Quan hệ với chủ hộ": "other.relation",
    "Họ tên cha": "father_name",
    "Số định danh cha": "father_number",
    "Họ tên mẹ": "mother_name",
    "Số định danh mẹ": "mother_number",
    "Họ tên vợ/chồng": "spouse_name",
    "Số định danh vợ/chồng": "spouse_number",
    "Trạng thái": "life_status",
    "Ngày chết": "death_date",
    "Ngày cập nhật": "updated_at",
  },
  { dates: "yyyy-mm-dd" },
);

const SUBSCRIBER: Pairs = {
  "Số thuê bao": "msisdn",
  "Họ và tên": "full_name",
  "Ngày sinh": "birth_date",
  "Giới tính": "sex",
  "Loại giấy tờ": "id_type",
  "Số giấy tờ": "id_number",
  "Ngày cấp": "other.issue_date",
  "Nơi cấp": "other.issue_place",
  "Quốc tịch": "nationality",
  "Địa chỉ": "address",
  "Loại thuê bao": "contract_type",
  "Trạng thái": "status",
  "Ngày kích hoạt": "start_date",
  "Ngày chấm dứt": "end_date",
  "Đối khớp khuôn mặt": "face_check",
  "Chủ thuê bao xác nhận": "owner_consent",
  "Ngày cập nhật": "updated_at",
};

const SUBSCRIBER_VINAPHONE: Pairs = {
  SO_TB: "msisdn",
  TEN_KH: "full_name",
  NGAY_SINH: "birth_date",
  GIOI_TINH: "sex",
  LOAI_GT: "id_type",
  SO_GT: "id_number",
  NGAY_CAP_GT: "other.issue_date",
  NOI_CAP_GT: "other.issue_place",
  QUOC_TICH: "nationality",
  DIA_CHI: "address",
  LOAI_TB: "contract_type",
  TRANG_THAI: "status",
  NGAY_KH: "start_date",
  NGAY_CAT: "end_date",
  KQ_KHUON_MAT: "face_check",
  XAC_NHAN_CHU_TB: "owner_consent",
  NGAY_CN: "updated_at",
};

const SUBSCRIBER_MOBIFONE: Pairs = {
  ISDN: "msisdn",
  "Tên khách hàng": "full_name",
  "Năm sinh/Ngày sinh": "birth_date",
  Phái: "sex",
  "Loại GTTT": "id_type",
  "Số GTTT": "id_number",
  "Ngày cấp GTTT": "other.issue_date",
  "Số nhà, đường": "street",
  "Phường/Xã": "commune",
  "Quận/Huyện": "district",
  "Tỉnh/TP": "province",
  "Quốc tịch": "nationality",
  "Hình thức": "contract_type",
  "Tình trạng": "status",
  "Ngày đấu nối": "start_date",
  "Ngày thanh lý": "end_date",
  "Kết quả FaceID": "face_check",
  "KH xác nhận": "owner_consent",
  "Ngày cập nhật": "updated_at",
};

const MEMBER: Pairs = {
  "Mã hội viên": "key",
  "Họ và tên": "full_name",
  "Năm sinh": "birth_date",
  "Thôn/Tổ": "street",
  "Xã/Phường": "commune",
  "Huyện/Quận": "district",
  "Tỉnh/TP": "province",
  "Điện thoại": "phone",
  "Ngày vào Hội": "start_date",
  "Chức vụ": "other.office",
};

/** Every extract but the register's, in the order in which they are written. */
export const EXTRACTS: readonly Layout[] = [
  layout("carrier-viettel", "carrier", SUBSCRIBER),
  layout("carrier-vinaphone", "carrier", SUBSCRIBER_VINAPHONE, { delimiter: ";", dates: "dd-mm-yyyy" }),
  layout("carrier-mobifone", "carrier", SUBSCRIBER_MOBIFONE),
  layout(
    "social-insurance",
    "social-insurance",
    {
      "Mã số BHXH": "social_number",
      "Họ và tên": "full_name",
      "Ngày sinh": "birth_date",
      "Giới tính": "sex",
      "Số CCCD/CMND": "id_number",
      "Điện thoại": "phone",
      "Mã tỉnh": "province",
      "Mã huyện": "district",
      "Mã xã": "commune",
      "Địa chỉ chi tiết": "street",
      "Đơn vị tham gia": "other.employer",
      "Từ ngày": "start_date",
      "Trạng thái": "status",
      "Ngày cập nhật": "updated_at",
    },
    { dates: "dd/mm/yyyy" },
  ),
  layout("health-insurance", "health-insurance", {
    "Số thẻ BHYT": "health_number",
    "Mã số BHXH": "social_number",
    "Họ tên": "full_name",
    "Ngày sinh": "birth_date",
    "Giới tính": "sex",
    "Số định danh": "id_number",
    "Địa chỉ": "address",
    "Họ tên chủ hộ": "householder_name",
    "Hạn từ": "start_date",
    "Hạn đến": "end_date",
    "Ngày cập nhật": "updated_at",
  }),
  layout("driver-licences", "driver-licences", {
    "Số GPLX": "key",
    "Họ và tên": "full_name",
    "Ngày sinh": "birth_date",
    "Số CMND/CCCD": "id_number",
    "Nơi cư trú": "address",
    Hạng: "other.class",
    "Ngày cấp": "start_date",
    "Có giá trị đến": "end_date",
    "Quốc tịch": "nationality",
    "Trạng thái": "status",
  }),
  layout("vehicles", "vehicles", {
    "Biển số": "key",
    "Tên chủ xe": "full_name",
    "Số CCCD/CMND chủ xe": "id_number",
    "Năm sinh": "birth_date",
    "Địa chỉ": "address",
    "Điện thoại": "phone",
    "Loại xe": "other.kind",
    "Nhãn hiệu": "other.make",
    "Ngày đăng ký": "start_date",
    "Trạng thái": "status",
  }),
  layout(
    "passports",
    "passports",
    {
      "Số hộ chiếu": "passport_number",
      "Họ và tên": "full_name",
      "Ngày sinh": "birth_date",
      "Giới tính": "sex",
      "Số ĐDCN/CMND": "id_number",
      "Nơi sinh": "other.birth_place",
      "Ngày cấp": "start_date",
      "Ngày hết hạn": "end_date",
      "Trạng thái": "status",
    },
    { dates: "dd/mm/yyyy" },
  ),
  layout(
    "births",
    "births",
    {
      "Số đăng ký": "key",
      "Ngày đăng ký": "start_date",
      "Họ tên trẻ": "child.full_name",
      "Ngày sinh trẻ": "child.birth_date",
      "Giới tính trẻ": "child.sex",
      "Số ĐDCN trẻ": "child.id_number",
      "Họ tên cha": "father.full_name",
      "Năm sinh cha": "father.birth_date",
      "Giấy tờ cha": "father.id_number",
      "Nơi cư trú cha": "father.address",
      "Họ tên mẹ": "mother.full_name",
      "Năm sinh mẹ": "mother.birth_date",
      "Giấy tờ mẹ": "mother.id_number",
      "Nơi cư trú mẹ": "mother.address",
      "Nơi đăng ký": "other.office",
    },
    { roles: ["child", "father", "mother"] },
  ),
  layout(
    "marriages",
    "marriages",
    {
      "Số đăng ký": "key",
      "Ngày đăng ký": "start_date",
      "Họ tên chồng": "husband.full_name",
      "Ngày sinh chồng": "husband.birth_date",
      "Giấy tờ chồng": "husband.id_number",
      "Nơi cư trú chồng": "husband.address",
      "Họ tên vợ": "wife.full_name",
      "Ngày sinh vợ": "wife.birth_date",
      "Giấy tờ vợ": "wife.id_number",
      "Nơi cư trú vợ": "wife.address",
      "Nơi đăng ký": "other.office",
    },
    { roles: ["husband", "wife"] },
  ),
  layout("labour", "labour", {
    "Mã hồ sơ": "key",
    "Họ và tên người lao động": "full_name",
    "Ngày tháng năm sinh": "birth_date",
    "Giới tính": "sex",
    "Số CCCD": "id_number",
    "Mã số BHXH": "social_number",
    "Điện thoại liên hệ": "phone",
    "Nơi ở hiện nay": "address",
    "Nghề nghiệp": "other.occupation",
    "Tình trạng việc làm": "status",
    "Ngày cập nhật": "updated_at",
  }),
  layout("women-union", "women-union", MEMBER),
  layout("farmers", "farmers", MEMBER),
  layout("elderly", "elderly", MEMBER),
  layout("veterans", "veterans", MEMBER),
  layout(
    "tax",
    "tax",
    {
      MST: "tax_number",
      "Tên người nộp thuế": "full_name",
      "Ngày sinh": "birth_date",
      "Giới tính": "sex",
      "Số giấy tờ": "id_number",
      "Loại giấy tờ": "id_type",
      "Địa chỉ": "address",
      "Điện thoại": "phone",
      "Ngày cấp MST": "start_date",
      "Trạng thái": "status",
    },
    { dates: "yyyy-mm-dd" },
  ),
  layout("pupils", "pupils", {
    "Mã học sinh": "key",
    "Họ tên": "full_name",
    "Ngày sinh": "birth_date",
    "Giới tính": "sex",
    "Số ĐDCN": "id_number",
    "Dân tộc": "ethnicity",
    Trường: "other.school",
    Lớp: "other.class",
    "Thôn/Xóm, số nhà": "street",
    "Xã/Phường": "commune",
    Huyện: "district",
    Tỉnh: "province",
    "Họ tên cha": "father_name",
    "Họ tên mẹ": "mother_name",
    "SĐT phụ huynh": "phone",
    "Trạng thái": "status",
  }),
  layout("vaccinations", "vaccinations", {
    "Mã đối tượng": "key",
    "Họ tên": "full_name",
    "Ngày sinh": "birth_date",
    "Giới tính": "sex",
    "CMND/CCCD/Hộ chiếu": "id_number",
    "Số điện thoại": "phone",
    "Địa chỉ": "address",
    "Họ tên mẹ": "mother_name",
    "Ngày tiêm gần nhất": "updated_at",
  }),
  layout("electricity", "electricity", {
    "Mã khách hàng": "key",
    "Tên khách hàng": "full_name",
    "Số CCCD/MST": "id_number",
    "Điện thoại": "phone",
    "Địa chỉ sử dụng điện": "address",
    "Mục đích sử dụng": "other.purpose",
    "Ngày ký hợp đồng": "start_date",
    "Trạng thái": "status",
  }),
  layout(
    "vneid",
    "vneid",
    {
      "Mã tài khoản": "key",
      "Số định danh": "id_number",
      "Họ tên": "full_name",
      "Ngày sinh": "birth_date",
      "Giới tính": "sex",
      "Số điện thoại": "phone",
      "Mức độ": "other.level",
      "Ngày kích hoạt": "start_date",
      "Trạng thái": "status",
    },
    { dates: "yyyymmdd" },
  ),
];
