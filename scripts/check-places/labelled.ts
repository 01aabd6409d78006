import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

/** Readings before the clock starts, so that the compiler has done its work, and as many while it runs. */
const WARM_READINGS = 10_000;

/** Shares of labelled addresses read right, level by level, and those that were not. */
export interface LabelScore {
  readonly cases: number;
  readonly province: number;
  readonly district: number;
  readonly ward: number;
  readonly all: number;
  /** Processor time an address, when warm. */
  readonly microseconds: number;
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
      const parts = row["expected"]!.split(",").map((part) => part.trim());
      const [ward = "", district = "", province = ""] = parts.length === 3 ? parts : ["", ...parts];
      return { text: row["telex_typed"]!, ward, district, province };
    }) ?? null
  );
}

const key = (name: string | undefined): string => (name ? nameKeys(splitKind(name).bare).plain : "");

/** Reads labelled addresses and compares the units as written; marks and i/y do not count. */
export function scoreLabels(cases: readonly Labelled[]): LabelScore {
  const right = { province: 0, district: 0, ward: 0, all: 0 };
  const misses: string[] = [];
  const passes = Math.ceil(WARM_READINGS / cases.length);
  for (let pass = 0; pass < passes; pass++) for (const { text } of cases) readAddress(text);
  const before = process.cpuUsage();
  for (let pass = 0; pass < passes; pass++) for (const { text } of cases) readAddress(text);
  const { user, system } = process.cpuUsage(before);
  const readings = cases.map(({ text }) => readAddress(text));
  cases.forEach(({ text, ward, district, province }, i) => {
    const { written } = readings[i]!;
    const levels = [
      key(written.province?.name) === key(province),
      key(written.district?.name) === key(district),
      key(written.commune?.name) === key(ward),
    ] as const;
    if (levels[0]) right.province++;
    if (levels[1]) right.district++;
    if (levels[2]) right.ward++;
    if (levels.every(Boolean)) right.all++;
    else {
      const read = [written.commune, written.district, written.province].map((unit) => unit?.name ?? "-").join(", ");
      misses.push(`${text} | label: ${ward || "-"}, ${district || "-"}, ${province || "-"} | read: ${read}`);
    }
  });
  const share = (n: number): number => Math.round((10_000 * n) / cases.length) / 100;
  return {
    cases: cases.length,
    province: share(right.province),
    district: share(right.district),
    ward: share(right.ward),
    all: share(right.all),
    microseconds: Math.round((10 * (user + system)) / (passes * cases.length)) / 10,
    misses,
  };
}
