import type { DateReading } from "../../matchers/dates/date-reading.ts";
import { DATE_RELATION, relateDates } from "../../matchers/dates/date-relation.ts";
import { readDate } from "../../matchers/dates/read-date.ts";
import { NUMBER_RELATION, relateNumbers } from "../../matchers/identity/number-relation.ts";
import { acceptsPadded } from "../../matchers/identity/person-number.ts";
import { BIRTH_PROVINCES } from "../../matchers/identity/province-codes.ts";
import { standardiseIdentity } from "../../matchers/identity/standardise-identity.ts";
import { MOBILE_RANGES } from "../../matchers/phones/mobile-ranges.ts";
import { standardisePhone } from "../../matchers/phones/standardise-phone.ts";
import type { Day } from "../generate-sample/calendar.ts";
import { type BirthHabits, writeBirth } from "../generate-sample/dirt/birth.ts";
import { dressNumber, junkNumber, loseZeros, mistype, scientific, transpose } from "../generate-sample/dirt/number.ts";
import { writePhone } from "../generate-sample/dirt/phone.ts";
import { PURPOSE, Random } from "../generate-sample/random.ts";

/** What became of a damaged value: the original again, related to it at the level its damage calls for, said to be bad, or none. */
export type Outcome = "repaired" | "related" | "flagged" | "missed";

export interface DamageCheck {
  readonly damage: string;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

interface Holder {
  readonly birth: Day;
  readonly sex: "M" | "F";
  readonly number: string;
  readonly old: string;
  readonly phone: string;
}

const READING: DateReading = { declared: [], order: "dmy", mixed: false, defaultDay: true, today: 20261122 };
const NO_HABITS: BirthHabits = {
  form: "dd/mm/yyyy",
  otherForm: 0,
  yearOnly: 0,
  newYear: 0,
  zeros: 0,
  swapped: 0,
  digit: 0,
  offByYears: 0,
  twoDigits: 0,
  missing: 0,
};

/** Damages `count` invented values in each way the generator can, and sees what the readers make of them. */
export function checkDamages(count: number): DamageCheck[] {
  const random = new Random(20_261_122);
  const number = (make: (h: Holder) => string) => (h: Holder) => personOutcome(make(h), h);
  const old = (make: (h: Holder) => string) => (h: Holder) => oldOutcome(make(h), h);
  const birth = (habits: Partial<BirthHabits>) => (h: Holder) => birthOutcome(h, { ...NO_HABITS, ...habits }, random);
  const checks: Record<string, (holder: Holder) => Outcome> = {
    "12 digits: as it should be": number((h) => h.number),
    "12 digits: spaces, dots, apostrophe, .0, letters": number((h) => dressNumber(h.number, random)),
    "12 digits: zeros lost": number((h) => loseZeros(h.number)),
    "12 digits: one digit wrong": number((h) => mistype(h.number, random)),
    "12 digits: neighbours exchanged": number((h) => transpose(h.number, random)),
    "12 digits: scientific notation": number((h) => scientific(h.number, random)),
    "any number: dummy": number(() => junkNumber(random)),
    "9 digits: as it should be": old((h) => h.old),
    "9 digits: spaces, dots, apostrophe, .0, letters": old((h) => dressNumber(h.old, random)),
    "9 digits: zero lost": old((h) => loseZeros(h.old)),
    "9 digits: one digit wrong": old((h) => mistype(h.old, random)),
    "9 digits: neighbours exchanged": old((h) => transpose(h.old, random)),
    "phone: every way of writing": (h) => phoneOutcome(writePhone(h.phone, "0987654321", random), h),
    "birth: as it should be": birth({}),
    "birth: another form": birth({ otherForm: 1 }),
    "birth: two-digit year": birth({ twoDigits: 1 }),
    "birth: year only": birth({ yearOnly: 1 }),
    "birth: 00/00": birth({ zeros: 100 }),
    "birth: 1 January": birth({ newYear: 100 }),
    "birth: day and month exchanged": birth({ swapped: 1 }),
    "birth: one part off": birth({ digit: 1 }),
    "birth: one to three years off": birth({ offByYears: 100 }),
  };
  return Object.entries(checks).map(([damage, check]) => {
    const outcomes = { repaired: 0, related: 0, flagged: 0, missed: 0 };
    for (let i = 0; i < count; i++) outcomes[check(holder(i, random))]++;
    return { damage, outcomes };
  });
}

function holder(index: number, random: Random): Holder {
  random.at(PURPOSE.person, index);
  const birth = { year: random.between(1930, 2015), month: random.between(1, 12), day: random.between(1, 28) };
  const sex = random.chance(0.5) ? "M" : "F";
  const century = (birth.year >= 2000 ? 2 : 0) + (sex === "F" ? 1 : 0);
  const province = random.pick([...BIRTH_PROVINCES.keys()]);
  const year = String(birth.year % 100).padStart(2, "0");
  return {
    birth,
    sex,
    number: `${province}${century}${year}${random.digits(6)}`,
    old: `${random.pick(["01", "02", "03", "11", "16", "24", "38"])}${random.digits(7)}`,
    phone: `0${random.pick([...MOBILE_RANGES.keys()])}${random.digits(7)}`,
  };
}

function personOutcome(written: string, { number, birth, sex }: Holder): Outcome {
  const reading = standardiseIdentity(written);
  const confirmed = acceptsPadded(reading.paddedCandidate, birth.year, sex) ? reading.paddedCandidate : null;
  return numberOutcome(reading.personNumber ?? confirmed, number, reading.findings);
}

function oldOutcome(written: string, { old }: Holder): Outcome {
  const reading = standardiseIdentity(written);
  return numberOutcome(reading.oldNumber ?? reading.paddedOld, old, reading.findings);
}

function numberOutcome(read: string | null, original: string, findings: readonly string[]): Outcome {
  if (read === original) return "repaired";
  const related = read !== null && relateNumbers(BigInt(read), BigInt(original)) !== NUMBER_RELATION.different;
  if (related) return "related";
  return findings.length > 0 ? "flagged" : "missed";
}

function phoneOutcome(written: string, { phone }: Holder): Outcome {
  const { phones, findings } = standardisePhone(written);
  if (phones.includes(`+84${phone.slice(1)}`)) return "repaired";
  const related = phones.some(
    (read) => relateNumbers(BigInt(read), BigInt(`84${phone.slice(1)}`)) !== NUMBER_RELATION.different,
  );
  if (related) return "related";
  return findings.length > 0 ? "flagged" : "missed";
}

function birthOutcome({ birth }: Holder, habits: BirthHabits, random: Random): Outcome {
  const { birthInt, findings } = readDate(writeBirth(birth, habits, random).text, READING);
  const original = birth.year * 10_000 + birth.month * 100 + birth.day;
  if (birthInt === original) return "repaired";
  if (birthInt !== null && relateDates(birthInt, original) !== DATE_RELATION.different) return "related";
  return findings.length > 0 ? "flagged" : "missed";
}
