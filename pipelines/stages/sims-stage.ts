import { join } from "node:path";
import type { SourceConfig } from "../config/config.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { assessSims, type SimsFacts } from "../sims/sims.ts";
import type { CarrierSource } from "../sims/subscribers.ts";
import { type RunContext, runStage } from "./run-context.ts";

/** Name in the state folder of the SIMs' clocks. */
export const CLOCKS_FILE = "sims/clocks.parquet";

/** Sorts the SIMs of every carrier source. */
export function simsStage(
  run: RunContext,
  inputs: {
    readonly standards: ReadonlyMap<string, { key: string; path: string }>;
    readonly register: { key: string; path: string };
    readonly matches: { key: string; path: string };
    /** Sources of which all was heard tonight: a SIM that is not in them is gone. */
    readonly whole: ReadonlySet<string>;
  },
): Promise<StageResult<SimsFacts>> {
  const carriers = carriersOf(run, inputs.standards);
  return runStage<SimsFacts>(
    run,
    simsSpec(run, {
      standards: inputs.standards,
      whole: inputs.whole,
      register: inputs.register.key,
      matches: inputs.matches.key,
    }),
    (facts) => facts.sims ?? 0,
    async (folder) => {
      const c = await run.engine.connect();
      try {
        return await assessSims(c, {
          carriers,
          unheard: unheardCarriers(run, inputs.whole),
          register: inputs.register.path,
          matches: inputs.matches.path,
          clocksIn: run.state.file(CLOCKS_FILE),
          asOf: run.asOf,
          days: run.config.sims,
          simsOut: join(folder, "sims.parquet"),
          clocksOut: join(folder, "clocks.parquet"),
        });
      } finally {
        c.close();
      }
    },
  );
}

/** What makes the result of sorting the SIMs; `register` and `matches` are keys of stages. */
export function simsSpec(
  run: Pick<RunContext, "config" | "state" | "asOf">,
  inputs: {
    readonly standards: ReadonlyMap<string, { readonly key: string }>;
    readonly whole: ReadonlySet<string>;
    readonly register: string;
    readonly matches: string;
  },
): StageSpec {
  return {
    stage: "sims",
    inputs: {
      carriers: carriersOf(run, inputs.standards).map(({ source, carrier, key }) => ({ source, carrier, key })),
      unheard: unheardCarriers(run, inputs.whole),
      register: inputs.register,
      matches: inputs.matches,
      state: run.state.fingerprint(),
      as_of: run.asOf,
      days: { ...run.config.sims },
    },
  };
}

/** The sources of subscribers that were read. */
function carriersOf<Standard extends { readonly key: string }>(
  run: Pick<RunContext, "config">,
  standards: ReadonlyMap<string, Standard>,
): (Standard & Omit<CarrierSource, "path">)[] {
  return carrierSources(run).flatMap((source) => {
    const standard = standards.get(source.name);
    const dateFormats = source.profile.dates.formats;
    return standard ? [{ source: source.name, carrier: carrierOf(source), dateFormats, ...standard }] : [];
  });
}

/** Carriers of whom a configured source was not read, or lost many rows, in order. */
function unheardCarriers(run: Pick<RunContext, "config">, whole: ReadonlySet<string>): string[] {
  const sources = carrierSources(run).filter(({ name }) => !whole.has(name));
  return [...new Set(sources.map(carrierOf))].sort();
}

const carrierSources = (run: Pick<RunContext, "config">): SourceConfig[] =>
  run.config.sources.filter(({ profile }) => profile.kind === "carrier");

const carrierOf = (source: SourceConfig): string => source.carrier ?? source.name;
