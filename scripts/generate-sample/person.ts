import type { Day } from "./calendar.ts";
import type { Relation } from "./households.ts";
import { compose, type PersonName, type Sex } from "./names.ts";
import type { Home } from "./places.ts";

/** A person as they are; what the register or an extract says of them may differ. */
export interface Person {
  readonly index: number;
  readonly sex: Sex;
  /** Birth date as the register holds it: it may be a year alone. */
  readonly birth: Day;
  readonly name: PersonName;
  readonly ethnicity: string;
  /** Province of old in which the birth was registered, or `abroad`. */
  readonly birthProvince: string;
  /** First six digits of the number: those of an officer's slip where they contradict the person. */
  readonly cell: { readonly province: string; readonly sex: Sex; readonly year: number };
  readonly home: Home;
  /** Where they lived before, if they moved in the last years. */
  readonly formerHome: Home | undefined;
  /** 9-digit numbers, the last one first. */
  readonly oldNumbers: readonly string[];
  /** A cancelled 12-digit number that this one replaced. */
  readonly cancelledNumber: string | undefined;
  readonly relation: Relation;
  readonly father: number;
  readonly mother: number;
  readonly spouse: number;
  readonly householder: number;
  readonly death: Day | undefined;
  /** The number they give as theirs; children have none. */
  readonly phone: string;
}

/** The same person under a corrected name. */
export function renamed(person: Person, middle: string): Person {
  return { ...person, name: compose(person.name.family, middle, person.name.given) };
}
