import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { readExtract } from "../../connectors/readers/read-extract.ts";
import { columnContract } from "../../pipelines/profiles/column-contract.ts";
import { loadProfile } from "../../pipelines/profiles/load-profile.ts";
import { recordsSql } from "../../pipelines/profiles/records-sql.ts";

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<CongdanCollection xmlns="http://www.mic.gov.vn/dancu/1.0" SoCongDan="2">
  <CongDan>
    <SoDinhDanh>001300000001</SoDinhDanh><SoCMND>012345678</SoCMND>
    <HoVaTen><Ho>Lê</Ho><ChuDem>Thị</ChuDem><Ten>Mơ</Ten></HoVaTen>
    <GioiTinh>2</GioiTinh><DanToc>01</DanToc>
    <NgayThangNamSinh><NgayThangNam>2000-02-03</NgayThangNam></NgayThangNamSinh>
    <ThuongTru><MaDonViHanhChinh>00004</MaDonViHanhChinh><ChiTiet>Số 1</ChiTiet><QuocGia>VN</QuocGia></ThuongTru>
    <Cha><SoDinhDanh>001070000002</SoDinhDanh><HoVaTen><Ho>Lê</Ho><Ten>Ba</Ten></HoVaTen></Cha>
  </CongDan>
  <CongDan>
    <SoDinhDanh>001160000003</SoDinhDanh><HoVaTen><Ho>Trần</Ho><Ten>An</Ten></HoVaTen>
    <NgayThangNamSinh><Nam>1960</Nam></NgayThangNamSinh>
  </CongDan>
</CongdanCollection>
`;

let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lamsach-"));
  engine = await Engine.open({
    memoryMib: 256,
    threads: 2,
    tempDirectory: join(folder, "tmp"),
    allowedDirectories: [folder],
  });
});

afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The register's records of a collection, by name. */
async function recordsOf(xml: string): Promise<{ readonly extra: number; readonly records: object[] }> {
  const profile = loadProfile("register-qcvn109");
  const path = join(folder, "register.xml");
  writeFileSync(path, xml);
  const rowsPath = join(folder, "rows.parquet");
  const read = await readExtract(engine, {
    source: "register",
    format: "qcvn109",
    files: [{ path, name: "register.xml" }],
    contract: columnContract(profile),
    rowsPath,
    quarantinePath: join(folder, "quarantine.parquet"),
    tempDirectory: join(folder, "tmp"),
  });
  const c = await engine.connect();
  const rows = sql`select * from read_parquet(${rowsPath})`;
  const records = await c.rows(
    sql`select * from (${recordsSql({ rows, source: "register", profile })}) order by full_name desc`,
    "records",
  );
  c.close();
  return { extra: read.headers.filter((finding) => finding.kind === "extra").length, records };
}

it("gives each citizen of a collection on one line the key of its own", async () => {
  const citizen = (number: string, name: string) =>
    `<CongDan>${number && `<SoDinhDanh>${number}</SoDinhDanh>`}<HoVaTen><Ten>${name}</Ten></HoVaTen></CongDan>`;
  const citizens = [citizen("001300000001", "A"), citizen("", "B"), citizen("", "C"), citizen("001300000004", "D")];
  const { records } = await recordsOf(`<CongdanCollection>${citizens.join("")}</CongdanCollection>`);
  const own = expect.stringMatching(/^row:[0-9a-f]{32}$/);
  expect(records).toMatchObject([
    { full_name: "D", record_id: "001300000004" },
    { full_name: "C", record_id: own },
    { full_name: "B", record_id: own },
    { full_name: "A", record_id: "001300000001" },
  ]);
});

it("maps a QCVN 109 collection to the register's fields", async () => {
  const { extra, records } = await recordsOf(XML);
  expect(extra).toBe(0);
  expect(records).toMatchObject([
    {
      record_id: "001160000003",
      role: "subject",
      full_name: "Trần An",
      birth_date: "1960",
      sex: null,
      father_name: null,
    },
    {
      record_id: "001300000001",
      id_number: "001300000001",
      old_id_number: "012345678",
      full_name: "Lê Thị Mơ",
      family_name: "Lê",
      middle_name: "Thị",
      given_name: "Mơ",
      sex: "2",
      birth_date: "2000-02-03",
      commune: "00004",
      street: "Số 1",
      father_number: "001070000002",
      father_name: "Lê Ba",
    },
  ]);
});
