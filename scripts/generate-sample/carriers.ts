import { formatDay, TODAY } from "./calendar.ts";
import { HABITS } from "./habits.ts";
import { EXTRACTS } from "./layouts.ts";
import type { Person } from "./person.ts";
import {
  BLOCK,
  type Carrier,
  HEAVY_SLOTS,
  OWN_SLOTS,
  SHOP_BLOCKS,
  SHOP_SLOTS,
  slotPlan,
  subscriberNumber,
} from "./phones.ts";
import type { Population } from "./population.ts";
import { hashShare, type Random } from "./random.ts";
import { pastDay, type Row, Scribe } from "./records.ts";
import type { Entry } from "./sources.ts";

/** A SIM to be written: its slot among all numbers, and why its owner has it. */
export interface Sim {
  readonly slot: number;
  readonly kind: "own" | "heavy" | "shop" | "junk";
}

/** How the carriers write a subscriber number. */
const FORMS: Readonly<Record<Carrier, (msisdn: string) => string>> = {
  viettel: (msisdn) => msisdn,
  vinaphone: (msisdn) => `84${msisdn.slice(1)}`,
  mobifone: (msisdn) => msisdn.slice(1),
};

/** Subscribers of the three carriers. */
export class Carriers {
  readonly #scribes: ReadonlyMap<Carrier, Scribe>;
  readonly #population: Population;
  readonly #seed: number;
  readonly #plan: ReturnType<typeof slotPlan>;
  readonly #more: number;
  readonly #owners = new Map<number, number>();

  /** `simsPerPerson`: SIMs wanted over all persons, children and dead included. `adults`: share of persons who may own one. */
  constructor(population: Population, seed: number, simsPerPerson: number, adults: number) {
    this.#population = population;
    this.#seed = seed;
    this.#plan = slotPlan(population.persons);
    this.#scribes = new Map(
      (["viettel", "vinaphone", "mobifone"] as const).map((carrier) => {
        const layout = EXTRACTS.find(({ source }) => source === `carrier-${carrier}`);
        const habits = HABITS[`carrier-${carrier}`];
        if (!layout || !habits) throw new Error(`carrier ${carrier} has no layout or habits`);
        return [carrier, new Scribe(layout, habits, population)];
      }),
    );
    this.#more = chanceOfMore(Math.max(0, simsPerPerson - 0.06) / Math.max(0.01, adults));
  }

  /** Who may own a SIM. */
  static eligible(person: Person): boolean {
    return TODAY.year - person.birth.year >= 15;
  }

  /** The SIMs registered in a person's name (or by one who poses as them). */
  sims(person: Person, random: Random): Sim[] {
    const sims: Sim[] = [];
    if (!Carriers.eligible(person)) return sims;
    const own = person.index * OWN_SLOTS;
    while (sims.length < OWN_SLOTS && random.chance(this.#more)) sims.push({ slot: own + sims.length, kind: "own" });
    const block = Math.floor(person.index / BLOCK);
    if (this.#chosen(block, 21) === person.index && hashShare(this.#seed, block, 22) < 0.12) {
      const junk = hashShare(this.#seed, block, 23) < 0.15;
      const count = random.between(4, HEAVY_SLOTS);
      for (let i = 0; i < count; i++)
        sims.push({ slot: this.#plan.heavy + block * HEAVY_SLOTS + i, kind: junk ? "junk" : "heavy" });
    }
    const ward = Math.floor(block / SHOP_BLOCKS);
    if (this.shopOwner(person.index) === person.index && (ward === 0 || hashShare(this.#seed, ward, 25) < 0.5)) {
      const most = Math.min(SHOP_SLOTS, Math.max(12, Math.floor(this.#population.persons / 16)));
      const count = random.between(Math.floor(most / 12), Math.floor(most * 0.4));
      for (let i = 0; i < count; i++) sims.push({ slot: this.#plan.shops + ward * SHOP_SLOTS + i, kind: "shop" });
    }
    return sims;
  }

  /** The person who keeps the SIM shop of somebody's ward of the sample, or would if it had one. */
  shopOwner(index: number): number {
    const ward = Math.floor(Math.floor(index / BLOCK) / SHOP_BLOCKS);
    const known = this.#owners.get(ward);
    if (known !== undefined) return known;
    const first = ward * SHOP_BLOCKS * BLOCK;
    const size = Math.min(SHOP_BLOCKS * BLOCK, this.#population.persons - first);
    let owner = first;
    for (let salt = 100; salt < 120; salt++) {
      owner = first + Math.floor(hashShare(this.#seed, ward, salt) * size);
      const person = this.#population.person(owner);
      if (Carriers.eligible(person) && person.death === undefined) break;
    }
    this.#owners.set(ward, owner);
    return owner;
  }

  #chosen(block: number, salt: number): number {
    return block * BLOCK + Math.floor(hashShare(this.#seed, block, salt) * BLOCK);
  }

  /** The subscriber's row, and which carrier's. */
  entry(
    person: Person,
    sim: Sim,
    lately: boolean,
    random: Random,
    anybody: () => Person,
  ): Entry & { carrier: Carrier } {
    const { carrier, msisdn } = subscriberNumber(sim.slot);
    const scribe = this.#scribes.get(carrier) as Scribe;
    const { dates } = scribe.layout;
    const row: Row = { msisdn: FORMS[carrier](msisdn) };
    const start = pastDay(random, 5500, 5);
    const ended = random.chance(0.06);
    row["other.issue_date"] = formatDay(pastDay(random, 4000, 100), dates);
    row["other.issue_place"] = random.pick([
      "Cục CSQLHC về TTXH",
      "Cục Cảnh sát QLHC về TTXH",
      "Bộ Công an",
      `CA ${person.home.locality.names.oldProvince.own}`,
    ]);
    row.contract_type = random.chance(0.85) ? "Trả trước" : "Trả sau";
    row.status = ended
      ? "Đã thanh lý"
      : random.pick([
          "Đang hoạt động",
          "Đang hoạt động",
          "Đang hoạt động",
          "Đang hoạt động",
          "Khóa 1 chiều",
          "Khóa 2 chiều",
        ]);
    row.start_date = formatDay(start, dates);
    row.end_date = ended ? formatDay(pastDay(random, 400), dates) : "";
    row.face_check = random.pick(["Đạt", "Đạt", "Đạt", "Chưa thực hiện", "Không đạt", ""]);
    row.owner_consent = random.chance(0.9) ? "" : random.pick(["Xác nhận", "Xác nhận", "Không phải của tôi"]);
    row.updated_at = formatDay(lately ? TODAY : pastDay(random, 1200), dates);
    const stranger = sim.kind === "own" ? scribe.drawStranger(random) : undefined;
    if (stranger) return { carrier, row, truths: [scribe.stranger(row, "subject", stranger, sim.slot, random)] };
    const truth = scribe.person(
      row,
      "subject",
      person,
      random,
      () => (random.chance(0.5) ? this.#population.person(this.shopOwner(person.index)) : anybody()),
      sim.kind === "shop" ? "sim_shop" : undefined,
    );
    if (sim.kind === "junk") {
      const number = this.#population.number(person);
      const at = random.between(6, 11);
      row.id_number = number.slice(0, at) + ((Number(number[at]) + random.between(1, 9)) % 10) + number.slice(at + 1);
      return { carrier, row, truths: [{ ...truth, kind: "junk_sim", holds: `#${truth.holds.replace("#", "")}` }] };
    }
    return { carrier, row, truths: [truth] };
  }
}

/** Chance of one SIM more, such that a person has `mean` on average, up to the most a person's own slots hold. */
function chanceOfMore(mean: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 40; i++) {
    const chance = (low + high) / 2;
    let expected = 0;
    for (let k = 1; k <= OWN_SLOTS; k++) expected += chance ** k;
    if (expected < mean) low = chance;
    else high = chance;
  }
  return low;
}
