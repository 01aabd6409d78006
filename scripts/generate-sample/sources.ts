import { type DateForm, formatDay, TODAY } from "./calendar.ts";
import { HABITS, type Habits } from "./habits.ts";
import { NOBODY } from "./households.ts";
import type { Layout } from "./layout.ts";
import { EXTRACTS } from "./layouts.ts";
import { MINISTRIES, type Ministry } from "./ministries.ts";
import type { Person } from "./person.ts";
import type { Population } from "./population.ts";
import type { Random } from "./random.ts";
import { pastDay, type Row, Scribe, type Truth } from "./records.ts";

/** A row with what is true of its persons. The first column's text is the record id of all of them. */
export interface Entry {
  readonly row: Row;
  readonly truths: readonly Truth[];
}

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
