import type { Gazetteer } from "./gazetteer.ts";
import { type DistrictNode, Leaf, named } from "./units.ts";

/** The districts of the old list and those that had ended before; one of a name is made when it is asked for. */
export function districtNodes(gazetteer: Gazetteer): {
  districts: DistrictNode[];
  districtNamed: (name: string, province: string) => DistrictNode;
} {
  const districts: DistrictNode[] = [];
  const known = new Map<string, DistrictNode>();
  const add = (name: string, province: string, code: string | null): DistrictNode => {
    const provinceNow = gazetteer.provinces.old.get(province)?.now ?? province;
    const node = { ...named(name), id: districts.length, code, province, provinceNow, leaves: [] };
    districts.push(node);
    known.set(`${province} ${node.kind} ${node.plain}`, node);
    return node;
  };
  for (const { code, name, province } of gazetteer.districts.values()) add(name, province, code);
  const districtNamed = (name: string, province: string): DistrictNode => {
    const { kind, plain } = named(name);
    return known.get(`${province} ${kind} ${plain}`) ?? add(name, province, null);
  };
  for (const former of gazetteer.former) districtNamed(former.district, homeProvince(former.province));
  return { districts, districtNamed };
}

/** Hà Tây's code (28) stands in former facts only; its places belong to Hà Nội. */
const homeProvince = (code: string): string => (code === "28" ? "01" : code);

/** The communes of today, of the old list, and former ones with what they live on in. */
export function leafNodes(
  gazetteer: Gazetteer,
  districts: readonly DistrictNode[],
  districtNamed: (name: string, province: string) => DistrictNode,
): Leaf[] {
  const leaves: Leaf[] = [];
  const leafByOld = new Map<string, Leaf>();
  const leafByNow = new Map<string, Leaf>();
  const districtByCode = new Map(districts.map((node) => [node.code, node]));
  const lists = new Map<string, readonly string[]>();
  const only = (code: string): readonly string[] => {
    let list = lists.get(code);
    if (!list) {
      list = [code];
      lists.set(code, list);
    }
    return list;
  };
  for (const { name, code, province } of gazetteer.communes.now.values()) {
    const leaf = new Leaf(name, "now", code, null, NOTHING, only(province), NOTHING, only(code), true);
    leaves.push(leaf);
    leafByNow.set(code, leaf);
  }
  for (const { name, code, district, province } of gazetteer.communes.old.values()) {
    const node = districtByCode.get(district)!;
    const change = gazetteer.changes.get(code)!;
    const provinceNow = only(gazetteer.provinces.old.get(province)!.now);
    const leaf = new Leaf(
      name,
      "old",
      code,
      node,
      only(province),
      provinceNow,
      only(code),
      change.to,
      change.defaultKnown,
    );
    leaves.push(leaf);
    leafByOld.set(code, leaf);
    for (const target of change.to) {
      const today = leafByNow.get(target)!;
      today.mayStandIn(node);
      if (!today.provinces.includes(province)) today.provinces = [...today.provinces, province];
    }
  }
  for (const former of gazetteer.former) {
    const province = homeProvince(former.province);
    const district = districtNamed(former.district, province);
    const lives = former.successors.map((code) => leafByOld.get(code)!);
    const own = leafByOld.get(former.code);
    own?.mayStandIn(district);
    const same = own && own.district === district ? named(former.name) : undefined;
    if (same && same.plain === own!.plain && same.kind === own!.kind) continue;
    const leaf = new Leaf(
      former.name,
      "former",
      former.code,
      district,
      union([only(province), ...lives.map((life) => life.provinces)]),
      union([only(gazetteer.provinces.old.get(province)!.now), ...lives.map((life) => life.provincesNow)]),
      former.successors,
      union(lives.map((life) => life.targets)),
      lives.length === 1 && lives[0]!.defaultKnown,
    );
    for (const life of lives) leaf.mayStandIn(life.district!);
    leaves.push(leaf);
  }
  for (const leaf of leaves) {
    for (const code of leaf.provinces) leaf.set.add("old", code);
    for (const code of leaf.provincesNow) leaf.set.add("now", code);
  }
  return leaves;
}

const NOTHING: readonly string[] = [];

/** The members of all lists; the first list itself when the others add nothing. */
function union(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = NOTHING, ...rest] = lists;
  return rest.every((list) => list.every((item) => first.includes(item))) ? first : [...new Set(lists.flat())];
}
