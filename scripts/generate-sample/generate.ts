import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Carriers } from "./carriers.ts";
import { EXTRACTS, type Layout, REGISTER } from "./layouts.ts";
import { firstNight, type Night, secondNight } from "./night.ts";
import { type Person, Population, type PopulationOptions } from "./population.ts";
import { hashShare, PURPOSE, Random } from "./random.ts";
import type { Row } from "./records.ts";
import { registerRow } from "./register.ts";
import { type Entry, ministrySources, type Source } from "./sources.ts";
import { FEATURE_COLUMNS, featureLine, PART_COLUMNS, writeTruthFile, writeTruths } from "./truth.ts";
import { csvLine, TextWriter } from "./writer.ts";

export interface SampleOptions extends PopulationOptions {
  readonly out: string;
  readonly simsPerPerson: number;
  /** Records of all sources but the carriers', over all persons. */
  readonly ministryPerPerson: number;
  /** Shares that the second night changes; undefined for one night only. */
  readonly secondNight?: { readonly changed: number; readonly registerChanged: number } | undefined;
  /** Sources to write; all unless told. */
  readonly sources?: readonly string[] | undefined;
}

/** What was written: rows of a file by night and source. */
export interface SampleSummary {
  readonly night: Night["label"];
  readonly rows: Readonly<Record<string, number>>;
  readonly folder: string;
}

/** Share of the records that a source has under a second key. */
const DUPLICATES = 0.004;

interface Output {
  readonly layout: Layout;
  readonly file: TextWriter;
}

/** Writes the register, the extracts and the truth of one or two nights as CSV. Streams: what is kept grows by 4 bytes a person. */
export async function generateSample(options: SampleOptions, c: Connection): Promise<SampleSummary[]> {
  const population = new Population(options);
  const nights = [firstNight(population)];
  if (options.secondNight) nights.push(secondNight(population, options.seed, options.secondNight.registerChanged));
  const plan = new RecordPlan(population, options);
  const summaries: SampleSummary[] = [];
  for (const night of nights) summaries.push(await writeNight(population, night, plan, options, c));
  return summaries;
}

/** Who stands in which source on which night: by chance, but always the same. */
class RecordPlan {
  readonly ministries: readonly Source[];
  readonly carriers: Carriers | undefined;
  readonly #scale: number;
  readonly #seed: number;
  readonly #changed: number;

  constructor(population: Population, options: SampleOptions) {
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

  /** What became of a record by the second night. */
  fate(index: number, salt: number, night: Night): "as_before" | "changed" | undefined {
    if (night.label === "night1") return "as_before";
    const share = hashShare(this.#seed, index, salt) / (this.#changed || 1);
    if (this.#changed === 0 || share >= 0.8) return "as_before";
    return share < 0.6 ? "changed" : undefined;
  }
}

async function writeNight(
  population: Population,
  night: Night,
  plan: RecordPlan,
  options: SampleOptions,
  c: Connection,
): Promise<SampleSummary> {
  const folder = join(options.out, night.label);
  const inbox = join(folder, "inbox");
  await mkdir(inbox, { recursive: true });
  const open = (layout: Layout): Output => {
    const file = new TextWriter(join(inbox, `${layout.source}.csv`));
    file.line(
      csvLine(
        layout.columns.map(({ header }) => header),
        layout.delimiter,
      ),
    );
    return { layout, file };
  };
  const parts = new TextWriter(join(folder, "truth-parts.csv"));
  parts.line(csvLine(PART_COLUMNS, ","));
  const features = new TextWriter(join(folder, "features.csv"));
  features.line(csvLine(FEATURE_COLUMNS, ","));
  const changes = night.label === "night2" ? new TextWriter(join(folder, "changes.csv")) : undefined;
  changes?.line("table,record_id,person_number,change");

  const register = open(REGISTER);
  const oldNumbers = new TextWriter(join(inbox, "register-old-numbers.csv"));
  oldNumbers.line("Số giấy tờ cũ,Loại,Số định danh");
  await writeRegister(population, night, new Random(options.seed), { register, features, oldNumbers, changes });

  const outputs = new Map<string, Output>();
  for (const layout of EXTRACTS) {
    if (!options.sources || options.sources.includes(layout.source)) outputs.set(layout.source, open(layout));
  }
  await writeExtracts(population, night, plan, new Random(options.seed), outputs, parts, changes);

  const files = [register, ...outputs.values()].map(({ file }) => file);
  for (const file of [...files, oldNumbers, parts, features, ...(changes ? [changes] : [])]) await file.close();
  const paths = { features: features.path, parts: parts.path, truth: join(folder, "truth.csv") };
  await writeTruthFile(c, paths);
  await rm(parts.path);
  await rm(features.path);
  const rows = Object.fromEntries(
    [register, ...outputs.values()].map(({ layout, file }) => [layout.source, file.lines - 1]),
  );
  return { night: night.label, rows, folder };
}

function write(output: Output, row: Row): void {
  const texts = output.layout.columns.map(({ field }) => row[field] ?? "");
  output.file.line(csvLine(texts, output.layout.delimiter));
}

async function writeRegister(
  population: Population,
  night: Night,
  random: Random,
  to: { register: Output; features: TextWriter; oldNumbers: TextWriter; changes: TextWriter | undefined },
): Promise<void> {
  const writePerson = (person: Person) => {
    const number = night.number(person);
    write(to.register, registerRow(person, night, random));
    to.features.line(featureLine(person, night));
    for (const old of person.oldNumbers) to.oldNumbers.line(`${old},CMND,${number}`);
    if (person.cancelledNumber) to.oldNumbers.line(`${person.cancelledNumber},Số định danh đã hủy,${number}`);
    const change = night.change(person.index);
    if (change)
      to.changes?.line(
        `register,${population.persons > person.index ? population.number(person) : number},${number},${change}`,
      );
  };
  for (let block = 0; block < population.blocks; block++) {
    for (const person of night.block(block)) writePerson(person);
    await to.register.file.flush();
    await to.features.flush();
    await to.oldNumbers.flush();
  }
  for (const person of night.born) writePerson(person);
}

/** Steps through all blocks in an order that has nothing to do with the register's. */
function* scattered(blocks: number): Generator<number> {
  let step = Math.floor(blocks * 0.618) | 1;
  while (greatestCommonDivisor(step, blocks) !== 1) step += 2;
  for (let i = 0, block = Math.floor(blocks / 3); i < blocks; i++, block = (block + step) % blocks) yield block;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

async function writeExtracts(
  population: Population,
  night: Night,
  plan: RecordPlan,
  random: Random,
  outputs: ReadonlyMap<string, Output>,
  parts: TextWriter,
  changes: TextWriter | undefined,
): Promise<void> {
  const crowd = new Random(plan.ministries.length + 17);
  const anybody = () => population.person(crowd.between(0, population.persons - 1));
  const emit = (source: string, entry: Entry, what: string) => {
    const output = outputs.get(source);
    if (!output) return;
    write(output, entry.row);
    const recordId = entry.row[output.layout.columns[0]?.field ?? "key"] ?? "";
    writeTruths(parts, night, source, recordId, entry.truths);
    if (what !== "as_before") changes?.line(csvLine([source, recordId, "", what], ","));
  };
  for (const block of scattered(population.blocks)) {
    for (const person of population.block(block)) {
      plan.ministries.forEach((source, position) => {
        if (source.records(person) === 0) return;
        for (let copy = 0; copy < 2; copy++) {
          if (copy === 1 && hashShare(person.index, position, 51) >= DUPLICATES) return;
          const what = plan.ministry(source, position, person.index, night);
          if (!what) return;
          const ordinal = person.index + copy * population.persons;
          crowd.at(PURPOSE.crowd, ordinal, position);
          random.at(PURPOSE.record, ordinal, position * 2 + (what === "changed" ? 1 : 0));
          emit(source.layout.source, source.entry(person, ordinal, what !== "as_before", random, anybody), what);
        }
      });
      const { carriers } = plan;
      if (!carriers) continue;
      for (const sim of carriers.sims(person, random.at(PURPOSE.record, person.index, 900))) {
        const what = plan.fate(sim.slot, 3000, night);
        if (!what) continue;
        crowd.at(PURPOSE.crowd, sim.slot, 901);
        random.at(PURPOSE.record, sim.slot, what === "changed" ? 903 : 902);
        const entry = carriers.entry(person, sim, what !== "as_before", random, anybody);
        emit(`carrier-${entry.carrier}`, entry, what);
      }
    }
    for (const { file } of outputs.values()) await file.flush();
    await parts.flush();
  }
}
