import { expect, it } from "vitest";
import type { PreparedSource } from "../../pipelines/stages/prepared-source.ts";
import { rowsWhenWhole, wholeDeliveries } from "../../pipelines/stages/whole-deliveries.ts";

const delivery = (name: string, accepted: number, expected: { max_fall?: number; min?: number } = {}): PreparedSource =>
  ({
    source: { name, expected: { max_fall: expected.max_fall ?? 0.2, rows: { min: expected.min } } },
    ingested: { facts: { physical: accepted, accepted } },
  }) as unknown as PreparedSource;

it("asks about a fall night after night, until it is mended or confirmed", () => {
  const night = (accepted: number, previousRows: Record<string, number>, confirmed: string[] = []) => {
    const sources = [delivery("ward", accepted)];
    const whole = wholeDeliveries(sources, { previousRows, confirmed });
    return { whole: whole.has("ward"), rows: rowsWhenWhole(sources, whole, previousRows) };
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
    { previousRows: { short: 9, daily: 500 }, confirmed: [] },
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
  const whole = wholeDeliveries(sources, { previousRows, confirmed: ["ward"] });
  expect([...whole]).toEqual(["empty"]);
  expect(rowsWhenWhole(sources, whole, previousRows)).toEqual({ ...previousRows, empty: 0 });
});
