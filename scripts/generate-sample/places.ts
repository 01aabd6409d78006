import { type Commune, type Gazetteer, loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { HAMLET_NAMES, STREETS } from "./place-tables.ts";
import { HOME_PROVINCES, type HomeProvince, type Region } from "./provinces.ts";
import { hashShare, type Random, Weighted } from "./random.ts";

/** A unit's name cut into its kind and its own name: "Phường" + "Bến Nghé". */
export interface UnitName {
  readonly kind: string;
  readonly own: string;
}

/** Everything above the door: the leaf unit before 1 July 2025 and the commune of today in which the home lies. */
export interface Locality {
  readonly home: HomeProvince;
  readonly urban: boolean;
  readonly oldCommune: Commune;
  readonly oldDistrictCode: string;
  readonly oldProvinceCode: string;
  readonly nowCommune: Commune;
  readonly nowProvinceCode: string;
  readonly names: Readonly<
    Record<"oldCommune" | "oldDistrict" | "oldProvince" | "nowCommune" | "nowProvince", UnitName>
  >;
}

/** A home: locality and what stands on the door. */
export interface Home {
  readonly locality: Locality;
  /** House number, 0 where the village has none. */
  readonly house: number;
  /** Lane number, 0 if on the street. */
  readonly lane: number;
  readonly street: string;
  /** Hamlet, quarter or group with its kind word: "Thôn Đông", "Khu phố 3"; may be empty. */
  readonly hamlet: string;
}

const KINDS = ["Thành phố", "Thị trấn", "Đặc khu", "Phường", "Thị xã", "Huyện", "Quận", "Tỉnh", "Xã"];

function cutName(name: string): UnitName {
  const kind = KINDS.find((candidate) => name.startsWith(`${candidate} `));
  return kind ? { kind, own: name.slice(kind.length + 1) } : { kind: "", own: name };
}

const HAMLET_KINDS: Readonly<Record<Region, readonly [urban: readonly string[], rural: readonly string[]]>> = {
  north: [
    ["Tổ", "Tổ dân phố", "TDP", "Khu", "Tổ dân phố số"],
    ["Thôn", "Xóm", "Thôn", "Đội", "Bản", "Khu"],
  ],
  centre: [
    ["Tổ", "Khối", "Tổ dân phố", "Khu phố"],
    ["Thôn", "Xóm", "Thôn", "Buôn", "Làng"],
  ],
  south: [
    ["Khu phố", "Tổ", "KP", "Khóm", "Khu vực"],
    ["Ấp", "Ấp", "Khóm", "Tổ"],
  ],
};

/** Draws homes all over the country as people are spread over it, or over a thin choice of communes. */
export class Places {
  readonly #byProvince = new Map<string, Weighted<Locality>>();
  readonly #all: Weighted<Locality>;

  /** `density`: share of the communes of today that are inhabited at all (1 = all). */
  constructor(seed: number, density: number, gazetteer: Gazetteer = loadGazetteer()) {
    const everywhere: [Locality, number][] = [];
    for (const home of HOME_PROVINCES) {
      const found = localities(home, gazetteer).filter(
        (each) => density >= 1 || hashShare(seed, Number(each.locality.nowCommune.code), 77) < density,
      );
      const sum = found.reduce((total, each) => total + each.weight, 0);
      if (sum === 0) continue;
      this.#byProvince.set(home.code, new Weighted(found.map((each) => [each.locality, each.weight])));
      for (const each of found) everywhere.push([each.locality, (each.weight / sum) * home.weight]);
    }
    this.#all = new Weighted(everywhere);
  }

  /** A home anywhere. */
  draw(random: Random): Home {
    return furnish(this.#all.draw(random), random);
  }

  /** A home in the given province of old, or anywhere if nobody lives there in this sample. */
  drawIn(province: string, random: Random): Home {
    return furnish((this.#byProvince.get(province) ?? this.#all).draw(random), random);
  }
}

function localities(home: HomeProvince, gazetteer: Gazetteer): { locality: Locality; weight: number }[] {
  const found: { locality: Locality; weight: number }[] = [];
  for (const oldCommune of gazetteer.communes.old.values()) {
    if (oldCommune.province !== home.code || oldCommune.district === null) continue;
    const targets = gazetteer.changes.get(oldCommune.code)?.to ?? [];
    const oldName = cutName(oldCommune.name);
    const weight = oldName.kind === "Phường" ? 2.2 : oldName.kind === "Thị trấn" ? 1.6 : 1;
    for (const target of targets) {
      const nowCommune = gazetteer.communes.now.get(target);
      const oldProvince = gazetteer.provinces.old.get(home.code);
      const nowProvince = nowCommune && gazetteer.provinces.now.get(nowCommune.province);
      if (!nowCommune || !oldProvince || !nowProvince) continue;
      const locality: Locality = {
        home,
        urban: oldName.kind === "Phường" || oldName.kind === "Thị trấn",
        oldCommune,
        oldDistrictCode: oldCommune.district,
        oldProvinceCode: home.code,
        nowCommune,
        nowProvinceCode: nowCommune.province,
        names: {
          oldCommune: oldName,
          oldDistrict: cutName(gazetteer.districts.get(oldCommune.district)?.name ?? ""),
          oldProvince: cutName(oldProvince.name),
          nowCommune: cutName(nowCommune.name),
          nowProvince: cutName(nowProvince.name),
        },
      };
      found.push({ locality, weight: weight / targets.length });
    }
  }
  return found;
}

function furnish(locality: Locality, random: Random): Home {
  const [urbanKinds, ruralKinds] = HAMLET_KINDS[locality.home.region];
  if (locality.urban) {
    const hamlet = random.chance(0.35) ? `${random.pick(urbanKinds)} ${random.between(1, 12)}` : "";
    const lane = random.chance(0.45) ? random.between(1, 400) : 0;
    return { locality, house: random.between(1, lane ? 60 : 500), lane, street: random.pick(STREETS), hamlet };
  }
  const kind = random.pick(ruralKinds);
  const name = random.chance(0.45) ? String(random.between(1, 14)) : random.pick(HAMLET_NAMES);
  const numbered = random.chance(0.2);
  return {
    locality,
    house: numbered ? random.between(1, 300) : 0,
    lane: 0,
    street: numbered && random.chance(0.4) ? random.pick(STREETS) : "",
    hamlet: `${kind} ${name}`,
  };
}
