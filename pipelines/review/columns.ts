interface Header {
  readonly vi: string;
  readonly en: string;
}

const header = (vi: string, en: string): Header => ({ vi, en });

/** Columns of a batch in their order, with their headers by language; the last two are for the reviewer. */
export const BATCH_COLUMNS = {
  no: header("STT", "no"),
  candidate: header("Ứng viên", "candidate"),
  source: header("Nguồn", "source"),
  role: header("Vai trò", "role"),
  status: header("Trạng thái", "status"),
  probability: header("Xác suất", "probability"),
  record_name: header("Họ tên (bản ghi)", "record_name"),
  person_name: header("Họ tên (dân cư)", "person_name"),
  record_birth: header("Ngày sinh (bản ghi)", "record_birth"),
  person_birth: header("Ngày sinh (dân cư)", "person_birth"),
  record_sex: header("Giới tính (bản ghi)", "record_sex"),
  person_sex: header("Giới tính (dân cư)", "person_sex"),
  record_address: header("Địa chỉ (bản ghi)", "record_address"),
  person_address: header("Địa chỉ (dân cư)", "person_address"),
  owns_number: header("Là chủ của số", "owns_number"),
  evidence: header("Bằng chứng", "evidence"),
  reasons: header("Lý do", "reasons"),
  record_token: header("Mã bản ghi", "record_token"),
  candidate_token: header("Mã ứng viên", "candidate_token"),
  content: header("Mã nội dung", "content"),
  decision: header("Quyết định", "decision"),
  note: header("Ghi chú", "note"),
} as const satisfies Readonly<Record<string, Header>>;

export type BatchColumn = keyof typeof BATCH_COLUMNS;
