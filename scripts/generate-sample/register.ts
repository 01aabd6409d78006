import { daysAfter, formatDay, TODAY } from "./calendar.ts";
import { writeStreet } from "./dirt/address.ts";
import { ETHNICITY_CODES } from "./name-tables.ts";
import type { Night } from "./night.ts";
import { NOBODY, type Person } from "./population.ts";
import { PURPOSE, type Random } from "./random.ts";
import type { Row } from "./records.ts";

const RELATIONS = { head: "Chủ hộ", spouse: "Vợ/Chồng", child: "Con", parent: "Cha/Mẹ" } as const;

/** A person's row in the register. */
export function registerRow(person: Person, night: Night, source: Random): Row {
  const random = source.at(PURPOSE.place, person.index);
  const upper = (name: string) => name.toUpperCase();
  const nameOf = (index: number) => (index === NOBODY ? "" : upper(night.person(index).name.full));
  const numberOf = (index: number) => (index === NOBODY ? "" : night.number(night.person(index)));
  const [oldNumber = "", ...others] = person.oldNumbers;
  if (person.cancelledNumber) others.push(person.cancelledNumber);
  const { locality } = person.home;
  const street = writeStreet(person.home, false, random);
  const updated = night.change(person.index) === undefined ? daysAfter(TODAY, -random.between(1, 900)) : TODAY;
  return {
    id_number: night.number(person),
    old_id_number: oldNumber,
    "other.old_numbers": others.join("; "),
    full_name: upper(person.name.full),
    birth_date: formatDay(person.birth, "yyyy-mm-dd"),
    sex: person.sex === "M" ? "Nam" : "Nữ",
    ethnicity: ETHNICITY_CODES[person.ethnicity] ?? "",
    nationality: "VN",
    province: locality.nowProvinceCode,
    commune: locality.nowCommune.code,
    street,
    phone: holdsPhone(person.index) ? person.phone : "",
    household_number: `HK${String(person.householder + 1).padStart(9, "0")}`,
    householder_name: nameOf(person.householder),
    householder_number: numberOf(person.householder),
    "other.relation": person.index === person.householder ? "Chủ hộ" : RELATIONS[person.relation],
    father_name: person.fatherName ? upper(person.fatherName) : nameOf(person.father),
    father_number: numberOf(person.father),
    mother_name: person.motherName ? upper(person.motherName) : nameOf(person.mother),
    mother_number: numberOf(person.mother),
    spouse_name: nameOf(person.spouse),
    spouse_number: numberOf(person.spouse),
    life_status: person.death ? "Đã chết" : "Còn sống",
    death_date: person.death ? formatDay(person.death, "yyyy-mm-dd") : "",
    updated_at: formatDay(updated, "yyyy-mm-dd"),
  };
}

/** Whether the register holds a phone number of the person: of about a third. */
export function holdsPhone(index: number): boolean {
  return (index * 7) % 20 < 7;
}
