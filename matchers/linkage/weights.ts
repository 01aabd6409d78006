import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { FIELDS, type Field, NAME_LEVEL as N, PLACE_LEVEL as P } from "./levels.ts";
import { type Model, millibits, type SourceModel } from "./model.ts";

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
] as const;

/** Most that place or phone may add where the given name is another one: relatives share both. */
const RELATIVE_CAP = 1000;
/** Most that a phone may add: families share it. */
const PHONE_CAP = 9000;
/** Most that a number one slip away may add. */
const SLIP_CAP = 14000;

const int = (n: number): Sql => sql.trusted(String(n));

/**
 * The weight of a level: log2 m, plus how rare the agreeing value is (`rarity`), or less log2 u where rarity does not
 * depend on the value.
 */
function cases(field: Field, column: Sql, model: Model, source: SourceModel, rarity: Record<string, Sql>): Sql {
  const lines = Object.entries(FIELDS[field]).flatMap(([name, level]) => {
    const m = source.m[field][name];
    if (level === 0 || m === undefined) return [];
    const value = rarity[name]
      ? sql`${int(millibits(m))} + ${rarity[name]}`
      : int(millibits(m / (model.u[field][name] ?? 1)));
    return [sql`when ${int(level)} then ${value}`];
  });
  return sql`(case ${column} ${sql.join(lines, " ")} else 0 end)::integer`;
}

/** Thousandths of a bit that a random register row starts from: the odds that it is the record's person. */
export function priorWeight(model: Model, source: SourceModel): number {
  return millibits(source.inRegister / (1 - source.inRegister) / Math.max(1, model.registerRows));
}

/**
 * The weights of a pair, as columns, over a row that holds the levels of `levelColumns` and the record's `s_...` columns.
 *
 * Names: the parts are weighed one by one; where the whole name agrees, `w_name` corrects their sum to what the whole
 * name is worth (`s_whole`). Sex says almost nothing once the name agrees, as names carry it.
 */
export function weightColumns(model: Model, source: SourceModel): Sql {
  const name = (part: "family" | "middle" | "given"): Sql => {
    const [exact, fold, near] = [sql.id(`s_${part}`), sql.id(`s_${part}_fold`), sql.id(`s_${part}_near`)];
    return cases(part, sql.id(part), model, source, {
      same: sql`case when plain then ${fold} else ${exact} end`,
      marks: fold,
      tone: fold,
      near,
      ...(part === "middle" ? {} : { swapped: fold }),
    });
  };
  const number = millibits(Math.max(1, model.registerRows) / source.wrongNumber);
  const place = cases("place", sql`place`, model, source, {
    house: sql`s_commune + 5000`,
    street: sql`s_commune + 3000`,
    commune: sql`s_commune`,
    district: sql`s_district`,
    province: sql`s_province`,
  });
  const phone = cases("phone", sql`phone`, model, source, { same: sql`s_phone` });
  const relative = sql`given = ${int(N.different)}`;
  return sql`
    ${name("family")} as w_family, ${name("middle")} as w_middle, ${name("given")} as w_given,
    (case when same_key and family in (1, 2, 9) and given in (1, 2, 9) then s_whole else 0 end)::integer as w_name,
    ${cases("birth", sql`birth`, model, source, { date: sql`s_date`, vague: sql`s_date`, year: sql`s_year` })} as w_birth,
    (case when same_key then case sex_level when 1 then 50 when 2 then -3000 else 0 end
      else ${cases("sex", sql`sex_level`, model, source, {})} end)::integer as w_sex,
    (case when ${relative} then least(${int(RELATIVE_CAP)}, ${place})
      when given = ${int(N.near)} and place = ${int(P.house)} then least(s_commune, ${place}) else ${place} end)::integer as w_place,
    (case when ${relative} then least(${int(RELATIVE_CAP)}, ${phone}) else least(${int(PHONE_CAP)}, ${phone}) end)::integer as w_phone,
    (case number when 4 then least(${int(SLIP_CAP)}, ${cases("number", sql`number`, model, source, {})})
      else ${cases("number", sql`number`, model, source, {
        same: int(number),
        old: int(number),
        reissued: int(number),
      })} end)::integer as w_number`;
}
