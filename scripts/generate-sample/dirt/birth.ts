import { type DateForm, type Day, formatDay } from "../calendar.ts";
import type { Random } from "../random.ts";

/** Shares of the ways a source writes birth dates; at most one of the wrong ones happens. */
export interface BirthHabits {
  readonly form: DateForm;
  /** Written in another form than the source's own. */
  readonly otherForm: number;
  readonly yearOnly: number;
  readonly newYear: number;
  readonly zeros: number;
  readonly swapped: number;
  readonly digit: number;
  readonly offByYears: number;
  readonly twoDigits: number;
  readonly missing: number;
}

export interface WrittenBirth {
  readonly text: string;
  readonly damage: string | undefined;
  /** What the text still says of the date. */
  readonly holds: "day" | "year" | "about" | "nothing";
}

/** Writes a birth date as a source of such habits would. */
export function writeBirth(birth: Day, habits: BirthHabits, random: Random): WrittenBirth {
  const old = birth.year < 1965 ? 3 : birth.year < 1980 ? 1 : 0.25;
  const holds = birth.month === 0 ? "year" : "day";
  const form = random.chance(habits.otherForm)
    ? random.pick<DateForm>(["dd/mm/yyyy", "d/m/yyyy", "dd-mm-yyyy", "dd.mm.yyyy", "yyyy-mm-dd"])
    : habits.form;
  random.roll();
  if (random.falls(habits.missing)) return { text: "", damage: "birth_missing", holds: "nothing" };
  if (random.falls(habits.yearOnly)) return { text: String(birth.year), damage: "birth_year_only", holds: "year" };
  if (random.falls(habits.newYear * old)) {
    return { text: formatDay({ year: birth.year, month: 1, day: 1 }, form), damage: "birth_new_year", holds: "year" };
  }
  if (random.falls(habits.zeros * old)) {
    return { text: `00/00/${birth.year}`, damage: "birth_zeros", holds: "year" };
  }
  if (random.falls(habits.offByYears * old)) {
    const off = random.pick([-3, -2, -1, -1, -1, 1, 1, 1, 2, 3]);
    return {
      text: formatDay({ ...birth, year: birth.year + off }, form),
      damage: "birth_off_by_years",
      holds: "about",
    };
  }
  if (birth.month === 0) return { text: formatDay(birth, form), damage: undefined, holds };
  if (random.falls(habits.swapped) && birth.day <= 12 && birth.day !== birth.month) {
    const turned = { year: birth.year, month: birth.day, day: birth.month };
    return { text: formatDay(turned, form), damage: "birth_swapped", holds };
  }
  if (random.falls(habits.digit)) {
    const other = slipDigit(birth, random);
    return { text: formatDay(other, form), damage: "birth_digit", holds };
  }
  if (random.falls(habits.twoDigits)) return { text: formatDay(birth, "dd/mm/yy"), damage: undefined, holds };
  return { text: formatDay(birth, form), damage: undefined, holds };
}

function slipDigit(birth: Day, random: Random): Day {
  switch (random.between(0, 3)) {
    case 0:
      return { ...birth, day: birth.day > 10 && birth.day < 29 ? birth.day - 10 : Math.max(1, birth.day - 1) };
    case 1:
      return { ...birth, day: birth.day % 10 === 0 ? birth.day + 1 - (birth.day === 30 ? 2 : 0) : birth.day - 1 || 1 };
    case 2:
      return { ...birth, month: birth.month > 1 ? birth.month - 1 : 2, day: Math.min(28, birth.day) };
    default:
      return { ...birth, year: birth.year + (random.chance(0.5) ? 10 : -10), day: Math.min(28, birth.day) };
  }
}
