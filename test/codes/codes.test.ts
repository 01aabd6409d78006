import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { buildCodeDictionary } from "../../matchers/codes/code-dictionary.ts";
import { CODE_FINDINGS } from "../../matchers/codes/findings.ts";
import { foldValue, sexMapFor, standardiseCode, valueMapFor } from "../../matchers/codes/standardise-code.ts";
import { CODE_VALUES, type CodeKind, DEFAULT_VALUE_MAPS } from "../../matchers/codes/value-maps.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { anyText } from "../identity/hostile-values.ts";
import { fill, memoryEngine } from "../support/memory-engine.ts";

const engine = memoryEngine();
const KINDS = Object.keys(CODE_VALUES) as CodeKind[];

describe("standardiseCode", () => {
  it.each<[CodeKind, string, string | null]>([
    ["sex", "Nam", "M"],
    ["sex", "NỮ", "F"],
    ["sex", "Nữ", "F"],
    ["sex", " nu.", "F"],
    ["sex", "N÷", "F"],
    ["sex", "Nöõ", "F"],
    ["sex", "ná»¯", "F"],
    ["sex", "Gái", "F"],
    ["sex", "1", "M"],
    ["sex", "2", "F"],
    ["sex", "1.0", "M"],
    ["sex", "2.0", "F"],
    ["sex", "0 - Nữ", "F"],
    ["sex", "1. Nam", "M"],
    ["sex", "Phụ nữ", "F"],
    ["sex", "1-2", null],
    ["sex", "Giới tính: Nam", "M"],
    ["sex", "(Nam)", "M"],
    ["sex", "[Nữ]", "F"],
    ["sex", "Nữ (2)", "F"],
    ["sex", "Nam - 1", "M"],
    ["sex", "Nam/Nữ", null],
    ["sex", "Nam (Nữ)", null],
    ["sex", "Nam?", null],
    ["sex", "KXĐ", null],
    ["sex", "Miss", "F"],
    ["life", "Đã qua đời", "dead"],
    ["life", "Hy sinh", "dead"],
    ["life", "chết 2010", "dead"],
    ["life", "Đã mất (1/2/2010)", "dead"],
    ["life", "chết ngày 1/2/2010", "dead"],
    ["life", "còn sống 2010", null],
    ["life", "mất tích 2010", null],
    ["active", "Đã khóa", "inactive"],
    ["active", "Hết hạn 1/2/2030", null],
    ["document", "CMND 12 số", "person"],
    ["document", "CMND 9 số", "old"],
    ["document", "Bằng lái xe", "other"],
    ["sex", "Khác", null],
    ["contract", "Thuê bao trả trước", "prepaid"],
    ["document", "Căn cước công dân gắn chip", "person"],
    ["document", "Chứng minh thư nhân dân", "old"],
    ["life", "Đã chết", "dead"],
    ["life", "Còn sống", "alive"],
    ...[
      "Chặn 2 chiều",
      "Khóa một chiều",
      "Đang bị khóa 2 chiều",
      "Khóa gọi đi",
      "K1C",
      "Tạm dừng chiều đi",
      "Hoạt động 2 chiều",
    ].map((word): [CodeKind, string, string] => ["active", word, "active"]),
    ...[
      ...["Thanh lý", "Đã thanh lý", "Thanh lý HĐ", "Đã thanh lý hợp đồng", "Chấm dứt HĐ", "Chấm dứt cung cấp dịch vụ"],
      ...["Đã thu hồi", "Bị thu hồi số", "Ngừng sử dụng", "Dừng sử dụng", "Ngưng hoạt động", "Đã hủy", "Cắt hủy"],
      ...["Đã cắt", "Kết thúc", "Đã kết thúc hợp đồng", "Rời mạng", "Chưa kích hoạt", "DISCONNECTED"],
    ].map((word): [CodeKind, string, string] => ["active", word, "inactive"]),
    ["active", "Đang dừng", null],
    ["active", "Đang hoạt động", "active"],
    ["contract", "Trả trước", "prepaid"],
    ["contract", "POSTPAID", "postpaid"],
    ["document", "Căn cước công dân", "person"],
    ["document", "CMND", "old"],
    ["document", "Hộ chiếu", "passport"],
    ["face", "Không khớp", "not_matched"],
    ["face", "Khớp", "matched"],
    ["consent", "Không phải của tôi", "not_mine"],
    ["consent", "Không", "not_mine"],
  ])("%s: %j is %j", (kind, raw, code) => {
    expect(standardiseCode(raw, kind, valueMapFor(kind)).code).toBe(code);
  });

  it("tells not stated, not known and blank apart", () => {
    const map = valueMapFor("sex");
    expect(standardiseCode("không rõ", "sex", map).findings).toEqual(["sex.not_stated"]);
    expect(standardiseCode("Hà Nội", "sex", map).findings).toEqual(["sex.unknown_value"]);
    expect(standardiseCode("  ", "sex", map).findings).toEqual([]);
    expect(standardiseCode("xyz", "active", valueMapFor("active")).findings).toEqual(["record.unknown_code"]);
  });

  it("obeys the profile and refuses a code its kind does not have", () => {
    expect(standardiseCode("0", "sex", valueMapFor("sex", { "0": "M", "1": "F" })).code).toBe("M");
    expect(() => valueMapFor("sex", { "0": "male" })).toThrow(/not one of its codes; use M, F or null/);
  });

  it("reads 0 by what else the column holds", () => {
    expect(sexMapFor(["0", "1"]).get("0")).toBe("F");
    expect(sexMapFor(["0.0", "1.0"]).get("0")).toBe("F");
    expect(sexMapFor(["0", "1", "2"]).get("0")).toBeNull();
    expect(sexMapFor(["0", "1"], { "0": null }).get("0")).toBeNull();
  });

  it("names every word of its maps by its own codes", () => {
    for (const kind of KINDS)
      for (const [word, code] of DEFAULT_VALUE_MAPS[kind]) {
        expect(foldValue(foldValue(word))).toBe(foldValue(word));
        if (code !== null) expect(CODE_VALUES[kind]).toContain(code);
      }
  });

  it("never throws", () => {
    const anything = anyText();
    fc.assert(
      fc.property(anything, fc.constantFrom(...KINDS), (raw, kind) => {
        for (const finding of standardiseCode(raw, kind, valueMapFor(kind)).findings)
          expect(CODE_FINDINGS).toHaveProperty([finding]);
      }),
    );
  });
});

it("makes a dictionary of a column", async () => {
  const c = engine.connection();
  await fill(c, "sexes", ["raw"], [["0"], ["1"], ["Nữ"], ["?"], ["đực"]]);
  await buildCodeDictionary(c, {
    values: sql`select raw from sexes`,
    into: "sex_codes",
    lists: new ListNumbers(),
    kind: "sex",
    valueMap: { Đực: "M" },
  });
  expect(await c.rows(sql`select raw, code, findings as n from sex_codes order by raw`, "read")).toEqual([
    { raw: "0", code: "F", n: 0 },
    { raw: "1", code: "M", n: 0 },
    { raw: "?", code: null, n: 1 },
    { raw: "Nữ", code: "F", n: 0 },
    { raw: "đực", code: "M", n: 0 },
  ]);
});
