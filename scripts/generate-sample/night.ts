import { daysAfter, TODAY } from "./calendar.ts";
import { NOBODY } from "./households.ts";
import { drawName, drawSharedMiddle, type Sex } from "./names.ts";
import { type Person, renamed } from "./person.ts";
import type { Population } from "./population.ts";
import { hashShare, PURPOSE, Random } from "./random.ts";

/** What happened to a person between the two nights. */
type RegisterChange = "birth" | "death" | "move" | "reissue" | "rename" | "birth_corrected" | "phone";

const CHANGES: readonly (readonly [RegisterChange, number])[] = [
  ["death", 0.2],
  ["move", 0.5],
  ["reissue", 0.6],
  ["rename", 0.75],
  ["birth_corrected", 0.9],
  ["phone", 1],
];

/** The day of the second night. */
const SECOND_DAY = daysAfter(TODAY, 1);

/** The register as it stands on a night: everybody with their number. */
export interface Night {
  readonly label: "night1" | "night2";
  block(block: number): readonly Person[];
  person(index: number): Person;
  number(person: Person): string;
  /** Name of a father or mother, whether registered here or not. */
  parentName(person: Person, sex: Sex): string;
  /** Persons born since the first night. */
  readonly born: readonly Person[];
  /** What happened to somebody since the first night. */
  change(index: number): RegisterChange | undefined;
}

/** The first night: people as they are. */
export function firstNight(population: Population): Night {
  return {
    label: "night1",
    block: (block) => population.block(block),
    person: (index) => population.person(index),
    number: (person) => population.number(person),
    parentName: (person, sex) => population.parentName(person, sex),
    born: [],
    change: () => undefined,
  };
}

/** The second night: a share of the register changed, a fifth of it by births. */
export function secondNight(population: Population, seed: number, changed: number): Night {
  const random = new Random(seed);
  const change = (index: number): RegisterChange | undefined => {
    if (index >= population.persons) return "birth";
    const share = hashShare(seed, index, 31) / (changed * 0.8 || 1);
    return changed === 0 || share >= 1 ? undefined : CHANGES.find(([, upTo]) => share < upTo)?.[0];
  };
  const numbers = new Map<number, string>();
  for (let index = 0; index < population.persons; index++) {
    if (change(index) === "reissue") numbers.set(index, population.reissue(population.person(index).cell));
  }
  const born: Person[] = [];
  const births = Math.round(population.persons * changed * 0.2);
  while (born.length < births) {
    const child = newborn(population, population.persons + born.length, random);
    numbers.set(child.index, population.reissue(child.cell));
    born.push(child);
  }
  const altered = (person: Person): Person => {
    const what = change(person.index);
    return what === undefined ? person : alter(person, what, population, random);
  };
  const find = (index: number): Person => born[index - population.persons] ?? altered(population.person(index));
  return {
    label: "night2",
    block: (block) => population.block(block).map(altered),
    person: find,
    number: (person) => numbers.get(person.index) ?? population.number(person),
    parentName: (person, sex) => {
      const parent = sex === "M" ? person.father : person.mother;
      return parent === NOBODY ? population.parentName(person, sex) : find(parent).name.full;
    },
    born,
    change,
  };
}

function alter(person: Person, change: RegisterChange, population: Population, source: Random): Person {
  const random = source.at(PURPOSE.fate, person.index);
  switch (change) {
    case "death":
      return { ...person, death: person.death ?? TODAY };
    case "move":
      return {
        ...person,
        formerHome: person.home,
        home: population.person(random.between(0, population.persons - 1)).home,
      };
    case "reissue":
      return { ...person, cancelledNumber: population.number(person) };
    case "rename":
      return renamed(person, drawSharedMiddle(person.birth.year, person.sex, random));
    case "birth_corrected": {
      const { year, month, day } = person.birth;
      return { ...person, birth: month > 0 && day > 1 ? { year, month, day: day - 1 } : { year, month: 3, day: 15 } };
    }
    case "phone":
      return {
        ...person,
        phone: person.phone === "" ? "" : population.person(random.between(0, population.persons - 1)).phone,
      };
    case "birth":
      return person;
  }
}

/** A child born to somebody's household in the last two weeks. */
function newborn(population: Population, index: number, source: Random): Person {
  const random = source.at(PURPOSE.crowd, index);
  // A tiny sample may have no woman of that age: then anybody's household has the child.
  for (let tries = 0; ; tries++) {
    const mother = population.person(random.between(0, population.persons - 1));
    const age = TODAY.year - mother.birth.year;
    if (tries < 10_000 && (mother.sex !== "F" || age < 18 || age > 42)) continue;
    const family = mother.spouse === NOBODY ? mother.name.family : population.person(mother.spouse).name.family;
    const sex = random.chance(0.52) ? "M" : "F";
    const birth = daysAfter(SECOND_DAY, -random.between(1, 14));
    const province = mother.home.locality.home.code;
    return {
      index,
      sex,
      birth,
      name: drawName({ sex, year: birth.year, ethnicity: mother.ethnicity, family }, random),
      ethnicity: mother.ethnicity,
      birthProvince: province,
      cell: { province, sex, year: birth.year },
      home: mother.home,
      formerHome: undefined,
      oldNumbers: [],
      cancelledNumber: undefined,
      relation: "child",
      father: mother.spouse,
      mother: mother.index,
      spouse: NOBODY,
      householder: mother.householder,
      death: undefined,
      phone: "",
    };
  }
}
