import { type Layout, layout, type Pairs } from "./layout.ts";

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

/** The carriers' extracts, in the order in which they are written. */
export const CARRIER_EXTRACTS: readonly Layout[] = [
  layout("carrier-viettel", "carrier", SUBSCRIBER),
  layout("carrier-vinaphone", "carrier", SUBSCRIBER_VINAPHONE, { delimiter: ";", dates: "dd-mm-yyyy" }),
  layout("carrier-mobifone", "carrier", SUBSCRIBER_MOBIFONE),
];
