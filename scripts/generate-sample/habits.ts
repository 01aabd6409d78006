import type { AddressHabits, UnitForm } from "./dirt/address.ts";
import type { BirthHabits } from "./dirt/birth.ts";
import type { NameHabits } from "./dirt/name.ts";

/** Relative frequencies of what stands in a source's number column. */
interface NumberHabits {
  /** The 12-digit number. */
  readonly right: number;
  /** The 9-digit number, where the person has one. */
  readonly old: number;
  readonly lostZero: number;
  readonly mistyped: number;
  readonly transposed: number;
  /** Somebody else's number. */
  readonly stolen: number;
  readonly missing: number;
  readonly junk: number;
  readonly scientific: number;
  /** Of the unharmed ones, the share written with spaces, dots, an apostrophe, `.0` or letters for digits. */
  readonly dressed: number;
}

/** How a source writes what it knows of a person, and who stands in it besides citizens in the register. */
export interface Habits {
  readonly name: NameHabits;
  readonly birth: BirthHabits;
  readonly number: NumberHabits;
  readonly address: AddressHabits;
  readonly units: UnitForm;
  readonly sexWrong: number;
  readonly sexMissing: number;
  readonly phoneMissing: number;
  readonly notInRegister: number;
  readonly organisation: number;
  readonly foreigner: number;
}

const NAME: NameHabits = {
  upper: 0.3,
  lower: 0.01,
  noMarks: 0.02,
  noTones: 0.002,
  placement: 0.2,
  vowel: 0.04,
  regional: 0.006,
  slip: 0.008,
  abbreviation: 0.003,
  missingMiddle: 0.004,
  swapped: 0.002,
  typed: 0.002,
  encoding: 0.001,
  nfd: 0.02,
  spaces: 0.03,
};

const BIRTH: BirthHabits = {
  form: "dd/mm/yyyy",
  otherForm: 0.03,
  yearOnly: 0.01,
  newYear: 0.012,
  zeros: 0.002,
  swapped: 0.01,
  digit: 0.008,
  offByYears: 0.004,
  twoDigits: 0.005,
  missing: 0.004,
};

const NUMBER: NumberHabits = {
  right: 80,
  old: 8,
  lostZero: 2,
  mistyped: 1,
  transposed: 0.4,
  stolen: 0.2,
  missing: 4,
  junk: 0.4,
  scientific: 0.2,
  dressed: 0.03,
};

const ADDRESS: AddressHabits = {
  now: 0.25,
  former: 0.45,
  missing: 0.02,
  abbreviated: 0.35,
  bare: 0.2,
  noMarks: 0.03,
  upper: 0.04,
  noStreet: 0.15,
  noCommune: 0.03,
  noDistrict: 0.03,
  provinceOnly: 0.02,
  reversed: 0.01,
  dashes: 0.06,
  glued: 0.05,
  slip: 0.01,
};

const USUAL: Habits = {
  name: NAME,
  birth: BIRTH,
  number: NUMBER,
  address: ADDRESS,
  units: "text",
  sexWrong: 0.006,
  sexMissing: 0.02,
  phoneMissing: 0.25,
  notInRegister: 0.015,
  organisation: 0,
  foreigner: 0.003,
};

/** Parts of the usual habits that a source has otherwise. */
interface Other {
  readonly name?: Partial<NameHabits>;
  readonly birth?: Partial<BirthHabits>;
  readonly number?: Partial<NumberHabits>;
  readonly address?: Partial<AddressHabits>;
  readonly rest?: Partial<Omit<Habits, "name" | "birth" | "number" | "address">>;
}

const habits = ({ name, birth, number, address, rest }: Other): Habits => ({
  ...USUAL,
  ...rest,
  name: { ...NAME, ...name },
  birth: { ...BIRTH, ...birth },
  number: { ...NUMBER, ...number },
  address: { ...ADDRESS, ...address },
});

const carrier = (other: Other): Habits =>
  habits({
    ...other,
    number: {
      right: 72,
      old: 14,
      lostZero: 2.5,
      mistyped: 2,
      transposed: 0.7,
      stolen: 1.2,
      missing: 1,
      junk: 0.7,
      scientific: 0.3,
      dressed: 0.05,
      ...other.number,
    },
    rest: { notInRegister: 0.02, organisation: 0.015, foreigner: 0.008, ...other.rest },
  });

const association = (other: Other): Habits =>
  habits({
    name: { upper: 0.1, noMarks: 0.01, abbreviation: 0.012, missingMiddle: 0.006, placement: 0.3, ...other.name },
    birth: { form: "dd/mm/yyyy", yearOnly: 0.68, missing: 0.01, newYear: 0.01, offByYears: 0.006, ...other.birth },
    address: {
      now: 0.3,
      former: 0.12,
      missing: 0.002,
      noCommune: 0,
      provinceOnly: 0,
      noDistrict: 0.02,
      noStreet: 0.1,
      ...other.address,
    },
    rest: { units: "names", phoneMissing: 0.5, notInRegister: 0.012, foreigner: 0, ...other.rest },
  });

/** Habits by source, as public reports tell of such systems (docs/sample-data.md). */
export const HABITS: Readonly<Record<string, Habits>> = {
  "carrier-viettel": carrier({ name: { upper: 0.55, noMarks: 0.06 } }),
  "carrier-vinaphone": carrier({ name: { upper: 0.8, noMarks: 0.12, encoding: 0.015 }, birth: { form: "dd-mm-yyyy" } }),
  "carrier-mobifone": carrier({
    name: { upper: 0.3, noMarks: 0.04 },
    birth: { yearOnly: 0.04 },
    rest: { units: "names" },
  }),
  "social-insurance": habits({
    number: { right: 84, old: 9, missing: 2 },
    rest: { units: "codes", notInRegister: 0.006 },
    address: { abbreviated: 0.2 },
  }),
  "health-insurance": habits({ number: { right: 80, old: 5, missing: 10 }, birth: { yearOnly: 0.03 } }),
  "driver-licences": habits({
    name: { upper: 0.9, slip: 0.004 },
    number: { right: 52, old: 42, missing: 1 },
    address: { now: 0.1 },
  }),
  vehicles: habits({
    number: { right: 40, old: 30, missing: 24 },
    birth: { yearOnly: 0.5, missing: 0.25 },
    rest: { organisation: 0.08 },
  }),
  passports: habits({
    name: { upper: 1, noMarks: 0, slip: 0.001, regional: 0.001 },
    number: { right: 70, old: 28, missing: 0.5, stolen: 0.05 },
    rest: { foreigner: 0 },
  }),
  births: habits({ birth: { yearOnly: 0.02 }, number: { right: 75, old: 10, missing: 12 } }),
  marriages: habits({ number: { right: 65, old: 30, missing: 3 } }),
  labour: habits({ number: { right: 78, old: 4, missing: 12, lostZero: 4 } }),
  "women-union": association({}),
  farmers: association({ name: { encoding: 0.008 } }),
  elderly: association({ name: { abbreviation: 0.015 }, birth: { yearOnly: 0.8, offByYears: 0.012 } }),
  veterans: association({ birth: { yearOnly: 0.75 } }),
  tax: habits({
    name: { upper: 0.7 },
    birth: { form: "yyyy-mm-dd", otherForm: 0.01 },
    number: { right: 72, old: 22, missing: 2 },
  }),
  pupils: habits({
    number: { right: 72, old: 0, missing: 24 },
    birth: { offByYears: 0.001, yearOnly: 0.002 },
    rest: { units: "names" },
  }),
  vaccinations: habits({
    name: { upper: 0.35, slip: 0.012 },
    number: { right: 72, old: 9, missing: 12 },
    birth: { yearOnly: 0.04 },
  }),
  electricity: habits({
    name: { upper: 0.5, missingMiddle: 0.01 },
    number: { right: 50, old: 14, missing: 32 },
    rest: { organisation: 0.06 },
  }),
  vneid: habits({
    name: {
      upper: 1,
      noMarks: 0,
      slip: 0,
      regional: 0,
      abbreviation: 0,
      missingMiddle: 0,
      swapped: 0,
      typed: 0,
      encoding: 0,
      spaces: 0,
    },
    birth: {
      form: "yyyymmdd",
      otherForm: 0,
      yearOnly: 0,
      newYear: 0,
      zeros: 0,
      swapped: 0,
      digit: 0.0005,
      offByYears: 0,
      twoDigits: 0,
      missing: 0,
    },
    number: {
      right: 999,
      old: 0,
      lostZero: 0,
      mistyped: 0,
      transposed: 0,
      stolen: 0,
      missing: 0,
      junk: 0,
      scientific: 0,
      dressed: 0,
    },
    rest: { notInRegister: 0.0005, foreigner: 0.004, sexWrong: 0, sexMissing: 0 },
  }),
  "health-records": habits({ number: { right: 70, old: 8, missing: 16 }, birth: { yearOnly: 0.03 } }),
  deaths: habits({
    birth: { yearOnly: 0.25, newYear: 0.03, offByYears: 0.01 },
    number: { right: 55, old: 30, missing: 12 },
    rest: { foreigner: 0 },
  }),
};
