import { quotedIdentifier, quotedString } from "@duckdb/node-api";

/** A value that may stand in a statement as a parameter. Arrays become list literals of parameters. */
export type SqlValue = string | number | bigint | boolean | null | readonly SqlValue[];

/**
 * A piece of SQL with its parameters apart. Only the `sql` tag and its helpers make one,
 * so a value can never become text of a statement by accident.
 */
export class Sql {
  readonly #strings: readonly string[];
  readonly #values: readonly (string | number | bigint | boolean | null)[];

  constructor(strings: readonly string[], values: readonly (string | number | bigint | boolean | null)[]) {
    this.#strings = strings;
    this.#values = values;
  }

  /** Statement text with `$1`, `$2`, … and the parameters in that order. */
  compile(): { text: string; values: (string | number | bigint | boolean | null)[] } {
    let text = this.#strings[0] ?? "";
    for (let i = 0; i < this.#values.length; i++) text += `$${i + 1}${this.#strings[i + 1] ?? ""}`;
    return { text, values: [...this.#values] };
  }

  /** The pieces, for the tag to splice into a larger statement. */
  parts(): {
    strings: readonly string[];
    values: readonly (string | number | bigint | boolean | null)[];
  } {
    return { strings: this.#strings, values: this.#values };
  }
}

function build(strings: readonly string[], inserts: readonly (SqlValue | Sql)[]): Sql {
  const texts: string[] = [strings[0] ?? ""];
  const values: (string | number | bigint | boolean | null)[] = [];
  const addText = (text: string) => {
    texts[texts.length - 1] += text;
  };
  const add = (insert: SqlValue | Sql): void => {
    if (insert instanceof Sql) {
      const parts = insert.parts();
      addText(parts.strings[0] ?? "");
      parts.values.forEach((value, i) => {
        values.push(value);
        texts.push(parts.strings[i + 1] ?? "");
      });
    } else if (Array.isArray(insert)) {
      addText("[");
      (insert as readonly SqlValue[]).forEach((item, i) => {
        if (i > 0) addText(", ");
        add(item);
      });
      addText("]");
    } else {
      values.push(insert as string | number | bigint | boolean | null);
      texts.push("");
    }
  };
  inserts.forEach((insert, i) => {
    add(insert);
    addText(strings[i + 1] ?? "");
  });
  return new Sql(texts, values);
}

/**
 * Writes SQL as SQL: every `${value}` is a parameter, every `${Sql}` is spliced in.
 *
 * @example
 * sql`select * from ${sql.id("people")} where birth_year = ${1962}`
 */
export function sql(strings: TemplateStringsArray, ...inserts: (SqlValue | Sql)[]): Sql {
  return build(strings, inserts);
}

/** A quoted identifier; several names make a qualified one (`"a"."b"`). */
sql.id = (...names: string[]): Sql => new Sql([names.map((name) => quotedIdentifier(name)).join(".")], []);

/** A quoted string literal, for the few places where DuckDB takes no parameter (`create view`, `comment on`). */
sql.lit = (text: string): Sql => new Sql([quotedString(text)], []);

/**
 * A whole number as text of the statement: for constants the planner should see, and where DuckDB takes no parameter
 * (`row_group_size`). @throws RangeError on any other number
 */
sql.int = (value: number): Sql => {
  if (!Number.isSafeInteger(value)) throw new RangeError("a whole number was expected in a statement");
  return new Sql([String(value)], []);
};

/** Joins pieces with a separator, a comma unless told. */
sql.join = (pieces: readonly Sql[], separator = ", "): Sql => {
  const strings = ["", ...pieces.slice(1).map(() => separator), ""];
  return pieces.length === 0 ? new Sql([""], []) : build(strings, pieces);
};

/**
 * Text taken as SQL as it stands. WARNING: only for constants written in this repository
 * and for rule expressions that run on a locked, read-only connection.
 */
sql.trusted = (text: string): Sql => new Sql([text], []);
