import { GIVENS_FEMALE, GIVENS_MALE, MIDDLES_FEMALE, MIDDLES_MALE, SURNAMES } from "./name-tables.ts";
import { MINORITIES, type Minority } from "./peoples.ts";
import type { Region } from "./provinces.ts";
import { type Random, Weighted } from "./random.ts";
import type { Rated } from "./rated.ts";

export type Sex = "M" | "F";

/** A person's name in its parts, as the birth certificate writes it. `words` is the whole in its own order. */
export interface PersonName {
  readonly family: string;
  readonly middle: string;
  readonly given: string;
  readonly full: string;
}

type Era = 0 | 1 | 2;

function byColumn(table: readonly Rated[], column: number): Weighted<string> {
  return new Weighted(table.map(({ word, weights }) => [word, weights[column] ?? 0] as const));
}

const SURNAME: Readonly<Record<Region, Weighted<string>>> = {
  north: byColumn(SURNAMES, 0),
  centre: byColumn(SURNAMES, 1),
  south: byColumn(SURNAMES, 2),
};

const eras = (table: readonly Rated[]) => [0, 1, 2].map((era) => byColumn(table, era)) as readonly Weighted<string>[];
const MIDDLE: Readonly<Record<Sex, readonly Weighted<string>[]>> = { M: eras(MIDDLES_MALE), F: eras(MIDDLES_FEMALE) };
const GIVEN: Readonly<Record<Sex, readonly Weighted<string>[]>> = { M: eras(GIVENS_MALE), F: eras(GIVENS_FEMALE) };
const CLAN = new Map(MINORITIES.map((people) => [people.ethnicity, byColumn(people.surnames, 0)]));
const PEOPLES = new Map(MINORITIES.map((people) => [people.ethnicity, people]));

const LIVING_IN = new Map<string, { people: Minority; upTo: number }[]>();
for (const people of MINORITIES) {
  for (const [province, share] of Object.entries(people.provinces)) {
    const here = LIVING_IN.get(province) ?? [];
    here.push({ people, upTo: (here.at(-1)?.upTo ?? 0) + share });
    LIVING_IN.set(province, here);
  }
}

const NOBODY_ELSE: readonly { people: Minority; upTo: number }[] = [];

/** Ethnic group of somebody from a province of old. */
export function drawEthnicity(province: string, random: Random): string {
  const target = random.share();
  for (const { people, upTo } of LIVING_IN.get(province) ?? NOBODY_ELSE) if (target < upTo) return people.ethnicity;
  return "Kinh";
}

/** Surname or clan name. */
export function drawFamily(ethnicity: string, region: Region, random: Random): string {
  return (CLAN.get(ethnicity) ?? SURNAME[region]).draw(random);
}

/** Share of women with the middle word Thị and of men with Văn, by birth year. */
const COMMON_MIDDLE: readonly (readonly [before: number, thi: number, van: number])[] = [
  [1960, 0.86, 0.58],
  [1975, 0.78, 0.5],
  [1985, 0.7, 0.4],
  [1995, 0.5, 0.28],
  [2005, 0.3, 0.16],
  [9999, 0.12, 0.07],
];

function commonMiddle(sex: Sex, year: number): number {
  for (const [before, thi, van] of COMMON_MIDDLE) if (year < before) return sex === "F" ? thi : van;
  return 0;
}

/** Chance of two middle words, and of none, by era. */
const SECOND_MIDDLE = [0.05, 0.14, 0.36] as const;
const NO_MIDDLE = [0.025, 0.01, 0.004] as const;

function eraOf(year: number, random: Random): Era {
  const felt = year + random.between(-7, 7);
  return felt < 1966 ? 0 : felt < 1990 ? 1 : 2;
}

/** What a child's name takes from its family. */
export interface Naming {
  readonly sex: Sex;
  readonly year: number;
  readonly ethnicity: string;
  readonly family: string;
  /** A middle word that brothers and sisters share, if any. */
  sharedMiddle?: string | undefined;
  /** The mother's surname, sometimes taken in. */
  motherFamily?: string | undefined;
}

/** Draws the name that parents of that time and people give. */
export function drawName(naming: Naming, random: Random): PersonName {
  const { sex, year, ethnicity, family } = naming;
  const people = PEOPLES.get(ethnicity);
  const own = sex === "M" ? people?.male : people?.female;
  if (people && own && random.chance(0.85)) return minorityName(people, family, random.pick(own));
  if (people?.order === "first")
    return minorityName(people, family, `${sex === "M" ? "Y " : "H'"}${GIVEN[sex][2]?.draw(random)}`);
  const era = eraOf(year, random);
  const given = GIVEN[sex][era]?.draw(random) ?? "An";
  const middle = drawMiddle(naming, era, given, people?.kinhMiddles, random);
  return compose(family, middle, given);
}

function drawMiddle(naming: Naming, era: Era, given: string, kinhMiddles: number | undefined, random: Random): string {
  const { sex, year, sharedMiddle, motherFamily } = naming;
  if (random.chance(NO_MIDDLE[era])) return "";
  const common = kinhMiddles ?? commonMiddle(sex, year);
  if (random.chance(common)) {
    const first = sex === "F" ? "Thị" : "Văn";
    const longer = sex === "F" ? SECOND_MIDDLE[era] : SECOND_MIDDLE[era] / 5;
    return random.chance(longer) ? `${first} ${drawMiddleWord(sex, era, given, random)}` : first;
  }
  if (motherFamily && era > 0 && random.chance(0.06))
    return `${motherFamily} ${drawMiddleWord(sex, era, given, random)}`;
  const last = sharedMiddle && sharedMiddle !== given ? sharedMiddle : drawMiddleWord(sex, era, given, random);
  if (random.chance(SECOND_MIDDLE[era])) {
    const first = drawMiddleWord(sex, era, given, random);
    if (first !== last) return `${first} ${last}`;
  }
  return last;
}

function drawMiddleWord(sex: Sex, era: Era, given: string, random: Random): string {
  for (let tries = 0; tries < 4; tries++) {
    const drawn = MIDDLE[sex][era]?.draw(random) ?? "Thanh";
    if (drawn !== given) return drawn;
  }
  return "Thanh";
}

function minorityName(people: Minority, family: string, own: string): PersonName {
  if (people.order === "first") return { family, middle: "", given: own, full: `${own} ${family}` };
  const words = own.split(" ");
  const given = words.at(-1) ?? own;
  return compose(family, words.slice(0, -1).join(" "), given);
}

/** Puts a name together; K' stands with the next word. */
export function compose(family: string, middle: string, given: string): PersonName {
  const rest = middle === "" ? given : `${middle} ${given}`;
  return { family, middle, given, full: family === "K'" ? family + rest : `${family} ${rest}` };
}

/** A middle word brothers and sisters may share. */
export function drawSharedMiddle(year: number, sex: Sex, random: Random): string {
  return MIDDLE[sex][eraOf(year, random)]?.draw(random) ?? "Thanh";
}
