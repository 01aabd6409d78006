import { type Day, daysAfter, formatDay, TODAY } from "./calendar.ts";
import { writeAddress } from "./dirt/address.ts";
import { writeBirth } from "./dirt/birth.ts";
import { keyOf } from "./dirt/letters.ts";
import { writeName } from "./dirt/name.ts";
import { dressNumber, junkNumber, loseZeros, mistype, scientific, transpose } from "./dirt/number.ts";
import { writePhone } from "./dirt/phone.ts";
import type { Habits } from "./habits.ts";
import type { Layout, LayoutField } from "./layout.ts";
import { FOREIGN_NAMES, ORGANISATION_FORMS, ORGANISATION_NAMES } from "./other-names.ts";
import { ETHNICITY_CODES } from "./peoples.ts";
import type { Person } from "./person.ts";
import { ownPhone } from "./phones.ts";
import type { Population } from "./population.ts";
import { type Random, Weighted } from "./random.ts";

/** A row under way: texts by what they hold. */
export type Row = Record<LayoutField, string>;

/** What is true of one person of a row. */
export interface Truth {
  readonly role: string;
  /** The person meant, or undefined if nobody in the register is. */
  readonly person: Person | undefined;
  /** Who is meant instead, where that is somebody in particular. */
  readonly stranger?: Person;
  readonly kind: string;
  /** Letters for what the row still says, by which somebody could tell the person apart (see `holdings`). */
  readonly holds: string;
}

type NumberWay = Exclude<keyof Habits["number"], "dressed">;

/** The two kinds of person a row may describe who are in no register. */
export type Stranger = "outsider" | "foreigner" | "organisation";

/** Writes into the columns of one role of a row. */
class Pen {
  readonly #row: Row;
  readonly #prefix: string;
  readonly #fields: ReadonlySet<string>;

  constructor(row: Row, role: string, fields: ReadonlySet<string>) {
    this.#row = row;
    this.#prefix = role === "subject" ? "" : `${role}.`;
    this.#fields = fields;
  }

  /** Whether the layout has the field for this role. */
  has(field: LayoutField): boolean {
    return this.#fields.has(this.#prefix + field);
  }

  /** Writes the field if the layout has it. */
  put(field: LayoutField, text: string): void {
    const full = this.#prefix + field;
    if (this.#fields.has(full)) this.#row[full] = text;
  }
}

/** Writes what one source knows of people. */
export class Scribe {
  readonly layout: Layout;
  readonly habits: Habits;
  readonly #population: Population;
  readonly #fields: ReadonlySet<string>;
  readonly #ways: Weighted<NumberWay>;

  constructor(layout: Layout, habits: Habits, population: Population) {
    this.layout = layout;
    this.habits = habits;
    this.#population = population;
    this.#fields = new Set(layout.columns.map((column) => column.field));
    const { dressed: _, ...ways } = habits.number;
    this.#ways = new Weighted(Object.entries(ways) as [NumberWay, number][]);
  }

  /** Whether the row describes somebody who is in no register instead. */
  drawStranger(random: Random): Stranger | undefined {
    const { notInRegister, organisation, foreigner } = this.habits;
    const share = random.share();
    if (share < notInRegister) return "outsider";
    if (share < notInRegister + organisation) return "organisation";
    return share < notInRegister + organisation + foreigner ? "foreigner" : undefined;
  }

  /**
   * Writes a person into the columns of their role and says what is true of them.
   * `thief`: whose number stands there when the source's habits draw a stolen one.
   */
  person(row: Row, role: string, person: Person, random: Random, thief: () => Person, kind?: string): Truth {
    const pen = new Pen(row, role, this.#fields);
    const { habits } = this;
    const name = writeName(person.name, habits.name, random);
    pen.put("full_name", name.text);
    const birth = pen.has("birth_date") ? writeBirth(person.birth, habits.birth, random) : undefined;
    if (birth) pen.put("birth_date", birth.text);
    const sexDamage = pen.has("sex") && this.#sex(pen, person, random);
    const number = pen.has("id_number") ? this.#number(person, thief, random) : undefined;
    if (number) {
      pen.put("id_number", number.text);
      if (pen.has("id_type")) pen.put("id_type", number.text === "" ? "" : number.digits === 9 ? "CMND" : "CCCD");
    }
    const place =
      pen.has("address") || pen.has("commune")
        ? writeAddress(
            person.home,
            person.formerHome,
            habits.address,
            pen.has("address") ? "text" : habits.units,
            random,
          )
        : undefined;
    if (place) {
      if (pen.has("address")) pen.put("address", place.text);
      for (const field of ["street", "commune", "district", "province"] as const)
        if (pen.has(field)) pen.put(field, place[field]);
    }
    const phone =
      pen.has("phone") && !random.chance(habits.phoneMissing)
        ? writePhone(person.phone, ownPhone(person.index + 1), random)
        : "";
    if (pen.has("phone")) pen.put("phone", phone);
    if (pen.has("nationality")) pen.put("nationality", random.chance(0.7) ? "Việt Nam" : "VNM");
    if (pen.has("ethnicity"))
      pen.put("ethnicity", random.chance(0.8) ? person.ethnicity : (ETHNICITY_CODES[person.ethnicity] ?? ""));
    const relatives = this.#relatives(pen, person, random);
    const damage = name.damage ?? birth?.damage ?? (sexDamage || undefined) ?? place?.damage;
    const dead = person.death !== undefined;
    return {
      role,
      person,
      kind:
        kind ??
        (number ? number.kind : "no_number") ??
        (dead ? "dead" : damage === undefined ? "clean" : damage === "moved" ? "moved" : "dirty"),
      holds:
        (number?.settles ? "#" : "") +
        (name.short ? "S" : name.marked ? "N" : "K") +
        { day: "D", year: "Y", about: "A", nothing: "" }[birth?.holds ?? "nothing"] +
        { commune: "C", district: "P", province: "P", nothing: "" }[place?.holds ?? "nothing"] +
        (place?.holdsStreet ? "H" : "") +
        relatives,
    };
  }

  /** Writes somebody who is in no register. `ordinal` makes them this row's own, but for those who recur. */
  stranger(row: Row, role: string, kind: Stranger, ordinal: number, random: Random): Truth {
    if (kind === "outsider") {
      const outsider = this.#population.drawOutsider(ordinal, random);
      const truth = this.person(row, role, outsider, random, () => outsider);
      return { ...truth, person: undefined, stranger: outsider, kind: "not_in_register" };
    }
    const pen = new Pen(row, role, this.#fields);
    const home = this.#population.outsider(ordinal).home;
    const place = writeAddress(
      home,
      undefined,
      this.habits.address,
      pen.has("address") ? "text" : this.habits.units,
      random,
    );
    for (const field of ["street", "commune", "district", "province"] as const) pen.put(field, place[field]);
    pen.put("address", place.text);
    if (kind === "organisation") {
      pen.put(
        "full_name",
        `${random.pick(ORGANISATION_FORMS)} ${random.pick(ORGANISATION_NAMES)}${random.chance(0.3) ? ` ${random.between(1, 40)}` : ""}`,
      );
      pen.put("id_number", random.chance(0.8) ? `0${random.between(1, 3)}${random.digits(8)}` : "");
      pen.put("id_type", random.chance(0.8) ? "MST" : "GPKD");
      return { role, person: undefined, kind: "organisation", holds: "" };
    }
    pen.put("full_name", random.pick(FOREIGN_NAMES));
    pen.put("birth_date", formatDay(daysAfter(TODAY, -random.between(7500, 25_000)), this.habits.birth.form));
    pen.put("sex", random.chance(0.6) ? "Nam" : "Nữ");
    pen.put("id_number", `${random.pick(["M", "E", "G", "TK", "", "C"])}${random.digits(8)}`);
    pen.put("id_type", random.chance(0.5) ? "Hộ chiếu" : "HC");
    pen.put(
      "nationality",
      random.pick([
        "Hàn Quốc",
        "Trung Quốc",
        "Nhật Bản",
        "KOR",
        "CHN",
        "JPN",
        "Hoa Kỳ",
        "USA",
        "Lào",
        "Campuchia",
        "Pháp",
      ]),
    );
    pen.put("phone", ownPhone(ordinal % 1_000_000));
    return { role, person: undefined, kind: "foreigner", holds: "" };
  }

  #sex(pen: Pen, person: Person, random: Random): string | false {
    const { sexWrong, sexMissing } = this.habits;
    const share = random.share();
    if (share < sexMissing) {
      pen.put("sex", "");
      return false;
    }
    const wrong = share < sexMissing + sexWrong;
    const male = (person.sex === "M") !== wrong;
    pen.put(
      "sex",
      random.chance(0.9)
        ? male
          ? "Nam"
          : "Nữ"
        : male
          ? random.pick(["NAM", "M", "1"])
          : random.pick(["NỮ", "F", "2", "Nu"]),
    );
    return wrong ? "sex_wrong" : false;
  }

  #number(
    person: Person,
    thief: () => Person,
    random: Random,
  ): { text: string; digits: number; kind: string | undefined; settles: boolean } {
    const way = this.#ways.draw(random);
    const number = this.#population.number(person);
    const [old] = person.oldNumbers.length > 1 && random.chance(0.4) ? person.oldNumbers.slice(1) : person.oldNumbers;
    const asOld =
      old !== undefined && random.chance(this.habits.number.old / (this.habits.number.old + this.habits.number.right));
    const base = asOld ? old : number;
    const digits = base.length;
    switch (way) {
      case "missing":
        return { text: "", digits: 0, kind: "no_number", settles: false };
      case "junk":
        return { text: junkNumber(random), digits: 12, kind: "junk_number", settles: false };
      case "scientific":
        return { text: scientific(number, random), digits: 12, kind: "scientific", settles: false };
      case "stolen": {
        const other = thief();
        if (other.index === person.index) break;
        return { text: this.#population.number(other), digits: 12, kind: "stolen_number", settles: false };
      }
      case "lostZero": {
        const text = loseZeros(base);
        if (text !== base) return { text, digits, kind: "lost_zero", settles: true };
        break;
      }
      case "mistyped":
        return { text: mistype(base, random), digits, kind: "mistyped_number", settles: true };
      case "transposed":
        return { text: transpose(base, random), digits, kind: "transposed_number", settles: true };
      case "old":
        if (old !== undefined) {
          const text = random.chance(this.habits.number.dressed) ? dressNumber(old, random) : old;
          return { text, digits: 9, kind: "old_number", settles: true };
        }
        break;
      default:
    }
    if (person.cancelledNumber && random.chance(0.5)) {
      return { text: person.cancelledNumber, digits: 12, kind: "cancelled_number", settles: true };
    }
    const text = random.chance(this.habits.number.dressed) ? dressNumber(number, random) : number;
    return { text, digits: 12, kind: undefined, settles: true };
  }

  #relatives(pen: Pen, person: Person, random: Random): string {
    const father = pen.has("father_name") ? this.#population.parentName(person, "M") : "";
    const mother = pen.has("mother_name") ? this.#population.parentName(person, "F") : "";
    const householder = pen.has("householder_name") ? this.#population.person(person.householder).name.full : "";
    return (
      (this.#relative(pen, "father_name", father, random) ? "F" : "") +
      (this.#relative(pen, "mother_name", mother, random) ? "M" : "") +
      (this.#relative(pen, "householder_name", householder, random) ? "O" : "")
    );
  }

  #relative(pen: Pen, field: LayoutField, name: string, random: Random): boolean {
    if (name === "" || random.chance(0.15)) return false;
    pen.put(field, random.chance(this.habits.name.upper) ? name.toUpperCase() : name);
    return true;
  }
}

/** The name without middle words as a key: what a row still holds that leaves them out. */
export function shortKey(person: Person): string {
  return keyOf(`${person.name.family} ${person.name.given}`);
}

/** A day within the last `most` days, skewed to none. */
export function pastDay(random: Random, most: number, least = 1): Day {
  return daysAfter(TODAY, -random.between(least, most));
}
