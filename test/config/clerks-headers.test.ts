import { expect, it } from "vitest";
import { matchHeader } from "../../connectors/readers/header.ts";
import { columnContract } from "../../pipelines/profiles/column-contract.ts";
import { loadProfile } from "../../pipelines/profiles/load-profile.ts";

/** Headers as clerks name them, and the column of the profile that each is. */
const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  register: {
    "Số căn cước công dân": "id_number",
    "Họ, chữ đệm, tên": "full_name",
    "Ngày sinh": "birth_date",
    "Tỉnh/Thành phố": "province",
    "Phường/Xã": "commune",
  },
  carrier: {
    "Số điện thoại": "msisdn",
    "Họ tên khách hàng": "full_name",
    "Năm sinh": "birth_year",
    CCCD: "id_number",
    "Nơi thường trú": "address",
    "Trả trước/Trả sau": "contract_type",
  },
  "social-insurance": {
    "Mã BHXH": "social_number",
    "Họ, chữ đệm và tên": "full_name",
    "CMND/CCCD": "id_number",
    "Xã/Phường": "commune",
  },
  "health-insurance": {
    "Mã số thẻ BHYT": "health_number",
    "Họ và tên": "full_name",
    "Từ ngày": "start_date",
    "Đến ngày": "end_date",
  },
  "driver-licences": { "Số GPLX": "licence", "Họ tên": "full_name", CCCD: "id_number", "Nơi thường trú": "address" },
  vehicles: { BKS: "plate", "Chủ xe": "full_name", CCCD: "id_number", "Địa chỉ thường trú": "address" },
  passports: { "Hộ chiếu số": "passport_number", "Họ tên": "full_name", CCCD: "id_number", "Giá trị đến": "end_date" },
  births: {
    "Số đăng ký": "number",
    "Họ, chữ đệm, tên người được khai sinh": "child_name",
    "Ngày, tháng, năm sinh": "child_birth",
    "Số định danh cá nhân": "child_number",
    "Họ, chữ đệm, tên người mẹ": "mother_name",
    "Số CCCD mẹ": "mother_number",
    "Họ tên bố": "father_name",
  },
  marriages: {
    "Số đăng ký": "number",
    "Họ tên bên nam": "husband_name",
    "Số CCCD chồng": "husband_number",
    "Họ tên bên nữ": "wife_name",
    "Ngày sinh bên nữ": "wife_birth",
  },
  deaths: {
    "Số đăng ký": "number",
    "Họ, chữ đệm, tên người đã chết": "full_name",
    "Số định danh cá nhân": "id_number",
    "Ngày tháng năm chết": "death_date",
  },
  labour: { "Mã NLĐ": "number", "Họ tên": "full_name", "Căn cước": "id_number", "Tình trạng việc làm": "employment" },
  tax: {
    "MST cá nhân": "tax_number",
    "Họ và tên NNT": "full_name",
    "Năm sinh": "birth_year",
    "Mã định danh cá nhân": "id_number",
  },
  pupils: { "Mã HS": "pupil", "Họ và tên học sinh": "full_name", CCCD: "id_number", "Họ và tên mẹ": "mother_name" },
  vaccinations: { "Mã đối tượng": "person", "Họ và tên đối tượng": "full_name", "CMND/CCCD": "id_number" },
  "health-records": {
    "Mã số hồ sơ": "record",
    "Họ tên": "full_name",
    CCCD: "id_number",
    Tỉnh: "province",
    Xã: "commune",
  },
  electricity: { "Mã số khách hàng": "customer", "Tên chủ hợp đồng": "full_name", CCCD: "id_number", SĐT: "phone" },
  vneid: { "Tên tài khoản": "account", CCCD: "id_number", "Họ tên": "full_name", "Số ĐT": "phone" },
  association: { "Mã số hội viên": "member", "Họ tên": "full_name", CCCD: "id_number", Phường: "commune" },
  "women-union": { "Số thẻ HV": "member", "Họ tên": "full_name", "Nơi ở hiện nay": "address" },
};

const unmarked = (header: string) =>
  header.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
/** The same header as it leaves a database, a form in capitals, a program. */
const WAYS: Readonly<Record<string, (header: string) => string>> = {
  "as written": (header) => header,
  capitals: (header) => header.toLocaleUpperCase("vi"),
  "without marks": unmarked,
  underscores: (header) =>
    unmarked(header)
      .replace(/[ ,/]+/g, "_")
      .toUpperCase(),
  decomposed: (header) => header.normalize("NFD"),
};

it.each(Object.keys(HEADERS))("%s is read under the headers that clerks give it, however they are written", (name) => {
  const profile = loadProfile(name);
  for (const [way, write] of Object.entries(WAYS)) {
    const match = matchHeader(["STT", ...Object.keys(HEADERS[name]!).map(write)], columnContract(profile), {
      source: name,
      file: "x.csv",
    });
    const columns = match.columns.map((index) => (index === null ? null : profile.columns[index]!.name));
    expect(columns, way).toEqual([null, ...Object.values(HEADERS[name]!)]);
  }
});

const match = (name: string, header: readonly string[]) =>
  matchHeader(header, columnContract(loadProfile(name)), { source: name, file: "x.csv" });
/** The kinds of deviation that are told of some columns. */
const toldOf = (name: string, header: readonly string[], columns: readonly string[]) =>
  match(name, header).findings.filter(({ column }) => columns.includes(column));

it.each(["association", "vehicles", "deaths", "carrier", "tax"])(
  "%s takes the birth date and the year beside it, and neither is one too many",
  (name) => {
    const { columns } = loadProfile(name);
    const required = columns.filter((column) => column.required).map((column) => column.headers[0]!);
    const header = [...required, "Năm sinh", "Ngày sinh"];
    const found = match(name, header).columns.map((index) => (index === null ? null : columns[index]!.name));
    expect(found.slice(-2)).toEqual(["birth_year", "birth_date"]);
    expect(columns.find((column) => column.name === "birth_date")!.otherwise).toEqual(["birth_year"]);
    const kinds = toldOf(name, header, ["birth_date", "birth_year"]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== "renamed")).toEqual(["reordered"]);
  },
);

it.each(["carrier", "vneid"])("%s takes an extract that has only the old number for whole", (name) => {
  const { columns } = loadProfile(name);
  const required = columns.filter((column) => column.required && column.name !== "id_number");
  const header = [...required.map((column) => column.headers[0]!), "Số CMND"];
  expect(toldOf(name, header, ["id_number", "old_id_number"])).toEqual([]);
  expect(() => match(name, header.slice(0, -1))).toThrow(/id_number/);
});

it.each(["association", "health-insurance", "tax", "pupils", "carrier"])(
  "%s takes the number of 12 digits, and the old one beside it",
  (name) => {
    const { columns, persons } = loadProfile(name);
    const required = columns.filter((column) => column.required && column.name !== "id_number");
    const header = [...required.map((column) => column.headers[0]!), "CMND", "CCCD"];
    const found = match(name, header).columns.map((index) => (index === null ? null : columns[index]!.name));
    expect(found.slice(-2)).toEqual(["old_id_number", "id_number"]);
    expect(persons[0]!.fields.old_id_number).toEqual({ columns: ["old_id_number"], join: " " });
  },
);
