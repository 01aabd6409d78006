import PQueue from "p-queue";
import { allDone } from "../../connectors/all-done.ts";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import type { AssessRequest } from "./assess-request.ts";
import { assessSource } from "./assess-source.ts";
import { type Check, checksOf, concerns } from "./check.ts";
import type { Count } from "./count.ts";
import { assessCoverage } from "./coverage.ts";
import { assessDeliveries } from "./deliveries.ts";
import { keyRules, listKeyFailures } from "./key-failures.ts";
import type { Rule } from "./rule.ts";
import { acceptedRows, type SourceFacts } from "./source-facts.ts";

/** Rows of a source that is assessed alone: it keeps all threads busy and takes memory. */
const LARGE_ROWS = 100_000;

/** A count of one source. */
export interface SourceCount {
  readonly source: SourceFacts;
  readonly count: Count;
}

/** A source with rows, and the number of its first check: numbers run on over all sources. */
interface Assessed {
  readonly source: SourceFacts;
  readonly sourceNo: number;
  readonly checks: readonly Check[];
  /** What is listed of its keys: numbered after the checks. */
  readonly keyRules: readonly Rule[];
  readonly firstCheck: number;
}

/** What a finding of a number speaks of. */
export type Listed = Pick<Check, "rule" | "field">;

/**
 * Counts every source, and lists its failures in `quality_failures`. Large sources come one after another; what a small one takes is
 * mostly the planning of one long statement, so small ones go side by side.
 * @param c connection on which the context was prepared
 * @returns the counts in the order of sources, coverage last; what findings speak of, in the order of their numbers
 */
export async function countSources(
  engine: Engine,
  c: Connection,
  request: AssessRequest,
): Promise<{ counts: SourceCount[]; checks: readonly Listed[] }> {
  const assessed = await findChecks(c, request);
  const counted = new Map<SourceFacts, readonly Count[]>();
  const count = async (on: Connection, { source, checks, keyRules, ...at }: Assessed): Promise<void> => {
    counted.set(source, await assessSource(on, request, source, checks, { ...at, today: request.today }));
    for (const i of keyRules.keys())
      await listKeyFailures(on, source, { sourceNo: at.sourceNo, checkNo: at.firstCheck + checks.length + i });
  };
  const isLarge = ({ source }: Assessed) => acceptedRows(source) >= LARGE_ROWS;
  for (const large of assessed.filter(isLarge)) await count(c, large);
  const queue = new PQueue({ concurrency: request.sideBySide });
  const small = assessed
    .filter((one) => !isLarge(one))
    .map((one) => queue.add(() => onOwn(engine, (own) => count(own, one))));
  await allDone(small);
  const counts = request.sources.flatMap((source) =>
    [...delivered(request, source), ...(counted.get(source) ?? [])].map((one) => ({ source, count: one })),
  );
  const coverage = request.rules.find((rule) => rule.measure === "coverage.person");
  if (coverage) counts.push(...(await assessCoverage(c, request, coverage, request.today)));
  const listed = assessed.flatMap(({ checks, keyRules }): Listed[] => [
    ...checks,
    ...keyRules.map((rule) => ({ rule, field: rule.field! })),
  ]);
  return { counts, checks: listed };
}

async function findChecks(c: Connection, request: AssessRequest): Promise<Assessed[]> {
  const assessed: Assessed[] = [];
  let firstCheck = 0;
  for (const [sourceNo, source] of request.sources.entries()) {
    if (source.records === null || acceptedRows(source) === 0) continue;
    const checks = await checksOf(c, source, request.rules);
    const keys = keyRules(source, request.rules);
    assessed.push({ source, sourceNo, checks, keyRules: keys, firstCheck });
    firstCheck += checks.length + keys.length;
  }
  return assessed;
}

function delivered(request: AssessRequest, source: SourceFacts): readonly Count[] {
  const rules = request.rules.filter((rule) => concerns(rule, source));
  const previous = source.name in request.previousRows ? request.previousRows[source.name]! : null;
  return assessDeliveries(source, rules, previous, request.today);
}

async function onOwn(engine: Engine, work: (c: Connection) => Promise<void>): Promise<void> {
  const own = await engine.connect();
  try {
    await work(own);
  } finally {
    own.close();
  }
}
