import { type DuckDBValue, INTEGER, USMALLINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { ListNumbers } from "../list-numbers.ts";
import type { Place } from "./resolve.ts";

/** Outcomes repeat far more than addresses: each distinct one is written once, under a number. */
export class PlaceReadings {
  readonly #lists: ListNumbers;
  readonly #numbers = new Map<string, number>();
  /** Readings that are remembered come again as the same object. */
  readonly #known = new WeakMap<Place, number>();
  readonly #rows: DuckDBValue[][] = [];

  /** @param lists numbers the lists of findings */
  constructor(lists: ListNumbers) {
    this.#lists = lists;
  }

  /** The number of a reading's outcome. */
  number(place: Place): number {
    let number = this.#known.get(place);
    if (number === undefined) {
      number = this.#numberOf(place);
      this.#known.set(place, number);
    }
    return number;
  }

  #numberOf(place: Place): number {
    const alternatives = place.alternatives.join(" ");
    const old = `${place.communeOld} ${place.districtOld} ${place.provinceOld}`;
    const now = `${place.communeNow} ${place.provinceNow} ${place.list} ${place.state}`;
    const key = `${old} ${now}|${alternatives}|${place.findings.join(" ")}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#rows.length;
      this.#numbers.set(key, number);
      this.#rows.push([
        number,
        place.communeOld,
        place.districtOld,
        place.provinceOld,
        place.communeNow,
        place.provinceNow,
        place.list,
        place.state,
        alternatives || null,
        this.#lists.of(place.findings),
      ]);
    }
    return number;
  }

  /** Creates the table of all readings: reading integer, codes of both lists, list, state, alternatives, number of findings. */
  async write(c: Connection, table: string): Promise<void> {
    await c.run(
      sql`create or replace table ${sql.id(table)} (reading integer, commune_old varchar, district_old varchar,
        province_old varchar, commune_now varchar, province_now varchar, place_list varchar, place_state varchar,
        place_alternatives varchar, findings usmallint)`,
      "create place readings",
    );
    const texts = Array.from({ length: 8 }, () => VARCHAR);
    const appender = await c.appender(table, [INTEGER, ...texts, USMALLINT], "write place readings");
    for (const row of this.#rows) appender.append(row);
    appender.close();
  }
}
