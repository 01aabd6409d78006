import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { FIELD_NAMES, type Field, levelName } from "./levels.ts";
import { roundedPosterior } from "./posterior.ts";
import { REASONS, type Reason, type ReasonCode } from "./reasons.ts";
import { WEIGHT_COLUMNS } from "./weights.ts";
import { fieldWords, levelWords } from "./words.ts";

/** One step of a candidate's waterfall. */
export interface EvidenceStep {
  /** A field, `prior` (the odds of any register row), `name` (what the whole name is worth beyond its parts) or `review` (a decision). */
  readonly field: Field | "prior" | "name" | "review";
  readonly level: string;
  /** Bits for (positive) or against. */
  readonly bits: number;
  readonly vi: string;
  readonly en: string;
}

/** A candidate with its evidence; the steps add up to `bits`. */
export interface ExplainedCandidate {
  readonly personId: string | null;
  readonly rank: number;
  readonly pass: string;
  readonly probability: number;
  readonly bits: number;
  readonly steps: readonly EvidenceStep[];
}

/** Why a record has its answer. */
export interface Explanation {
  readonly source: string;
  readonly recordId: string;
  readonly role: string;
  readonly status: string;
  readonly personId: string | null;
  readonly numberOwnerId: string | null;
  readonly bestCandidateId: string | null;
  readonly probability: number;
  readonly probabilityOfNobody: number;
  readonly snapshot: string;
  readonly reasons: readonly (Reason & { readonly code: string })[];
  readonly candidates: readonly ExplainedCandidate[];
}

interface RecordKey {
  readonly source: string;
  readonly recordId: string;
  readonly role?: string;
}

type EvidenceRow = Record<string, number> & { person_id: string | null; pass: string; rank: number; weight: number };

/**
 * Reads a record's answer and evidence back as words and bits, one explanation a role.
 * @param paths the run's `matches` and `evidence` Parquet files
 */
export async function explainRecord(
  c: Connection,
  paths: { readonly matches: string; readonly evidence: string },
  key: RecordKey,
): Promise<Explanation[]> {
  const where = sql`source = ${key.source} and record_id = ${key.recordId} and (${key.role ?? null}::varchar is null or role = ${key.role ?? null})`;
  const answers = await c.rows<Record<string, string | null> & { p: number; p_nobody: number; codes: string }>(
    sql`select * exclude (probability, p_none, margin, reasons), probability::double as p, p_none::double as p_nobody,
        array_to_string(reasons, ',') as codes
      from read_parquet(${paths.matches}) where ${where} order by role`,
    "read answer",
  );
  const explanations: Explanation[] = [];
  for (const answer of answers) {
    const rows = await c.rows<EvidenceRow>(
      sql`select * exclude (source, record_id, role, snapshot), probability::double as p from read_parquet(${paths.evidence})
        where ${where} and role is not distinct from ${answer.role ?? null} order by rank`,
      "read evidence",
    );
    explanations.push({
      source: key.source,
      recordId: key.recordId,
      role: answer.role ?? "",
      status: answer.status ?? "",
      personId: answer.person_id ?? null,
      numberOwnerId: answer.number_owner_id ?? null,
      bestCandidateId: answer.best_candidate_id ?? null,
      probability: answer.p,
      probabilityOfNobody: answer.p_nobody,
      snapshot: answer.snapshot ?? "",
      reasons:
        answer.codes === "" ? [] : answer.codes.split(",").map((code) => ({ code, ...REASONS[code as ReasonCode] })),
      candidates: rows.map(explainCandidate),
    });
  }
  return explanations;
}

function explainCandidate(row: EvidenceRow): ExplainedCandidate {
  const weights = WEIGHT_COLUMNS.reduce((sum, name) => sum + (row[name] ?? 0), 0);
  const step = (field: EvidenceStep["field"], level: string, millibits: number): EvidenceStep => {
    const [subject, relation] = [fieldWords(field), levelWords(field, level)];
    return {
      field,
      level,
      bits: millibits / 1000,
      vi: `${subject.vi}: ${relation.vi}`,
      en: `${subject.en}: ${relation.en}`,
    };
  };
  const fields = FIELD_NAMES.filter((field) => row[field]! > 0).map((field) =>
    step(field, levelName(field, row[field]!), row[`w_${field}`]!),
  );
  const decided = row.w_review! > 0 ? "same" : "different";
  const review = row.w_review ? [step("review", decided, row.w_review)] : [];
  const whole = row.w_name ? [step("name", "whole", row.w_name)] : [];
  return {
    personId: row.person_id,
    rank: row.rank,
    pass: row.pass,
    probability: row.p!,
    bits: row.weight / 1000,
    steps: [step("prior", "register", row.weight - weights), ...fields, ...whole, ...review],
  };
}

/** Whether a stored answer follows from the stored evidence. */
export interface Replay {
  readonly same: boolean;
  /** Posterior recomputed from the weights, to six digits. */
  readonly probability: number;
  readonly probabilityOfNobody: number;
}

/**
 * Recomputes an explanation's posterior from its candidates' weights alone. Evidence keeps the ten heaviest candidates;
 * what lighter ones took is below a thousandth.
 */
export function replay(explanation: Explanation): Replay {
  const odds = explanation.candidates.map(({ bits }) => 2 ** Math.min(bits, 80));
  const total = odds.reduce((sum, value) => sum + value, 1);
  const [best = 0] = odds;
  const probability = roundedPosterior(best / total);
  // Where nobody could be compared, that nobody is the person is not weighed: it is written as 1.
  const probabilityOfNobody = odds.length === 0 ? 1 : roundedPosterior(1 / total);
  const close = (a: number, b: number): boolean => Math.abs(a - b) <= 0.001;
  return {
    same: close(probability, explanation.probability) && close(probabilityOfNobody, explanation.probabilityOfNobody),
    probability,
    probabilityOfNobody,
  };
}
