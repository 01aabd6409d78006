import { TODAY } from "./calendar.ts";
import type { Sex } from "./names.ts";
import { type Random, Weighted } from "./random.ts";

/** Nobody, where the place of a person is asked for. */
export const NOBODY = -1;

export type Relation = "head" | "spouse" | "child" | "parent";

/** A member of a household before they have a name. */
export interface Draft {
  readonly sex: Sex;
  readonly year: number;
  readonly relation: Relation;
  /** Born on the same day as the member before. */
  readonly twin: boolean;
}

/** Places of the husband and the wife among the members. */
export interface Couple {
  readonly husband: number;
  readonly wife: number;
}

/** How many live together: census of 2019, rounded. */
export const SIZES = new Weighted<number>([
  [1, 9],
  [2, 16],
  [3, 20],
  [4, 27],
  [5, 16],
  [6, 8],
  [7, 4],
]);
/** Husband and wife of a household; the place of a single head of the other sex is nobody's. */
export function coupleOf(drafts: readonly Draft[]): Couple {
  let husband = NOBODY;
  let wife = NOBODY;
  for (let i = 0; i < drafts.length && i < 2; i++) {
    const draft = drafts[i] as Draft;
    if (draft.relation !== "head" && draft.relation !== "spouse") continue;
    if (draft.sex === "M") husband = i;
    else wife = i;
  }
  return { husband, wife };
}

/** Place of the member to whom a member is married. */
export function spouseOf(place: number, drafts: readonly Draft[], couple: Couple): number {
  if (place === couple.husband) return couple.wife;
  if (place === couple.wife) return couple.husband;
  return drafts[place]?.relation === "parent" ? elderOf(drafts[place]?.sex === "M" ? "F" : "M", drafts) : NOBODY;
}

/** Place of a member's father or mother: elders are parents of the husband, or of the wife where there is none. */
export function parentOf(place: number, sex: Sex, drafts: readonly Draft[], couple: Couple): number {
  if (drafts[place]?.relation === "child") return sex === "M" ? couple.husband : couple.wife;
  const heir = couple.husband === NOBODY ? couple.wife : couple.husband;
  return place === heir ? elderOf(sex, drafts) : NOBODY;
}

/** Place of the grandfather or grandmother. */
export function elderOf(sex: Sex, drafts: readonly Draft[]): number {
  for (let i = 0; i < drafts.length; i++) {
    if (drafts[i]?.relation === "parent" && drafts[i]?.sex === sex) return i;
  }
  return NOBODY;
}

/** Who lives together: head (and spouse) first, then children by age, then the head's parents. */
export function draftHousehold(size: number, random: Random): Draft[] {
  const elders =
    size >= 5 ? (random.chance(0.6) ? random.between(1, 2) : 0) : size === 4 && random.chance(0.12) ? 1 : 0;
  const single = size === 1 || random.chance(size === 2 ? 0.3 : 0.07);
  const children = Math.max(0, size - elders - (single ? 1 : 2));
  const headSex: Sex = single ? (random.chance(0.35) ? "M" : "F") : random.chance(0.75) ? "M" : "F";
  const youngest = children > 0 ? 22 + 2 * children : 22;
  const oldest = size <= 2 ? 92 : elders > 0 ? 56 : 66;
  const age = children > 0 ? random.between(youngest, oldest) : drawAge(youngest, oldest, random);
  const drafts: Draft[] = [{ sex: headSex, year: TODAY.year - age, relation: "head", twin: false }];
  let wifeAge = age;
  if (!single) {
    const spouseAge = Math.max(20, age + (headSex === "M" ? -random.between(-1, 5) : random.between(-1, 5)));
    drafts.push({ sex: headSex === "M" ? "F" : "M", year: TODAY.year - spouseAge, relation: "spouse", twin: false });
    wifeAge = headSex === "M" ? spouseAge : age;
  }
  const births: number[] = [];
  for (let i = 0; i < children; i++)
    births.push(TODAY.year - wifeAge + random.between(19, Math.max(19, Math.min(39, wifeAge))));
  births.sort((a, b) => a - b);
  births.forEach((year, i) => {
    const before = births[i - 1];
    const twin = before !== undefined && random.chance(0.03);
    const apart = before !== undefined && year === before && year < TODAY.year ? year + 1 : year;
    births[i] = twin ? before : Math.min(TODAY.year, apart);
    drafts.push({ sex: random.chance(0.52) ? "M" : "F", year: births[i] as number, relation: "child", twin });
  });
  for (let i = 0; i < elders; i++) {
    const elderAge = Math.min(102, age + random.between(20, 34));
    const sex: Sex = elders === 1 ? (random.chance(0.35) ? "M" : "F") : i === 0 ? "M" : "F";
    drafts.push({ sex, year: TODAY.year - elderAge, relation: "parent", twin: false });
  }
  return drafts;
}

function drawAge(low: number, high: number, random: Random): number {
  const age = random.between(low, high);
  return age > 70 && random.chance(0.5) ? random.between(low, 70) : age;
}
