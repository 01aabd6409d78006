import { expect, it } from "vitest";
import { DATE_FINDINGS } from "../../matchers/dates/findings.ts";
import { NUMBER_FINDINGS } from "../../matchers/identity/findings.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { NAME_FINDINGS } from "../../matchers/names/findings.ts";
import { PHONE_FINDINGS } from "../../matchers/phones/findings.ts";
import { PLACE_FINDINGS } from "../../matchers/places/reading.ts";

it("keeps each kind's findings under one word, so that lists put one after the other are in order", () => {
  const kinds = { birth: DATE_FINDINGS, name: NAME_FINDINGS, number: NUMBER_FINDINGS, phone: PHONE_FINDINGS };
  for (const [kind, findings] of Object.entries({ ...kinds, place: PLACE_FINDINGS }))
    for (const code of Object.keys(findings)) expect(code.split(".")[0]).toBe(kind);
});

it("numbers lists, the same for the same codes in the same order", () => {
  const lists = new ListNumbers();
  expect(lists.of([])).toBe(0);
  const number = lists.of(["name.noise", "name.too_long"]);
  expect(lists.of(["name.noise"])).not.toBe(number);
  expect(lists.of(["name.too_long", "name.noise"])).not.toBe(number);
  expect(lists.of(["name.noise", "name.too_long"])).toBe(number);
  expect(lists.lists[number]).toEqual(["name.noise", "name.too_long"]);
});
