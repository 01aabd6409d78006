import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { buildTokens } from "../../matchers/linkage/tokens.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const { connection } = memoryEngine();

it("collects the words of names, and of whole parts only the family names, which have a code of their own", async () => {
  const names = sql`(select * from (values
    ('Tôn Nữ', 'Thị Kim', 'Ngân'), ('Lê', null, 'Bảo Anh'), (null, 'Y', 'Bhăm Kđăm')) t(family, middle, given))`;
  await buildTokens(connection(), names);
  const words = await connection().rows<{ token: string }>(sql`select token from link_fold`, "read words");
  const wanted = ["tôn nữ", "tôn", "nữ", "thị", "kim", "ngân", "lê", "bảo", "anh", "y", "bhăm", "kđăm"];
  expect(words.map(({ token }) => token).sort()).toEqual(wanted.sort());
});
