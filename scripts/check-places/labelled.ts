import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../connectors/package-root.ts";
import { readAddress } from "../../matchers/places/address.ts";
import { splitKind } from "../../matchers/places/kinds.ts";
import { nameKeys } from "../../matchers/places/tokens.ts";
import { referenceRows } from "./reference.ts";

interface Labelled {
  readonly text: string;
  readonly ward: string;
  readonly district: string;
  readonly province: string;
}

/** Shares of addresses read right, level by level, %. An empty label counts as "nothing stands there". */
interface LevelShares {
  readonly cases: number;
  readonly province: number;
  readonly district: number;
  readonly ward: number;
  readonly all: number;
}

export interface LabelScore {
  /** All cases, with their labels as they are. */
  readonly asTheyAre: LevelShares;
  /** The cases that have a label at all: a case without one cannot be read right. */
  readonly labelled: LevelShares;
  /** Processor time an address of the built package, when warm; null where it was not built. */
  readonly microseconds: number | null;
  readonly misses: readonly string[];
}

/** The labelled addresses of a reference folder; null when it has none. */
export function labelledCases(folder: string, file: "hcmut_dev.json" | "telex_dev.csv"): Labelled[] | null {
  if (file === "hcmut_dev.json") {
    const path = join(folder, "address_tests", file);
    return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Labelled[]) : null;
  }
  const rows = referenceRows(folder, `address_tests/${file}`);
  return (
    rows?.map((row) => {
      const parts = row.expected!.split(",").map((part) => part.trim());
      const [ward = "", district = "", province = ""] = parts.length === 3 ? parts : ["", ...parts];
      return { text: row.telex_typed!, ward, district, province };
    }) ?? null
  );
}

const key = (name: string | undefined): string => (name ? nameKeys(splitKind(name).bare).plain : "");

function timeOf(cases: readonly Labelled[]): number | null {
  if (!existsSync(join(packageRoot(), "dist/index.js"))) return null;
  const script = join(packageRoot(), "scripts/check-places/speed.mjs");
  const input = JSON.stringify(cases.map(({ text }) => text));
  return Number(execFileSync(process.execPath, [script], { input, env: { PATH: process.env.PATH } }));
}

/** Reads labelled addresses and compares the units as written; marks and i/y do not count. */
export function scoreLabels(cases: readonly Labelled[]): LabelScore {
  const judged = cases.map(judgeLabels);
  return {
    asTheyAre: sharesOf(judged),
    labelled: sharesOf(judged.filter(({ labelled }) => labelled)),
    microseconds: timeOf(cases),
    misses: judged.flatMap(({ miss }) => miss ?? []),
  };
}

interface Judged {
  readonly labelled: boolean;
  readonly province: boolean;
  readonly district: boolean;
  readonly ward: boolean;
  /** What was read instead; null when all is right. */
  readonly miss: string | null;
}

function judgeLabels({ text, ward, district, province }: Labelled): Judged {
  const { written } = readAddress(text);
  const right = {
    province: key(written.province?.name) === key(province),
    district: key(written.district?.name) === key(district),
    ward: key(written.commune?.name) === key(ward),
  };
  const read = [written.commune, written.district, written.province].map((unit) => unit?.name ?? "-").join(", ");
  const labels = `${ward || "-"}, ${district || "-"}, ${province || "-"}`;
  return {
    ...right,
    labelled: [ward, district, province].some((label) => key(label) !== ""),
    miss: Object.values(right).every(Boolean) ? null : `${text} | label: ${labels} | read: ${read}`,
  };
}

function sharesOf(judged: readonly Judged[]): LevelShares {
  const share = (right: (one: Judged) => boolean): number =>
    Math.round((10_000 * judged.filter(right).length) / judged.length) / 100;
  return {
    cases: judged.length,
    province: share((one) => one.province),
    district: share((one) => one.district),
    ward: share((one) => one.ward),
    all: share((one) => one.miss === null),
  };
}
