import { existsSync } from "node:fs";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { Tally } from "./count.ts";

/** Runs that trends look back on, and incidents at first. */
export const TREND_RUNS = 30;

/** A tally kept from an earlier run, with the words of its rule as they were then. */
export interface PastTally extends Tally {
  readonly seq: number;
  readonly run: string;
  readonly source: string;
  readonly province: string | null;
  readonly field: string;
  readonly dimension: string;
  readonly rule: string;
}

const COLUMNS = sql`run, source, carrier, province, field, dimension, rule, n_ok, n_fail, n_na`;

/** The last accepted run, province by province; empty before the first. */
export async function lastAccepted(c: Connection, history: string | undefined): Promise<PastTally[]> {
  if (!history || !existsSync(history)) return [];
  return c.rows<PastTally>(
    sql`select seq, run, source, province, field, dimension, rule, n_ok as ok, n_fail as fail, n_na as na
      from read_parquet(${history})
      where seq = (select max(seq) from read_parquet(${history}))
      order by source, rule, field, province`,
    "read last accepted quality",
  );
}

/** The last accepted runs over all provinces, oldest first. */
export async function pastRuns(c: Connection, history: string | undefined): Promise<PastTally[]> {
  if (!history || !existsSync(history)) return [];
  return c.rows<PastTally>(
    sql`select seq, run, source, null::varchar as province, field, dimension, rule,
        sum(n_ok)::bigint as ok, sum(n_fail)::bigint as fail, sum(n_na)::bigint as na
      from read_parquet(${history})
      where seq > (select max(seq) - ${TREND_RUNS} from read_parquet(${history}))
      group by all
      order by seq, source, rule, field`,
    "read quality of earlier runs",
  );
}

/** What stands badly in all the runs that were looked back on, by source, rule and field. */
export type Standing = Pick<PastTally, "source" | "rule" | "field">;

/** The runs before those of `pastRuns`, over all provinces, of a few rules and fields of sources only; oldest first. */
export async function earlierRuns(
  c: Connection,
  history: string | undefined,
  standing: readonly Standing[],
): Promise<PastTally[]> {
  if (!history || !existsSync(history) || standing.length === 0) return [];
  const keys = sql.join(standing.map(({ source, rule, field }) => sql`(${source}, ${rule}, ${field})`));
  return c.rows<PastTally>(
    sql`select seq, run, h.source, null::varchar as province, h.field, dimension, h.rule,
        sum(n_ok)::bigint as ok, sum(n_fail)::bigint as fail, sum(n_na)::bigint as na
      from read_parquet(${history}) h join (values ${keys}) k(source, rule, field)
        on h.source = k.source and h.rule = k.rule and h.field = k.field
      where seq <= (select max(seq) - ${TREND_RUNS} from read_parquet(${history}))
      group by all
      order by seq, h.source, h.rule, h.field`,
    "read quality of the runs before these",
  );
}

/**
 * Writes the history with one run more: what earlier runs found is copied as it is, never changed.
 * @param history the history so far, undefined before the first run
 * @param out where the longer one goes; another file than `history`
 */
export async function appendHistory(
  c: Connection,
  request: { readonly history: string | undefined; readonly quality: string; readonly out: string },
): Promise<void> {
  const { history } = request;
  const past: Sql[] = history && existsSync(history) ? [sql`select seq, ${COLUMNS} from read_parquet(${history})`] : [];
  const seq = past.length > 0 ? sql`(select max(seq) + 1 from read_parquet(${history!}))` : sql`1`;
  const present = sql`select ${seq}::integer as seq, ${COLUMNS} from read_parquet(${request.quality})`;
  await c.run(
    sql`copy (
      ${sql.join([...past, present], " union all ")}
      order by seq, source, rule, field, province nulls first
    ) to ${request.out} (format parquet, compression zstd)`,
    "append quality history",
  );
}
