import { expect, it } from "vitest";
import type { PreparedSource } from "../../pipelines/stages/prepared-source.ts";
import { heardWhole, wholeDeliveries } from "../../pipelines/stages/whole-deliveries.ts";

const delivery = (
  name: string,
  accepted: number,
  expected: { max_fall?: number; min?: number; rejected?: number } = {},
): PreparedSource =>
  ({
    source: { name, expected: { max_fall: expected.max_fall ?? 0.2, rows: { min: expected.min } } },
    ingested: { facts: { physical: accepted + (expected.rejected ?? 0), accepted } },
  }) as unknown as PreparedSource;

it("asks about a fall night after night, until it is mended or confirmed", () => {
  const night = (accepted: number, previousRows: Record<string, number>, confirmed: string[] = []) => {
    const sources = [delivery("ward", accepted)];
    const whole = wholeDeliveries(sources, { previous: { rows: previousRows }, confirmed });
    return { whole: whole.has("ward"), rows: heardWhole(sources, whole, { rows: previousRows }).rows };
  };
  expect(night(100, {})).toEqual({ whole: true, rows: { ward: 100 } });
  expect(night(80, { ward: 100 })).toEqual({ whole: true, rows: { ward: 80 } });
  expect(night(79, { ward: 100 })).toEqual({ whole: false, rows: { ward: 100 } });
  expect(night(79, { ward: 100 }, ["ward"])).toEqual({ whole: true, rows: { ward: 79 } });
  expect(night(0, { ward: 100, gone: 5 })).toEqual({ whole: false, rows: { ward: 100, gone: 5 } });
});

it("takes fewer rows than were agreed on for a part, and any number where a fall is no sign", () => {
  const whole = wholeDeliveries(
    [delivery("short", 9, { min: 10 }), delivery("daily", 1, { max_fall: 1 }), delivery("first", 1)],
    { previous: { rows: { short: 9, daily: 500 } }, confirmed: [] },
  );
  expect([...whole]).toEqual(["daily", "first"]);
});

it("takes a source of which no row could be read for a part, whatever it may lose and whoever stands for it", () => {
  const unread = (name: string): PreparedSource => {
    const one = delivery(name, 0, { max_fall: 1 });
    return { ...one, ingested: { ...one.ingested, facts: { ...one.ingested.facts, physical: 500 } } };
  };
  const previousRows = { daily: 500, ward: 500, empty: 500 };
  const sources = [unread("daily"), unread("ward"), delivery("empty", 0, { max_fall: 1 })];
  const whole = wholeDeliveries(sources, { previous: { rows: previousRows }, confirmed: ["ward"] });
  expect([...whole]).toEqual(["empty"]);
  expect(heardWhole(sources, whole, { rows: previousRows }).rows).toEqual({ ...previousRows, empty: 0 });
});

it("takes nobody for gone who may stand on a row that could not be read, but for as many as there always are", () => {
  const night = (rejected: number, before: number | undefined, confirmed: string[] = [], max_fall = 0.2) => {
    const sources = [delivery("ward", 100 - rejected, { rejected, max_fall })];
    const previous = { rows: { ward: 100 }, ...(before === undefined ? {} : { rejected: { ward: before } }) };
    const whole = wholeDeliveries(sources, { previous, confirmed });
    return [whole.has("ward"), heardWhole(sources, whole, previous).rejected["ward"]];
  };
  // Of a state that knows no such number, what comes is what there always was.
  expect(night(7, undefined)).toEqual([true, 7]);
  expect(night(7, 7)).toEqual([true, 7]);
  expect(night(3, 7)).toEqual([true, 7]);
  expect(night(8, 7)).toEqual([false, 7]);
  expect(night(8, 7, ["ward"])).toEqual([true, 8]);
  expect(night(8, 7, [], 1)).toEqual([true, 8]);
});
