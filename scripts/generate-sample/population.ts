import { compareDays, type Day, dayOfYear, daysAfter, daysIn, TODAY } from "./calendar.ts";
import { coupleOf, type Draft, draftHousehold, elderOf, NOBODY, parentOf, SIZES, spouseOf } from "./households.ts";
import { drawEthnicity, drawFamily, drawName, drawSharedMiddle, type Naming, type Sex } from "./names.ts";
import { NumberOffice, oldNumber, personNumber, sharedOldNumber } from "./numbers.ts";
import type { Person } from "./person.ts";
import { BLOCK, ownPhone } from "./phones.ts";
import { type Home, Places } from "./places.ts";
import { HOME_PROVINCES, type HomeProvince } from "./provinces.ts";
import { hashShare, PURPOSE, Random, Weighted } from "./random.ts";

export interface PopulationOptions {
  readonly persons: number;
  readonly seed: number;
  /** Share of days on which anybody is born (1 = all). */
  readonly densityDays: number;
  /** Share of communes in which anybody lives (1 = all). */
  readonly densityCommunes: number;
  /** Share of the records of unregistered people that speak of a few who recur (0 unless told). */
  readonly recurring?: number;
}

/** Persons in the register for each unregistered one who recurs. */
const PERSONS_A_RECURRING = 400;

/** People beyond this index are like everybody else but stand in no register. */
const OUTSIDE = 1_000_000_000;
/** Ordinals of those who recur: no record has them. */
const RECURRING = 500_000_000;

const REGISTRATION = new Weighted<HomeProvince>(HOME_PROVINCES.map((home) => [home, home.weight]));
const HOME_BY_CODE = new Map(HOME_PROVINCES.map((home) => [home.code, home]));

/**
 * People in households, any of whom can be made again from the seed and their index: households never cross the
 * bounds of a block of 32 persons, and every block has a random stream of its own.
 */
export class Population {
  readonly persons: number;
  readonly blocks: number;
  readonly #options: PopulationOptions;
  readonly #places: Places;
  readonly #random: Random;
  readonly #office = new NumberOffice();
  readonly #serials: Uint32Array;
  readonly #recent = new Map<number, readonly Person[]>();

  constructor(options: PopulationOptions) {
    this.#options = options;
    this.persons = options.persons;
    this.blocks = Math.ceil(options.persons / BLOCK);
    this.#places = new Places(options.seed, options.densityCommunes);
    this.#random = new Random(options.seed);
    this.#serials = new Uint32Array(options.persons);
    for (let block = 0; block < this.blocks; block++) {
      for (const person of this.block(block)) this.#serials[person.index] = this.#office.issue(person.cell);
    }
  }

  /** A further number in a person's cell, for a re-issue. */
  reissue(cell: Person["cell"]): string {
    return personNumber(cell, this.#office.issue(cell));
  }

  /** The 12-digit number a person has on the first night. */
  number(person: Person): string {
    const serial = person.index < this.persons ? this.#serials[person.index] : undefined;
    const outside = Math.floor(hashShare(this.#options.seed, person.index, 41) * 1_000_000);
    return personNumber(person.cell, serial ?? outside);
  }

  /** Somebody by index. */
  person(index: number): Person {
    const found = this.block(Math.floor(index / BLOCK))[index % BLOCK];
    if (!found) throw new Error(`there is no person ${index}`);
    return found;
  }

  /** Name of somebody's father or mother, whether in the household or not. */
  parentName(person: Person, sex: Sex): string {
    const parent = sex === "M" ? person.father : person.mother;
    if (parent !== NOBODY) return this.person(parent).name.full;
    const random = this.#random.at(PURPOSE.person, person.index, sex === "M" ? 1 : 2);
    const { ethnicity, birth, name, home } = person;
    const family = sex === "M" ? name.family : drawFamily(ethnicity, home.locality.home.region, random);
    return drawName({ sex, year: birth.year - random.between(20, 36), ethnicity, family }, random).full;
  }

  /** Somebody who lives here but stands in no register: one of the few who recur, or the ordinal's own. */
  drawOutsider(ordinal: number, random: Random): Person {
    const { recurring = 0 } = this.#options;
    if (recurring === 0 || !random.chance(recurring)) return this.outsider(ordinal);
    return this.outsider(RECURRING + random.between(0, Math.ceil(this.persons / PERSONS_A_RECURRING) - 1));
  }

  /** Somebody who lives here but stands in no register. */
  outsider(ordinal: number): Person {
    const block = Math.floor((OUTSIDE + ordinal) / BLOCK);
    const people = this.block(block);
    return people[ordinal % people.length] as Person;
  }

  /** The persons of a block, in order; the last block may be short. */
  block(block: number): readonly Person[] {
    const known = this.#recent.get(block);
    if (known) return known;
    const first = block * BLOCK;
    const people: Person[] = [];
    const end = first < this.persons ? Math.min(first + BLOCK, this.persons) : first + BLOCK;
    const random = this.#random.at(PURPOSE.block, block);
    const sizes: number[] = [];
    for (let at = first; at < end; ) {
      const size = Math.min(SIZES.draw(random), end - at);
      sizes.push(size);
      at += size;
    }
    for (const size of sizes) this.#household(first + people.length, size, people);
    this.#recent.set(block, people);
    if (this.#recent.size > 4) this.#recent.delete(this.#recent.keys().next().value as number);
    return people;
  }

  #household(first: number, size: number, into: Person[]): void {
    const random = this.#random.at(PURPOSE.household, first);
    const home = this.#places.draw(random);
    const formerHome = random.chance(0.12) ? this.#formerHome(home, random) : undefined;
    const origin = random.chance(0.85) ? home.locality.home : REGISTRATION.draw(random);
    const drafts = draftHousehold(size, random);
    const couple = coupleOf(drafts);
    const ethnicity = drawEthnicity(origin.code, random);
    const families: string[] = [];
    while (families.length < size) families.push(drawFamily(ethnicity, origin.region, random));
    const husbandFamily = families[couple.husband] ?? families[couple.wife] ?? "Nguyễn";
    const motherFamily = families[couple.wife];
    const alike = random.chance(0.55);
    const brothers = alike ? drawSharedMiddle(TODAY.year - 20, "M", random) : undefined;
    const sisters = alike ? drawSharedMiddle(TODAY.year - 20, "F", random) : undefined;
    const elder = Math.max(elderOf("M", drafts), elderOf("F", drafts));
    const householder = elder !== NOBODY && random.chance(0.6) ? elder : 0;
    const taken: string[] = [];
    let before: Day | undefined;
    for (let i = 0; i < size; i++) {
      const { sex, year, relation, twin } = drafts[i] as Draft;
      const child = relation === "child";
      const family = child || (relation === "parent" && sex === "M") ? husbandFamily : (families[i] as string);
      const own = child || i === 0 || random.chance(0.92) ? ethnicity : "Kinh";
      const naming: Naming = { sex, year, ethnicity: own, family };
      if (child) {
        naming.motherFamily = motherFamily;
        naming.sharedMiddle = sex === "M" ? brothers : sisters;
      }
      let name = drawName(naming, random);
      for (let tries = 0; taken.includes(name.full) && tries < 5; tries++) name = drawName(naming, random);
      taken.push(name.full);
      const day = twin && before ? before : this.#birthDay(year, random);
      before = day;
      const birth = registered(day, random);
      const birthProvince = child
        ? random.chance(0.9)
          ? home.locality.home.code
          : origin.code
        : drawBirthProvince(i === 0, origin, random);
      const cell = { province: birthProvince, sex, year: day.year };
      const slip = random.share();
      if (slip < 0.0005) cell.sex = sex === "M" ? "F" : "M";
      else if (slip < 0.001) cell.year = Math.max(1900, day.year - 1);
      into.push({
        index: first + i,
        sex,
        birth,
        name,
        ethnicity: own,
        birthProvince,
        cell,
        home,
        formerHome,
        oldNumbers: this.#oldNumbers(first + i, birthProvince, birth.year, formerHome, random),
        cancelledNumber: random.chance(0.0008)
          ? personNumber({ ...cell, year: Math.max(1900, cell.year - 1) }, random.between(0, 999_999))
          : undefined,
        relation,
        father: from(first, parentOf(i, "M", drafts, couple)),
        mother: from(first, parentOf(i, "F", drafts, couple)),
        spouse: from(first, spouseOf(i, drafts, couple)),
        householder: first + householder,
        death: drawDeath(birth, random),
        phone: TODAY.year - birth.year >= 12 ? ownPhone((first + i) % OUTSIDE) : "",
      });
    }
  }

  #formerHome(home: Home, random: Random): Home {
    return random.chance(0.6) ? this.#places.drawIn(home.locality.home.code, random) : this.#places.draw(random);
  }

  #birthDay(year: number, random: Random): Day {
    const density = this.#options.densityDays;
    const last = year === TODAY.year ? 300 : daysIn(year);
    if (density >= 1) return dayOfYear(year, random.between(0, last - 1));
    const wanted = daysIn(year) * density;
    const extra = hashShare(this.#options.seed, year, 9) < wanted % 1 ? 1 : 0;
    const days = Math.max(1, Math.floor(wanted) + extra);
    return dayOfYear(year, Math.floor(hashShare(this.#options.seed, year * 512 + random.between(1, days), 13) * last));
  }

  #oldNumbers(
    index: number,
    province: string,
    year: number,
    formerHome: Home | undefined,
    random: Random,
  ): readonly string[] {
    if (year > 1999 || index >= OUTSIDE || !random.chance(0.86)) return [];
    const home = HOME_BY_CODE.get(province) ?? (HOME_PROVINCES[0] as HomeProvince);
    const twice = home.oldPrefix === "27" && random.chance(0.08);
    const slots = Math.max(1, Math.round(this.persons * 0.0009));
    const first = twice ? sharedOldNumber(random.between(0, slots)) : oldNumber(home, index);
    const moved = formerHome?.locality.home;
    if (moved && moved.code !== home.code && random.chance(0.6)) return [oldNumber(moved, index), first];
    return [first];
  }
}

function from(first: number, place: number): number {
  return place === NOBODY ? NOBODY : first + place;
}

function drawBirthProvince(head: boolean, origin: HomeProvince, random: Random): string {
  if (random.chance(0.002)) return "abroad";
  return head || random.chance(0.8) ? origin.code : REGISTRATION.draw(random).code;
}

/** What the register holds of a birth date: the old are often down with a year or with New Year's Day. */
function registered(day: Day, random: Random): Day {
  const share = random.share();
  if (day.year < 1960) {
    if (share < 0.08) return { year: day.year, month: 0, day: 0 };
    if (share < 0.2) return { year: day.year, month: 1, day: 1 };
  } else if (day.year < 1980) {
    if (share < 0.005) return { year: day.year, month: 0, day: 0 };
    if (share < 0.035) return { year: day.year, month: 1, day: 1 };
  }
  return day;
}

function drawDeath(birth: Day, random: Random): Day | undefined {
  const age = TODAY.year - birth.year;
  const share = age > 85 ? 0.35 : age > 70 ? 0.12 : age > 55 ? 0.03 : 0.004;
  const ago = random.between(20, 2500);
  if (!random.chance(share)) return undefined;
  const death = daysAfter(TODAY, -ago);
  return compareDays(death, birth) > 0 ? death : undefined;
}
