import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { relationTable } from "./chance.ts";
import { type Dependence, givenColumn } from "./dependence.ts";
import { codeColumn } from "./dictionary.ts";
import { AGREEMENT, type Field, ORDER, partnerOf, type Swap, swapName } from "./field.ts";

export const levelColumn = (field: string): string => `l_${field}`;
export const surprisalColumn = (field: string): string => `s_${field}`;

const code = (alias: string, field: string): Sql => sql.id(alias, codeColumn(field));

/**
 * Levels of every pair that met: `generic_pair(rid, pid, pass, l_<field>, s_<field>, l_<swap>)`. Two fields whose values may
 * have changed places are compared as they stand or exchanged, whichever agreement is the rarer.
 */
export async function comparePairs(
  c: Connection,
  fields: readonly Field[],
  swaps: readonly Swap[],
  dependences: readonly Dependence[],
): Promise<void> {
  const names = fields.map(({ name }) => name);
  const joins: Sql[] = [];
  for (const name of names) {
    joins.push(relationJoin(name, name, `t_${name}`));
    joins.push(sql`left join generic_different ${sql.id(`d_${name}`)}
      on ${sql.id(`d_${name}`)}.field = ${name} and ${sql.id(`d_${name}`)}.a = ${code("x", name)}`);
    const partner = partnerOf(name, swaps);
    if (partner) joins.push(relationJoin(name, partner, `c_${name}`));
  }
  const columns = [...names.flatMap((name) => fieldColumns(name, swaps, dependences)), ...swaps.map(orderColumn)];
  await c.run(
    sql`create or replace temp table generic_pair as
      select p.rid, p.pid, p.pass, ${sql.join(columns)}
      from generic_met p join generic_records x on x.rid = p.rid join generic_register r on r.pid = p.pid
      ${sql.join(joins, " ")}`,
    "compare pairs",
  );
  await c.run(sql`drop table generic_met`, "drop meetings");
}

/** Relation of a record's field to a register's. */
function relationJoin(record: string, register: string, alias: string): Sql {
  return sql`left join ${sql.id(relationTable(register))} ${sql.id(alias)}
    on ${sql.id(alias)}.a = ${code("x", record)} and ${sql.id(alias)}.b = ${code("r", register)}`;
}

function fieldColumns(name: string, swaps: readonly Swap[], dependences: readonly Dependence[]): Sql[] {
  const partner = partnerOf(name, swaps);
  const straight = evidence(name, name, `t_${name}`, sql.id(`d_${name}`, "s"), dependences);
  if (!partner) return [sql`${straight.level} as ${levelId(name)}`, sql`${straight.s} as ${sId(name)}`];
  const swap = swaps.find((pair) => pair.includes(name))!;
  const crossed = evidence(name, partner, `c_${name}`, sql`0`, dependences);
  return [
    sql`(case when ${isCrossed(swap)} then ${crossed.level} else ${straight.level} end)::utinyint as ${levelId(name)}`,
    sql`(case when ${isCrossed(swap)} then ${crossed.s} else ${straight.s} end)::integer as ${sId(name)}`,
  ];
}

const levelId = (name: string): Sql => sql.id(levelColumn(name));
const sId = (name: string): Sql => sql.id(surprisalColumn(name));

function evidence(
  record: string,
  register: string,
  alias: string,
  different: Sql,
  dependences: readonly Dependence[],
): { level: Sql; s: Sql } {
  const missing = sql`${code("x", record)} is null or ${code("r", register)} is null`;
  const relation = (column: string): Sql => sql.id(alias, column);
  // No agreement is rarer than it is among the rows that agree on what it depends on, where this pair does so.
  const given = dependences
    .filter(({ field }) => field === register)
    .map(
      (other) =>
        sql`case when ${sql.id(`t_${other.on}`, "level")} is not null then r.${sql.id(givenColumn(other))} end`,
    );
  const s = relation("s");
  const agreeing = given.length === 0 ? s : sql`case when ${s} is not null then least(${sql.join([s, ...given])}) end`;
  return {
    level: sql`(case when ${missing} then ${sql.int(AGREEMENT.missing)} else coalesce(${relation("level")}, ${sql.int(AGREEMENT.different)}) end)::utinyint`,
    s: sql`(case when ${missing} then 0 else coalesce(${agreeing}, ${different}, 0) end)::integer`,
  };
}

/** What an agreement as it stands, or exchanged, is worth. */
const worth = ([a, b]: Swap, kind: "t" | "c"): Sql =>
  sql`(coalesce(${sql.id(`${kind}_${a}`, "s")}, 0) + coalesce(${sql.id(`${kind}_${b}`, "s")}, 0))`;

const isCrossed = (swap: Swap): Sql => sql`${worth(swap, "c")} > ${worth(swap, "t")}`;

function orderColumn(swap: Swap): Sql {
  return sql`(case when ${isCrossed(swap)} then ${sql.int(ORDER.crossed)} when ${worth(swap, "t")} > 0 then ${sql.int(ORDER.straight)}
    else ${sql.int(ORDER.missing)} end)::utinyint as ${levelId(swapName(swap))}`;
}
