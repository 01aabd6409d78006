export type Language = "vi" | "en";

interface Words {
  readonly vi: string;
  readonly en: string;
}

/** The words around an explanation. */
export const WORDS = {
  record: { vi: "Bản ghi", en: "Record" },
  role: { vi: "vai trò", en: "role" },
  answer: { vi: "Kết quả", en: "Answer" },
  person: { vi: "Người", en: "Person" },
  nobody: { vi: "không có trong CSDL", en: "not in the register" },
  reasons: { vi: "Lý do", en: "Reasons" },
  candidate: { vi: "Ứng viên", en: "Candidate" },
  candidates: { vi: "Không có ứng viên nào.", en: "There is no candidate." },
  owner: { vi: "chủ của số đã khai", en: "owner of the number given" },
  pass: { vi: "lượt", en: "pass" },
  bits: { vi: "bit", en: "bits" },
  total: { vi: "Tổng", en: "Total" },
  snapshot: { vi: "Mô hình", en: "Model snapshot" },
  ofRecord: { vi: "Bản ghi", en: "Record" },
  replaySame: {
    vi: "Tính lại từ bằng chứng đã lưu: kết quả như cũ",
    en: "Recomputed from the stored evidence: the same answer",
  },
  replayOther: {
    vi: "Tính lại từ bằng chứng đã lưu: KHÁC kết quả đã ghi",
    en: "Recomputed from the stored evidence: NOT the stored answer",
  },
  stands: { vi: "Vị trí", en: "Stands in" },
  line: { vi: "dòng", en: "line" },
  registerRow: {
    vi: "Dòng của CSDL dân cư: các nguồn được đối chiếu với nó, bản thân nó không có ứng viên.",
    en: "A row of the register: sources are held against it, it has no candidates itself.",
  },
  fails: { vi: "Không đạt các quy tắc (câu nêu điều phải đúng)", en: "Fails these rules (each says what should be)" },
  failsNothing: { vi: "Không vi phạm quy tắc nào có liệt kê.", en: "It fails no rule that lists rows." },
  recordsOf: { vi: "Bản ghi của các nguồn được xác định là người này", en: "Records of sources that are this person" },
  recordsOfNone: {
    vi: "Không bản ghi nào của các nguồn được xác định là người này.",
    en: "No record of a source was found to be this person.",
  },
  masked: {
    vi: "Giá trị được che; thêm --reveal để xem (có ghi sổ).",
    en: "Values are masked; --reveal shows them (it is noted).",
  },
} as const satisfies Record<string, Words>;

/** Probability as a percentage that is never rounded to certainty; one is kept in millionths, so that 0 too stands for less. */
export function percent(probability: number, language: Language): string {
  const cut = Math.floor(probability * 10_000) / 100;
  const text = cut === 0 ? "< 0.01" : cut >= 100 ? "> 99.99" : cut.toFixed(2);
  return `${language === "vi" ? text.replace(".", ",") : text} %`;
}

/** Bits with their sign. */
export function signedBits(bits: number, language: Language): string {
  const text = `${bits < 0 ? "−" : "+"}${Math.abs(bits).toFixed(1)}`;
  return language === "vi" ? text.replace(".", ",") : text;
}
