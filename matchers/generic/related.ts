import { BIGINT, UTINYINT } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { AGREEMENT, domainOf, type Field, type Swap } from "./field.ts";
import { relateValues } from "./relate.ts";

/** A key shared by more distinct values than this relates nobody: what one slip leaves, and other keys. */
const SLIP_CAP = 400;
const KEY_CAP = 60;
/** Up to this length two characters may be left out when near texts are sought; longer ones share a start, an end or a word. */
const TWO_SLIPS_LENGTH = 12;
const EDGE = 6;
/** Of longer texts what one slip leaves is not listed: as many texts as they are long, each as long. */
const SLIP_LENGTH = 100;

/**
 * Finds which distinct values of a domain are related, and how: `generic_relation(domain, a, b, level)`, `b` known to the
 * register, `a` another value and in no way `different`. Pairs worth relating come from SQL (values that agree once a character or
 * two are left out, that share a rare word, a start or an end); each is then looked at once. Needs `generic_value`.
 */
export async function buildRelations(c: Connection, fields: readonly Field[], swaps: readonly Swap[]): Promise<void> {
  await c.run(
    sql`create or replace temp table generic_relation (domain varchar, a bigint, b bigint, level utinyint)`,
    "make relations",
  );
  for (const field of fields) {
    if (domainOf(field.name, swaps) !== field.name) continue;
    await findPairs(c, field);
    await relatePairs(c, field);
  }
}

/** Makes `generic_near(a, b)`, a < b: pairs of the field's domain that share a key. */
async function findPairs(c: Connection, field: Field): Promise<void> {
  await c.run(
    sql`create or replace temp table generic_key as
      with value as (select code, text, bare, length(bare) as n from generic_value where domain = ${field.name}),
      keyed as (select distinct code, hash(kind, key) as key, kind = 'slip' as slip, short from (${keysOf(field)}))
      select k.*, v.known from keyed k join generic_value v on v.code = k.code and v.domain = ${field.name}`,
    "key values",
  );
  await c.run(
    sql`create or replace temp table generic_near as
      with useful as (
        select key from generic_key group by key
        having count(*) between 2 and case when bool_or(slip) then ${SLIP_CAP} else ${KEY_CAP} end or bool_or(short)),
      key as (from generic_key semi join useful using (key))
      select distinct x.code as a, y.code as b from key x join key y on x.key = y.key and x.code < y.code
      where x.short is null and (x.known or y.known)
      union select least(x.code, y.code), greatest(x.code, y.code)
      from (from key where short) x join key y on x.key = y.key and x.code <> y.code where x.known or y.known`,
    "pair values",
  );
  await c.run(sql`drop table generic_key`, "drop keys");
}

/** Keys (kind, key, short) of the values: where `short` is not null, one of two values must be short for the pair to count. */
function keysOf(field: Field): Sql {
  const oneOut = sql`list_transform(range(1, n + 1), i -> left(bare, i - 1) || substr(bare, i + 1))`;
  const without = sql`select code, 'slip' as kind, unnest([bare] || if(n <= ${SLIP_LENGTH}, ${oneOut}, [])) as key,
    null::boolean as short from value`;
  const parts = (from: Sql): Sql => sql`select code, 'parts', unnest(${from}), null from value where n = 8`;
  switch (field.kind) {
    case "text":
      return sql`${without}
        union all select code, 'slips', unnest([bare] || ${oneOut} || flatten(list_transform(range(1, n), i ->
          list_transform(range(i + 1, n + 1), j -> left(bare, i - 1) || substr(bare, i + 1, j - i - 1) || substr(bare, j + 1))))), null
        from value where n between 5 and ${TWO_SLIPS_LENGTH}
        union all select code, 'start', left(bare, ${EDGE}), null from value where n > ${TWO_SLIPS_LENGTH} - 3
        union all select code, 'end', right(bare, ${EDGE}), null from value where n > ${TWO_SLIPS_LENGTH} - 3
        union all select code, 'word', unnest(string_split(text, ' ')), null from value
        union all select code, 'words', list_aggregate(list_sort(string_split(text, ' ')), 'string_agg', ' '), null from value
        union all select code, 'initial', left(bare, 1), n = 1 from value`;
    case "date":
      return sql`${without}
        union all ${parts(sql`['m' || left(text, 6), 'd' || right(text, 4), left(text, 4) || right(text, 2),
          left(text, 4) || least(substr(text, 5, 2), right(text, 2)) || greatest(substr(text, 5, 2), right(text, 2)) || 's']`)}
        union all select code, 'month', left(text, 6), right(text, 2) = '00' from value where n = 8
        union all select code, 'year', left(text, 4), right(text, 4) = '0000' from value where n = 8`;
    case "code":
      return without;
    case "number": {
      const step = field.tolerance ?? 0;
      if (step === 0) return without;
      const bucket = sql`floor(try_cast(text as double) / ${step})`;
      return sql`${without}
        union all select code, 'range', unnest([${bucket}, ${bucket} + 1])::varchar, null from value where ${bucket} is not null`;
    }
  }
}

/** Looks at each pair of `generic_near` and keeps those that are related. */
async function relatePairs(c: Connection, field: Field): Promise<void> {
  const bits = field.kind === "text" ? await wordBits(c, field.name) : () => 0;
  const how = { kind: field.kind, tolerance: field.tolerance ?? 0, bits };
  await c.run(sql`create or replace temp table generic_found (a bigint, b bigint, level utinyint)`, "make found");
  const appender = await c.appender("generic_found", [BIGINT, BIGINT, UTINYINT], "write relations");
  const pairs = sql`select p.a, p.b, x.text, x.bare, y.text, y.bare from generic_near p
    join generic_value x on x.code = p.a and x.domain = ${field.name} join generic_value y on y.code = p.b and y.domain = ${field.name}`;
  for await (const [a, b, textA, bareA, textB, bareB] of c.columns(pairs, "read value pairs"))
    for (let i = 0; i < a!.length; i++) {
      const x = { text: textA![i] as string, bare: bareA![i] as string };
      const y = { text: textB![i] as string, bare: bareB![i] as string };
      const level = relateValues(x, y, how);
      if (level !== AGREEMENT.different) appender.append([a![i]!, b![i]!, level]);
    }
  appender.close();
  await c.run(
    sql`insert into generic_relation
      with twice as (select a, b, level from generic_found union all select b, a, level from generic_found)
      select ${field.name}, p.a, p.b, p.level from twice p join generic_value v on v.code = p.b and v.domain = ${field.name} and v.known`,
    "keep relations",
  );
  await c.run(sql`drop table generic_found`, "drop found");
  await c.run(sql`drop table generic_near`, "drop pairs");
}

/** How rare a word is among the distinct values, in bits; a word that only one value has is not kept. */
async function wordBits(c: Connection, domain: string): Promise<(word: string) => number> {
  const { n } = await c.row<{ n: number }>(
    sql`select count(*) as n from generic_value where domain = ${domain}`,
    "count values",
  );
  const rows = await c.rows<{ word: string; n: number }>(
    sql`with word as (select unnest(string_split(text, ' ')) as word from generic_value where domain = ${domain})
      select word, count(*) as n from word group by word having n > 1`,
    "weigh words",
  );
  const bits = new Map(rows.map((row) => [row.word, Math.log2(n / row.n)]));
  const rarest = Math.log2(n);
  return (word) => bits.get(word) ?? rarest;
}
