import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import {
  BIRTH_LEVEL as B,
  FIELD_NAMES,
  FIELDS,
  type Field,
  PHONE_LEVEL as H,
  levelsSql,
  NAME_LEVEL as N,
  PLACE_LEVEL as P,
  SEX_LEVEL as S,
  NUMBER_LEVEL as U,
} from "./levels.ts";
import { type Model, millibits, SHIPPED_M, SHIPPED_U, type SourceModel, sourceModel } from "./model.ts";

/** Weight columns of the evidence table, thousandths of a bit; their sum and the prior make `weight`. */
export const WEIGHT_COLUMNS = [
  "w_family",
  "w_middle",
  "w_given",
  "w_name",
  "w_birth",
  "w_sex",
  "w_place",
  "w_phone",
  "w_number",
  "w_review",
] as const;

/** Most that place or phone may add where the given name is another one: relatives share both. */
const RELATIVE_CAP = 1000;
/** Most that a phone may add: families share it. */
const PHONE_CAP = 9000;
/** Most that a number one slip away may add. */
const SLIP_CAP = 14000;

/** What sex is worth once the whole name agrees, which mostly tells it already. */
const SEX_AGREES = 50;
const SEX_DIFFERS = -3000;

/** Levels of a number that was looked up. */
const FOUND_NUMBERS: readonly string[] = ["same", "old", "reissued"];

/** Levels of a number that is not the row's. */
const OTHER_NUMBERS: readonly number[] = [U.different, U.oldDifferent, U.other];

/** Levels whose weight depends on how rare the agreeing value is; the rarity is added to log2 m from the record's `s_...` columns. */
const BY_VALUE: Readonly<Record<Field, readonly string[]>> = {
  family: ["same", "marks", "tone", "near", "swapped", "joined"],
  middle: ["same", "marks", "tone", "near"],
  given: ["same", "marks", "tone", "near", "swapped", "joined"],
  birth: ["date", "vague", "year"],
  sex: [],
  place: ["house", "street", "streetAlone", "commune", "communeAlone", "district", "province", "provinceAlone"],
  phone: ["same"],
  number: [],
};

/** P(level | random register row) as it is to stand beside P(level | same person). */
function chanceBeside(m: number, field: Field, name: string, model: Model, source: SourceModel): number {
  // A found number is somebody else's with the chance that a wrong one was given, spread over the whole register.
  if (field === "number" && FOUND_NUMBERS.includes(name)) return source.wrongNumber / Math.max(1, model.registerRows);
  const u = model.u[field][name] ?? SHIPPED_U[field][name] ?? 1;
  if (field !== "place" || name !== "different") return u;
  // Who moved, moved to where people live: in a register of few provinces another one is rare for the person too, which the
  // shipped m does not know. A fitted m does; but that places differ never speaks for anybody.
  return model.trained ? Math.max(m, u) : (SHIPPED_U.place[name] ?? 1);
}

/** Weights of the levels 1, 2, … of a field: log2 m where the value's rarity is added, else log2 (m / u). */
function levelWeights(field: Field, model: Model, source: SourceModel): number[] {
  const levels = Object.entries(FIELDS[field]).filter(([, level]) => level > 0);
  const weights = Array<number>(Math.max(...levels.map(([, level]) => level))).fill(0);
  for (const [name, level] of levels) {
    // A snapshot of before a level was known has no value for it.
    const m = source.m[field][name] ?? SHIPPED_M[field][name];
    if (m === undefined) continue;
    weights[level - 1] = millibits(
      BY_VALUE[field].includes(name) ? m : m / chanceBeside(m, field, name, model, source),
    );
  }
  return weights;
}

/** Thousandths of a bit that a random register row starts from: the odds that it is the record's person. */
export function priorWeight(model: Model, source: SourceModel): number {
  return millibits(source.inRegister / (1 - source.inRegister) / Math.max(1, model.registerRows));
}

/** Makes `link_model`: a row a source (`source_no` = its place in the list) with its prior and the weights of each field's levels. */
export async function createModelTable(c: Connection, model: Model, sources: readonly string[]): Promise<void> {
  const lists = sql.join(FIELD_NAMES.map((field) => sql`${sql.id(`l_${field}`)} integer[]`));
  await c.run(
    sql`create or replace temp table link_model (source_no smallint, source varchar, prior integer, ${lists})`,
    "make model table",
  );
  const rows = sources.map((name, i) => {
    const source = sourceModel(model, name);
    const weights = sql.join(FIELD_NAMES.map((field) => sql`${levelWeights(field, model, source)}`));
    return sql`(${i}, ${name}, ${priorWeight(model, source)}, ${weights})`;
  });
  if (rows.length > 0) await c.run(sql`insert into link_model values ${sql.join(rows)}`, "fill model table");
}

const level = (field: Field, column: Sql = sql.id(field)): Sql => sql`coalesce(${sql.id(`l_${field}`)}[${column}], 0)`;

/**
 * The weights of a pair, as columns, over a row that holds the levels of `levelColumnsSql`, the record's `s_...` columns,
 * `owned` (whether its number is or was a register row's) and the source's row of `link_model`.
 *
 * Names: the parts are weighed one by one; where the whole name agrees, `w_name` corrects their sum to what the whole
 * name is worth (`s_whole`); where its words are parted elsewhere, it is all there is to weigh (`s_name`). Sex says almost
 * nothing once the name agrees, as names carry it. Where the given name is another one, place and phone say little: relatives
 * share them. A number that has an owner in the register was given wrongly whoever else the record is, somebody else of the
 * register or nobody: that is weighed once, for the owner. A reviewer's decision on the pair outweighs all (`said`).
 */
export const weightColumns: Sql = (() => {
  const name = (part: "family" | "middle" | "given"): Sql => {
    const [exact, fold, near] = [sql.id(`s_${part}`), sql.id(`s_${part}_fold`), sql.id(`s_${part}_near`)];
    // Another order of words is one event, and so is another parting of them: the family name carries its weight.
    const base =
      part === "family"
        ? level(part)
        : sql`case when ${sql.id(part)} in ${levelsSql(N.swapped, N.joined)} then 0 else ${level(part)} end`;
    return sql`(${base} + case ${sql.id(part)}
      when ${sql.int(N.same)} then case when plain then ${fold} else ${exact} end
      when ${sql.int(N.marks)} then ${fold} when ${sql.int(N.tone)} then ${fold} when ${sql.int(N.near)} then ${near}
      when ${sql.int(N.swapped)} then ${fold} else 0 end)::integer`;
  };
  const place = sql`(${level("place")} + case
    when place = ${sql.int(P.house)} then s_commune + case when by_hamlet then s_hamlet_house else s_house end
    when place in ${levelsSql(P.street, P.streetAlone)} then s_commune + case when by_hamlet then s_hamlet else s_street end
    when place in ${levelsSql(P.commune, P.communeAlone)} then s_commune
    when place = ${sql.int(P.district)} then s_district when place in ${levelsSql(P.province, P.provinceAlone)} then s_province else 0 end)`;
  const phone = sql`(${level("phone")} + case phone when ${sql.int(H.same)} then s_phone else 0 end)`;
  const sameButForMarks = levelsSql(N.same, N.marks, N.tone);
  const relative = sql`given = ${sql.int(N.different)}`;
  return sql`
    ${name("family")} as w_family, ${name("middle")} as w_middle, ${name("given")} as w_given,
    (case when family = ${sql.int(N.joined)} then s_name
      when (same_key and family in ${sameButForMarks} and given in ${sameButForMarks}) or family = ${sql.int(N.swapped)} then s_whole
      else 0 end)::integer as w_name,
    (${level("birth")} + case when birth in ${levelsSql(B.date, B.vague)} then s_date
      when birth = ${sql.int(B.year)} then s_year else 0 end)::integer as w_birth,
    (case when same_key then case sex_level when ${sql.int(S.same)} then ${sql.int(SEX_AGREES)}
        when ${sql.int(S.different)} then ${sql.int(SEX_DIFFERS)} else 0 end
      else ${level("sex", sql`sex_level`)} end)::integer as w_sex,
    least(${place}, case when ${relative} then ${sql.int(RELATIVE_CAP)}
      when given = ${sql.int(N.near)} and place = ${sql.int(P.house)} then s_commune end)::integer as w_place,
    least(${phone}, case when ${relative} then ${sql.int(RELATIVE_CAP)} else ${sql.int(PHONE_CAP)} end)::integer as w_phone,
    (case when owned and number in ${levelsSql(...OTHER_NUMBERS)} then 0
      when number = ${sql.int(U.slip)} then least(${sql.int(SLIP_CAP)}, ${level("number")}) else ${level("number")} end)::integer as w_number,
    coalesce(said, 0)::integer as w_review`;
})();
