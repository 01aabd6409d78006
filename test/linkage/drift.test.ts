import { expect, it } from "vitest";
import { driftOf } from "../../matchers/linkage/fit.ts";
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
