import { DISTRICT_ALIASES, PROVINCE_ALIASES } from "./aliases.ts";
import { type Gazetteer, loadGazetteer } from "./gazetteer.ts";
import { KeyTrie } from "./key-trie.ts";
import { districtNodes, leafNodes } from "./leaf-nodes.ts";
import { dividedProvinces, provinceNames } from "./province-names.ts";
import { cutWords, nameKeys } from "./tokens.ts";
import type { DistrictNode, Entry, Leaf, Named, ProvinceName } from "./units.ts";

/** The gazetteer arranged for reading. */
export interface UnitIndex {
  readonly gazetteer: Gazetteer;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly trie: KeyTrie<Entry>;
  readonly provinces: readonly ProvinceName[];
  readonly districts: readonly DistrictNode[];
  readonly leaves: readonly Leaf[];
  /** By old-list province code, by province code of today; arranged when first asked for. */
  readonly districtsOf: Groups<DistrictNode>;
  readonly districtsOfNow: Groups<DistrictNode>;
  readonly leavesOf: Groups<Leaf>;
  readonly leavesOfNow: Groups<Leaf>;
}

/** The units of a province. */
type Groups<T> = (province: string) => readonly T[];

/** A name of several provinces says less than one's own. */
const DIVIDED = 2;

const cache = new WeakMap<Gazetteer, UnitIndex>();

/** The index of a gazetteer, built once. */
export function unitIndex(gazetteer: Gazetteer = loadGazetteer()): UnitIndex {
  let index = cache.get(gazetteer);
  if (!index) {
    index = buildIndex(gazetteer);
    cache.set(gazetteer, index);
  }
  return index;
}

function buildIndex(gazetteer: Gazetteer): UnitIndex {
  const entries = new Map<string, Entry>();
  const provinces = provinceNames(gazetteer);
  for (const unit of provinces)
    for (const [key, cost] of writingsOf(unit)) entryOf(entries, key).provinces.push({ unit, cost });
  addProvinceAliases(entries, provinces);
  for (const unit of dividedProvinces()) entryOf(entries, unit.plain).provinces.push({ unit, cost: DIVIDED });
  const { districts, districtNamed } = districtNodes(gazetteer);
  for (const unit of districts)
    for (const [key, cost] of writingsOf(unit)) entryOf(entries, key).districts.push({ unit, cost });
  addDistrictAliases(entries, districts);
  const leaves = leafNodes(gazetteer, districts, districtNamed);
  for (const leaf of leaves) {
    entryOf(entries, leaf.plain).leaves.push(leaf);
    for (const variant of nameVariants(leaf)) entryOf(entries, variant).leaves.push(leaf);
    leaf.district?.leaves.push(leaf);
    for (const node of leaf.otherDistricts) node.leaves.push(leaf);
  }
  const trie = new KeyTrie<Entry>();
  for (const [key, value] of entries) trie.add(key, value);
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
  };
}

function entryOf(entries: Map<string, Entry>, key: string): Entry {
  let entry = entries.get(key);
  if (!entry) {
    entry = { key, provinces: [], districts: [], leaves: [] };
    entries.set(key, entry);
  }
  return entry;
}

/** Other writings of provinces; one that is a short writing too has the alias's cost. */
function addProvinceAliases(entries: Map<string, Entry>, provinces: readonly ProvinceName[]): void {
  for (const [code, cost, ...writings] of PROVINCE_ALIASES) {
    const unit = provinces.findLast((name) => name.old === code && name.plain !== "hatai")!;
    for (const writing of writings) {
      const list = entryOf(entries, nameKeys(writing).plain).provinces;
      const known = list.findIndex((item) => item.unit === unit);
      if (known >= 0) list.splice(known, 1);
      list.push({ unit, cost });
    }
  }
}

function addDistrictAliases(entries: Map<string, Entry>, districts: readonly DistrictNode[]): void {
  for (const [code, ...writings] of DISTRICT_ALIASES) {
    const unit = districts.find((node) => node.code === code)!;
    for (const writing of writings) {
      const list = entryOf(entries, nameKeys(writing).plain).districts;
      if (!list.some((item) => item.unit === unit)) list.push({ unit, cost: 4 });
    }
  }
}

function grouped<T>(items: readonly T[], provincesOf: (item: T) => readonly string[]): Groups<T> {
  let groups: Map<string, T[]> | undefined;
  return (province) => {
    if (!groups) {
      groups = new Map();
      for (const item of items)
        for (const code of provincesOf(item)) {
          const group = groups.get(code);
          if (group) group.push(item);
          else groups.set(code, [item]);
        }
    }
    return groups.get(province) ?? NO_UNITS;
  };
}

const NO_UNITS: readonly never[] = [];

/** The key of a name and of its usual short writings: all initials, and first initial with the rest. */
function writingsOf(unit: Named): [key: string, cost: number][] {
  const writings: [string, number][] = [[unit.plain, 0]];
  const words = cutWords(unit.bare).plain;
  if (words.length < 2) return writings;
  const initials = words.map((word) => word[0]).join("");
  // As "K. Tum" is spelt, where the letter is a word.
  const first = nameKeys(words[0]![0]!).plain;
  const short = new Set([initials, first + words.slice(1).join("")]);
  short.delete(unit.plain);
  for (const key of short) if (key.length > 1) writings.push([key, key === initials ? 8 : 5]);
  return writings;
}

const ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/** The key of a name that ends in a number with the other kind of number: "Hải Châu I" is "Hải Châu 1". A Roman number alone is none. */
function otherNumber({ bare, plain }: Leaf): string | null {
  const last = /(?:^| )([IVX]+|[1-9]|10)$/.exec(bare)?.[1];
  if (last === undefined || (last === bare && /^[0-9]/.test(last))) return null;
  const value = /^[0-9]/.test(last) ? ROMANS[Number(last) - 1]! : ROMANS.indexOf(last.toLowerCase()) + 1;
  return value === 0 ? null : plain.slice(0, -last.length) + value;
}

/** A farm town is written "Nông trường", "NT" or without either; of "Xuân Hương - Đà Lạt" the first name stands for both. */
function nameVariants(leaf: Leaf): string[] {
  const other = otherNumber(leaf);
  if (other !== null) return [other];
  const [first, second] = leaf.bare.split(" - ");
  if (second !== undefined) return [nameKeys(first!).plain];
  const bare = leaf.plain;
  // A commune that is called Nông Trường and no more has neither: "nt" is "như trên", the same as above.
  if (bare === "nongtruong") return [];
  if (bare.startsWith("nongtruong")) return [`nt${bare.slice(10)}`, bare.slice(10)];
  if (bare.startsWith("nt") && leaf.bare.startsWith("NT")) return [`nongtruong${bare.slice(2)}`, bare.slice(2)];
  return [];
}
