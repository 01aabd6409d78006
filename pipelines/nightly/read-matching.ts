import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { ModelDrift } from "../../matchers/linkage/request.ts";
import type { StageResult } from "../ledger/stage-store.ts";
import type { AuditLine, DriftFacts, MatchingFacts } from "../report/matching-facts.ts";
import { MATCH_FILES, type MatchFacts } from "../stages/match-stage.ts";

/** What the report tells of matching: its model, what became of each source, and how it fared when it audited itself. */
export async function readMatching(c: Connection, matched: StageResult<MatchFacts>): Promise<MatchingFacts> {
  const audit = join(matched.folder, MATCH_FILES.audit);
  const lines = existsSync(audit)
    ? await c.rows<AuditLine>(
        sql`select source,
            case kind when 'hidden' then 'number_hidden' when 'removed' then 'person_removed' else 'number_of_other' end as kind,
            nullif(pass, 'all') as pass, n as checked, n_wrong as wrong, n_missed as missed,
            floor(wrong_low / 100) / 100 as low, ceil(wrong_high / 100) / 100 as high
          from read_parquet(${audit}) order by source, kind, pass nulls first`,
        "read self-audit",
      )
    : [];
  return {
    snapshot: matched.facts.snapshot,
    sources: matched.facts.sources.map(({ source, records, byStatus }) => ({ source, records, byStatus })),
    audit: lines,
    drift: driftFacts(matched.facts.drift),
    decisions: matched.facts.decisions,
  };
}

function driftFacts({ trained, limit, pairs, moved }: ModelDrift): DriftFacts {
  const percent = (p: number) => Math.floor(p * 10_000) / 100;
  return {
    trained,
    limit_bits: limit,
    pairs,
    moved: moved.map(({ source, field, level, snapshot, fitted, bits }) => ({
      ...{ source, field, level, bits },
      model_percent: percent(snapshot),
      night_percent: percent(fitted),
    })),
  };
}
