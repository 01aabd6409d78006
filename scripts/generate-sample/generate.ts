import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { configText, type WrittenExtract } from "./config-file.ts";
import { CSV, type FileForm, intoForm, MIXED_FORMS } from "./forms.ts";
import type { Layout } from "./layout.ts";
import { EXTRACTS, REGISTER } from "./layouts.ts";
import { firstNight, type Night, secondNight } from "./night.ts";
import type { Person } from "./person.ts";
import { MOST_SLOTS, slotPlan } from "./phones.ts";
import { Population, type PopulationOptions } from "./population.ts";
import { COLLECTION_END, citizen, collectionStart } from "./qcvn109.ts";
import { PURPOSE, Random } from "./random.ts";
import { type PlanOptions, RecordPlan } from "./record-plan.ts";
import type { Row } from "./records.ts";
import { registerRow } from "./register.ts";
import type { Entry } from "./sources.ts";
import { FEATURE_COLUMNS, featureLine, PART_COLUMNS, writeTruthFile, writeTruths } from "./truth.ts";
import { csvLine, TextWriter } from "./writer.ts";

export interface SampleOptions extends PopulationOptions, PlanOptions {
  readonly out: string;
  /** `mixed`: one extract through every door, with an XML register beside the CSV one; for small samples. */
  readonly format: "csv" | "parquet" | "mixed";
}

/** What was written: rows of a file by night and source. */
export interface SampleSummary {
  readonly night: Night["label"];
  readonly rows: Readonly<Record<string, number>>;
}

/** An option that no sample can be made with. */
export class SampleOptionError extends Error {
  override readonly name = "SampleOptionError";
}

interface Output extends WrittenExtract {
  readonly file: TextWriter;
}

/** Writes the register, the extracts and the truth of one or two nights as CSV. Streams: what is kept grows by 4 bytes a person. */
export async function generateSample(options: SampleOptions, c: Connection): Promise<SampleSummary[]> {
  if (!Number.isInteger(options.persons) || options.persons < 1 || slotPlan(options.persons).total > MOST_SLOTS) {
    throw new SampleOptionError(
      `a sample has a whole number of persons, at least 1 and at most about 16 million, not ${options.persons}`,
    );
  }
  const known = EXTRACTS.map(({ source }) => source);
  const unknown = (options.sources ?? []).filter((source) => !known.includes(source));
  if (unknown.length > 0)
    throw new SampleOptionError(`a sample has no source "${unknown.join('", "')}"; there are: ${known.join(", ")}`);
  const population = new Population(options);
  const nights = [firstNight(population)];
  if (options.secondNight) nights.push(secondNight(population, options.seed, options.secondNight.registerChanged));
  const plan = new RecordPlan(population, options);
  const summaries: SampleSummary[] = [];
  for (const night of nights) summaries.push(await writeNight(population, night, plan, options, c));
  return summaries;
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
  await rm(inbox, { recursive: true, force: true });
  await mkdir(inbox, { recursive: true });
  const helpers: TextWriter[] = [];
  const helper = (path: string, header: string): TextWriter => {
    const file = new TextWriter(path);
    file.line(header);
    helpers.push(file);
    return file;
  };
  const open = (layout: Layout): Output => {
    const header = csvLine(
      layout.columns.map((column) => column.header),
      layout.delimiter,
    );
    return { layout, form: formOf(layout, options), file: helper(join(inbox, `${layout.source}.csv`), header) };
  };
  const parts = helper(join(folder, "truth-parts.csv"), csvLine(PART_COLUMNS, ","));
  const features = helper(join(folder, "features.csv"), csvLine(FEATURE_COLUMNS, ","));
  const changes =
    night.label === "night2" ? helper(join(folder, "changes.csv"), "table,record_id,person_number,change") : undefined;
  const register = open(REGISTER);
  const xml =
    options.format === "mixed" && night.label === "night1"
      ? helper(join(inbox, "register-qcvn109.xml"), collectionStart(population.persons + night.born.length))
      : undefined;
  await writeRegister(population, night, new Random(options.seed), { register, features, xml, changes });
  xml?.line(COLLECTION_END);
  const outputs = new Map<string, Output>();
  for (const layout of EXTRACTS) {
    if (!options.sources || options.sources.includes(layout.source)) outputs.set(layout.source, open(layout));
  }
  await writeExtracts(population, night, plan, new Random(options.seed), outputs, parts, changes);
  for (const file of helpers) await file.close();
  await writeTruthFile(c, { features: features.path, parts: parts.path, truth: join(folder, "truth.csv") });
  await rm(parts.path);
  await rm(features.path);
  if (xml) await intoForm(c, xml.path, ",", { format: "xml", gzip: true });
  const all = [register, ...outputs.values()];
  for (const { layout, form, file } of all) await intoForm(c, file.path, layout.delimiter, form);
  await writeFile(
    join(folder, "lamsach.yaml"),
    configText(night.label, "inbox", "../", register, [...outputs.values()]),
  );
  const start = night.label === "night1" ? "lamsach.yaml" : "lamsach-night2.yaml";
  await writeFile(
    join(options.out, start),
    configText(night.label, `${night.label}/inbox`, "", register, [...outputs.values()]),
  );
  return {
    night: night.label,
    rows: Object.fromEntries(all.map(({ layout, file }) => [layout.source, file.lines - 1])),
  };
}

function formOf(layout: Layout, { format }: SampleOptions): FileForm {
  if (format === "parquet") return { format };
  return (format === "mixed" ? MIXED_FORMS[layout.source] : undefined) ?? CSV;
}

function write(output: Output, row: Row): void {
  const texts = output.layout.columns.map(({ field }) => row[field] ?? "");
  output.file.line(csvLine(texts, output.layout.delimiter));
}

async function writeRegister(
  population: Population,
  night: Night,
  random: Random,
  to: { register: Output; features: TextWriter; xml: TextWriter | undefined; changes: TextWriter | undefined },
): Promise<void> {
  const writePerson = (person: Person) => {
    const number = night.number(person);
    write(to.register, registerRow(person, night, random));
    to.features.line(featureLine(person, night));
    to.xml?.line(citizen(person, night, random));
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
    await to.xml?.flush();
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
          if (copy === 1 && !plan.repeated(position, person.index)) return;
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
