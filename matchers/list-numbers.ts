import type { Connection } from "../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../connectors/duckdb/sql.ts";

/**
 * Distinct lists of codes under small numbers, 0 for the empty list. Millions of records have a few hundred different
 * lists of findings between them, and a join carries a number at a tenth of what a list costs it.
 */
export class ListNumbers {
  readonly #lists: (readonly string[])[] = [[]];
  readonly #numbers = new Map<string, number>([["", 0]]);

  /** The number of a list, the same for the same codes in the same order. */
  of(list: readonly string[]): number {
    const key = list.join(" ");
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#lists.push([...list]) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The lists, each at its number. */
  get lists(): readonly (readonly string[])[] {
    return this.#lists;
  }

  /**
   * Gives a connection the lists of today's numbers, their codes in order: `ListNumbers.listSql` asks for them.
   * @param name of the connection's variable
   */
  async declare(c: Connection, name: string): Promise<void> {
    const lists = JSON.stringify(this.#lists.map((list) => list.toSorted()));
    await c.run(sql`set variable ${sql.id(name)} = from_json(${sql.lit(lists)}, '[["varchar"]]')`, "declare lists");
  }

  /** The list of a number, which must not be null. @param name as given to `declare` */
  static listSql(name: string, number: Sql): Sql {
    return sql`getvariable(${sql.lit(name)})[${number}::integer + 1]`;
  }
}
