import { number } from "../stages/progress.ts";
import { table } from "../text/table.ts";
import type { RunsDifference } from "./diff.ts";

/** Rules a screen holds on each side. */
const SHOWN = 12;

/** The difference in words. */
export function renderDifference(diff: RunsDifference): string {
  const lines = [`From run ${diff.before} (${diff.verdicts[0]}) to run ${diff.after} (${diff.verdicts[1]})`];
  const part = (title: string, rows: readonly (readonly string[])[], head: readonly string[]): void => {
    if (rows.length > 0) lines.push("", title, table([head, ...rows]));
  };
  part("Sources", sourceRows(diff), ["source", "", "before", "after", "change"]);
  part(
    "Dimensions",
    diff.dimensions.map((one) => [
      one.source,
      one.dimension,
      percent(one.before),
      percent(one.after),
      points(one.points),
    ]),
    ["source", "dimension", "before", "after", "points"],
  );
  const head = ["source", "rule", "field", "before", "after", "points"];
  const rules = (title: string, worse: boolean): void => {
    const changed = diff.rules
      .filter((rule) => rule.points !== null && (worse ? rule.points < 0 : rule.points > 0))
      .sort((a, b) => (worse ? a.points! - b.points! : b.points! - a.points!));
    const rows = changed
      .slice(0, SHOWN)
      .map((one) => [
        one.source,
        one.rule,
        one.field,
        percent(one.before?.percent),
        percent(one.after?.percent),
        points(one.points),
      ]);
    const left = changed.length - rows.length;
    part(left > 0 ? `${title}, the first ${SHOWN} of ${number(changed.length)} (all: --json)` : title, rows, head);
  };
  rules("Rules that got worse", true);
  rules("Rules that got better", false);
  part("Rules checked in one of the two only, which can move a dimension by itself", onceChecked(diff), [
    "rule",
    "field",
    "checked",
    "sources",
  ]);
  const list = (incidents: RunsDifference["incidents"]["opened"]) =>
    incidents.map(({ source, rule, field }) => [source, rule, field]);
  part("New incidents", list(diff.incidents.opened), head.slice(0, 3));
  part("Incidents that are gone", list(diff.incidents.closed), head.slice(0, 3));
  if (lines.length === 1) lines.push("Nothing differs.");
  return lines.join("\n");
}

/** Rules with a weight that one run had something to check for and the other had not, such as the file of a source that did not come. */
function onceChecked({ rules }: RunsDifference): string[][] {
  const sources = new Map<string, number>();
  for (const { rule, field, before, after, weight } of rules) {
    if (weight === 0) continue;
    const [was, is] = [before?.percent ?? null, after?.percent ?? null];
    if ((was === null) === (is === null)) continue;
    const key = JSON.stringify([rule, field, was === null ? "after" : "before"]);
    sources.set(key, (sources.get(key) ?? 0) + 1);
  }
  return [...sources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, n]) => [...(JSON.parse(key) as string[]), number(n)]);
}

/** What differs of each source: accepted rows, index, records a status. */
function sourceRows({ sources }: RunsDifference): string[][] {
  return sources.flatMap(({ source, accepted, index, statuses }) => {
    const facts: [string, readonly [number | null, number | null]][] = [
      ["rows", accepted],
      ["index", index],
      ...Object.entries(statuses),
    ];
    return facts.flatMap(([name, [before, after]]) => {
      if (before === after) return [];
      const show = (value: number | null) => (value === null ? "–" : name === "index" ? percent(value) : number(value));
      const change = before === null || after === null ? "–" : signed(after - before, name === "index" ? 2 : 0);
      return [[source, name, show(before), show(after), change]];
    });
  });
}

function signed(value: number, digits: number): string {
  const size = digits === 0 ? number(Math.abs(value)) : Math.abs(value).toFixed(digits);
  return Number(size.replaceAll(",", "")) === 0 ? size : `${value > 0 ? "+" : "-"}${size}`;
}

const percent = (value: number | null | undefined): string => (value == null ? "–" : value.toFixed(2));
const points = (value: number | null): string => (value === null ? "–" : signed(value, 2));
