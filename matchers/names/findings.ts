/** What a finding says to the reader, and whether the value was changed by it. */
export interface NameFinding {
  readonly vi: string;
  readonly en: string;
}

/**
 * The findings of name standardisation, in the order in which they are listed. Every repair is one of them,
 * so that no letter is lost or changed without a word.
 */
export const NAME_FINDINGS = {
  "name.encoding_repaired": { vi: "Đã khôi phục tên bị sai bảng mã", en: "name decoded from an old or wrong encoding" },
  "name.typing_repaired": {
    vi: "Đã khôi phục phím gõ Telex/VNI còn sót",
    en: "Telex or VNI keystrokes turned into letters",
  },
  "name.unicode_normalised": { vi: "Đã dựng lại chữ tổ hợp (NFC)", en: "combining marks composed (NFC)" },
  "name.letters_replaced": {
    vi: "Đã thay ký tự hoặc chữ số giống chữ Việt",
    en: "look-alike letters replaced (Ð for Đ, full-width, Cyrillic, 0 for o)",
  },
  "name.mark_moved": { vi: "Đã đặt lại dấu thanh sai chữ", en: "tone mark moved from the wrong letter" },
  "name.spacing_repaired": { vi: "Đã sửa khoảng trắng thừa hoặc ẩn", en: "extra or hidden spaces removed" },
  "name.hidden_characters": { vi: "Có ký tự ẩn hoặc điều khiển", en: "hidden or control characters removed" },
  "name.punctuation_removed": { vi: "Đã bỏ dấu câu, ký hiệu", en: "punctuation or symbols removed" },
  "name.digits_removed": { vi: "Đã bỏ chữ số trong tên", en: "digits removed" },
  "name.note_removed": { vi: "Đã bỏ phần ghi chú kèm tên", en: "note beside the name removed" },
  "name.title_removed": {
    vi: "Đã bỏ danh xưng hoặc tên thánh trước tên",
    en: "title or saint's name before the name removed",
  },
  "name.several_persons": {
    vi: "Ô tên ghi nhiều người, chỉ giữ người đầu",
    en: "several persons in the field, the first one kept",
  },
  "name.glued_split": { vi: "Đã tách các tiếng viết liền", en: "glued words split" },
  "name.abbreviated": { vi: "Tên có phần viết tắt", en: "a part is abbreviated" },
  "name.letters_lost": {
    vi: "Tên mất chữ (dấu ? hoặc ký tự lỗi)",
    en: "letters lost (question marks or replacement characters)",
  },
  "name.marks_missing": { vi: "Tên không có dấu", en: "written without marks" },
  "name.marks_partly_missing": { vi: "Tên thiếu dấu ở một phần", en: "some words are without marks" },
  "name.single_word": { vi: "Tên chỉ có một tiếng", en: "one word only" },
  "name.too_many_words": { vi: "Tên có hơn sáu tiếng", en: "more than six words" },
  "name.order_doubtful": {
    vi: "Thứ tự họ và tên đáng ngờ",
    en: "order of the parts doubtful: a family name stands last",
  },
  "name.not_vietnamese": { vi: "Có tiếng không phải âm tiết tiếng Việt", en: "a word is not a Vietnamese syllable" },
  "name.unreadable": { vi: "Tên lỗi bảng mã, không khôi phục được", en: "broken encoding that could not be decoded" },
  "name.organisation": { vi: "Ô tên ghi tên tổ chức", en: "the field holds an organisation" },
  "name.noise": { vi: "Ô tên không phải tên người", en: "the field does not hold a name" },
  "name.suspicious_text": { vi: "Ô tên chứa mã lệnh hoặc công thức", en: "markup, query or formula text in the field" },
  "name.too_long": { vi: "Tên dài bất thường", en: "longer than a name can be" },
} as const satisfies Record<string, NameFinding>;

export type NameFindingCode = keyof typeof NAME_FINDINGS;

const CODES = Object.keys(NAME_FINDINGS) as NameFindingCode[];
const BITS = new Map(CODES.map((code, i): [NameFindingCode, number] => [code, 2 ** i]));

/** A set of findings as an integer (sum of powers of two, below 2^31). */
export function findingBit(code: NameFindingCode): number {
  return BITS.get(code)!;
}

const lists = new Map<number, readonly NameFindingCode[]>();

/** The findings in a set, in the order of `NAME_FINDINGS`. */
export function findingsOf(bits: number): readonly NameFindingCode[] {
  let list = lists.get(bits);
  if (!list) {
    list = Object.freeze(CODES.filter((_, i) => (bits & (1 << i)) !== 0));
    lists.set(bits, list);
  }
  return list;
}
