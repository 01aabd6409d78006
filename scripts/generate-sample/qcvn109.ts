import { formatDay, TODAY } from "./calendar.ts";
import { writeStreet } from "./dirt/address.ts";
import { NOBODY } from "./households.ts";
import type { PersonName, Sex } from "./names.ts";
import type { Night } from "./night.ts";
import { ETHNICITY_CODES } from "./peoples.ts";
import type { Person } from "./person.ts";
import { PURPOSE, type Random } from "./random.ts";

/** Beginning of a message of QCVN 109:2017/BTTTT. */
export function collectionStart(persons: number): string {
  const time = formatDay(TODAY, "yyyy-mm-dd");
  return `<?xml version="1.0" encoding="UTF-8"?>
<CongdanCollection xmlns="http://www.mic.gov.vn/dancu/1.0" GhiChu="Dữ liệu mẫu, không có người thật" ThoiDiemDuLieu="${time}" SoCongDan="${persons}">`;
}

export const COLLECTION_END = "</CongdanCollection>";

/** A person as a `CongDan` element, one line. Some names stand whole in `Ten`, as the live service gives them. */
export function citizen(person: Person, night: Night, source: Random): string {
  const random = source.at(PURPOSE.place, person.index);
  const street = writeStreet(person.home, false, random);
  const { locality } = person.home;
  const whole = !person.name.full.startsWith(person.name.family) || random.chance(0.1);
  const marriage = person.spouse === NOBODY ? "1" : "2";
  const place = `<MaDonViHanhChinh>${locality.nowCommune.code}</MaDonViHanhChinh>${element("ChiTiet", street)}<QuocGia>VN</QuocGia>`;
  return [
    "<CongDan>",
    element("SoDinhDanh", night.number(person)),
    element("SoCMND", person.oldNumbers[0] ?? ""),
    nameElement(person.name, whole),
    element("GioiTinh", person.sex === "M" ? "1" : "2"),
    element("DanToc", ETHNICITY_CODES[person.ethnicity] ?? ""),
    element("TinhTrangHonNhan", marriage),
    element("NhomMau", "00"),
    `<NgayThangNamSinh>${birth(person)}</NgayThangNamSinh>`,
    element("QuocTich", "VN"),
    `<ThuongTru>${place}</ThuongTru>`,
    `<NoiOHienTai>${place}</NoiOHienTai>`,
    relative("Cha", night, person, "M"),
    relative("Me", night, person, "F"),
    person.spouse === NOBODY ? "" : registered("VoChong", night, person.spouse),
    registered("ChuHo", night, person.householder),
    element("SoHoSoCuTru", `HK${String(person.householder + 1).padStart(9, "0")}`),
    element("TrangThai", person.death ? "Đã chết" : "Còn sống"),
    element("NgayChet", person.death ? formatDay(person.death, "yyyy-mm-dd") : ""),
    "</CongDan>",
  ].join("");
}

function birth(person: Person): string {
  return person.birth.month === 0
    ? element("Nam", String(person.birth.year))
    : element("NgayThangNam", formatDay(person.birth, "yyyy-mm-dd"));
}

function element(name: string, text: string): string {
  if (text === "") return "";
  return `<${name}>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</${name}>`;
}

function nameElement(name: PersonName, whole: boolean): string {
  const parts = whole
    ? element("Ten", name.full.toUpperCase())
    : element("Ho", name.family.toUpperCase()) +
      element("ChuDem", name.middle.toUpperCase()) +
      element("Ten", name.given.toUpperCase());
  return `<HoVaTen>${parts}</HoVaTen>`;
}

function registered(role: string, night: Night, index: number): string {
  const person = night.person(index);
  return `<${role}>${element("SoDinhDanh", night.number(person))}${nameElement(person.name, true)}</${role}>`;
}

function relative(role: string, night: Night, person: Person, sex: Sex): string {
  const index = sex === "M" ? person.father : person.mother;
  if (index !== NOBODY) return registered(role, night, index);
  return `<${role}><HoVaTen>${element("Ten", night.parentName(person, sex).toUpperCase())}</HoVaTen></${role}>`;
}
