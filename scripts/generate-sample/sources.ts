import { type DateForm, daysAfter, formatDay, TODAY } from "./calendar.ts";
import { officeName } from "./dirt/address.ts";
import { HABITS, type Habits } from "./habits.ts";
import { NOBODY } from "./households.ts";
import { EXTRACTS, type Layout } from "./layouts.ts";
import type { Person, Population } from "./population.ts";
import type { Random } from "./random.ts";
import { pastDay, type Row, Scribe, type Truth } from "./records.ts";

/** A row with what is true of its persons. The first column's text is the record id of all of them. */
export interface Entry {
  readonly row: Row;
  readonly truths: readonly Truth[];
}

/** A source that is not a carrier's: who stands in it, how often, and what its row says besides the person. */
interface Ministry {
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
const MINISTRIES: Readonly<Record<string, Ministry>> = {
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
      row.status = random.pick(["Có việc làm", "Có việc làm", "Thất nghiệp", "Không tham gia hoạt động kinh tế"]);
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
};

/** A source of the sample: its layout, its chance of holding a person, and the row it makes of them. */
export class Source {
  readonly layout: Layout;
  /** Records a row makes, on average. */
  readonly #scribe: Scribe;
  readonly #relatives: Scribe;
  readonly #ministry: Ministry;
  readonly #population: Population;

  constructor(layout: Layout, population: Population) {
    const ministry = MINISTRIES[layout.source];
    const habits = HABITS[layout.source];
    if (!ministry || !habits) throw new Error(`source ${layout.source} has a layout but no habits`);
    this.layout = layout;
    this.#ministry = ministry;
    this.#population = population;
    this.#scribe = new Scribe(layout, habits, population);
    this.#relatives = new Scribe(layout, layout.source === "births" ? parentsIn(habits) : habits, population);
  }

  /** Records that stand for a person if the person is in the source at all; 0 if they cannot be. */
  records(person: Person): number {
    if (!this.#ministry.eligible(person)) return 0;
    if (this.layout.source === "births")
      return 1 + (person.father === NOBODY ? 0 : 1) + (person.mother === NOBODY ? 0 : 1);
    return this.layout.roles.length;
  }

  /** Chance of a person who may stand in it, before scaling. */
  get share(): number {
    return this.#ministry.share;
  }

  /** The row of a person. `ordinal` makes its key; `lately` says that it was rewritten just now. */
  entry(person: Person, ordinal: number, lately: boolean, random: Random, thief: () => Person): Entry {
    const row: Row = {};
    const first = this.layout.columns[0]?.field ?? "key";
    row[first] = this.#ministry.key(ordinal);
    const form: DateForm = this.layout.dates;
    this.#ministry.fill(row, person, random, (least, most) => formatDay(pastDay(random, most, least), form));
    if (lately && "updated_at" in row) row.updated_at = formatDay(TODAY, form);
    return { row, truths: this.#truths(row, person, ordinal, random, thief) };
  }

  #truths(row: Row, person: Person, ordinal: number, random: Random, thief: () => Person): readonly Truth[] {
    const scribe = this.#scribe;
    const { source } = this.layout;
    if (source === "births") {
      const child = scribe.person(row, "child", person, random, thief);
      const father = this.#parent(row, "father", person.father, random, thief);
      const mother = this.#parent(row, "mother", person.mother, random, thief);
      // The parents stand beside the child, and the profile gives it the mother's address, or else the father's.
      const place = (mother ?? father)?.holds.replace(/[^CPH]/g, "") ?? "";
      const holds = `${child.holds}${father ? "F" : ""}${mother ? "M" : ""}${place}`;
      return [{ ...child, holds }, ...(father ? [father] : []), ...(mother ? [mother] : [])];
    }
    if (source === "marriages") {
      const husband = scribe.person(row, "husband", person, random, thief);
      const wife = scribe.person(row, "wife", this.#population.person(person.spouse), random, thief);
      return [husband, wife].map((truth) => ({ ...truth, holds: `${truth.holds}W` }));
    }
    const stranger = scribe.drawStranger(random);
    if (stranger) return [scribe.stranger(row, "subject", stranger, ordinal, random)];
    return [scribe.person(row, "subject", person, random, thief)];
  }

  #parent(row: Row, role: string, index: number, random: Random, thief: () => Person): Truth | undefined {
    return index === NOBODY
      ? undefined
      : this.#relatives.person(row, role, this.#population.person(index), random, thief);
  }
}

/** Parents stand on a birth certificate mostly with their birth year. */
function parentsIn(habits: Habits): Habits {
  return { ...habits, birth: { ...habits.birth, yearOnly: 0.85, newYear: 0.005 } };
}

/** Every source but the carriers'. */
export function ministrySources(population: Population): Source[] {
  return EXTRACTS.filter((layout) => layout.profile !== "carrier").map((layout) => new Source(layout, population));
}
