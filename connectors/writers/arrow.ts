import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DuckDBListValue, type DuckDBValue } from "@duckdb/node-api";
import {
  Bool,
  type DataType,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import type { Connection } from "../duckdb/connection.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import { writeAside } from "../files/durable.ts";
import { ordered, type WriteOptions } from "./parquet.ts";

/** DuckDB types that keep their kind in Arrow; every other one goes out as text. */
const KINDS: Readonly<Record<string, { readonly cast: Sql; readonly type: () => DataType }>> = {
  BOOLEAN: { cast: sql`boolean`, type: () => new Bool() },
  UTINYINT: { cast: sql`integer`, type: () => new Int32() },
  TINYINT: { cast: sql`integer`, type: () => new Int32() },
  USMALLINT: { cast: sql`integer`, type: () => new Int32() },
  SMALLINT: { cast: sql`integer`, type: () => new Int32() },
  INTEGER: { cast: sql`integer`, type: () => new Int32() },
  UINTEGER: { cast: sql`bigint`, type: () => new Int64() },
  BIGINT: { cast: sql`bigint`, type: () => new Int64() },
  FLOAT: { cast: sql`double`, type: () => new Float64() },
  DOUBLE: { cast: sql`double`, type: () => new Float64() },
  "VARCHAR[]": { cast: sql`varchar[]`, type: () => new List(new Field("item", new Utf8(), true)) },
};
const TEXT = { cast: sql`varchar`, type: () => new Utf8() };

/**
 * Writes a query's rows as an Arrow IPC file, batch by batch, aside and then renamed. Whole numbers, floating numbers,
 * truth values and lists of text keep their type; all else is text. Nothing else may run on the connection meanwhile.
 */
export async function exportArrow(c: Connection, query: Sql, path: string, options: WriteOptions = {}): Promise<void> {
  const described = await c.rows<{ name: string; type: string }>(
    sql`select column_name as name, column_type as type from (describe ${query})`,
    "describe arrow",
  );
  const columns = described.map(({ name, type }) => ({ name, kind: KINDS[type] ?? TEXT }));
  const casts = columns.map(({ name, kind }) => sql`cast(${sql.id(name)} as ${kind.cast}) as ${sql.id(name)}`);
  const schema = new Schema(columns.map(({ name, kind }) => new Field(name, kind.type(), true)));
  const rows = sql`select ${sql.join(casts)} from (${ordered(query, options)})`;
  await writeAside(path, async (aside) => {
    let failure: unknown;
    // Arrow's stream rejects unseen when its input fails: the input ends instead, and the failure is thrown here.
    async function* safely(): AsyncGenerator<RecordBatch> {
      try {
        yield* batches(c, rows, schema);
      } catch (error) {
        failure = error;
      }
    }
    const file = createWriteStream(aside);
    await pipeline(Readable.from(safely()), RecordBatchFileWriter.throughNode({ autoDestroy: true }), file);
    if (failure !== undefined) throw failure;
  });
}

async function* batches(c: Connection, query: Sql, schema: Schema): AsyncGenerator<RecordBatch> {
  let any = false;
  for await (const chunk of c.columns(query, "write arrow")) {
    any = true;
    yield batch(schema, chunk);
  }
  if (!any)
    yield batch(
      schema,
      schema.fields.map(() => []),
    );
}

function batch(schema: Schema, columns: readonly (readonly DuckDBValue[])[]): RecordBatch {
  const vectors: Vector[] = schema.fields.map(({ type }, i) => {
    const values = (columns[i] ?? []).map((value) => (value instanceof DuckDBListValue ? value.items : value));
    return vectorFromArray(values, type);
  });
  const children = vectors.map((vector) => vector.data[0]!);
  const length = columns[0]?.length ?? 0;
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }));
}
