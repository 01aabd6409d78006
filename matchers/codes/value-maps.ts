/** The small codes a profile may map, and the values each may take. */
export const CODE_VALUES = {
  sex: ["M", "F"],
  life: ["alive", "dead"],
  active: ["active", "inactive"],
  contract: ["prepaid", "postpaid"],
  document: ["person", "old", "passport", "military", "birth_certificate", "foreign", "other"],
  face: ["matched", "not_matched", "not_done"],
  consent: ["mine", "not_mine", "unknown"],
} as const;

export type CodeKind = keyof typeof CODE_VALUES;

/** Value as folded by `foldValue` → code; `null` means the value says that it is not known. */
export type ValueMap = ReadonlyMap<string, string | null>;

const NOT_STATED = [
  "",
  "khong ro",
  "kxd",
  "chua ro",
  "chua xac dinh",
  "khong xac dinh",
  "khong co",
  "null",
  "unknown",
  "n/a",
  "na",
  "-",
  "?",
];

function map(notStated: readonly string[], values: Readonly<Record<string, string>>): ValueMap {
  const entries: [string, string | null][] = [...NOT_STATED, ...notStated].map((value) => [value, null]);
  for (const [code, words] of Object.entries(values)) for (const word of words.split("|")) entries.push([word, code]);
  return new Map(entries);
}

/** Every phrase of a word of each list, in their order; an empty word is left out. */
function phrases(...lists: readonly (readonly string[])[]): string[] {
  const all = lists.reduce<readonly string[]>(
    (begun, words) => begun.flatMap((begin) => words.map((word) => `${begin} ${word}`.trim())),
    [""],
  );
  return [...new Set(all)];
}

/**
 * A subscriber blocked one way or both is in force: a block is a step on the way to the end of the contract (Decree
 * 49/2017 art. 1), or a debt, and is lifted again.
 */
const BLOCKED = [
  ...phrases(
    ["", "tam", "bi", "dang", "da", "da bi", "dang bi"],
    ["khoa", "chan"],
    ["1 chieu", "2 chieu", "mot chieu", "hai chieu", "1c", "2c", "chieu di", "chieu den", "goi di", "goi den"],
  ),
  ...phrases(
    ["tam ngung", "tam dung", "tam ngung dich vu", "tam dung dich vu"],
    ["1 chieu", "2 chieu", "mot chieu", "hai chieu", "chieu di"],
  ),
  ...["k1c", "k2c", "c1c", "c2c", "khoa cuoc", "khoa no cuoc"],
];

/** What a state of life and a reason why a card or contract ended both say of the dead. */
const DEAD =
  "chet|da chet|tu tran|da tu tran|tu vong|da tu vong|da mat|da qua doi|hy sinh|da hy sinh|hi sinh|da hi sinh";

/** The end of a contract, of a subscriber or another: "Đã thanh lý", "Chấm dứt HĐ", "Bị thu hồi số". */
const ENDED = phrases(
  ["", "da", "bi", "da bi"],
  [
    "thanh ly",
    "cham dut",
    "thu hoi",
    "ket thuc",
    "ngung",
    "huy",
    "huy bo",
    "cat",
    "cat huy",
    "cat huy bo",
    "ngung su dung",
    "dung su dung",
  ],
  [
    "",
    "hd",
    "hop dong",
    "dich vu",
    "dv",
    "thue bao",
    "tb",
    "so",
    "so thue bao",
    "sim",
    "hoat dong",
    "su dung dich vu",
    "cung cap dich vu",
    "theo yeu cau",
    "do no cuoc",
  ],
);

/**
 * What sources write, folded: lower case, no marks, one space. Beside words there are broken encodings of "nữ"
 * (TCVN3 `n÷`, VNI `nöõ`, UTF-8 read as cp1252 or Latin-1) and common slips.
 * The figures for sex are those of QCVN 109:2017 (0 unknown, 1 male, 2 female); `sexMapFor` reads 0 by the column.
 */
export const DEFAULT_VALUE_MAPS: Readonly<Record<CodeKind, ValueMap>> = {
  sex: map(["0", "3", "9", "khac", "other", "o", "u", "x", "lgbt"], {
    M: "1|m|nam|male|man|trai|con trai|be trai|nam gioi|gioi tinh nam|dan ong|ong|anh|mr|♂|01|nan|namm|t|boy",
    F: "2|f|nu|female|woman|gai|con gai|be gai|nu gioi|gioi tinh nu|phu nu|dan ba|ba|chi|co|♀|nuwx|nu74|mrs|ms|miss|02|n÷|nöõ|nu*|ná»¯|naº¯|n?|nuu|nưu|g|girl",
  }),
  life: map([], {
    alive: "1|song|con song|dang song|alive|binh thuong|thuong tru|tam tru|tam vang|dang cu tru|active|hoat dong",
    dead: `2|${DEAD}|tuyen bo chet|bi tuyen bo chet|da bao tu|mat|qua doi|bao tu|da khai tu|khai tu|dead|deceased|died|xoa do chet`,
  }),
  active: map([], {
    active: [
      "1|true|yes|y|active|hoat dong|dang hoat dong|con hieu luc|hieu luc|dang su dung|dang huong|dang hoc|dang tham gia|mo|binh thuong|a|act|in_use|normal|hai chieu|song|dang dieu tri|moi|hop le",
      "con han|con han su dung|con gia tri|con gia tri su dung|dang luu hanh|dang cap dien|dang sinh hoat|dang dong|dang quan ly|chuyen den",
      "hoat dong binh thuong|hoat dong 2 chieu|hoat dong hai chieu|mo 2 chieu|mo hai chieu|kich hoat|da kich hoat|hoa mang|da hoa mang|dau noi|da dau noi|con hoat dong|dang hieu luc|activated",
      ...BLOCKED,
    ].join("|"),
    inactive: [
      "0|false|no|n|inactive|khong hoat dong|tam ngung|het han|het hieu luc|dong|khoa|bi khoa|tam khoa|da khoa|da bi khoa|dang khoa|dang bi khoa|thoi huong|nghi hoc|thoi hoc|closed|terminated|suspended|blocked|cancelled|expired|i|d",
      "khong su dung|khong con su dung|khong con hoat dong|khong con hieu luc|da het han|da het hieu luc|vo hieu|vo hieu hoa|da roi mang|roi mang|da ngat mang|ngat mang|chua kich hoat|cho kich hoat|chua hoat dong|deactivated|disconnected|canceled|ended|withdrawn|revoked",
      "het han su dung|het gia tri|het gia tri su dung|khong con gia tri|ngung cap dien|da dung dong|dung dong|bo hoc|da bo hoc|chuyen truong|da chuyen truong|chuyen di|da chuyen di|tot nghiep|da tot nghiep",
      "ra khoi hoi|da ra khoi hoi|chuyen sinh hoat|da chuyen sinh hoat|xoa ten|da xoa ten|khai tru|da khai tru|sang ten|da sang ten|het nien han",
      DEAD,
      ...ENDED,
    ].join("|"),
  }),
  contract: map([], {
    prepaid: "1|tra truoc|thue bao tra truoc|tt|ttr|prepaid|pre|pre-paid|0",
    postpaid: "2|tra sau|thue bao tra sau|ts|postpaid|post|post-paid",
  }),
  document: map([], {
    person:
      "cccd|cmnd 12 so|cmnd12|can cuoc cong dan|the can cuoc|can cuoc|cc|the cccd|cccd gan chip|can cuoc cong dan gan chip|dinh danh ca nhan|so dinh danh|dinh danh|ma dinh danh|sddcn|ddcn|so dinh danh ca nhan|the can cuoc cong dan|citizen_id|giay chung nhan can cuoc",
    old: "cmnd|cmt|cmtnd|chung minh|chung minh thu|chung minh thu nhan dan|chung minh nhan dan|cmnd 9 so|cmnd9|giay cmnd|giay chung minh nhan dan",
    passport: "hc|ho chieu|passport|pp|ho chieu viet nam|pass",
    military:
      "cmsq|cmqd|cmqn|chung minh quan doi|chung minh si quan|chung minh quan nhan|the quan doi|the quan nhan|giay chung minh quan doi",
    birth_certificate: "gks|giay khai sinh|khai sinh|so khai sinh",
    foreign: "ho chieu nuoc ngoai|the thuong tru|the tam tru|thi thuc|visa|foreign_passport|nguoi nuoc ngoai",
    other:
      "khac|other|giay to khac|gplx|giay phep lai xe|bang lai|bang lai xe|bhxh|bhyt|mst|the dang vien|the hoc sinh|the sinh vien",
  }),
  face: map([], {
    matched: "1|ok|khop|trung khop|dat|pass|passed|matched|match|true|yes|y|thanh cong|da xac thuc|dung",
    not_matched:
      "0|khong khop|khong trung khop|khong dat|fail|failed|not_matched|mismatch|false|no|n|that bai|sai|lech",
    not_done:
      "2|chua|chua doi khop|chua xac thuc|chua thuc hien|not_done|pending|none|cho xac thuc|mien|chua lam|chua kiem tra",
  }),
  consent: map([], {
    mine: "1|dung|cua toi|chinh chu|xac nhan|da xac nhan|dong y|yes|y|true|mine|dang su dung",
    not_mine:
      "0|khong|khong phai cua toi|khong cua toi|khong phai|khong su dung|tu choi|khong dong y|no|n|false|not_mine|khong chinh chu|phan anh sai",
    unknown: "2|chua|chua xac nhan|chua tra loi|khong phan hoi|chua phan hoi|pending|none",
  }),
};
