import { daysAfter, formatDay, TODAY } from "./calendar.ts";
import { writeStreet } from "./dirt/address.ts";
import { NOBODY } from "./households.ts";
import type { Night } from "./night.ts";
import { ETHNICITY_CODES } from "./peoples.ts";
import type { Person } from "./person.ts";
import { PURPOSE, type Random } from "./random.ts";
import type { Row } from "./records.ts";

const RELATIONS = { head: "Chủ hộ", spouse: "Vợ/Chồng", child: "Con", parent: "Cha/Mẹ" } as const;

/** A person's row in the register. */
export function registerRow(person: Person, night: Night, source: Random): Row {
  const random = source.at(PURPOSE.place, person.index);
  const [oldNumber = "", ...others] = person.oldNumbers;
  if (person.cancelledNumber) others.push(person.cancelledNumber);
  const { locality } = person.home;
  const updated = night.change(person.index) === undefined ? daysAfter(TODAY, -random.between(1, 900)) : TODAY;
  const householder = night.person(person.householder);
  const spouse = person.spouse === NOBODY ? undefined : night.person(person.spouse);
  return {
    id_number: night.number(person),
    old_id_number: oldNumber,
    former_numbers: others.join("; "),
    full_name: person.name.full.toUpperCase(),
    birth_date: formatDay(person.birth, "yyyy-mm-dd"),
    sex: person.sex === "M" ? "Nam" : "Nữ",
    ethnicity: ETHNICITY_CODES[person.ethnicity] ?? "",
    nationality: "VN",
    province: locality.nowProvinceCode,
    commune: locality.nowCommune.code,
    street: writeStreet(person.home, false, random),
    phone: holdsPhone(person.index) ? person.phone : "",
    household_number: `HK${String(person.householder + 1).padStart(9, "0")}`,
    householder_name: householder.name.full.toUpperCase(),
    householder_number: night.number(householder),
    "other.relation": person.index === person.householder ? "Chủ hộ" : RELATIONS[person.relation],
    father_name: night.parentName(person, "M").toUpperCase(),
    father_number: numberOf(night, person.father),
    mother_name: night.parentName(person, "F").toUpperCase(),
    mother_number: numberOf(night, person.mother),
    spouse_name: spouse ? spouse.name.full.toUpperCase() : "",
    spouse_number: spouse ? night.number(spouse) : "",
    life_status: person.death ? "Đã chết" : "Còn sống",
    death_date: person.death ? formatDay(person.death, "yyyy-mm-dd") : "",
    updated_at: formatDay(updated, "yyyy-mm-dd"),
  };
}

function numberOf(night: Night, index: number): string {
  return index === NOBODY ? "" : night.number(night.person(index));
}

/** Whether the register holds a phone number of the person: of about a third. */
function holdsPhone(index: number): boolean {
  return (index * 7) % 20 < 7;
}
