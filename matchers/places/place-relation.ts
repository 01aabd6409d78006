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
    when ${same("commune_old")} then ${sql.trusted(String(PLACE_RELATION.sameOldCommune))}
    when ${same("commune_now")} then ${sql.trusted(String(PLACE_RELATION.sameCommune))}
    when list_has_any(${left("place_alternatives")}, ${right("place_alternatives")})
      then ${sql.trusted(String(PLACE_RELATION.maybeSameCommune))}
    when ${same("district_old")} then ${sql.trusted(String(PLACE_RELATION.sameOldDistrict))}
    when ${same("province_now")} or ${same("province_old")} then ${sql.trusted(String(PLACE_RELATION.sameProvince))}
    when (${left("province_now")} is not null or ${left("province_old")} is not null)
      and (${right("province_now")} is not null or ${right("province_old")} is not null)
      then ${sql.trusted(String(PLACE_RELATION.different))}
    else ${sql.trusted(String(PLACE_RELATION.unknown))} end)::utinyint`;
}

/** How two street lines relate: 0 unknown, 1 same street and house, 2 same street, 3 another. */
export const STREET_RELATION = { unknown: 0, sameHouse: 1, sameStreet: 2, different: 3 } as const;

/** The relation of two street lines by `street_code` and `house_code`, as utinyint. It means something within one commune only. */
export function relateStreetsSql(a: string, b: string): Sql {
  const [left, right] = [(name: string) => sql.id(a, name), (name: string) => sql.id(b, name)];
  return sql`(case
    when ${left("street_code")} is null or ${right("street_code")} is null then ${sql.trusted(String(STREET_RELATION.unknown))}
    when ${left("street_code")} <> ${right("street_code")} then ${sql.trusted(String(STREET_RELATION.different))}
    when ${left("house_code")} = ${right("house_code")} then ${sql.trusted(String(STREET_RELATION.sameHouse))}
    else ${sql.trusted(String(STREET_RELATION.sameStreet))} end)::utinyint`;
}

/** A reading's places, as `relatePlaces` compares them. */
export interface RelatedPlace {
  readonly communeOld: string | null;
  readonly districtOld: string | null;
  readonly provinceOld: string | null;
  readonly communeNow: string | null;
  readonly provinceNow: string | null;
  readonly alternatives: readonly string[];
}

/** The same relation between two readings, without SQL. */
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
