import { splitKind } from "./kinds.ts";
import { ProvinceSet } from "./province-set.ts";
import { nameKeys } from "./tokens.ts";

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

const names = new Map<string, Named>();

/** Names repeat (ten thousand units bear seven thousand), so each is cut and spelt once. */
export function named(name: string): Named {
  let known = names.get(name);
  if (!known) {
    const { kind, bare } = splitKind(name);
    const { plain, marked, toneless } = nameKeys(bare);
    known = { name, bare, kind, plain, marked, toneless };
    names.set(name, known);
  }
  return known;
}
