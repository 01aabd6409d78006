import { beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS } from "../../matchers/record.ts";
import { loadProfile } from "../../pipelines/profiles/load-profile.ts";
import { fieldsWithout, type Profile } from "../../pipelines/profiles/profile.ts";
import { keyProblemsSql, recordsSql } from "../../pipelines/profiles/records-sql.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();
let c: Connection;

beforeAll(() => {
  c = memory.connection();
});

type Cells = Record<string, string | null>;

/** Rows as a reader gives them: columns that a row does not name are null. */
function rowsOf(profile: Profile, rows: readonly Cells[]): Sql {
  const selects = rows.map((row, i) => {
    const cells = profile.columns.map(({ name }) => sql`${row[name] ?? null}::varchar as ${sql.id(name)}`);
    return sql`select 0::integer as file_no, 'a.csv' as file, ${i + 2}::bigint as line, ${sql.join(cells)}`;
  });
  return sql.join(selects, " union all ");
}

async function records(profile: Profile, rows: readonly Cells[]): Promise<Cells[]> {
  const select = recordsSql({ rows: rowsOf(profile, rows), source: "s", profile });
  return await c.rows<Cells>(sql`select * from (${select}) order by record_id, role`, "records");
}

async function keyProblems(profile: Profile, rows: readonly Cells[]): Promise<unknown[][]> {
  const select = keyProblemsSql({ rows: rowsOf(profile, rows), source: "s", profile });
  const found = await c.rows<Cells>(sql`select * from (${select}) order by record_id`, "key problems");
  return found.map((row) => [row.record_id, row.problem, row.copy]);
}

const carrier = loadProfile("carrier");
const births = loadProfile("births");

describe("recordsSql", () => {
  it("gives the key, the origin and every raw field, in the contract's order", async () => {
    const [record] = await records(carrier, [{ msisdn: "0912345678", full_name: "Lê Thị Mơ" }]);
    const names = [...KEY_COLUMNS, ...ORIGIN_COLUMNS, ...RAW_FIELDS].map((column) => column.name);
    expect(Object.keys(record!)).toEqual(names);
    expect(record).toMatchObject({
      source: "s",
      record_id: "0912345678",
      role: "subject",
      file: "a.csv",
      line: 2,
      full_name: "Lê Thị Mơ",
      msisdn: "0912345678",
      phone: "0912345678",
      birth_date: null,
    });
  });

  it("takes a column that stands in, row by row, where a cell is blank", async () => {
    const members = await records(loadProfile("elderly"), [
      {
        member: "1",
        birth_date: "02/03/1950",
        birth_year: "1951",
        id_number: "001050000001",
        old_id_number: "012345678",
      },
      { member: "2", birth_date: " \u00a0", birth_year: "1952", id_number: "", old_id_number: "012345679" },
      { member: "3", birth_date: "04/05/1953", id_number: "001053000003" },
    ]);
    const fields = members.map((r) => [r.birth_date, r.id_number, r.old_id_number]);
    expect(fields).toEqual([
      ["02/03/1950", "001050000001", "012345678"],
      ["1952", "012345679", "012345679"],
      ["04/05/1953", "001053000003", null],
    ]);
  });

  it("makes a blank null, whatever it is made of, and keeps what is read as it is", async () => {
    const [record] = await records(carrier, [
      { msisdn: " 09 ", full_name: "  Lê  Mơ ", birth_date: "", sex: " \u00a0\t\r\n", id_number: "\ufeff\u200b" },
    ]);
    expect(record).toMatchObject({ record_id: "09", msisdn: " 09 ", full_name: "  Lê  Mơ " });
    expect(record).toMatchObject({ birth_date: null, sex: null, id_number: null });
  });

  it("makes a record of every person of a row, and of none that the row does not name", async () => {
    const found = await records(births, [
      { number: "1", child_name: "Bé An", mother_name: "Mẹ An", father_name: "Cha An", mother_address: "Xã A" },
      { number: "2", child_name: "Bé Bình", mother_number: "001", father_name: " " },
    ]);
    expect(found.map((r) => [r.record_id, r.role, r.full_name, r.sex])).toEqual([
      ["1", "child", "Bé An", null],
      ["1", "father", "Cha An", "M"],
      ["1", "mother", "Mẹ An", "F"],
      ["2", "child", "Bé Bình", null],
      ["2", "mother", null, "F"],
    ]);
    expect(found[0]).toMatchObject({ mother_name: "Mẹ An", address: "Xã A" });
  });

  it("takes the members of a source of women for women unless their rows say otherwise", async () => {
    const found = await records(loadProfile("women-union"), [
      { member: "1", full_name: "Chị Luận", birth_date: "1945" },
      { member: "2", full_name: "Lê Thị Hoa", sex: "Nữ" },
      { member: "3", full_name: "Lê Văn Luận", sex: "Nam" },
      { member: "4", full_name: "Lê Thị Mơ", sex: " " },
    ]);
    expect(found.map(({ sex }) => sex)).toEqual(["F", "Nữ", "Nam", "F"]);
    const [member] = await records(loadProfile("elderly"), [{ member: "1", full_name: "Lê Thị Hoa" }]);
    expect(member!.sex).toBeNull();
  });

  it("keeps repeated keys apart by content, whatever the order of the rows", async () => {
    const rows = ["C", "A", "B"].map((full_name) => ({ msisdn: "0901", full_name }));
    const [one, two] = [await records(carrier, rows), await records(carrier, [...rows].reverse())];
    const ids = (found: Cells[]) => found.map((r) => [r.record_id, r.full_name]);
    expect(one.map((r) => r.record_id)).toEqual(["0901", "0901#2", "0901#3"]);
    expect(ids(one)).toEqual(ids(two));
    expect(await keyProblems(carrier, rows)).toEqual([
      ["0901", "repeated", 1],
      ["0901#2", "repeated", 2],
      ["0901#3", "repeated", 3],
    ]);
  });

  it("never loses a row without a key: the content makes one, also for equal rows", async () => {
    const rows = [{ full_name: "A" }, { full_name: "A" }, { full_name: "B" }, {}];
    const found = await records(carrier, rows);
    expect(found).toHaveLength(4);
    expect(new Set(found.map((r) => r.record_id)).size).toBe(4);
    expect(found.every((r) => /^row:[0-9a-f]{32}(#2)?$/.test(r.record_id!))).toBe(true);
    expect((await keyProblems(carrier, rows)).map(([, problem]) => problem)).toEqual(Array(4).fill("missing"));
    expect(await keyProblems({ ...carrier, record_id: null }, rows)).toEqual([]);
  });

  it("keeps keys apart that look like repeated ones", async () => {
    const found = await records(
      carrier,
      ["09", "09", "09#2", "09#2", "09#2#1", "09#x"].map((msisdn) => ({ msisdn })),
    );
    expect(found.map((r) => r.record_id)).toEqual(["09", "09#2", "09#2#1", "09#2#1#1", "09#2#2", "09#x"]);
  });

  it("keeps a filled cell whatever it starts with", async () => {
    const names = [
      "Đặng",
      "Ẩn",
      "Óanh",
      "\u00a0Lê",
      "+84",
      "~",
      "\u007f",
      "😀",
      "\ud83d\ude00",
      "王",
      "\u3000王",
      "\u200bA",
    ];
    const found = await records(
      carrier,
      names.map((full_name, i) => ({ msisdn: String(10 + i), full_name })),
    );
    expect(found.map((r) => r.full_name)).toEqual(names);
  });

  it("joins several key columns with a hyphen, blanks in their places", async () => {
    const profile: Profile = { ...births, record_id: ["book", "number"] };
    const found = await records(profile, [
      { book: "01", number: "7", child_name: "A" },
      { number: "7", child_name: "B" },
      { book: " ", child_name: "C" },
    ]);
    expect(found.map((r) => r.record_id).slice(0, 2)).toEqual(["-7", "01-7"]);
    expect(found[2]!.record_id).toMatch(/^row:/);
  });

  it("joins columns into one field without holes", async () => {
    const profile: Profile = {
      ...carrier,
      persons: [
        {
          role: "subject",
          when: null,
          fields: { full_name: { columns: ["full_name", "sex", "status"], join: " " }, address: { constant: "79" } },
        },
      ],
    };
    const found = await records(profile, [{ msisdn: "1", full_name: " Lê ", status: "Mơ" }, { msisdn: "2" }]);
    expect(found.map((r) => r.full_name)).toEqual(["Lê Mơ", null]);
    expect(found[1]!.address).toBe("79");
  });
});

describe("fieldsWithout", () => {
  it("names the fields that no column fills, for any person of the row", () => {
    const there = ["child_name", "father_number"];
    const without = fieldsWithout(births, (column) => there.includes(column));
    expect(without).toContain("birth_date");
    expect(without).not.toContain("full_name");
    expect(without).not.toContain("father_number");
    expect(fieldsWithout(loadProfile("women-union"), () => false)).not.toContain("sex");
    expect(fieldsWithout(carrier, () => true)).toEqual([]);
  });
});
