import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { acceptedRows } from "../quality/source-facts.ts";
import { TABLES } from "./catalogue.ts";
import type { PublishRequest } from "./publish-request.ts";
import type { Table } from "./table.ts";

/** Where a table's rows come from: a Parquet of the run, or facts. */
export function rowsOf(table: Table, request: PublishRequest, parquet: string): Sql {
  switch (table.name) {
    case "register_rows": {
      const register = request.sources.find(({ kind }) => kind === "register");
      if (!register?.records) return emptyRows(table.name);
      const columns = sql.join(table.columns.map(({ name }) => sql.id(name)));
      return sql`select ${columns} from read_parquet(${register.records})
        semi join (select record_id, role from read_parquet(${request.tables.findings}) where source = ${register.name})
        using (record_id, role) order by record_id, role`;
    }
    case "quality_history":
      return sql`select seq, run, source, field, dimension, rule, sum(n_ok)::bigint as n_ok,
          sum(n_fail)::bigint as n_fail, sum(n_na)::bigint as n_na
        from read_parquet(${request.history}) group by all order by seq, source, rule, field`;
    case "runs":
      return sql`select distinct seq, run, case when run = ${request.run} then ${request.today}::date end as day,
          case when run = ${request.run} then ${request.verdict}::varchar end as verdict
        from read_parquet(${request.history}) order by seq`;
    case "sources":
      return values(
        table,
        request.sources.map((source) => [
          source.name,
          source.title.vi,
          source.title.en,
          source.kind,
          source.profile,
          source.holder,
          source.legalBasis ?? null,
          source.purpose ?? null,
          source.asOf,
          source.files.length,
          source.missing.length,
          source.files.reduce((sum, file) => sum + file.physical, 0),
          acceptedRows(source),
          source.files.reduce((sum, file) => sum + file.quarantined, 0),
        ]),
      );
    case "rules":
      return values(
        table,
        request.rules.map(({ id, vi, en, dimension, severity, weight, measure, list }) => [
          ...[id, vi, en, dimension, severity, weight, measure ?? null],
          (measure === undefined || measure === "keys.unique") && list,
        ]),
      );
    case "provinces":
      return values(
        table,
        (["old", "now"] as const).flatMap((list) =>
          [...loadGazetteer().provinces[list].values()].map(({ code, name, now }) => [list, code, name, now]),
        ),
      );
    default:
      return sql`select * from read_parquet(${parquet})`;
  }
}

function values(table: Table, rows: readonly (readonly (string | number | boolean | null)[])[]): Sql {
  const columns = sql.join(
    table.columns.map(({ name, type }) => sql`${sql.id(name)}::${sql.trusted(type)} as ${sql.id(name)}`),
  );
  const names = sql.join(table.columns.map(({ name }) => sql.id(name)));
  const lines = rows.map((row) => sql`(${sql.join(row.map((value) => sql`${value}`))})`);
  return sql`select ${columns} from (values ${sql.join(lines)}) t(${names})`;
}

/** A published table without a row. */
export function emptyRows(table: string): Sql {
  return sql`select ${sql.join(
    columnsOf(table).map(({ name, type }) => sql`null::${sql.trusted(type)} as ${sql.id(name)}`),
  )} where false`;
}

/** The columns of a published table. */
export const columnsOf = (table: string) => TABLES.find(({ name }) => name === table)!.columns;
