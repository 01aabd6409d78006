/** Codes of findings; a carrier's files and `sims` name them so. */
export type SimFindingCode =
  | "status_unknown"
  | "msisdn_invalid"
  | "owner_denies"
  | "owner_dead"
  | "number_of_other"
  | "no_data"
  | "not_in_register"
  | "unconfirmed"
  | "organisation"
  | "old_document"
  | "no_number"
  | "data_differs"
  | "face_failed"
  | "over_three"
  | "ok";

/** What is the matter with a subscriber, the worst first. A SIM has exactly one. */
export interface SimFinding {
  readonly code: SimFindingCode;
  readonly vi: string;
  readonly en: string;
  /** What the carrier does about it. */
  readonly action: SimAction;
}

export type SimAction = "none" | "review" | "update_data" | "withdraw" | "standard_contract";

/** The carrier's actions, with the law's clock where there is one. */
export const SIM_ACTIONS: Readonly<Record<SimAction, { vi: string; en: string; clock: boolean }>> = {
  none: { vi: "không phải làm gì", en: "nothing to do", clock: false },
  review: { vi: "nhân viên xem xét", en: "a clerk looks", clock: false },
  update_data: { vi: "yêu cầu chủ thuê bao cập nhật", en: "ask the subscriber to update", clock: true },
  withdraw: { vi: "thông báo rồi thu hồi", en: "notify, then withdraw", clock: true },
  standard_contract: { vi: "ký hợp đồng theo mẫu", en: "sign the standard contract", clock: true },
};

const finding = (code: SimFindingCode, action: SimAction, vi: string, en: string): SimFinding => ({
  code,
  action,
  vi,
  en,
});

/**
 * The first that holds is a SIM's finding: whether there is a SIM at all, then from the gravest to none. What says that
 * nobody knows whether there is one has no clock: no subscriber is blocked because a word was not understood.
 */
export const SIM_FINDINGS: readonly SimFinding[] = [
  finding(
    "status_unknown",
    "review",
    "không rõ thuê bao còn hiệu lực hay không: trạng thái lạ",
    "a status that is not known: the contract may be over",
  ),
  finding(
    "msisdn_invalid",
    "review",
    "số thuê bao không phải số điện thoại",
    "the subscriber number is no phone number",
  ),
  finding(
    "owner_denies",
    "withdraw",
    "chủ giấy tờ xác nhận không dùng số này",
    "the document's owner says the number is not theirs",
  ),
  finding("owner_dead", "withdraw", "chủ thuê bao đã chết theo CSDLQG", "the owner is dead in the register"),
  finding(
    "number_of_other",
    "update_data",
    "số giấy tờ là của người khác",
    "the document number belongs to somebody else",
  ),
  finding("no_data", "update_data", "thiếu họ tên hoặc giấy tờ", "name or document is missing"),
  finding("not_in_register", "update_data", "không tìm thấy người này trong CSDLQG", "nobody in the register fits"),
  finding("unconfirmed", "review", "nghi khớp, chờ xác nhận", "probably the same person, unconfirmed"),
  finding("organisation", "review", "thuê bao của tổ chức", "a subscriber that is an organisation"),
  finding("old_document", "update_data", "còn dùng CMND 9 số", "still registered with a 9-digit card"),
  finding(
    "no_number",
    "update_data",
    "nhận ra người nhưng thiếu số định danh",
    "the person is known but the number is missing",
  ),
  finding(
    "data_differs",
    "update_data",
    "đúng người, một số trường khác CSDLQG",
    "the right person, some fields differ from the register",
  ),
  finding("face_failed", "update_data", "khuôn mặt không khớp", "face comparison failed"),
  finding(
    "over_three",
    "standard_contract",
    "từ SIM trả trước thứ tư của một người tại một mạng",
    "the fourth prepaid SIM or later of one person at one carrier",
  ),
  finding("ok", "none", "khớp CSDLQG", "agrees with the register"),
];

/**
 * Days of the procedure (Decree 49/2017 art. 1): a notice a day, then the one-way block so many days after the first
 * notice, the two-way block so many days later, and the end of the contract so many days after that.
 */
export interface NoticeDays {
  readonly notice_days: number;
  readonly one_way_days: number;
  readonly two_way_days: number;
  readonly end_days: number;
}
