import { daysAfter, formatDay, TODAY } from "./calendar.ts";
import { officeName } from "./dirt/address.ts";
import { NOBODY } from "./households.ts";
import type { Person } from "./person.ts";
import type { Random } from "./random.ts";
import { pastDay, type Row } from "./records.ts";

/** A source that is not a carrier's: who stands in it, how often, and what its row says besides the person. */
export interface Ministry {
  /** Chance that somebody who may stand in it does, before all are scaled to the wanted number of records. */
  readonly share: number;
  readonly eligible: (person: Person) => boolean;
  /** Source's own key, one-to-one in `ordinal`. */
  readonly key: (ordinal: number) => string;
  readonly fill: (row: Row, person: Person, random: Random, date: (least: number, most: number) => string) => void;
}

const age = (person: Person) => TODAY.year - person.birth.year;
const adult = (person: Person) => age(person) >= 18;

/** A number below `space` that is a one-to-one function of a smaller one and looks random. */
function scatter(ordinal: number, space: number): number {
  return (ordinal * 3_481_039 + 7_919) % space;
}

const digits = (ordinal: number, length: number) => String(scatter(ordinal, 10 ** length)).padStart(length, "0");

/** Old people whose death the civil status office knows and the register does not yet. */
function diedLately(person: Person): boolean {
  return age(person) > 75 && person.index % 23 === 0;
}

const PLATE_PROVINCES = [
  "29",
  "30",
  "51",
  "59",
  "60",
  "61",
  "43",
  "15",
  "36",
  "37",
  "47",
  "92",
  "99",
  "34",
  "18",
  "17",
  "65",
  "67",
  "72",
  "88",
];
const PLATE_LETTERS = "ABCDEFGHKLMNPSTUVXYZ";

function plate(ordinal: number): string {
  const place = scatter(ordinal, 20 * 20 * 9 * 100_000);
  const serial = String(place % 100_000).padStart(5, "0");
  const rest = Math.floor(place / 100_000);
  const series = `${PLATE_LETTERS[rest % 20]}${(Math.floor(rest / 20) % 9) + 1}`;
  return `${PLATE_PROVINCES[Math.floor(rest / 180)]}-${series} ${serial.slice(0, 3)}.${serial.slice(3)}`;
}

const ACTIVE = ["Đang hoạt động", "Đang hoạt động", "Đang hoạt động", "Đang hoạt động", "Ngừng hoạt động"];
const VALID = ["Còn hiệu lực", "Còn hiệu lực", "Còn hiệu lực", "Hết hiệu lực"];

function member(prefix: string, share: number, eligible: (person: Person) => boolean): Ministry {
  return {
    share,
    eligible,
    key: (ordinal) => `${prefix}${digits(ordinal, 8)}`,
    fill: (row, _, random, date) => {
      row.start_date = random.chance(0.8) ? date(300, 12_000) : "";
      row["other.office"] = random.chance(0.05)
        ? random.pick(["Chi hội trưởng", "Chi hội phó", "Tổ trưởng"])
        : "Hội viên";
    },
  };
}

/** What each ministry's and association's source holds. */
export const MINISTRIES: Readonly<Record<string, Ministry>> = {
  "social-insurance": {
    share: 0.4,
    eligible: (person) => adult(person) && age(person) < 63,
    key: (ordinal) => digits(ordinal, 10),
    fill: (row, _, random, date) => {
      row["other.employer"] =
        `Công ty TNHH ${random.pick(["Minh Phát", "An Bình", "Đại Dương", "Tân Tiến", "Sao Mai"])}`;
      row.start_date = date(30, 9000);
      row.status = random.pick(ACTIVE);
      row.updated_at = date(1, 700);
    },
  },
  "health-insurance": {
    share: 0.45,
    eligible: () => true,
    key: (ordinal) => `GD4${digits(ordinal, 12)}`,
    fill: (row, person, random, date) => {
      row.social_number = digits(person.index, 10);
      row.start_date = date(1, 360);
      row.end_date = random.chance(0.9) ? "31/12/2026" : "31/12/2025";
      row.updated_at = date(1, 360);
    },
  },
  "driver-licences": {
    share: 0.3,
    eligible: adult,
    key: (ordinal) => digits(ordinal, 12),
    fill: (row, _, random, date) => {
      row["other.class"] = random.pick(["A1", "A1", "A", "B2", "B", "C", "D"]);
      row.start_date = date(30, 6000);
      row.end_date = random.chance(0.6) ? "Không thời hạn" : "31/12/2028";
      row.nationality = "Việt Nam";
      row.status = random.pick(VALID);
    },
  },
  vehicles: {
    share: 0.25,
    eligible: adult,
    key: plate,
    fill: (row, _, random, date) => {
      row["other.kind"] = random.pick(["Mô tô", "Mô tô", "Mô tô", "Ô tô con", "Ô tô tải"]);
      row["other.make"] = random.pick(["HONDA", "YAMAHA", "TOYOTA", "VINFAST", "SUZUKI"]);
      row.start_date = date(30, 7000);
      row.status = random.pick(["Đang lưu hành", "Đang lưu hành", "Đang lưu hành", "Đã thu hồi"]);
    },
  },
  passports: {
    share: 0.1,
    eligible: () => true,
    key: (ordinal) => `${"BCPQ"[scatter(ordinal, 4)]}${digits(ordinal, 8)}`,
    fill: (row, person, random, date) => {
      row["other.birth_place"] = person.home.locality.names.oldProvince.own;
      row.start_date = date(30, 3600);
      row.end_date = "31/12/2030";
      row.status = random.pick(VALID);
    },
  },
  births: {
    share: 0.3,
    eligible: (person) => age(person) <= 16 && (person.father !== NOBODY || person.mother !== NOBODY),
    key: (ordinal) => `KS-${digits(ordinal, 8)}`,
    fill: (row, person) => {
      row.start_date = formatDay(
        daysAfter({ ...person.birth, month: person.birth.month || 1, day: person.birth.day || 1 }, 12),
        "dd/mm/yyyy",
      );
      row["other.office"] = officeName(person.home);
    },
  },
  marriages: {
    share: 0.3,
    eligible: (person) => person.sex === "M" && person.spouse !== NOBODY,
    key: (ordinal) => `KH-${digits(ordinal, 8)}`,
    fill: (row, person, random) => {
      const year = Math.min(TODAY.year - 1, person.birth.year + random.between(21, 32));
      row.start_date = formatDay({ year, month: random.between(1, 12), day: random.between(1, 28) }, "dd/mm/yyyy");
      row["other.office"] = officeName(person.home);
    },
  },
  labour: {
    share: 0.3,
    eligible: (person) => age(person) >= 15 && age(person) < 65,
    key: (ordinal) => `LD${digits(ordinal, 9)}`,
    fill: (row, person, random, date) => {
      row.social_number = random.chance(0.5) ? digits(person.index, 10) : "";
      row["other.occupation"] = random.pick([
        "Công nhân",
        "Nông dân",
        "Buôn bán",
        "Lái xe",
        "Giáo viên",
        "Thợ may",
        "Nội trợ",
      ]);
      row["other.employment"] = random.pick([
        "Có việc làm",
        "Có việc làm",
        "Thất nghiệp",
        "Không tham gia hoạt động kinh tế",
      ]);
      row.updated_at = date(1, 900);
    },
  },
  "women-union": member("PN", 0.35, (person) => person.sex === "F" && adult(person)),
  farmers: member("ND", 0.25, (person) => adult(person) && !person.home.locality.urban),
  elderly: member("NCT", 0.6, (person) => age(person) >= 60),
  veterans: member("CCB", 0.15, (person) => person.sex === "M" && age(person) >= 45),
  tax: {
    share: 0.35,
    eligible: adult,
    key: (ordinal) => `8${digits(ordinal, 9)}`,
    fill: (row, _, random, date) => {
      row.start_date = date(30, 6000);
      row.status = random.pick([
        "NNT đang hoạt động",
        "NNT đang hoạt động",
        "NNT đang hoạt động",
        "NNT ngừng hoạt động",
      ]);
    },
  },
  pupils: {
    share: 0.6,
    eligible: (person) => age(person) >= 6 && age(person) <= 17,
    key: (ordinal) => `HS${digits(ordinal, 8)}`,
    fill: (row, person, random) => {
      const grade = Math.min(12, Math.max(1, age(person) - 5));
      row["other.school"] =
        `Trường ${grade < 6 ? "Tiểu học" : grade < 10 ? "THCS" : "THPT"} ${random.pick(["Lê Lợi", "Quang Trung", "Trần Phú", "Nguyễn Du"])}`;
      row["other.class"] = `${grade}${random.pick(["A", "B", "C"])}${random.between(1, 5)}`;
      row.status = random.chance(0.97) ? "Đang học" : "Thôi học";
    },
  },
  vaccinations: {
    share: 0.4,
    eligible: () => true,
    key: (ordinal) => `TC${digits(ordinal, 9)}`,
    fill: (row, _r, _d, date) => {
      row.updated_at = date(1, 1900);
    },
  },
  electricity: {
    share: 0.7,
    eligible: (person) => person.householder === person.index,
    key: (ordinal) => `PE${digits(ordinal, 11)}`,
    fill: (row, _, random, date) => {
      row["other.purpose"] = random.chance(0.93) ? "Sinh hoạt" : "Kinh doanh";
      row.start_date = date(200, 9000);
      row.status = random.pick(ACTIVE);
    },
  },
  vneid: {
    share: 0.35,
    eligible: (person) => age(person) >= 14 && person.death === undefined,
    key: (ordinal) => `VN${digits(ordinal, 10)}`,
    fill: (row, _, random, date) => {
      row["other.level"] = random.chance(0.9) ? "2" : "1";
      row.start_date = date(1, 1500);
      row.status = random.chance(0.97) ? "Đã kích hoạt" : "Đã khóa";
    },
  },
  "health-records": {
    share: 0.35,
    eligible: () => true,
    key: (ordinal) => `SK${digits(ordinal, 10)}`,
    fill: (row, person, random, date) => {
      row.health_number = random.chance(0.6) ? `GD4${digits(person.index, 12)}` : "";
      row.start_date = date(400, 3000);
      row.updated_at = date(1, 400);
    },
  },
  deaths: {
    share: 3,
    eligible: (person) => person.death !== undefined || diedLately(person),
    key: (ordinal) => `KT-${digits(ordinal, 8)}`,
    fill: (row, person, random) => {
      const death = person.death ?? pastDay(random, 25, 3);
      row.death_date = formatDay(death, "dd/mm/yyyy");
      row.start_date = formatDay(daysAfter(death, 2), "dd/mm/yyyy");
      row["other.office"] = officeName(person.home);
    },
  },
};
