import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../connectors/package-root.ts";
import { formatUnit, loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { buildGazetteer } from "../../scripts/build-gazetteer/build.ts";

const gazetteer = loadGazetteer();

describe("gazetteer", () => {
  it("has the units of both lists", () => {
    expect(gazetteer.provinces.old.size).toBe(63);
    expect(gazetteer.provinces.now.size).toBe(34);
    expect(gazetteer.districts.size).toBe(696);
    expect(gazetteer.communes.old.size).toBe(10_040);
    expect(gazetteer.communes.now.size).toBe(3_321);
    const kinds = [...gazetteer.communes.now.values()].map((unit) => unit.name.split(" ")[0]);
    expect(kinds.filter((kind) => kind === "Phường")).toHaveLength(697);
    expect(kinds.filter((kind) => kind === "Xã")).toHaveLength(2_611);
    expect(kinds.filter((kind) => kind === "Đặc")).toHaveLength(13);
  });

  it("says what every old unit became, 471 of them split over two to five", () => {
    const changes = [...gazetteer.changes.values()];
    expect(changes).toHaveLength(10_040);
    const split = changes.filter((change) => change.to.length > 1);
    expect(split).toHaveLength(471);
    expect(Math.max(...split.map((change) => change.to.length))).toBe(5);
    for (const { from, to } of changes) {
      const home = gazetteer.provinces.old.get(gazetteer.communes.old.get(from)!.province)!.now;
      for (const target of to) expect(gazetteer.communes.now.get(target)?.province).toBe(home);
    }
    const reached = new Set(changes.flatMap((change) => change.to));
    expect(reached.size).toBe(3_321);
  });

  it("gives every fact a known source", () => {
    const sources = [
      ...[...gazetteer.communes.old.values(), ...gazetteer.communes.now.values()].map((unit) => unit.source),
      ...[...gazetteer.provinces.old.values(), ...gazetteer.provinces.now.values()].map((unit) => unit.source),
      ...[...gazetteer.changes.values()].map((change) => change.source),
      ...gazetteer.former.map((unit) => unit.source),
    ];
    for (const source of new Set(sources)) expect(gazetteer.sources.has(source), source).toBe(true);
  });

  it("leads former units only to units of the old list", () => {
    for (const { successors } of gazetteer.former)
      for (const code of successors) expect(gazetteer.communes.old.has(code)).toBe(true);
    // The three communes that the island of Lý Sơn had until 2020 live on in the district that has none.
    const island = gazetteer.former.filter(({ code }) => ["21541", "21544", "21547"].includes(code));
    expect(island.map(({ successors }) => successors)).toEqual([["536"], ["536"], ["536"]]);
    expect(gazetteer.changes.get("536")?.to).toEqual(["21548"]);
  });

  it("never shows a code without its list", () => {
    expect(formatUnit("old", "15")).toBe("Tỉnh Yên Bái (15, danh mục trước 1/7/2025)");
    expect(formatUnit("now", "15")).toBe("Tỉnh Lào Cai (15, danh mục từ 1/7/2025)");
    expect(formatUnit("now", "99", "en")).toBe("99 (list since 1 July 2025)");
  });

  it("is what its build makes of the package and the corrections", () => {
    const text = readFileSync(join(packageRoot(), "matchers/places/data/gazetteer.txt"), "utf8");
    expect(buildGazetteer(join(packageRoot(), "scripts/build-gazetteer/corrections")) === text).toBe(true);
  });
});
