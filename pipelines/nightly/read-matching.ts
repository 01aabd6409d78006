import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { StageResult } from "../ledger/stage-store.ts";
import type { AuditLine, MatchingFacts } from "../report/matching-facts.ts";
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
    decisions: matched.facts.decisions,
  };
}
