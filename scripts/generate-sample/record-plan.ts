import { Carriers } from "./carriers.ts";
import { EXTRACTS } from "./layouts.ts";
import type { Night } from "./night.ts";
import type { Population } from "./population.ts";
import { hashShare } from "./random.ts";
import { ministrySources, type Source } from "./sources.ts";

/** Share of the records that a source has under a second key. */
const DUPLICATES = 0.004;

/** What a plan is made from. */
export interface PlanOptions {
  readonly seed: number;
  readonly simsPerPerson: number;
  /** Records of all sources but the carriers', over all persons. */
  readonly ministryPerPerson: number;
  /** Shares that the second night changes; undefined for one night only. */
  readonly secondNight?: { readonly changed: number; readonly registerChanged: number } | undefined;
  /** Sources to write; all unless told. */
  readonly sources?: readonly string[] | undefined;
}

/** Who stands in which source on which night: by chance, but always the same. */
export class RecordPlan {
  readonly ministries: readonly Source[];
  readonly carriers: Carriers | undefined;
  readonly #scale: number;
  readonly #seed: number;
  readonly #changed: number;

  constructor(population: Population, options: PlanOptions) {
    const wanted = (name: string) => !options.sources || options.sources.includes(name);
    const all = ministrySources(population);
    this.ministries = all.filter((source) => wanted(source.layout.source));
    this.#seed = options.seed;
    this.#changed = options.secondNight?.changed ?? 0;
    let people = 0;
    let adults = 0;
    let records = 0;
    const step = Math.max(1, Math.floor(population.blocks / 600));
    for (let block = 0; block < population.blocks; block += step) {
      for (const person of population.block(block)) {
        people++;
        if (Carriers.eligible(person)) adults++;
        for (const source of all) records += source.share * source.records(person);
      }
    }
    this.#scale = (options.ministryPerPerson * people) / Math.max(1, records);
    const carriersWanted = EXTRACTS.some((layout) => layout.profile === "carrier" && wanted(layout.source));
    this.carriers = carriersWanted
      ? new Carriers(population, options.seed, options.simsPerPerson, adults / Math.max(1, people))
      : undefined;
  }

  /** Whether a person stands in a source on a night, and whether the row was just rewritten. */
  ministry(
    source: Source,
    position: number,
    index: number,
    night: Night,
  ): "as_before" | "changed" | "added" | undefined {
    const chance = Math.min(0.97, source.share * this.#scale);
    const share = hashShare(this.#seed, index, 1000 + position);
    if (share >= chance) {
      const late = night.label === "night2" && share < chance * (1 + 0.2 * this.#changed);
      return late ? "added" : undefined;
    }
    return this.fate(index, 2000 + position, night);
  }

  /** Whether a source has a person under a second key too. */
  repeated(position: number, index: number): boolean {
    return hashShare(this.#seed, index, 5000 + position) < DUPLICATES;
  }

  /** What became of a record by the second night. */
  fate(index: number, salt: number, night: Night): "as_before" | "changed" | undefined {
    if (night.label === "night1") return "as_before";
    const share = hashShare(this.#seed, index, salt) / (this.#changed || 1);
    if (this.#changed === 0 || share >= 0.8) return "as_before";
    return share < 0.6 ? "changed" : undefined;
  }
}
