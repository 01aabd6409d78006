import { DISTRICT_ALIASES, FORMER_PROVINCES, PROVINCE_ALIASES } from "./aliases.ts";
import { type Gazetteer, loadGazetteer } from "./gazetteer.ts";
import { KeyTrie } from "./key-trie.ts";
import { KIND, splitKind } from "./kinds.ts";
import { ProvinceSet } from "./province-set.ts";
import { cutWords, nameKeys } from "./tokens.ts";

/** A way to name something: its bare name and the keys it is looked up and compared by. */
export interface Named {
  readonly name: string;
  readonly bare: string;
  readonly kind: number;
  readonly plain: string;
  readonly marked: string;
  /** `marked` without its tones. */
  readonly toneless: string;
}

/** A province name with what it means in each list: codes, or null where the list has no such name. */
export interface ProvinceName extends Named {
  /** The provinces of both lists that it names. */
  readonly set: ProvinceSet;
  readonly old: string | null;
  readonly now: string | null;
  /** True for names that had ended before July 2025 (Hà Tây, Thừa Thiên Huế). */
  readonly former: boolean;
}

/** A district of the old list, or one that had ended before (code null). */
export interface DistrictNode extends Named {
  readonly id: number;
  readonly code: string | null;
  readonly province: string;
  readonly provinceNow: string;
  /** Leaves that are or were in it. */
  readonly leaves: Leaf[];
}

/** A commune as one list or one time had it, with all it may be today. */
export class Leaf implements Named {
  readonly name: string;
  readonly bare: string;
  readonly kind: number;
  readonly plain: string;
  readonly marked: string;
  readonly toneless: string;
  readonly list: "old" | "now" | "former";
  readonly code: string;
  readonly district: DistrictNode | null;
  /** Other districts that may be written with it: earlier ones; for a commune of today, those its parts came from. */
  otherDistricts: readonly DistrictNode[] = [];
  /** Old-list provinces that may be written with it; an old unit's own stands first. */
  provinces: readonly string[];
  readonly provincesNow: readonly string[];
  /** Leaf units of the old list it is or lives on in. Empty for a commune of today, or when not known. */
  readonly oldCodes: readonly string[];
  /** Communes of today. */
  readonly targets: readonly string[];
  readonly defaultKnown: boolean;
  /** The provinces of both lists that may be written with it. */
  readonly set = new ProvinceSet();

  constructor(
    name: string,
    list: "old" | "now" | "former",
    code: string,
    district: DistrictNode | null,
    provinces: readonly string[],
    provincesNow: readonly string[],
    oldCodes: readonly string[],
    targets: readonly string[],
    defaultKnown: boolean,
  ) {
    const { bare, kind, plain, marked, toneless } = named(name);
    this.name = name;
    this.bare = bare;
    this.kind = kind;
    this.plain = plain;
    this.marked = marked;
    this.toneless = toneless;
    this.list = list;
    this.code = code;
    this.district = district;
    this.provinces = provinces;
    this.provincesNow = provincesNow;
    this.oldCodes = oldCodes;
    this.targets = targets;
    this.defaultKnown = defaultKnown;
  }

  mayStandIn(district: DistrictNode): void {
    if (district !== this.district && !this.otherDistricts.includes(district))
      this.otherDistricts = [...this.otherDistricts, district];
  }
}

/** All that one spelling may mean. `cost` is for writings that are not the name itself. */
export interface Entry {
  readonly key: string;
  readonly provinces: { readonly unit: ProvinceName; readonly cost: number }[];
  readonly districts: { readonly unit: DistrictNode; readonly cost: number }[];
  readonly leaves: Leaf[];
}

/** The gazetteer arranged for reading. */
export interface UnitIndex {
  readonly gazetteer: Gazetteer;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly trie: KeyTrie<Entry>;
  readonly provinces: readonly ProvinceName[];
  readonly districts: readonly DistrictNode[];
  readonly leaves: readonly Leaf[];
  /** By old-list province code, by province code of today. */
  readonly districtsOf: ReadonlyMap<string, DistrictNode[]>;
  readonly districtsOfNow: ReadonlyMap<string, DistrictNode[]>;
  readonly leavesOf: ReadonlyMap<string, Leaf[]>;
  readonly leavesOfNow: ReadonlyMap<string, Leaf[]>;
  readonly leafByOld: ReadonlyMap<string, Leaf>;
  readonly leafByNow: ReadonlyMap<string, Leaf>;
}

const cache = new WeakMap<Gazetteer, UnitIndex>();

/** The index of a gazetteer, built once (some 60 ms). */
export function unitIndex(gazetteer: Gazetteer = loadGazetteer()): UnitIndex {
  let index = cache.get(gazetteer);
  if (!index) {
    index = buildIndex(gazetteer);
    cache.set(gazetteer, index);
  }
  return index;
}

const names = new Map<string, Named>();

/** Names repeat (ten thousand units bear seven thousand), so each is cut and spelt once. */
function named(name: string): Named {
  let known = names.get(name);
  if (!known) {
    const { kind, bare } = splitKind(name);
    const { plain, marked, toneless } = nameKeys(bare);
    known = { name, bare, kind, plain, marked, toneless };
    names.set(name, known);
  }
  return known;
}

function buildIndex(gazetteer: Gazetteer): UnitIndex {
  const entries = new Map<string, Entry>();
  const entry = (key: string): Entry => {
    let found = entries.get(key);
    if (!found) {
      found = { key, provinces: [], districts: [], leaves: [] };
      entries.set(key, found);
    }
    return found;
  };
  const provinces = provinceNames(gazetteer);
  for (const unit of provinces) addWritings(unit, (key, cost) => entry(key).provinces.push({ unit, cost }));
  for (const [code, cost, ...writings] of PROVINCE_ALIASES) {
    const unit = provinces.findLast((name) => name.old === code && name.plain !== "hatai")!;
    for (const writing of writings) {
      const list = entry(nameKeys(writing).plain).provinces;
      const known = list.findIndex((item) => item.unit === unit);
      if (known >= 0) list.splice(known, 1);
      list.push({ unit, cost });
    }
  }
  const { districts, districtNamed } = districtNodes(gazetteer);
  for (const unit of districts) addWritings(unit, (key, cost) => entry(key).districts.push({ unit, cost }));
  for (const [code, ...writings] of DISTRICT_ALIASES) {
    const unit = districts.find((node) => node.code === code)!;
    for (const writing of writings) {
      const list = entry(nameKeys(writing).plain).districts;
      if (!list.some((item) => item.unit === unit)) list.push({ unit, cost: 4 });
    }
  }
  const { leaves, leafByOld, leafByNow } = leafNodes(gazetteer, districts, districtNamed);
  for (const leaf of leaves) {
    entry(leaf.plain).leaves.push(leaf);
    for (const variant of nameVariants(leaf)) entry(variant).leaves.push(leaf);
  }
  const trie = new KeyTrie<Entry>();
  for (const [key, value] of entries) trie.add(key, value);
  const grouped = <T>(items: readonly T[], keys: (item: T) => Iterable<string>): Map<string, T[]> => {
    const groups = new Map<string, T[]>();
    for (const item of items)
      for (const key of keys(item)) {
        const group = groups.get(key);
        if (group) group.push(item);
        else groups.set(key, [item]);
      }
    return groups;
  };
  for (const leaf of leaves) {
    for (const code of leaf.provinces) leaf.set.add("old", code);
    for (const code of leaf.provincesNow) leaf.set.add("now", code);
  }
  for (const leaf of leaves) for (const node of [leaf.district, ...leaf.otherDistricts]) node?.leaves.push(leaf);
  return {
    gazetteer,
    entries,
    trie,
    provinces,
    districts,
    leaves,
    districtsOf: grouped(districts, (node) => [node.province]),
    districtsOfNow: grouped(districts, (node) => [node.provinceNow]),
    leavesOf: grouped(leaves, (leaf) => leaf.provinces),
    leavesOfNow: grouped(leaves, (leaf) => leaf.provincesNow),
    leafByOld,
    leafByNow,
  };
}

/** Names of both lists and former ones; a name that both lists have is one, with two codes. */
function provinceNames(gazetteer: Gazetteer): ProvinceName[] {
  const byPlain = new Map<string, { old: string | null; now: string | null; name: Named }>();
  for (const list of ["old", "now"] as const)
    for (const province of gazetteer.provinces[list].values()) {
      const name = named(province.name);
      const known = byPlain.get(name.plain) ?? { old: null, now: null, name };
      known[list] = province.code;
      known.name = name;
      byPlain.set(name.plain, known);
    }
  const current = [...byPlain.values()].map(({ name, old, now }) => {
    const kind = name.kind | KIND.province;
    return { ...name, kind, old, now, former: false, set: ProvinceSet.of(old, now) };
  });
  const former = FORMER_PROVINCES.map(([name, old]) => ({
    ...named(name),
    old,
    now: null,
    former: true,
    set: ProvinceSet.of(old, null),
  }));
  return [...current, ...former];
}

/** The key of a name and of its usual short writings: all initials, and first initial with the rest. */
function addWritings(unit: Named, add: (key: string, cost: number) => void): void {
  add(unit.plain, 0);
  const words = cutWords(unit.bare).plain;
  if (words.length < 2) return;
  const initials = words.map((word) => word[0]).join("");
  const tail = words.slice(1).join("");
  const short = new Set([initials, words[0]![0] + tail]);
  short.delete(unit.plain);
  for (const key of short) if (key.length > 1) add(key, key === initials ? 8 : 5);
}

/** A farm town is written "Nông trường", "NT" or without either. */
function nameVariants(leaf: Leaf): string[] {
  const bare = leaf.plain;
  if (bare.startsWith("nongtruong")) return [`nt${bare.slice(10)}`, bare.slice(10)];
  if (bare.startsWith("nt") && leaf.bare.startsWith("NT")) return [`nongtruong${bare.slice(2)}`, bare.slice(2)];
  return [];
}

function districtNodes(gazetteer: Gazetteer): {
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

function leafNodes(
  gazetteer: Gazetteer,
  districts: readonly DistrictNode[],
  districtNamed: (name: string, province: string) => DistrictNode,
): { leaves: Leaf[]; leafByOld: Map<string, Leaf>; leafByNow: Map<string, Leaf> } {
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
  return { leaves, leafByOld, leafByNow };
}

const NOTHING: readonly string[] = [];

/** The members of all lists; the first list itself when the others add nothing. */
function union(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = NOTHING, ...rest] = lists;
  return rest.every((list) => list.every((item) => first.includes(item))) ? first : [...new Set(lists.flat())];
}
