import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { RawField } from "../../matchers/record.ts";
import { type Assessment, assess } from "../../pipelines/quality/assess.ts";
import type { AssessRequest } from "../../pipelines/quality/assess-request.ts";
import { appendHistory } from "../../pipelines/quality/history.ts";
import { loadRules } from "../../pipelines/quality/load-rules.ts";
import { dimensionTallies } from "../../pipelines/quality/quality-index.ts";
import { type Faults, makeNight } from "./night.ts";

let folder: string;
let engine: Engine;
let c: Connection;
let first: { request: AssessRequest; result: Assessment };
let second: { request: AssessRequest; result: Assessment };

async function night(name: string, faults: Faults, before: AssessRequest | null) {
  const at = join(folder, name);
  await mkdir(at, { recursive: true });
  const made = await makeNight(c, at, { people: 6000, run: name, faults });
  let history: string | undefined;
  if (before) {
    history = join(at, "history.parquet");
    await appendHistory(c, { history: undefined, quality: before.qualityOut, out: history });
  }
  const request: AssessRequest = {
    ...made,
    history,
    previousRows: before ? { register: 6000, viettel: 3000, mobifone: 1200, bhxh: 2000 } : {},
    findingsOut: join(at, "findings.parquet"),
    qualityOut: join(at, "quality.parquet"),
  };
  return { request, result: await assess(engine, request) };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-"));
  engine = await Engine.open({
    memoryMib: 400,
    threads: 2,
    tempDirectory: join(folder, "tmp"),
    allowedDirectories: [folder],
  });
  c = await engine.connect();
  first = await night("run-1", {}, null);
  second = await night(
    "run-2",
    { halfEmpty: true, missingCarrier: true, oldUnits: true, swappedDates: true },
    first.request,
  );
});

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

/** The first night assessed with columns of viettel's records in other words; `more`: fields that it then fills besides. */
async function viettelWith(name: string, columns: Sql, ...more: RawField[]) {
  const [register, viettel] = first.request.sources;
  const records = join(folder, `${name}.parquet`);
  await c.run(
    sql`copy (select * replace (${columns}) from read_parquet(${viettel!.records!})) to ${records} (format parquet)`,
    `write ${name}`,
  );
  const [findingsOut, qualityOut] = [join(folder, `${name}-findings.parquet`), join(folder, `${name}-quality.parquet`)];
  const sources = [register!, { ...viettel!, records, provides: [...viettel!.provides, ...more] }];
  const { outcomes } = await assess(engine, { ...first.request, sources, findingsOut, qualityOut });
  const tally = (rule: string) =>
    outcomes.find((outcome) => outcome.source === "viettel" && outcome.rule.id === rule)?.tally;
  return { records, tally };
}

describe("assess", () => {
  it("lists the records whose key repeats or is missing, each with what is wrong and a row to look at", async () => {
    const at = join(folder, "keys");
    await mkdir(at);
    const made = await makeNight(c, at, { people: 60, run: "run-k", faults: {} });
    const keys = join(at, "keys.parquet");
    await c.run(
      sql`copy (select * from (values ('bhxh', 'bh3', 'repeated', 1), ('bhxh', 'bh6', 'missing', 1)) t(source, record_id, problem, copy))
        to ${keys} (format parquet)`,
      "keys",
    );
    const sources = made.sources.map((one) =>
      one.name === "bhxh" ? { ...one, keys, repeatedKeys: 1, missingKeys: 1 } : one,
    );
    const out = { findingsOut: join(at, "findings.parquet"), qualityOut: join(at, "quality.parquet") };
    const result = await assess(engine, { ...made, ...out, sources, history: undefined, previousRows: {} });
    const rows = await c.rows(
      sql`select source, record_id, role, dimension, field, severity, detail from read_parquet(${out.findingsOut})
        where rule = 'row.key_repeated' order by all`,
      "findings",
    );
    const finding = { source: "bhxh", role: "subject", dimension: "sach", field: "row", severity: "error" };
    expect(rows).toEqual([
      { ...finding, record_id: "bh3", detail: "repeated" },
      { ...finding, record_id: "bh6", detail: "missing" },
    ]);
    expect(result.samples.find(({ rule }) => rule === "row.key_repeated")).toMatchObject({
      source: "bhxh",
      province: null,
      rows: [{ line: 5 }, { line: 8 }],
    });
    // The findings of the sources after it keep their own rules.
    const [mixed] = await c.rows<{ n: number }>(
      sql`select count(*) as n from read_parquet(${out.findingsOut}) where rule is null or source is null`,
      "unnamed",
    );
    expect(mixed?.n).toBe(0);
  });

  it("counts every record once a rule: ok, fail and not checked add up", async () => {
    const sums = await c.rows<{ source: string; rows: number }>(
      sql`select source, n_ok + n_fail + n_na as rows from (
          select source, rule, field, sum(n_ok)::bigint as n_ok, sum(n_fail)::bigint as n_fail, sum(n_na)::bigint as n_na
          from read_parquet(${first.request.qualityOut})
          where field not in ('file', 'row') and rule <> 'coverage.person' group by all
        ) group by all order by all`,
      "sums",
    );
    expect(sums).toEqual([
      { source: "bhxh", rows: 2000 },
      { source: "mobifone", rows: 1200 },
      { source: "register", rows: 6000 },
      { source: "viettel", rows: 3000 },
    ]);
  });

  it("counts states in words that nobody knows, and does not score them", async () => {
    const strange = sql`line % 10 = 0`;
    const { tally } = await viettelWith(
      "words",
      sql`case when ${strange} then 'Z9' else 'Hoạt động' end as status_read, case when not ${strange} then true end as service_active,
        case when ${strange} then 'Z9' end as life_status_read,
        'Trả trước' as contract_type_read, case when not ${strange} then 'prepaid' end as contract_type`,
      "status",
      "life_status",
      "contract_type",
      "face_check",
    );
    const { n } = await c.row<{ n: number }>(
      sql`select count(*) as n from read_parquet(${first.request.sources[1]!.records!}) where ${strange}`,
      "strange",
    );
    expect(n).toBeGreaterThan(100);
    expect(tally("status.unknown")).toMatchObject({ ok: 3000 - n, fail: n });
    expect(tally("life.unknown")).toMatchObject({ ok: 0, fail: n, na: 3000 - n });
    expect(tally("subscriber.contract_unknown")).toMatchObject({ ok: 3000 - n, fail: n });
    expect(tally("subscriber.face_unknown")).toMatchObject({ ok: 0, fail: 0, na: 3000 });
    const scored = loadRules().filter(
      ({ id, weight }) => /^(status|life|subscriber)\.(\w+_)?unknown$/.test(id) && weight > 0,
    );
    expect(scored).toEqual([]);
  });

  it("agrees with a plain count", async () => {
    const { fail } = await c.row<{ fail: number }>(
      sql`select count(*) as fail from read_parquet(${first.request.matches})
        where source = 'viettel' and status = 'conflict'`,
      "count",
    );
    const outcome = first.result.outcomes.find((o) => o.source === "viettel" && o.rule.id === "match.other_person");
    expect(outcome?.tally.fail).toBe(fail);
    const { listed } = await c.row<{ listed: number }>(
      sql`select count(*) as listed from read_parquet(${first.request.findingsOut})
        where source = 'viettel' and rule = 'match.other_person'`,
      "listed",
    );
    expect(listed).toBe(fail);
  });

  it("does not call unconfirmed wrong", async () => {
    const review = await c.row<{ n: number }>(
      sql`select count(*) as n from read_parquet(${first.request.findingsOut}) f
        join read_parquet(${first.request.matches}) m using (source, record_id, role)
        where m.status = 'review' and f.dimension = 'dung' and f.rule like 'match.%'`,
      "review",
    );
    expect(review.n).toBe(0);
  });

  it("shows nothing as passed where nothing was checked", () => {
    const unchecked = second.result.outcomes.find((o) => o.source === "mobifone" && o.rule.id === "row.rejected");
    expect(unchecked?.level).toBe("unchecked");
    expect(second.result.indexes.mobifone?.value).not.toBe(100);
  });

  it("scores the same data alike on the first night and on later ones", async () => {
    const history = join(folder, "same-history.parquet");
    await appendHistory(c, { history: undefined, quality: first.request.qualityOut, out: history });
    const [findingsOut, qualityOut] = [join(folder, "same-findings.parquet"), join(folder, "same-quality.parquet")];
    const previousRows = { register: 6000, viettel: 3000, mobifone: 1200, bhxh: 2000 };
    const later = await assess(engine, { ...first.request, history, previousRows, findingsOut, qualityOut });
    const dimensions = ({ outcomes }: Assessment) =>
      first.request.sources.map(({ name }) => dimensionTallies(outcomes.filter(({ source }) => source === name)));
    const scored = dimensions(later).map((tallies) => Object.values(tallies).map(({ ok, fail }) => [ok, fail]));
    expect(scored).toEqual(
      dimensions(first.result).map((tallies) => Object.values(tallies).map(({ ok, fail }) => [ok, fail])),
    );
    expect(later.indexes).toEqual(first.result.indexes);
  });

  it("gives a source without rows no index, and counts the files that reading noticed something of", async () => {
    const [register, viettel] = first.request.sources;
    const empty = {
      ...viettel!,
      files: [{ name: "empty.csv", physical: 0, accepted: 0, quarantined: 0 }],
      notes: [
        { file: "empty.csv", code: "file.no_rows", column: null, count: null },
        { file: "empty.csv", code: "column.numeric", column: "id_number", count: 3 },
        { file: "empty.csv", code: "xlsx.numeric_cell", column: "phone", count: 3 },
      ],
    };
    const [findingsOut, qualityOut] = [join(folder, "empty-findings.parquet"), join(folder, "empty-quality.parquet")];
    const result = await assess(engine, { ...first.request, sources: [register!, empty], findingsOut, qualityOut });
    expect(result.indexes.viettel).toMatchObject({ value: null, band: null });
    const failed = (rule: string) =>
      result.outcomes.find((outcome) => outcome.source === "viettel" && outcome.rule.id === rule)?.tally;
    expect(failed("file.empty")).toEqual({ ok: 0, fail: 1, na: 0 });
    expect(failed("file.zeros_lost")).toEqual({ ok: 0, fail: 1, na: 0 });
    expect(failed("file.not_as_declared")).toEqual({ ok: 1, fail: 0, na: 0 });
  });

  it("watches the filling of a column that came, or was filled before, and of no other", async () => {
    const [register, viettel] = first.request.sources;
    const provides = ["full_name", "phone", "district"] as const;
    const source = { ...viettel!, provides, unseen: ["phone", "district"] as const };
    const [findingsOut, qualityOut] = [join(folder, "seen-findings.parquet"), join(folder, "seen-quality.parquet")];
    const request = { ...first.request, sources: [register!, source], findingsOut, qualityOut };
    const watched = ({ outcomes }: Assessment) =>
      outcomes
        .filter((outcome) => outcome.source === "viettel" && outcome.rule.id === "record.field_empty")
        .map(({ field, tally }) => [field, tally.ok, tally.fail]);
    expect(watched(await assess(engine, request))).toEqual([["full_name", 3000, 0]]);
    // The phones' column was lost since; nobody ever had a district.
    const history = join(folder, "seen-history.parquet");
    await appendHistory(c, { history: undefined, quality: first.request.qualityOut, out: history });
    expect(watched(await assess(engine, { ...request, history })).map(([field]) => field)).toEqual([
      "full_name",
      "phone",
    ]);
  });

  it("asks nobody of a row for a field that only others of it have", async () => {
    const [register, viettel] = first.request.sources;
    const records = join(folder, "roles.parquet");
    await c.run(
      sql`copy (select * replace (case line % 3 when 0 then 'child' else 'father' end as role,
        case when line % 6 = 0 then 'Trần Văn A' end as father_name_read) from read_parquet(${viettel!.records!})) to ${records} (format parquet)`,
      "roles",
    );
    const { children } = await c.row<{ children: number }>(
      sql`select count(*) as children from read_parquet(${records}) where role = 'child'`,
      "children",
    );
    const roles = { child: ["full_name", "father_name", "address"], father: ["full_name"] } as const;
    const provides = ["full_name", "father_name"] as const;
    const source = { ...viettel!, records, roles, provides, requires: ["full_name", "province", "id_number"] as const };
    const [findingsOut, qualityOut] = [join(folder, "roles-findings.parquet"), join(folder, "roles-quality.parquet")];
    const result = await assess(engine, { ...first.request, sources: [register!, source], findingsOut, qualityOut });
    const checked = (rule: string) =>
      result.outcomes
        .filter((outcome) => outcome.source === "viettel" && outcome.rule.id === rule)
        .map(({ field, tally }) => [field, tally.ok + tally.fail, tally.na]);
    expect(checked("record.field_empty")).toEqual([
      ["father_name", children, 3000 - children],
      ["full_name", 3000, 0],
    ]);
    // An address tells the province; a number that the profile has of nobody is required of all.
    expect(checked("record.required_missing")).toEqual([
      ["full_name", 3000, 0],
      ["id_number", 3000, 0],
      ["province", children, 3000 - children],
    ]);
  });

  it("counts a required commune as filled where the address names it, and nothing else", async () => {
    const [register, viettel] = first.request.sources;
    const source = { ...viettel!, requires: ["commune", "district", "province", "phone"] as const };
    const [findingsOut, qualityOut] = [join(folder, "place-findings.parquet"), join(folder, "place-quality.parquet")];
    const result = await assess(engine, { ...first.request, sources: [register!, source], findingsOut, qualityOut });
    const tallies = result.outcomes
      .filter((outcome) => outcome.source === "viettel" && outcome.rule.id === "record.required_missing")
      .map(({ field, tally }) => [field, tally.ok, tally.fail]);
    expect(tallies).toEqual([
      ["commune", 3000, 0],
      ["district", 0, 3000],
      ["phone", 3000, 0],
      ["province", 3000, 0],
    ]);
  });

  it("counts what an owner says and what a face comparison came to as the SIMs do: by the codes, whatever the carrier's words", async () => {
    const said = sql`'Không chính chủ' as owner_consent_read, case line % 3 when 0 then 'not_mine' else 'mine' end as owner_consent,
      'K2' as face_check_read, case line % 5 when 0 then 'not_matched' when 1 then 'not_done' else 'matched' end as face_check`;
    const { records, tally } = await viettelWith("said", said, "owner_consent", "face_check");
    const { denied, failed, undone } = await c.row<{ denied: number; failed: number; undone: number }>(
      sql`select count(*) filter (line % 3 = 0) as denied, count(*) filter (line % 5 = 0) as failed,
        count(*) filter (line % 5 = 1) as undone from read_parquet(${records})`,
      "count codes",
    );
    expect(denied).toBeGreaterThan(0);
    expect(tally("subscriber.owner_denies")).toEqual({ ok: 3000 - denied, fail: denied, na: 0 });
    expect(tally("subscriber.face_failed")).toEqual({ ok: 3000 - failed - undone, fail: failed, na: undone });
  });

  it("asks those for an end date whose contract is over by the codes, not by a part of a word", async () => {
    const ended = sql`case line % 10 when 0 then 'Chuyển chủ quyền' else 'Z9' end as status_read,
      case when line % 10 = 0 then true when line % 10 in (2, 4) then false end as service_active,
      case when line % 10 = 4 then '01/02/2025' end as end_date_read`;
    const { records, tally } = await viettelWith("ended", ended, "status", "end_date");
    const { over, dated } = await c.row<{ over: number; dated: number }>(
      sql`select count(*) filter (line % 10 in (2, 4)) as over, count(*) filter (line % 10 = 4) as dated from read_parquet(${records})`,
      "count ended",
    );
    expect(tally("subscriber.end_date_missing")).toEqual({ ok: dated, fail: over - dated, na: 3000 - over });
  });

  it("does not call the commune wrong where the old one was split and the register's is one of what it became", async () => {
    const split = sql`province_now || '009' as commune_now, 'split' as place_state, case when line % 3 = 0
      then [province_now || '009'] else [province_now || '009', province_now || '001'] end as place_alternatives`;
    const { records, tally } = await viettelWith("split", split);
    const { fail, checked } = await c.row<{ fail: number; checked: number }>(
      sql`select count(*) filter (line % 3 = 0) as fail, count(*) as checked from read_parquet(${records})
        join read_parquet(${first.request.matches}) using (source, record_id, role) where person_id is not null`,
      "failing",
    );
    expect(tally("match.commune_differs")).toMatchObject({ ok: checked - fail, fail });
    expect(tally("match.province_differs")).toMatchObject({ ok: checked, fail: 0 });
  });

  it("names every planted fault of the second night, at its place", () => {
    const named = second.result.changes
      .filter((change) => change.extra > 0)
      .map((change) => `${change.source} ${change.rule.id} ${change.field} ${change.province ?? "-"}`);
    expect(named).toContain("bhxh record.field_empty phone -");
    expect(named).toContain("viettel place.old_list address 79");
    expect(named).toContain("viettel match.birth_swapped birth_date -");
    const bad = second.result.outcomes.filter((o) => o.level === "fail").map((o) => `${o.source} ${o.rule.id}`);
    expect(bad).toContain("mobifone file.missing");
    expect(bad).toContain("mobifone row.count_fell");
    expect(second.result.incidents.find((i) => i.source === "mobifone" && i.rule === "file.missing")).toMatchObject({
      state: "new",
      first_run: "run-2",
    });
  });

  it("follows what stands badly to its first run, however long ago", async () => {
    const history = join(folder, "long-history.parquet");
    await c.run(
      sql`copy (select i::integer as seq, 'past-' || i as run, * exclude (run) replace (
          case when i = 4 and source = 'bhxh' then n_fail + n_ok else n_ok end as n_ok,
          case when i = 4 and source = 'bhxh' then 0 else n_fail end as n_fail)
        from read_parquet(${first.request.qualityOut}), range(1, 46) t(i)) to ${history} (format parquet)`,
      "a long past",
    );
    const [findingsOut, qualityOut] = [join(folder, "long-findings.parquet"), join(folder, "long-quality.parquet")];
    const result = await assess(engine, { ...first.request, run: "tonight", history, findingsOut, qualityOut });
    const incident = (source: string) =>
      result.incidents.find((one) => one.source === source && one.rule === "match.other_person");
    expect(incident("viettel")).toMatchObject({ state: "open", first_run: "past-1", runs: 46 });
    expect(incident("bhxh")).toMatchObject({ state: "open", first_run: "past-5", runs: 42 });
  });

  it("measures coverage by province and age", async () => {
    const rows = await c.rows<{ field: string; n: number }>(
      sql`select field, sum(n_ok + n_fail)::bigint as n from read_parquet(${first.request.qualityOut})
        where rule = 'coverage.person' group by all order by all`,
      "coverage",
    );
    const { living } = await c.row<{ living: number }>(
      sql`select count(*) as living from read_parquet(${first.request.register}) where life = 'alive'`,
      "living",
    );
    expect(rows.every((row) => row.field.startsWith("age_"))).toBe(true);
    expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(living);
  });

  it("says the same of a large source that is judged in slices", async () => {
    const [findingsOut, qualityOut] = ["findings", "quality"].map((name) => join(folder, `sliced-${name}.parquet`));
    const request = { ...second.request, sliceRecords: 450, findingsOut: findingsOut!, qualityOut: qualityOut! };
    const result = await assess(engine, request);
    expect(result).toEqual(second.result);
    expect(await readFile(findingsOut!)).toEqual(await readFile(second.request.findingsOut));
    expect(await readFile(qualityOut!)).toEqual(await readFile(second.request.qualityOut));
  });

  it("writes the same bytes again", async () => {
    const again = { ...first.request, findingsOut: join(folder, "f.parquet"), qualityOut: join(folder, "q.parquet") };
    await assess(engine, again);
    const { readFile } = await import("node:fs/promises");
    for (const [a, b] of [
      [first.request.findingsOut, again.findingsOut],
      [first.request.qualityOut, again.qualityOut],
    ] as const)
      expect((await readFile(a)).equals(await readFile(b))).toBe(true);
  });
});
