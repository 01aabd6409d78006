import { createHash } from "node:crypto";
import { millibits } from "../linkage/model.ts";
import { AGREEMENT, type Field, type Kind, ORDER, type Swap, swapName } from "./field.ts";

/** P(level | same person) by level name, over what can be compared. */
type Levels = Readonly<Record<string, number>>;

/** Everything a decision depends on besides the two files: what same persons look like. Kept as JSON. */
export interface GenericModel {
  readonly version: 1;
  /** Share of the records whose person is in the register. */
  readonly inRegister: number;
  /** Share of the records whose person is not in the register, but somebody of the same home is. */
  readonly kin: number;
  /** By field, and by swap (`<a>_x_<b>`). */
  readonly m: Readonly<Record<string, Levels>>;
}

/** What is thought of a field before anything was fitted: mostly right, with some slips. */
const START: Readonly<Record<Kind, Levels>> = {
  text: { same: 0.8, alike: 0.04, slip: 0.08, near: 0.02, part: 0.02, different: 0.04 },
  date: { same: 0.9, alike: 0.01, slip: 0.03, part: 0.02, different: 0.04 },
  code: { same: 0.9, slip: 0.04, different: 0.06 },
  number: { same: 0.86, slip: 0.07, different: 0.07 },
};
/** A number that measures may be near. */
const START_MEASURE: Levels = { same: 0.8, slip: 0.05, near: 0.08, different: 0.07 };
const START_ORDER: Levels = { straight: 0.97, crossed: 0.03 };

/** No share is smaller. */
const LEAST = 1e-6;

/** The model that fitting begins with. */
export function startModel(fields: readonly Field[], swaps: readonly Swap[]): GenericModel {
  return {
    version: 1,
    inRegister: 0.9,
    kin: fields.some((field) => field.shared) ? 0.02 : 0,
    m: {
      ...Object.fromEntries(fields.map(({ name, kind, tolerance }) => [name, tolerance ? START_MEASURE : START[kind]])),
      ...Object.fromEntries(swaps.map((swap) => [swapName(swap), START_ORDER])),
    },
  };
}

/** Level numbers by name, for a field or a swap. */
export function levelsOf(name: string, fields: readonly Field[]): Readonly<Record<string, number>> {
  return fields.some((field) => field.name === name) ? AGREEMENT : ORDER;
}

/** log2 m of the levels 1, 2, … of a field or swap, thousandths of a bit; 0 for levels it does not have. */
export function levelWeights(levels: Readonly<Record<string, number>>, m: Levels): number[] {
  const weights = Array<number>(Math.max(...Object.values(levels))).fill(0);
  for (const [name, p] of Object.entries(m)) weights[levels[name]! - 1] = millibits(p);
  return weights;
}

/** Thousandths of a bit that a random register row starts from: as the record's person, and as one of the same home. */
export function priorWeights(model: GenericModel, registerRows: number): { person: number; kin: number } {
  const stranger = 1 - model.inRegister - model.kin;
  const weight = (share: number): number => millibits(Math.max(share, LEAST) / stranger / Math.max(1, registerRows));
  return { person: weight(model.inRegister), kin: weight(model.kin) };
}

/** The model's name in every table: 16 hex digits of its SHA-256. */
export function modelHash(model: GenericModel): string {
  return createHash("sha256").update(JSON.stringify(model)).digest("hex").slice(0, 16);
}
