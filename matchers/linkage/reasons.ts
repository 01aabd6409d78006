/** A sentence in both languages. */
export interface Reason {
  readonly vi: string;
  readonly en: string;
}

/** Why a record has its status: each code of `matches.reasons`, in the order they are listed there. */
export const REASONS = {
  "review.same": { vi: "Người duyệt xác nhận là cùng một người", en: "A reviewer said that this is the person" },
  "review.none": {
    vi: "Người duyệt xác nhận không ai trong số các ứng viên là người này",
    en: "A reviewer said that none of the candidates is the person",
  },
  "review.different": {
    vi: "Người duyệt xác nhận có ứng viên là người khác",
    en: "A reviewer said of a candidate that it is another person",
  },
  "number.found": { vi: "Số định danh có trong cơ sở dữ liệu dân cư", en: "The number is in the register" },
  "number.old_found": {
    vi: "Tìm thấy qua số CMND cũ hoặc hộ chiếu",
    en: "Found by the old 9-digit number or passport",
  },
  "number.reissued": {
    vi: "Số định danh đã được cấp lại; đây là số trước",
    en: "The number was withdrawn and re-issued; this is the earlier one",
  },
  "number.slip": {
    vi: "Số định danh sai, thiếu hoặc thừa một chữ số hoặc đảo hai chữ số, hoặc số CMND cũ sai như vậy",
    en: "The number has one digit wrong, left out or too many, or two neighbours exchanged, or the old number one wrong",
  },
  "number.not_in_register": {
    vi: "Số định danh không có trong cơ sở dữ liệu dân cư",
    en: "The number is not in the register",
  },
  "number.other_person": { vi: "Số định danh thuộc về người khác", en: "The number belongs to somebody else" },
  "name.marks": { vi: "Họ tên chỉ khác dấu", en: "The name differs only in its marks" },
  "name.spelling": {
    vi: "Họ tên viết khác (chính tả vùng miền, gõ nhầm, viết tắt)",
    en: "The name is spelt differently (regional spelling, slip, initial)",
  },
  "name.middle": { vi: "Chữ đệm khác hoặc thiếu", en: "The middle name differs or is missing" },
  "name.order": { vi: "Họ và tên bị đảo", en: "Family and given name have changed places" },
  "name.differs": { vi: "Họ hoặc tên khác", en: "Family or given name is another one" },
  "birth.year_only": { vi: "Ngày sinh chỉ so được đến năm", en: "The birth date could be compared only by year" },
  "birth.swapped": { vi: "Ngày và tháng sinh bị đảo", en: "Day and month of birth have changed places" },
  "birth.part": {
    vi: "Ngày sinh sai một chữ số, hoặc khác ngày tháng trong cùng năm",
    en: "The birth date has a wrong digit, or another day of the same year",
  },
  "birth.year": { vi: "Năm sinh lệch một đến ba năm", en: "The birth year is one to three years off" },
  "birth.differs": { vi: "Ngày sinh khác", en: "The birth date differs" },
  "sex.differs": { vi: "Giới tính khác", en: "Sex differs" },
  "place.differs": { vi: "Nơi cư trú khác tỉnh", en: "The address is in another province" },
  "candidates.tie": { vi: "Nhiều người phù hợp như nhau", en: "Several persons fit equally well" },
  "candidates.near": { vi: "Có người khác phù hợp gần bằng", en: "Another person fits nearly as well" },
  "evidence.weak": { vi: "Bằng chứng chưa đủ", en: "The evidence is not enough" },
  "register.no_number": {
    vi: "Người này trong cơ sở dữ liệu dân cư chưa có số định danh dùng được",
    en: "This person's row in the register has no usable number",
  },
  "register.nobody": { vi: "Không ai trong cơ sở dữ liệu dân cư phù hợp", en: "Nobody in the register fits" },
  "record.organisation": { vi: "Tên là của tổ chức", en: "The name is an organisation's" },
  "record.no_name": { vi: "Không có họ tên dùng được", en: "There is no usable name" },
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof REASONS;
