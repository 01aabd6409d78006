import type { Field } from "./levels.ts";
import type { Reason } from "./reasons.ts";

type Subject = Field | "prior" | "name" | "review";

const SUBJECTS: Readonly<Record<Subject, Reason>> = {
  prior: { vi: "Trước khi so", en: "Before comparing" },
  family: { vi: "Họ", en: "Family name" },
  middle: { vi: "Chữ đệm", en: "Middle name" },
  given: { vi: "Tên", en: "Given name" },
  name: { vi: "Cả họ tên", en: "Whole name" },
  birth: { vi: "Ngày sinh", en: "Birth date" },
  sex: { vi: "Giới tính", en: "Sex" },
  place: { vi: "Nơi cư trú", en: "Place" },
  phone: { vi: "Điện thoại", en: "Phone" },
  number: { vi: "Số giấy tờ", en: "Number" },
  review: { vi: "Người duyệt", en: "Reviewer" },
};

const NAME_WORDS: Readonly<Record<string, Reason>> = {
  same: { vi: "giống", en: "same" },
  marks: { vi: "giống, một bên thiếu dấu hoặc đặt dấu khác chỗ", en: "same but for missing or misplaced marks" },
  tone: { vi: "khác dấu", en: "other marks" },
  near: { vi: "gần giống (chính tả vùng miền, gõ nhầm)", en: "near (regional spelling, slip)" },
  initial: { vi: "viết tắt", en: "initial" },
  partial: { vi: "giống một phần", en: "one of two words agrees" },
  dropped: { vi: "một bên không có", en: "one side has none" },
  swapped: { vi: "cùng các từ, khác thứ tự", en: "same words in another order" },
  joined: { vi: "cùng các chữ cái, tách từ khác chỗ", en: "same letters, words joined or parted elsewhere" },
  different: { vi: "khác", en: "different" },
};

const LEVELS: Readonly<Partial<Record<Subject, Readonly<Record<string, Reason>>>>> = {
  prior: { register: { vi: "khả năng của một người bất kỳ", en: "odds of any one person" } },
  name: { whole: { vi: "độ hiếm của cả họ tên so với từng phần", en: "rarity of the whole beside that of its parts" } },
  review: {
    same: { vi: "xác nhận là cùng một người", en: "said that this is the person" },
    different: { vi: "xác nhận là người khác", en: "said that this is another person" },
  },
  birth: {
    date: { vi: "giống đủ ngày tháng năm", en: "full date agrees" },
    vague: { vi: "giống, nhưng chỉ có năm hoặc là ngày 1/1", en: "agrees, but is a bare year or 1 January" },
    year: { vi: "cùng năm, một bên chỉ có năm", en: "same year, one side knows no more" },
    swapped: { vi: "đảo ngày và tháng", en: "day and month exchanged" },
    slip: { vi: "sai một chữ số", en: "one digit wrong" },
    sameMonth: { vi: "cùng tháng và năm", en: "same month and year" },
    sameYear: { vi: "cùng năm", en: "same year" },
    nearYear: { vi: "lệch một đến ba năm", en: "one to three years apart" },
    nearYearAlone: {
      vi: "lệch một đến ba năm; một bên chỉ có năm hoặc là ngày 1/1",
      en: "one to three years apart; one side is a bare year or 1 January",
    },
    different: { vi: "khác", en: "different" },
  },
  sex: { same: { vi: "giống", en: "same" }, different: { vi: "khác", en: "different" } },
  place: {
    house: { vi: "cùng số nhà, đường (thôn), xã", en: "same house, street or hamlet, and commune" },
    street: { vi: "cùng đường (thôn), xã, khác số nhà", en: "same street or hamlet, another house" },
    streetAlone: {
      vi: "cùng đường (thôn), xã; một bên không có số nhà",
      en: "same street or hamlet; one side names no house",
    },
    commune: { vi: "cùng xã, khác đường (thôn)", en: "same commune, another street or hamlet" },
    communeAlone: {
      vi: "cùng xã; đường (thôn) của hai bên không so được",
      en: "same commune; street or hamlet of the two cannot be compared",
    },
    district: { vi: "cùng huyện cũ", en: "same former district" },
    province: { vi: "cùng tỉnh", en: "same province" },
    provinceAlone: { vi: "cùng tỉnh; một bên không rõ xã", en: "same province; one side knows no commune" },
    different: { vi: "khác tỉnh", en: "another province" },
  },
  phone: { same: { vi: "giống", en: "same" }, different: { vi: "khác", en: "different" } },
  number: {
    same: { vi: "là số của người này", en: "is this person's" },
    old: { vi: "là số CMND cũ hoặc hộ chiếu của người này", en: "is this person's old number or passport" },
    reissued: { vi: "là số đã đổi của người này", en: "is a former number of this person" },
    slip: { vi: "sai, thiếu hoặc thừa một chữ số", en: "one digit off, left out or too many, or two exchanged" },
    different: { vi: "không phải số của người này", en: "is not this person's" },
    oldSlip: {
      vi: "lệch một chữ số so với số CMND cũ của người này",
      en: "one digit off this person's old number, or two exchanged",
    },
    oldDifferent: { vi: "số CMND cũ khác", en: "another old number" },
    other: {
      vi: "là một số khác hẳn, đúng năm sinh và giới tính của dòng (dòng không có ngày sinh: khác năm sinh hoặc giới tính của người này)",
      en: "is another number, of the row's own birth year and sex (in a row without a birth date: not of this person's)",
    },
  },
};

/** A field's name in both languages. */
export const fieldWords = (field: Subject): Reason => SUBJECTS[field];

const MISSING: Reason = { vi: "không so được", en: "nothing to compare" };

/** A level in both languages. @throws Error for a level the field does not have */
export function levelWords(field: Subject, level: string): Reason {
  if (level === "missing") return MISSING;
  const words = (LEVELS[field] ?? NAME_WORDS)[level];
  if (!words) throw new Error(`field "${field}" has no level "${level}"`);
  return words;
}
