import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { LEGACY_CODES, LEGACY_LETTERS } from "../../connectors/encodings/legacy-tables.ts";
import { codeOf } from "../../matchers/code.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { decodeLegacy } from "../../matchers/names/legacy-encoding.ts";
import { FAMILY_NAMES, NAME_WORDS } from "../../matchers/names/lexicon.ts";
import { buildNameDictionary } from "../../matchers/names/name-dictionary.ts";
import { standardiseName } from "../../matchers/names/standardise-name.ts";
import { buildTokenRelations, buildTokenTable } from "../../matchers/names/token-relations.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();
let c: Connection;
let tables = 0;

beforeAll(() => {
  c = memory.connection();
});

interface Row {
  raw: string;
  name: string | null;
  name_key: string | null;
  name_kind: string;
  family: string | null;
  middle: string | null;
  given: string | null;
  findings: number;
  name_code: bigint | null;
  key_code: bigint | null;
  family_code: bigint | null;
  middle_code: bigint | null;
  middle2_code: bigint | null;
  given_code: bigint | null;
}

const lists = new ListNumbers();

async function dictionary(names: readonly string[]): Promise<Row[]> {
  const into = `names_${tables++}`;
  await buildNameDictionary(c, { values: sql`select unnest(${[...names]}::varchar[]) as raw`, into, lists });
  return c.rows<Row>(
    sql`select * replace (name_code::varchar as name_code, key_code::varchar as key_code,
      family_code::varchar as family_code, middle_code::varchar as middle_code,
      middle2_code::varchar as middle2_code, given_code::varchar as given_code)
      from ${sql.id(into)} order by raw`,
    "read dictionary",
  );
}

const code = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : codeOf(text.toLowerCase()).toString();

/** Both ways to a name must say the same. */
function expectAlike(row: Row, encoding?: "vni"): void {
  const whole = standardiseName(row.raw, encoding ? { encoding } : {});
  const middles = whole.middle?.split(" ");
  expect(row).toMatchObject({
    name: whole.name,
    name_key: whole.key,
    name_kind: whole.kind,
    family: whole.family,
    middle: whole.middle,
    given: whole.given,
    findings: lists.of(whole.findings),
    key_code: whole.kind === "person" ? codeOf(whole.key!).toString() : null,
    family_code: code(whole.family),
    middle_code: code(middles?.[0]),
    middle2_code: middles && middles.length > 1 ? code(middles.at(-1)) : null,
    given_code: code(whole.given?.split(" ").at(-1)),
  });
  expect(row.name_code === null).toBe(whole.kind !== "person");
}

const TRICKY =
  "công ty trường thpt học không tên chưa rõ ông bà tôn nữ thất hoàng phủ âu dương y h'hen niê k'brôi a test văn phòng phong lâm và tức ng. v con bé gái qúy hùynh hoà đuc nguyễnvăn jean-pierre (chết) 123 dd vawn nguyeenx coong dara Ph0ng h0a 5ơn anh chi co chu h. y. k. HNhung niêkđăm KbuÃ´r Vaên Ñöùc HáşŁi ? 'x e f đ ý cụ bé em hộ chủ thầy maria gioan vợ chết đã mất hay gọi liên đoàn đảng ủy cb chùa quán cơm Y'Bih ê ban &#7877; ly thao ka kon sơ chau hơ ksor thích đại đức linh mục cố trung tá gia đình bộ đội thuế để trống chủ nhà xe sim rác a. b. \"Ba\" - HoÃ ng HÃ".split(
    " ",
  );

describe("buildNameDictionary", () => {
  it("gives the same by both ways", async () => {
    const word = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...FAMILY_NAMES, ...NAME_WORDS) },
      { weight: 2, arbitrary: fc.constantFrom(...TRICKY) },
    );
    const shaped = fc.tuple(word, fc.constantFrom("lower", "upper", "title", "nfd", "bare")).map(([text, shape]) => {
      if (shape === "upper") return text.toUpperCase();
      if (shape === "nfd") return text.normalize("NFD");
      if (shape === "bare") return text.normalize("NFD").replace(/\p{M}/gu, "");
      return shape === "title" ? text.charAt(0).toUpperCase() + text.slice(1) : text;
    });
    const name = fc
      .tuple(fc.array(shaped, { minLength: 1, maxLength: 7 }), fc.constantFrom(" ", " ", " ", " ", "  "))
      .map(([words, space]) => words.join(space));
    const noted = [
      "vợ",
      "chết",
      "đã mất",
      "hay Lê Văn Bình",
      "còn gọi là Năm",
      "con ông Bình",
      "sn 1980",
      "\nLê Văn Bình",
    ];
    const titled = ["Cụ", "Bé", "Hộ ông", "Chủ hộ", "Gioan", "Maria", "Họ tên:", "CB", "Đảng ủy"];
    const sampled = fc.sample(name, { numRuns: 1500, seed: 7 });
    const beside = [
      ...noted.map((note) => `Nguyễn Thị An ${note}`),
      ...titled.map((title) => `${title} Nguyễn Thị An`),
    ];
    const names = [...new Set([...sampled, ...beside])];
    const rows = await dictionary([...names, "", " ", "x".repeat(10_000), "🙂", "Nguyễn\u200b Văn An", "Lê Văn A;--"]);
    expect(rows.length).toBe(names.length + 6);
    for (const row of rows) expectAlike(row);
    expect(new Set(rows.map((row) => row.name_kind))).toEqual(new Set(["person", "organisation", "noise", "empty"]));
  });

  it("loses no word to characters that are not seen", async () => {
    const names = ["\ufeffNguyễn Văn An", "Nguyễn \ufeffVăn An", "\0Lê Thị Hoa", "\ufeff", "\u200bTrần Văn Bình\u200b"];
    const rows = await dictionary(names);
    expect(rows.map(({ raw }) => raw).sort()).toEqual(names.sort());
    for (const row of rows) expectAlike(row);
  });

  it("gives names that are written alike one code, whichever way they came", async () => {
    const rows = await dictionary([
      "Nguyễn Văn Hòa",
      "NGUYỄN VĂN HOÀ",
      "Nguyễn Văn Hoà.",
      "Ông Nguyễn Văn  Hòa",
      "Nguyễn Hòa Văn",
    ]);
    expect(new Set(rows.filter((row) => row.name === "Nguyễn Văn Hòa").map((row) => row.name_code)).size).toBe(1);
    expect(new Set(rows.map((row) => row.name_code)).size).toBe(2);
  });

  it("recognises a column in an old encoding by all of it", async () => {
    const bytes = new Map(
      LEGACY_CODES.vni
        .split(" ")
        .map((hex, i) => [
          Array.from(LEGACY_LETTERS)[i]!,
          String.fromCharCode(...(hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))),
        ]),
    );
    const broken = (text: string) => Array.from(text, (char) => bytes.get(char) ?? char).join("");
    expect(decodeLegacy(broken("Nguyễn"), "vni")).toBe("Nguyễn");
    const names = ["Lê Sơn", "Hồ Tố", ...Array.from({ length: 12 }, (_, i) => `Nguyễn Đức ${[...NAME_WORDS][i]}`)];
    const rows = await dictionary(names.map(broken));
    expect(rows.map((row) => row.name)).toContain("Lê Sơn");
    for (const row of rows) expectAlike(row, "vni");
  });
});

describe("words", () => {
  it("have codes, folds and relations", async () => {
    const tokens = sql`select unnest(${["nguyễn", "nguyen", "an", "ân"]}) as token`;
    await buildTokenTable(c, { tokens, into: "words" });
    await buildTokenRelations(c, { tokens, into: "related" });
    const rows = await c.rows(
      sql`select a.token as x, b.token as y, relation from related
        join words a on a.code = related.a join words b on b.code = related.b
        where a.folded_code = b.folded_code order by x, y`,
      "read relations",
    );
    expect(rows).toEqual([
      { x: "an", y: "ân", relation: 5 },
      { x: "nguyen", y: "nguyễn", relation: 5 },
      { x: "nguyễn", y: "nguyen", relation: 5 },
      { x: "ân", y: "an", relation: 5 },
    ]);
    expect(await c.row(sql`select code::varchar as code from words where token = 'nguyễn'`, "read code")).toEqual({
      code: codeOf("nguyễn").toString(),
    });
  });
});
