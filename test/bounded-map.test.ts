import { expect, it } from "vitest";
import { BoundedMap, forgetUnderstood, LONGEST_KEPT } from "../matchers/bounded-map.ts";

it("keeps what repeats and nothing as long as a page", () => {
  const map = new BoundedMap<number>(2);
  const source = {};
  const understood: number[] = [];
  const ask = (key: string, of: object = source): number =>
    map.get(
      key,
      () => {
        understood.push(key.length);
        return key.length;
      },
      of,
    );
  const page = "ê".repeat(LONGEST_KEPT + 1);
  for (const key of ["a", "a", page, page, "bb", "a"]) expect(ask(key)).toBe(key.length);
  expect(understood).toEqual([1, 201, 201, 2]);
  expect(ask("a", {})).toBe(1);
  expect(understood).toHaveLength(5);
  const other = new BoundedMap<number>(2, 1);
  expect(["a", "bb", "bb"].map((key) => other.get(key, (text) => understood.push(text.length)))).toEqual([6, 7, 8]);
  forgetUnderstood();
  expect(other.get("a", (text) => understood.push(text.length))).toBe(9);
});
