import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { levelColumnsSql, relationJoins } from "./compare.ts";
import { atLevel, FIELD_NAMES, NUMBER_LEVEL } from "./levels.ts";
import { WEIGHT_COLUMNS, weightColumns } from "./weights.ts";

/** A candidate lighter than this (thousandths of a bit against "not in the register") cannot sway a posterior. */
export const FLOOR = -7000;

/** Makes the empty table `link_candidate`: levels and weights of a pair, and the first pass that found it. */
export async function createCandidates(c: Connection): Promise<void> {
  const weights = sql.join(WEIGHT_COLUMNS.map((name) => sql`${sql.id(name)} integer`));
  await c.run(
    sql`create or replace temp table link_candidate (rid bigint, pid bigint, pass utinyint,
      family utinyint, middle utinyint, given utinyint, birth utinyint, sex utinyint, place utinyint, phone utinyint, number utinyint,
      same_key boolean, ${weights}, weight integer)`,
    "make candidates",
  );
}

/**
 * Pairs of which the register rows are fetched first, for each MiB of DuckDB's memory, and no more than there are register rows: a
 * scan of the whole register would meet so few of them in each chunk that a chunk's own cost is most of it.
 */
const SPARSE_PER_MIB = 500;
/** Up to so many pairs for each register row, the word relations are fetched as well. */
const FEW_PAIRS = 0.1;

/**
 * Compares and weighs each pair of `link_pair` that is not a candidate yet, once (records from the table `records`, weighed by `link_rarity`,
 * those whose number has an owner named in `link_owned`), and adds those that can matter to `link_candidate`; the owner of a record's number, and whom a reviewer named, always.
 */
export async function comparePairs(
  c: Connection,
  records: string,
  { registerRows, memoryMib }: { readonly registerRows: number; readonly memoryMib: number },
): Promise<void> {
  await c.run(
    sql`create or replace temp table link_met as
      select rid, pid, min(pass) as pass from link_pair
        anti join link_excluded using (rid, pid) anti join link_candidate using (rid, pid) group by rid, pid`,
    "gather pairs",
  );
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from link_met`, "count pairs");
  if (n === 0) return;
  const sparse = n < Math.min(registerRows, memoryMib * SPARSE_PER_MIB);
  const few = sparse && n < registerRows * FEW_PAIRS;
  if (sparse) await fetchRows(c);
  if (few) await fetchRelations(c, records);
  const rows = sparse ? sql`link_near` : sql`link_person`;
  const relations = few ? "link_near_relation" : "link_relation";
  const weights = sql.join(WEIGHT_COLUMNS.map((name) => sql.id(name)));
  const sum = sql.join(
    WEIGHT_COLUMNS.map((name) => sql.id(name)),
    " + ",
  );
  // `weighed` is materialized: a filter pushed into it would compute every weight twice. So is `rated`: the lists of the model
  // would else be carried through its join.
  await c.run(
    sql`insert into link_candidate
      with levelled as materialized (
        select p.rid, p.pid, p.pass, x.source_no, d.w_review as said, ${levelColumnsSql()}, x.plain, o.rid is not null as owned
        from link_met p join ${sql.id(records)} x on x.rid = p.rid join ${rows} r on r.pid = p.pid
          left join link_decision d on d.rid = p.rid and d.pid = p.pid left join link_owned o on o.rid = p.rid ${relationJoins(relations)}),
      rated as materialized (
        select l.*, s.* exclude (rid) from levelled l join link_rarity s on s.rid = l.rid),
      weighed as materialized (
        select l.*, m.prior, ${weightColumns} from rated l join link_model m on m.source_no = l.source_no)
      select rid, pid, pass, family, middle, given, birth, sex_level, place, phone, number, same_key, ${weights},
        prior + ${sum} as weight
      from weighed where prior + ${sum} - w_review >= ${sql.int(FLOOR)} or ${atLevel("number", NUMBER_LEVEL.same)} or w_review > 0`,
    "compare pairs",
  );
  for (const table of ["link_met", "link_near", "link_near_relation"])
    await c.run(sql`drop table if exists ${sql.id(table)}`, "forget pairs");
  await mergeRepeated(c);
}

/**
 * Leaves one candidate a person, the heaviest, where the register lists one on several rows: as candidates of their own
 * they would halve each other's probability. It hardly ever does; what it does not repeat is not gone through again.
 */
async function mergeRepeated(c: Connection): Promise<void> {
  const { repeated } = await c.row<{ repeated: boolean }>(
    sql`select exists (select 1 from link_candidate group by rid, pid having count(*) > 1) as repeated`,
    "look for repeated persons",
  );
  if (!repeated) return;
  const order = ["pass", ...FIELD_NAMES, "same_key", ...WEIGHT_COLUMNS].map((name) => sql.id(name));
  await c.run(
    sql`create or replace temp table link_candidate as from link_candidate
      qualify row_number() over (partition by rid, pid order by weight desc, ${sql.join(order)}) = 1`,
    "merge repeated persons",
  );
}

/** Makes `link_near`: the register rows of `link_met`. */
async function fetchRows(c: Connection): Promise<void> {
  await c.run(
    sql`create or replace temp table link_near as select * exclude (print) from link_person where pid in (select pid from link_met)`,
    "fetch register rows",
  );
}

/** Makes `link_near_relation`: how the words of the pairs of `link_met` and `link_near` relate. */
async function fetchRelations(c: Connection, records: string): Promise<void> {
  const words = ["family_code", "given_code", "middle_code", "middle2_code"].map(
    (name) => sql`select x.${sql.id(name)} as a, r.${sql.id(name)} as b from met`,
  );
  await c.run(
    sql`create or replace temp table link_near_relation as
      with met as (select x, r from link_met p join ${sql.id(records)} x on x.rid = p.rid join link_near r on r.pid = p.pid),
      word as (${sql.join(words, " union ")})
      select l.* from link_relation l join word w on w.a = l.a and w.b = l.b`,
    "fetch word relations",
  );
}
