import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { packageRoot } from "../../connectors/package-root.ts";
import { FIELD_NAMES } from "../../matchers/linkage/levels.ts";
import { dictionaryText } from "../../pipelines/publish/dictionary.ts";
import { ANALYSTS_FILE, publish, SHARED_FILE } from "../../pipelines/publish/publish.ts";
import { writeOperations } from "../../pipelines/report/operations.ts";
import { type MadeRun, makeRun } from "../quality/run.ts";

let folder: string;
let engine: Engine;
let run: MadeRun;
const readers: Engine[] = [];

async function open(file: string): Promise<Connection> {
  const reader = await Engine.open({
    path: join(run.out, file),
    readOnly: true,
    memoryMib: 200,
    threads: 2,
    tempDirectory: join(folder, "reader"),
    allowedDirectories: [],
  });
  readers.push(reader);
  return reader.connect();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-"));
  engine = await Engine.open({
    memoryMib: 400,
    threads: 2,
    tempDirectory: join(folder, "tmp"),
    allowedDirectories: [folder],
  });
  const c = await engine.connect();
  run = await makeRun(engine, c, folder, { run: "run-1", faults: { oldUnits: true, swappedDates: true } });
  c.close();
  await writeOperations(
    run.out,
    run.summary,
    {
      finished_at: "2026-11-22T01:31:00.000Z",
      seconds: 60,
      peak_rss_mib: 500,
      stages: [{ label: "assess", skipped: false, seconds: 3 }],
    },
    0,
    "lamsach://test",
  );
});

afterAll(async () => {
  for (const reader of readers) reader.close();
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

describe("lamsach.duckdb", () => {
  it("explains every view and column in both languages", async () => {
    const c = await open(ANALYSTS_FILE);
    const bare = await c.rows(
      sql`select view_name as name from duckdb_views() where not internal and (comment is null or comment not like '%|%')
        union all select table_name || '.' || column_name from duckdb_columns()
        where schema_name = 'tables' and (comment is null or comment not like '%|%')`,
      "bare",
    );
    expect(bare).toEqual([]);
    const views = await c.row<{ n: number }>(sql`select count(*) as n from duckdb_views() where not internal`, "views");
    expect(views.n).toBeGreaterThan(15);
  });

  it("is read-only on disk and stays openable after it is moved", async () => {
    const { mode } = await stat(join(run.out, ANALYSTS_FILE));
    expect(mode & 0o777).toBe(0o440);
    expect((await readdir(run.out)).filter((name) => name.includes("building") || name.endsWith(".wal"))).toEqual([]);
  });

  it("answers every query of the guide", async () => {
    const guide = await readFile(join(packageRoot(), "docs", "analyst-guide.md"), "utf8");
    // The guide names a source of the sample; the made-up night has one of another name.
    const queries = [...guide.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, query]) =>
      query!.replaceAll("'carrier-viettel'", "'viettel'"),
    );
    expect(queries).toHaveLength(21);
    const c = await open(ANALYSTS_FILE);
    for (const [i, query] of queries.entries()) {
      const rows = await c.rows(sql.trusted(query), `query ${i + 1}`);
      // In the made-up night no field speaks against a candidate (11).
      if (i + 1 !== 11) expect(rows.length, `query ${i + 1}`).toBeGreaterThan(0);
    }
    const rules = await readFile(join(packageRoot(), "docs", "rules.md"), "utf8");
    const [, unknownWords] = /```sql\n([\s\S]*?)```/.exec(rules)!;
    expect(await c.rows(sql.trusted(unknownWords!), "unknown words")).toEqual([]);
    const shared = await open(SHARED_FILE);
    for (const [, query] of guide.matchAll(/```sql shared\n([\s\S]*?)```/g))
      expect((await shared.rows(sql.trusted(query!), "shared query")).length).toBeGreaterThan(0);
  });

  it("says of every level of evidence what it means", async () => {
    const c = await open(ANALYSTS_FILE);
    const unexplained = sql.join(
      FIELD_NAMES.map(
        (field) => sql`select count(*) as n from evidence e anti join evidence_levels l
        on l.field = ${field} and l.level = e.${sql.id(field)} and l.vi <> '' and l.en <> ''`,
      ),
      " union all ",
    );
    expect(await c.row(sql`select sum(n)::integer as n from (${unexplained})`, "unexplained")).toEqual({ n: 0 });
  });

  it("locates every finding by file and line, those of the register too", async () => {
    const c = await engine.connect();
    const { tables, sources } = run.published;
    const findings = join(folder, "more-findings.parquet");
    await c.run(
      sql`copy (
        select * from read_parquet(${tables.findings})
        union all by name select source, record_id, role, 'sach' as dimension, 'own.number_repeated' as rule, 'id_number' as field,
          'error' as severity from read_parquet(${sources[0]!.records!}) where line in (3, 5)
      ) to ${findings} (format parquet)`,
      "findings of the register",
    );
    c.close();
    const out = join(folder, "located");
    await publish(engine, { ...run.published, out, tokens: null, tables: { ...tables, findings } });
    const full = await open(join("..", "..", "located", ANALYSTS_FILE));
    const located = await full.rows<{ source: string; n: number; placed: number }>(
      sql`select source, count(*) as n, count(*) filter (file = source || '.csv' and line > 1 and commune_now is not null) as placed
        from findings_located group by all order by all`,
      "count located",
    );
    const listed = await full.rows<{ source: string; n: number }>(
      sql`select source, count(*) as n from findings group by all order by all`,
      "count findings",
    );
    expect(located).toEqual(listed.map(({ source, n }) => ({ source, n, placed: n })));
    expect(listed.map(({ source }) => source)).toEqual(expect.arrayContaining(["register", "viettel"]));
    const rows = await full.rows(sql`select file, line from register_rows order by line`, "rows of the register");
    expect(rows).toEqual([
      { file: "register.csv", line: 3 },
      { file: "register.csv", line: 5 },
    ]);
  });

  it("adds the lines of a candidate's evidence up to its weight, the reviewer's word included", async () => {
    const c = await open(ANALYSTS_FILE);
    const sums = await c.row(
      sql`select count(*) as candidates, count(*) filter (sum <> e.weight) as other, count(*) filter (reviewed <> (e.w_review <> 0)) as said
        from evidence e join (
          select source, record_id, role, person_id, sum(weight) as sum, bool_or(field = 'review') as reviewed
          from evidence_lines group by all) using (source, record_id, role, person_id)`,
      "add lines",
    );
    const { n } = await c.row<{ n: number }>(sql`select count(*) as n from evidence`, "count candidates");
    expect(n).toBeGreaterThan(0);
    expect(sums).toEqual({ candidates: n, other: 0, said: 0 });
  });

  it("has the same tokens in the shared file as everywhere else, in no order of the records", async () => {
    const shared = await open(SHARED_FILE);
    const full = await open(ANALYSTS_FILE);
    const ids = await full.rows<{ source: string; id: string; person: string | null }>(
      sql`select source, record_id as id, person_id as person from matches`,
      "ids",
    );
    const found = await shared.rows<{ record: string; person: string | null }>(
      sql`select record_token as record, person_token as person from matches`,
      "tokens",
    );
    const tokens = run.published.tokens!;
    const expected = ids.map(({ source, id, person }) => ({
      record: tokens.of("record", source, id),
      person: person === null ? null : tokens.of("person", person),
    }));
    const text = (rows: typeof found) => rows.map(({ record, person }) => `${record} ${person}`);
    expect(text(found)).toEqual(text(expected).sort());
  });

  it("has its dictionary in docs", async () => {
    const page = await readFile(join(packageRoot(), "docs", "data-dictionary.md"), "utf8");
    expect(page, "run: node --import tsx scripts/data-dictionary/main.ts").toBe(dictionaryText());
  });
});

describe("a failure while files are built side by side", () => {
  it("is thrown once all of them have come to rest, and nowhere else", async () => {
    // What goes unhandled fails the whole run of tests: a file stands where the sorted records should go.
    const tempDirectory = join(folder, "taken");
    await mkdir(tempDirectory);
    await writeFile(join(tempDirectory, "records"), "");
    const request = { ...run.published, out: join(folder, "failed"), tempDirectory };
    await expect(publish(engine, request)).rejects.toThrow("EEXIST");
  });
});

describe("privacy", () => {
  it("leaves a planted person nowhere but in the tables meant for people", async () => {
    const c = await open(ANALYSTS_FILE);
    const planted = await c.row<Record<string, string>>(
      sql`select record_id, name, name_key, person_number, phone, phone_read, birth_date_read from records
        where source = 'viettel' order by record_id limit 1 offset 7`,
      "planted",
    );
    const birthDay = planted.birth_date_read!;
    const secrets = Object.values(planted).filter((value) => value !== birthDay);
    expect(secrets.every((value) => value.length > 8)).toBe(true);
    const open_ = ["report.html", "summary.json", "metrics.prom", "lineage.ndjson", SHARED_FILE];
    for (const name of [...open_, "quality.parquet"]) {
      const bytes = await readFile(join(run.out, name));
      for (const secret of [...secrets, birthDay])
        expect(bytes.includes(Buffer.from(secret)), `${name} holds a value`).toBe(false);
    }
    const shared = await open(SHARED_FILE);
    const columns = await shared.rows<{ t: string; k: string }>(
      sql`select table_name as t, column_name as k from duckdb_columns() where schema_name = 'tables'`,
      "columns",
    );
    for (const { t, k } of columns) {
      const { n } = await shared.row<{ n: number }>(
        sql`select count(*) as n from ${sql.id(t)} where ${sql.id(k)}::varchar in (select unnest(${secrets}))`,
        `look into ${t}.${k}`,
      );
      expect(n, `${t}.${k}`).toBe(0);
    }
    expect(await readdir(join(folder, "tmp")).catch(() => [])).toEqual([]);
  });
});

describe("operations", () => {
  it("writes metrics that a collector reads and lineage of one object a line", async () => {
    const metrics = await readFile(join(run.out, "metrics.prom"), "utf8");
    expect(metrics.endsWith("\n")).toBe(true);
    for (const line of metrics.trim().split("\n"))
      expect(line).toMatch(
        /^(?:# (?:HELP|TYPE) lamsach_[a-z_]+ .+|lamsach_[a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? -?[\d.e+]+)$/,
      );
    expect(metrics).toContain('lamsach_rows_accepted{source="viettel"} 2000');
    for (const { name, index } of run.summary.sources)
      for (const band of ["green", "yellow", "red"])
        expect(metrics).toContain(
          `lamsach_quality_band{source="${name}",preset="cv4856",band="${band}"} ${band === index.band ? 1 : 0}\n`,
        );
    expect(run.summary.sources.some(({ index }) => index.band !== null)).toBe(true);
    const events = (await readFile(join(run.out, "lineage.ndjson"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ eventType }) => eventType)).toEqual(["START", "COMPLETE"]);
    expect(events[0].run.runId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(events[1].run.runId).toBe(events[0].run.runId);
  });
});
