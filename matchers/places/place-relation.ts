import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/**
 * How two places relate, the closest first; 0 when nothing can be said. A pair written in two epochs relates
 * through its communes of today. The numbers are fixed.
 */
export const PLACE_RELATION = {
  unknown: 0,
  /** Same leaf unit of the list before July 2025. */
  sameOldCommune: 1,
  /** Same commune of today. */
  sameCommune: 2,
  /** They share a commune of today that one of them, split or ambiguous, may be. */
  maybeSameCommune: 3,
  sameOldDistrict: 4,
  /** Same province, of today or before July 2025. */
  sameProvince: 5,
  different: 6,
} as const;

export type PlaceRelation = (typeof PLACE_RELATION)[keyof typeof PLACE_RELATION];

/** The relation of the places of two relations with the canonical place columns, as utinyint. */
export function relatePlacesSql(a: string, b: string): Sql {
  const [left, right] = [(name: string) => sql.id(a, name), (name: string) => sql.id(b, name)];
  const same = (name: string): Sql => sql`${left(name)} = ${right(name)}`;
  return sql`(case
    when ${same("commune_old")} then ${sql.int(PLACE_RELATION.sameOldCommune)}
    when ${same("commune_now")} then ${sql.int(PLACE_RELATION.sameCommune)}
    when list_has_any(${left("place_alternatives")}, ${right("place_alternatives")})
      then ${sql.int(PLACE_RELATION.maybeSameCommune)}
    when ${same("district_old")} then ${sql.int(PLACE_RELATION.sameOldDistrict)}
    when ${same("province_now")} or ${same("province_old")} then ${sql.int(PLACE_RELATION.sameProvince)}
    when (${left("province_now")} is not null or ${left("province_old")} is not null)
      and (${right("province_now")} is not null or ${right("province_old")} is not null)
      then ${sql.int(PLACE_RELATION.different)}
    else ${sql.int(PLACE_RELATION.unknown)} end)::utinyint`;
}

/** How two homes of one commune relate by their street lines. The numbers are fixed. */
export const STREET_RELATION = {
  /** They state nothing of one kind (a street here, a hamlet there), or other names with one house number. */
  unknown: 0,
  sameHouse: 1,
  /** Same street or hamlet, another house. */
  sameStreet: 2,
  /** Both state a street, or a hamlet of one kind, and it is another; they state no common house number. */
  different: 3,
  /** Same street or hamlet; one of them states no house. */
  sameStreetAlone: 4,
} as const;

/** Only the hamlet is the same, not the street; never null. */
export function sameHamletOnlySql(a: string, b: string): Sql {
  const [left, right] = [(name: string) => sql.id(a, name), (name: string) => sql.id(b, name)];
  return sql`coalesce(${left("hamlet_code")} = ${right("hamlet_code")}
    and (${left("street_code")} = ${right("street_code")}) is not true, false)`;
}

/**
 * The relation of two street lines by their codes, as utinyint. It means something within one commune only. A bare name is street
 * and hamlet at once, so that it can be the same as either, but is other than another bare name only. Two names with one house number are rather one street,
 * misspelt or renamed, than two: with the same hamlet it is the same house, else nothing can be said.
 */
export function relateStreetsSql(a: string, b: string): Sql {
  const [left, right] = [(name: string) => sql.id(a, name), (name: string) => sql.id(b, name)];
  const [sameStreet, sameHamlet, sameHouse] = ["street_code", "hamlet_code", "house_code"].map(
    (name) => sql`${left(name)} = ${right(name)}`,
  ) as [Sql, Sql, Sql];
  const bare = (side: (name: string) => Sql): Sql =>
    sql`coalesce(${side("street_code")} = ${side("hamlet_code")}, false)`;
  const otherStreet = sql`(${left("street_code")} <> ${right("street_code")} and ${bare(left)} = ${bare(right)})`;
  const otherHamlet = sql`(${left("hamlet_kind")} = ${right("hamlet_kind")} and ${left("hamlet_code")} <> ${right("hamlet_code")})`;
  const relation = (name: keyof typeof STREET_RELATION): Sql => sql.int(STREET_RELATION[name]);
  const byHouse = (open: Sql): Sql => sql`case ${sameHouse} when true then ${relation("sameHouse")}
    when false then ${relation("sameStreet")} else ${open} end`;
  return sql`(case
    when ${sameStreet} then ${byHouse(relation("sameStreetAlone"))}
    when ${sameHamlet} then ${byHouse(sql`case when ${otherStreet} then ${relation("sameStreet")} else ${relation("sameStreetAlone")} end`)}
    when (${otherStreet} or ${otherHamlet}) and (${sameHouse}) is not true then ${relation("different")}
    else ${relation("unknown")} end)::utinyint`;
}

/** What `relatePlaces` compares of a place: codes of units, of an `AddressReading` or of a record; null for what is not known. */
export interface RelatedPlace {
  readonly communeOld: string | null;
  readonly districtOld: string | null;
  readonly provinceOld: string | null;
  readonly communeNow: string | null;
  readonly provinceNow: string | null;
  readonly alternatives: readonly string[];
}

/**
 * How two places relate, as a value of `PLACE_RELATION`: what `relatePlacesSql` says, without SQL. Symmetric; never throws.
 *
 * @example relatePlaces(readAddress("P. Phúc Xá, Ba Đình, Hà Nội"), readAddress("P. Hồng Hà, Hà Nội")) // PLACE_RELATION.sameCommune
 */
export function relatePlaces(a: RelatedPlace, b: RelatedPlace): PlaceRelation {
  const same = (name: "communeOld" | "communeNow" | "districtOld" | "provinceNow" | "provinceOld"): boolean =>
    a[name] !== null && a[name] === b[name];
  if (same("communeOld")) return PLACE_RELATION.sameOldCommune;
  if (same("communeNow")) return PLACE_RELATION.sameCommune;
  if (a.alternatives.some((code) => b.alternatives.includes(code))) return PLACE_RELATION.maybeSameCommune;
  if (same("districtOld")) return PLACE_RELATION.sameOldDistrict;
  if (same("provinceNow") || same("provinceOld")) return PLACE_RELATION.sameProvince;
  const known = (place: RelatedPlace): boolean => place.provinceNow !== null || place.provinceOld !== null;
  return known(a) && known(b) ? PLACE_RELATION.different : PLACE_RELATION.unknown;
}
