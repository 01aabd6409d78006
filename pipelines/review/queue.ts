import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { createGazetteerTables } from "../../matchers/places/gazetteer-tables.ts";
import type { Tokens } from "../publish/token.ts";
import { contentSql } from "./content.ts";
import { evidenceWordsSql, reasonWordsSql, sexWordsSql, statusWordsSql } from "./evidence-words.ts";

/** Candidates of a record that a reviewer sees at most. */
const CANDIDATES = 4;
/** A candidate less likely than this is shown only when it owns the number. */
const LEAST = 0.02;

/** Paths of a run's tables and of the decisions in force, and how the queue is to be cut. */
export interface QueueRequest {
  readonly matches: string;
  readonly evidence: string;
  readonly records: string;
  /** The register's `standard.parquet`. */
  readonly register: string;
  /** From `readDecisions`. */
  readonly decisions: string;
  readonly tokens: Tokens;
  readonly language: "vi" | "en";
  /** One source only. */
  readonly source?: string;
  /** Records at most. */
  readonly limit: number;
  /** Records a batch. */
  readonly batchSize: number;
}

/** What was put into the queue. */
export interface QueueSize {
  /** Records that wait, those beyond the limit included. */
  readonly waiting: number;
  readonly records: number;
  readonly pairs: number;
  readonly batches: number;
  /** Records besides, whose person has no number in the register: nobody can name them by it. */
  readonly numberless: number;
}

/** Whether the best candidate of a record (`m`) is a register row without a number. */
const NUMBERLESS = sql`list_contains(m.reasons, 'register.no_number')`;

/**
 * Makes the table `review_queue`: one row a doubtful record and candidate, best worth deciding first, in batches.
 * A record's worth is how undecided it is (1000 at even odds), 100 for each other record that hangs on the same person
 * (at most five), and 200 when its number belongs to somebody else. Pairs that were decided on the same content are left out, and
 * records of which the person was named, or of which none of the candidates was unless a newcomer fits.
 */
export async function makeQueue(c: Connection, request: QueueRequest): Promise<QueueSize> {
  const { matches, evidence, records, decisions } = request;
  const ofSource = request.source === undefined ? sql`true` : sql`m.source = ${request.source}`;
  await c.run(
    sql`create or replace temp table review_record as
      with person as (
        select coalesce(person_id, best_candidate_id) as person_id, count(*) as records
        from read_parquet(${matches}) where coalesce(person_id, best_candidate_id) is not null group by all),
      settled as (
        select distinct source, record_id, role, content, unnest(case decision when 'same' then ['review', 'conflict'] else ['conflict'] end) as status
        from read_parquet(${decisions}) where decision in ('same', 'none')),
      open as (
        select m.source, m.record_id, m.role, m.status, m.reasons, m.number_owner_id, ${contentSql("r")} as content,
          round(4000 * m.probability * (1 - m.probability))::integer
            + 100 * least(5, coalesce(person.records, 1) - 1) + case m.status when 'conflict' then 200 else 0 end as worth
        from read_parquet(${matches}) m join read_parquet(${records}) r using (source, record_id, role)
          left join person on person.person_id = m.best_candidate_id
        where m.status in ('review', 'conflict') and not ${NUMBERLESS} and ${ofSource}),
      pending as (from open anti join settled using (source, record_id, role, content, status)),
      undecided as (
        select source, record_id, role from pending p join read_parquet(${evidence}) e using (source, record_id, role)
          anti join (from read_parquet(${decisions}) where decision <> 'unsure')
            using (source, record_id, role, content, person_id))
      select *, row_number() over (order by worth desc, source, record_id, role) as place
      from pending semi join undecided using (source, record_id, role)`,
    "rank doubtful records",
  );
  await createGazetteerTables(c, PLACES);
  await c.run(sql`create or replace temp table review_queue as ${pairsSql(request)}`, "list doubtful pairs");
  return c.row<QueueSize>(
    sql`select (select count(*) from review_record) as waiting,
        count(distinct place) as records, count(*) as pairs, coalesce(max(batch), 0) as batches,
        (select count(*) from read_parquet(${matches}) m where ${NUMBERLESS} and ${ofSource}) as numberless
      from review_queue`,
    "count queue",
  );
}

/** Prefix of the tables of unit names, for sides that give codes only. */
const PLACES = "review_places";

/** The columns a reviewer needs and no more: no identity number and no phone; persons and records are tokens. */
function pairsSql(request: QueueRequest): Sql {
  const { tokens, language } = request;
  return sql`
    with pair as (
      select q.place, q.source, q.record_id, q.role, q.status, q.worth, q.content, q.reasons, e.person_id, e.rank,
        e.probability, ${evidenceWordsSql("e", language)} as evidence,
        e.person_id is not distinct from q.number_owner_id as owns_number
      from review_record q join read_parquet(${request.evidence}) e using (source, record_id, role)
        anti join (from read_parquet(${request.decisions}) where decision <> 'unsure')
          using (source, record_id, role, content, person_id)
      where q.place <= ${request.limit} and e.person_id is not null
        and ((e.rank <= ${CANDIDATES} and e.probability >= ${LEAST}) or e.rank = 1
          or e.person_id is not distinct from q.number_owner_id)),
    person as (
      from read_parquet(${request.register})
      qualify row_number() over (partition by person_number order by file, line) = 1)
    select ((p.place - 1) // ${request.batchSize} + 1)::integer as batch, p.place, p.rank,
      p.source, p.role, ${statusWordsSql(sql`p.status`, language)} as status, p.worth, p.probability,
      ${shownSql("r", "record", language)}, ${shownSql("k", "person", language)},
      p.owns_number, p.evidence, ${reasonWordsSql(sql`p.reasons`, language)} as reasons,
      ${tokens.sql("record", sql`p.source`, sql`p.record_id`)} as record_token,
      ${tokens.sql("person", sql`p.person_id`)} as candidate_token, p.content
    from pair p join read_parquet(${request.records}) r using (source, record_id, role)
      left join person k on k.person_number = p.person_id
      ${unitsJoin("r")} ${unitsJoin("k")}`;
}

/** Name, birth date, sex and address of one side, in the reviewer's language. */
function shownSql(alias: string, side: string, language: "vi" | "en"): Sql {
  const at = (name: string): Sql => sql.id(alias, name);
  const named = (name: string): Sql => sql.id(`${side}_${name}`);
  const units = [
    at("street_read"),
    sql`coalesce(${sql.id(`${alias}_commune`, "name")}, ${at("commune_read")})`,
    sql`coalesce(${sql.id(`${alias}_province`, "name")}, ${at("province_read")})`,
  ];
  return sql`coalesce(${at("full_name_read")}, ${at("name")}) as ${named("name")},
    coalesce(strftime(${at("birth_date")}, '%d/%m/%Y'), ${at("birth_year")}::varchar, ${at("birth_date_read")}) as ${named("birth")},
    ${sexWordsSql(at("sex"), language)} as ${named("sex")},
    coalesce(${at("address_read")}, nullif(concat_ws(', ', ${sql.join(units)}), '')) as ${named("address")}`;
}

/** Names of the commune and province of one side, in the list that it was written in. */
function unitsJoin(alias: string): Sql {
  const at = (name: string): Sql => sql.id(alias, name);
  const join = (level: "commune" | "province", table: string): Sql => {
    const unit = sql.id(`${alias}_${level}`);
    const isNow = sql`${at("place_list")} = 'now'`;
    return sql`left join ${sql.id(table)} ${unit}
      on ${unit}.list = case when ${isNow} then 'now' else 'old' end
        and ${unit}.code = case when ${isNow} then ${at(`${level}_now`)} else ${at(`${level}_old`)} end`;
  };
  return sql`${join("commune", `${PLACES}_communes`)} ${join("province", `${PLACES}_provinces`)}`;
}
