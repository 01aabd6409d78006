import { basename, join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { Tokens } from "../publish/token.ts";
import { contentSql } from "./content.ts";
import type { Decision, DecisionWord } from "./decisions.ts";
import { readBatch } from "./read-batch.ts";

/** Words a reviewer may write, in either language; keyboards set to composite Unicode write their marks apart. */
const SPOKEN: Readonly<Record<DecisionWord, readonly string[]>> = {
  same: ["same", "yes", "y", "giống", "giong", "đúng", "dung", "cùng người", "một người"],
  different: ["different", "no", "n", "khác", "khac", "không", "khong", "khác người"],
  none: ["none", "none of them", "nobody", "không ai", "khong ai", "không có ai", "khong co ai"],
  unsure: ["unsure", "?", "không rõ", "khong ro", "chưa rõ", "chua ro"],
};

/** Why a line was not taken. The words hold no person's value. */
const REFUSALS = {
  "decision.unknown": "the decision is not one of same, different, none, unsure (giống, khác, không ai, không rõ)",
  "record.unknown": "the last run has no such record: export again",
  "record.changed": "the record has changed since the export: export again and decide anew",
  "candidate.unknown": "the person is no candidate of this record in the last run: export again",
  "record.two_same": "two persons are said to be the same as one record: leave one",
  "record.same_and_none": "somebody is said to be the person, and also that none of the candidates is: leave one",
  "pair.two_decisions": "the same pair has another decision on another line: leave one",
  "line.unreadable": "the line could not be read",
} as const;

/** A line that was not taken. */
export interface Refusal {
  readonly file: string;
  readonly line: number;
  readonly code: keyof typeof REFUSALS;
  readonly message: string;
}

/** What an import found; nothing has been kept yet. */
export interface ReadDecisionsResult {
  readonly decisions: readonly Decision[];
  /** Lines without a decision. */
  readonly blank: number;
  /** Decisions that the same person gave before with the same note, whatever was said since: a batch that is imported again says nothing anew. */
  readonly known: number;
  readonly refused: readonly Refusal[];
}

interface ImportRequest {
  readonly files: readonly string[];
  readonly paths: { readonly matches: string; readonly evidence: string; readonly records: string };
  /** Every word said so far, from `wordsSql`. */
  readonly said: Sql;
  readonly tokens: Tokens;
  readonly who: string;
  readonly at: string;
  readonly runId: string;
  /** A folder of the engine's for intermediate files. */
  readonly scratch: string;
}

/**
 * Reads filled-in batches and holds every line against the last run: the record must be there with the content
 * the reviewer saw, and the person must be a candidate of it.
 * @throws InputError when a file cannot be read or lacks a column
 */
export async function readReviewed(
  engine: Engine,
  c: Connection,
  request: ImportRequest,
): Promise<ReadDecisionsResult> {
  const refused: Refusal[] = [];
  const refuse = (file: string, line: number, code: keyof typeof REFUSALS): void => {
    refused.push({ file, line, code, message: REFUSALS[code] });
  };
  const parts: Sql[] = [];
  for (const [i, path] of request.files.entries()) {
    const read = await readBatch(engine, path, join(request.scratch, String(i)));
    parts.push(sql`select * from read_parquet(${read.rows})`);
    const rejected = await c.rows<{ line: number }>(
      sql`select line from read_parquet(${read.quarantine}) order by line`,
      "read unreadable lines",
    );
    for (const { line } of rejected) refuse(basename(path), line, "line.unreadable");
  }
  const rows = await c.rows<Line>(linesSql(request, sql.join(parts, " union all ")), "hold decisions against the run");
  const decisions: Decision[] = [];
  const none = new Set<string>();
  let [blank, known] = [0, 0];
  for (const row of rows) {
    if (row.problem === "blank") blank++;
    else if (row.problem) refuse(row.file, row.line, row.problem);
    else if (row.known) known++;
    else {
      const { source, record_id, role, content, note, decision } = row;
      const { who, at, runId: run } = request;
      for (const person_id of row.persons) {
        // A record's lines may all say that none of the candidates is the person: each is kept once.
        const pair = JSON.stringify([source, record_id, role, person_id]);
        if (decision === "none" && none.has(pair)) continue;
        if (decision === "none") none.add(pair);
        decisions.push({ source, record_id, role, content, person_id, decision, who, at, note, run });
      }
    }
  }
  return { decisions, blank, known, refused };
}

/** A line of a batch, and what is wrong with it. */
interface Line {
  readonly file: string;
  readonly line: number;
  readonly problem: keyof typeof REFUSALS | "blank" | null;
  readonly known: boolean;
  readonly source: string;
  readonly record_id: string;
  readonly role: string;
  readonly content: string;
  /** Whom the decision is about: the candidate, or all candidates of the record. */
  readonly persons: readonly string[];
  readonly decision: DecisionWord;
  readonly note: string | null;
}

/**
 * The lines of batches, each held against the last run: `lines` as `readBatch` reads them become rows of `Line`, in order. A line's
 * first problem is its problem.
 */
function linesSql(request: ImportRequest, lines: Sql): Sql {
  const { tokens, paths, who } = request;
  const spoken = Object.entries(SPOKEN).map(
    ([decision, spoken]) =>
      sql`when lower(trim(nfc_normalize(l.decision))) in (select unnest(${[...spoken]})) then ${decision}`,
  );
  return sql`
    with lines as (${lines}),
    named as (select distinct source from lines),
    record as (
      select m.source, m.record_id, m.role, ${contentSql("r")} as content,
        ${tokens.sql("record", sql`m.source`, sql`m.record_id`)} as record_token
      from read_parquet(${paths.matches}) m semi join named using (source)
        join read_parquet(${paths.records}) r using (source, record_id, role)),
    found as (
      select l.file, l.line, l.candidate_token, l.content as seen, nullif(trim(l.note), '') as note,
        l.source, l.role, r.record_id, r.content,
        case when nullif(trim(l.decision), '') is null then 'blank' ${sql.join(spoken, " ")} end as decision
      from lines l left join record r
        on r.source = l.source and r.role = l.role and r.record_token = trim(l.record_token)),
    paired as (
      select f.*, e.person_id from found f left join read_parquet(${paths.evidence}) e
        on e.source = f.source and e.record_id = f.record_id and e.role = f.role
          and ${tokens.sql("person", sql`e.person_id`)} = trim(f.candidate_token)),
    candidates as (
      select e.source, e.record_id, e.role, list(e.person_id order by e.rank) as persons
      from read_parquet(${paths.evidence}) e semi join paired p using (source, record_id, role)
      where e.person_id is not null group by all),
    judged as (
      select *, case
          when decision = 'blank' then 'blank'
          when decision is null then 'decision.unknown'
          when record_id is null then 'record.unknown'
          when content <> trim(seen) then 'record.changed'
          when person_id is null then 'candidate.unknown'
          when decision = 'same' and count(distinct person_id) filter (decision = 'same')
            over (partition by source, record_id, role) > 1 then 'record.two_same'
          when decision in ('same', 'none') and count(distinct decision) filter (decision in ('same', 'none'))
            over (partition by source, record_id, role) > 1 then 'record.same_and_none'
          when decision in ('unsure', 'none') and count(distinct decision) filter (decision in ('unsure', 'none'))
            over (partition by source, record_id, role) > 1 then 'pair.two_decisions'
          when decision <> 'none' and count(distinct decision) filter (decision not in ('blank', 'none'))
            over (partition by source, record_id, role, person_id) > 1 then 'pair.two_decisions'
        end as problem
      from paired)
    select j.file, j.line::integer as line, j.problem, j.source, j.record_id, j.role, j.content,
      case j.decision when 'none' then n.persons else [j.person_id] end as persons,
      j.decision, j.note, d.decision is not null as known
    from judged j
      left join candidates n on n.source = j.source and n.record_id = j.record_id and n.role = j.role
      left join (select distinct source, record_id, role, content, person_id, decision, note from (${request.said}) where who = ${who}) d
      on d.source = j.source and d.record_id = j.record_id and d.role = j.role and d.content = j.content
        and d.person_id = j.person_id and d.decision = j.decision and d.note is not distinct from j.note
    order by j.file, j.line`;
}
