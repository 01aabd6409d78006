import { expect, it } from "vitest";
import { driftOf } from "../../matchers/linkage/drift.ts";
import { type Model, shippedModel } from "../../matchers/linkage/model.ts";

it("tells of a common level that moved before a rare one that moved further, and of none within the limit", () => {
  const snapshot = shippedModel(1000);
  const { birth, given } = snapshot.m;
  const fitted: Model = {
    ...snapshot,
    m: {
      ...snapshot.m,
      birth: { ...birth, date: birth.date! / 1.5, slip: birth.slip! * 1.05 },
      given: { ...given, initial: given.initial! / 64, same: given.same! * 0.99 },
    },
  };
  const moved = driftOf(snapshot, fitted, 0.25);
  expect(moved.map(({ field, level }) => `${field} ${level}`)).toEqual(["birth date", "given initial"]);
  expect(moved.map(({ bits }) => Math.sign(bits))).toEqual([-1, -1]);
});

it("leaves out what chance may have moved in as few pairs as it was seen in", () => {
  const snapshot = shippedModel(1000);
  const sex = { ...snapshot.m.sex, same: 0.9, different: 0.1 };
  const before: Model = { ...snapshot, m: { ...snapshot.m, sex } };
  const after: Model = { ...snapshot, m: { ...snapshot.m, sex: { ...sex, same: 0.86, different: 0.14 } } };
  const seen = (pairs: number): string[] => {
    const fields = Object.fromEntries(Object.keys(snapshot.m).map((field) => [field, pairs]));
    const compared = new Map([["*", fields as Record<keyof typeof snapshot.m, number>]]);
    return driftOf(before, after, 0.25, compared).map(({ level }) => level);
  };
  // One in ten became one in seven: four standard deviations of 900 pairs with the 200 presumed are 0.038, of 700 0.041.
  expect([seen(0), seen(700), seen(900)]).toEqual([[], [], ["different"]]);
});
