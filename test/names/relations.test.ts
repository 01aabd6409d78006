import { describe, expect, it } from "vitest";
import { NAME_RELATION, relateNames } from "../../matchers/names/name-relation.ts";
import { TOKEN_RELATION as R, relateTokens } from "../../matchers/names/token-relation.ts";
import { relatedPairs } from "../../matchers/names/token-relations.ts";
import { growth } from "../support/growth.ts";

const WORD_CASES: readonly [string, string, number][] = [
  ["hòa", "hòa", R.same],
  ["hòa", "hoà", R.placement],
  ["quí", "quý", R.iOrY],
  ["sĩ", "sỹ", R.iOrY],
  ["ly", "li", R.iOrY],
  ["vy", "vi", R.different],
  ["my", "mi", R.different],
  ["nguyeenx", "nguyễn", R.keyboard],
  ["nguye6n4", "nguyễn", R.keyboard],
  ["nguyen", "nguyễn", R.marksMissing],
  ["duc", "đức", R.marksMissing],
  ["năm", "lăm", R.regional],
  ["sương", "xương", R.regional],
  ["trung", "chung", R.regional],
  ["dung", "giung", R.regional],
  ["vũ", "vủ", R.regional],
  ["lan", "lang", R.regional],
  ["phát", "phác", R.regional],
  ["tuân", "tuấn", R.tone],
  ["tuân", "tuan", R.marksMissing],
  ["hưng", "hùng", R.marks],
  ["đan", "dàn", R.marks],
  ["hiếu", "hiéu", R.marks],
  ["nguyễn", "nguyễm", R.slip],
  ["nguyễn", "nguyn", R.slip],
  ["trần", "tầrn", R.slip],
  ["h'hen", "hen", R.slip],
  ["k'brôi", "brôi", R.slip],
  ["h'hen", "lan", R.different],
  ["hoang", "hoàn", R.regional],
  ["hiếu", "híu", R.slip],
  ["hòa", "hà", R.slip],
  ["khỏe", "khẻ", R.slip],
  ["trường", "trừng", R.slip],
  ["hiếu", "hĩu", R.different],
  ["úy", "ý", R.different],
  ["rmah", "rơ mah", R.regional],
  ["ralan", "rah lan", R.regional],
  ["rơ com", "rơ châm", R.different],
  ["ƀlô", "blô", R.marks],
  ["th", "thị", R.abbreviation],
  ["ng", "nga", R.abbreviation],
  ["ng", "nguyễn", R.abbreviation],
  ["v", "văn", R.abbreviation],
  ["hg", "hoàng", R.abbreviation],
  ["h", "huỳnh", R.abbreviation],
  ["ph", "phạm", R.abbreviation],
  ["tr", "trương", R.abbreviation],
  ["trg", "trường", R.abbreviation],
  ["đ", "dung", R.abbreviation],
  ["đ", "dũng", R.different],
  ["hoàng", "huỳnh", R.different],
  ["vũ", "võ", R.different],
  ["an", "bình", R.different],
];

describe("words", () => {
  it("take no longer to relate by the square of their length", () => {
    const relate = (length: number) => {
      for (const page of ["w".repeat(length), "dw".repeat(length / 2), "a6".repeat(length / 2)])
        expect(relateTokens(page, `${page}b`)).toBe(R.slip);
    };
    expect(growth(relate, 20_000)).toBeLessThan(10);
  });

  it.each(WORD_CASES)("%s, %s", (a, b, wanted) => {
    expect(relateTokens(a, b)).toBe(wanted);
    expect(relateTokens(b, a)).toBe(wanted);
  });

  const words = [...new Set([...WORD_CASES.map(([a]) => a), ...WORD_CASES.map(([, b]) => b)])].sort();
  const line = (a: string, b: string, relation: number) => `${a < b ? `${a} ${b}` : `${b} ${a}`} ${relation}`;
  const foundAmong = (all: readonly string[], fresh?: ReadonlySet<string>) =>
    Array.from(relatedPairs(all, fresh), ([a, b, relation]) => line(a, b, relation)).sort();
  const relatedAmong = (all: readonly string[], isAsked: (a: string, b: string) => boolean = () => true) =>
    all
      .flatMap((a, i) => all.slice(i + 1).map((b) => [a, b, isAsked(a, b) ? relateTokens(a, b) : R.different] as const))
      .filter(([, , relation]) => relation > R.same)
      .map(([a, b, relation]) => line(a, b, relation))
      .sort();

  it("are found by the indexes exactly as by comparing all with all, in any order", () => {
    expect(foundAmong(words)).toEqual(relatedAmong(words));
    expect(foundAmong(words.toReversed())).toEqual(relatedAmong(words));
  });

  it.each([["nguyễn", "hg", "nguyeenx"], ["nguyen", "ng", "đ"], ["hoàng"]])(
    "that are new are found with all others: %s …",
    (...list) => {
      const fresh = new Set(list);
      expect(foundAmong(words, fresh)).toEqual(relatedAmong(words, (a, b) => fresh.has(a) || fresh.has(b)));
    },
  );

  it("of which more than a thousand are slips of one name are still found to be its slips", () => {
    const letters = Array.from(
      "abcdefghijklmopqrstuvwxyzăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
    );
    const slips = letters.flatMap((letter) =>
      Array.from({ length: 14 }, (_, at) => `${"nguyễnnguyễnn".slice(0, at)}${letter}${"nguyễnnguyễnn".slice(at)}`),
    );
    const all = [...new Set(["nguyễnnguyễnn", ...slips])];
    const ofName = [...relatedPairs(all)].filter((pair) => pair.includes("nguyễnnguyễnn"));
    expect(all.length).toBeGreaterThan(1000);
    expect(ofName).toHaveLength(all.length - 1);
    expect(ofName.every(([, , relation]) => relation === R.slip)).toBe(true);
  });
});

describe("names", () => {
  it.each([
    ["Nguyễn Văn An", "NGUYỄN VĂN AN", NAME_RELATION.same],
    ["Lê Quí", "Lê Quý", NAME_RELATION.spelling],
    ["Nguyễn Văn An", "Nguyen Van An", NAME_RELATION.marks],
    ["Nguyễn Văn Tuấn", "Nguyễn Văn Tuân", NAME_RELATION.marks],
    ["H'Hen Niê", "HHen Niê", NAME_RELATION.same],
    ["H'Hen Niê", "HHEN NIE", NAME_RELATION.marks],
    ["H'Hen Niê", "Hen Niê", NAME_RELATION.partMissing],
    ["Nguyễn Thị Xuân An", "Nguyễn Thị Xuânan", NAME_RELATION.glued],
    ["Nguyễn Văn An", "An Nguyễn Văn", NAME_RELATION.swapped],
    ["Nguyễn Thị Thu Hà", "HA THI THU NGUYEN", NAME_RELATION.swapped],
    ["Nguyễn Văn Tuấn", "Tuân Văn Nguyễn", NAME_RELATION.different],
    ["Rơ Mah Hùng", "Rmah Hùng", NAME_RELATION.onePartOff],
    ["Rơ Com Hùng", "R'Com Hùng", NAME_RELATION.onePartOff],
    ["Y Ƀlô Kriêng", "Y Blô Kriêng", NAME_RELATION.marks],
    ["Nguyễn Thị Lan", "Ng.Th. Lan", NAME_RELATION.abbreviated],
    ["Lê Văn Hiếu", "Lê Văn Híu", NAME_RELATION.onePartOff],
    ["Nguyễn Văn An", "Nguyễn An", NAME_RELATION.partMissing],
    ["Nguyễn Văn An", "Ng. V. An", NAME_RELATION.abbreviated],
    ["Huỳnh Phương Loan", "H. Phương Loan", NAME_RELATION.abbreviated],
    ["Yên Phương Loan", "Y. Phương Loan", NAME_RELATION.abbreviated],
    ["Nguyễn Văn Sơn", "Nguyễn Văn Xơn", NAME_RELATION.onePartOff],
    ["Nguyễn Thị Hoa", "Nguyễn Ngọc Hoa", NAME_RELATION.onePartOther],
    ["Nguyễn Văn An", "Trần Thị Bình", NAME_RELATION.different],
    ["Công ty An", "Công ty An", NAME_RELATION.different],
  ])("%s, %s", (a, b, wanted) => {
    expect(relateNames(a, b)).toBe(wanted);
    expect(relateNames(b, a)).toBe(wanted);
  });
});
