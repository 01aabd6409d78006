import { describe, expect, it } from "vitest";
import { matchHeader } from "../../connectors/readers/header.ts";
import { standardiseCode, valueMapFor } from "../../matchers/codes/standardise-code.ts";
import { columnContract } from "../../pipelines/profiles/column-contract.ts";
import { loadProfile, shippedProfiles } from "../../pipelines/profiles/load-profile.ts";
import { EXTRACTS, REGISTER } from "../../scripts/generate-sample/layouts.ts";

/** Every system the product names. */
const SYSTEMS = [
  "register",
  "register-qcvn109",
  "carrier",
  "social-insurance",
  "health-insurance",
  "driver-licences",
  "vehicles",
  "passports",
  "births",
  "marriages",
  "deaths",
  "labour",
  "association",
  "women-union",
  "farmers",
  "elderly",
  "veterans",
  "tax",
  "pupils",
  "vaccinations",
  "health-records",
  "electricity",
  "vneid",
];

describe("shipped profiles", () => {
  it("are there for every system", () => {
    expect(shippedProfiles()).toEqual([...SYSTEMS].sort());
  });

  it.each(SYSTEMS)("%s is right, called as its file, and names its people", (name) => {
    const profile = loadProfile(name);
    expect(profile.name).toBe(name);
    expect(profile.persons.length).toBeGreaterThan(0);
    for (const person of profile.persons)
      expect(Object.keys(person.fields).some((field) => ["full_name", "given_name"].includes(field))).toBe(true);
  });

  it("are frozen", () => {
    expect(() => Object.assign(loadProfile("births").persons[0]!.fields, { sex: null })).toThrow(TypeError);
  });
});

describe("the states that a system writes", () => {
  const ACTIVE: Record<string, readonly string[]> = {
    carrier: ["Đang hoạt động", "Đã khóa", "Bị chặn", "Tạm ngưng dịch vụ", "Khóa 2 chiều"],
    "social-insurance": ["Đang tham gia", "Đang đóng"],
    "health-insurance": ["Còn hạn", "Còn giá trị sử dụng"],
    "driver-licences": ["Còn hiệu lực", "Còn giá trị"],
    vehicles: ["Đang lưu hành", "Đang sử dụng"],
    passports: ["Còn giá trị sử dụng"],
    tax: [
      "00",
      "NNT đang hoạt động",
      "00 - NNT đang hoạt động (đã được cấp GCN ĐKT)",
      "NNT tạm ngừng kinh doanh có thời hạn",
      "06 - NNT không hoạt động tại địa chỉ đã đăng ký",
    ],
    pupils: ["Đang học", "Chuyển đến"],
    electricity: ["Đang cấp điện", "Tạm ngừng cấp điện"],
    vneid: ["Đã kích hoạt"],
    association: ["Đang sinh hoạt"],
  };
  const INACTIVE: Record<string, readonly string[]> = {
    carrier: ["Đã thanh lý", "Chấm dứt HĐ"],
    "social-insurance": ["Dừng đóng"],
    "health-insurance": ["Hết hạn sử dụng", "Đã thu hồi"],
    "driver-licences": ["Hết giá trị", "Thu hồi"],
    vehicles: ["Đã thu hồi", "Đã sang tên"],
    passports: ["Hết giá trị sử dụng", "Đã hủy"],
    tax: ["01", "NNT ngừng hoạt động", "NNT ngừng hoạt động và đã hoàn thành thủ tục chấm dứt hiệu lực MST"],
    pupils: ["Thôi học", "Bỏ học", "Chuyển trường", "Tốt nghiệp"],
    electricity: ["Đã thanh lý", "Ngừng cấp điện"],
    vneid: ["Đã khóa", "Chưa kích hoạt"],
    association: ["Ra khỏi Hội", "Chuyển sinh hoạt", "Từ trần"],
  };
  const said = Object.entries({ active: ACTIVE, inactive: INACTIVE }).flatMap(([code, systems]) =>
    Object.entries(systems).flatMap(([system, texts]) => texts.map((text) => [system, text, code] as const)),
  );
  it.each(said)("%s: %s is %s", (system, text, code) => {
    const map = valueMapFor("active", loadProfile(system).values.status);
    expect(standardiseCode(text, "active", map).code).toBe(code);
  });

  it("of health records answer whether somebody lives", () => {
    const map = valueMapFor("life", loadProfile("health-records").values.life_status);
    expect(["Có", "Không", "Còn sống", "Từ trần"].map((text) => standardiseCode(text, "life", map).code)).toEqual([
      "alive",
      "dead",
      "alive",
      "dead",
    ]);
  });
});

describe("the sample's extracts", () => {
  it.each([REGISTER, ...EXTRACTS].map((layout) => [layout.source, layout] as const))(
    "%s is read by its profile: every column known, each to its field",
    (source, layout) => {
      const profile = loadProfile(layout.profile);
      const headers = layout.columns.map((column) => column.header);
      const match = matchHeader(headers, columnContract(profile), { source, file: "x.csv" });
      expect(match.findings.filter((finding) => finding.kind === "extra")).toEqual([]);
      layout.columns.forEach(({ field }, i) => {
        if (field === "key" || field.startsWith("other.")) return;
        const [role, raw] = field.includes(".") ? field.split(".") : [null, field];
        const column = profile.columns[match.columns[i]!]!.name;
        const persons = profile.persons.filter((person) => role === null || person.role === role);
        for (const person of persons) {
          const from = person.fields[raw as keyof typeof person.fields];
          const names = from && "columns" in from ? from.columns : from && "first" in from ? from.first : [];
          const standIns = names.flatMap((one) => profile.columns.find(({ name }) => name === one)!.otherwise);
          expect([...names, ...standIns], `${person.role}.${raw}`).toContain(column);
        }
      });
      expect(profile.record_id).toEqual([profile.columns[match.columns[0]!]!.name]);
    },
  );
});
