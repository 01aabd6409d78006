import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { readStreetLine } from "../../matchers/places/street-line.ts";
import { streetLineSql, trimmedStreetSql } from "../../matchers/places/street-sql.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();

it.each(["5 - \u00a0", "\ufeff12 Lê Lợi", "\u00a012 Lê Lợi ,\ufeff", "12\u00a0 Lê  Lợi", "Tổ 5 - \u00a0\n", "\u00a0"])(
  "is read alike by both ways, and no further when read again: %j",
  async (text) => {
    const { street } = readStreetLine(text);
    expect(readStreetLine(street ?? "").street).toBe(street);
    const row = await memory
      .connection()
      .row(sql`select ${streetLineSql(trimmedStreetSql(sql`text`))} as street from (select ${text} as text)`, "read");
    expect(row).toEqual({ street });
  },
);
