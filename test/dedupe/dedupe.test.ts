import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { findDuplicates } from "../../matchers/dedupe/dedupe.ts";
import { DUPLICATE_REASONS } from "../../matchers/dedupe/reasons.ts";
import type { DedupeSummary } from "../../matchers/dedupe/request.ts";
import { memoryFiles } from "../../matchers/linkage/incremental.ts";
import { matchRecords } from "../../matchers/linkage/match.ts";
import { stripMarks } from "../../matchers/names/letters.ts";
import { createPeople, writeRegister } from "../../scripts/bench/standard-people.ts";
import { Workbench } from "../support/parquet-fixture.ts";
import { matchRow, standardRow, type Told } from "./people.ts";

const VILLAGE = { birth: 19500000, commune: 555 };
const FAMILIES = ["Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Võ", "Phan", "Bùi", "Đặng"];
const GIVENS = ["Hùng", "Dũng", "Tuấn", "Cường", "Minh", "Nam"];

const HOME = { commune: 1207, house: 61 };

/** People whom the register lacks, and what sources say of them. The beginning of an id names the scene. */
const RECORDS: readonly Told[] = [
  // One person in three sources, once without marks, once with the birth year alone.
  { source: "tax", id: "recurs-1", name: "Đặng Thị Thu Hoài", birth: 19870314, ...HOME },
  { source: "labour", id: "recurs-2", name: "DANG THI THU HOAI", birth: 19870314, commune: 1207 },
  { source: "vneid", id: "recurs-3", name: "Đặng Thị Thu Hoài", birth: 19870000, commune: 1207 },
  // One person each in two sources, once without marks. Nothing else is known of them.
  ...["Tăng Bảo Lộc", "Mạc Thúy Liễu", "Cù Đức Quỳnh", "Khúc Tiến Đạt", "Thân Ái Mỹ", "Ngụy Thế Vỹ"].flatMap(
    (name, i) => [
      { source: "tax", id: `marks-${i}-tax`, name, birth: 19810316 + i },
      { source: "vneid", id: `marks-${i}-vneid`, name: stripMarks(name).toUpperCase(), birth: 19810316 + i },
    ],
  ),
  // The same, once with a digit of the number left out and no birth date.
  ...["Đoàn Như Ý", "Tạ Kim Oanh", "Lục Văn Thông", "Mai Đức Lương", "Tô Ngọc Bích", "Kiều Anh Tú"].flatMap(
    (name, i) => [
      { source: "tax", id: `digit-${i}-tax`, name, number: `07908612345${i}`, commune: 3305 },
      { source: "vneid", id: `digit-${i}-vneid`, name, read: `0790861345${i}`, commune: 3305 },
    ],
  ),
  // Twins whose names differ in marks, and one of them once more without any.
  { source: "tax", id: "twin-1", name: "Lê Văn Anh", birth: 20010203, commune: 905, house: 7 },
  { source: "labour", id: "twin-2", name: "Lê Văn Ánh", birth: 20010203, commune: 905, house: 7 },
  { source: "vneid", id: "twin-3", name: "LE VAN ANH", birth: 20010203, commune: 905, house: 7 },
  // Father and son of one name, one home, one phone.
  { source: "tax", id: "father", name: "Trần Quốc Bảo", birth: 19600501, phone: 84901234567, commune: 311, house: 9 },
  {
    source: "labour",
    id: "father-son",
    name: "Trần Quốc Bảo",
    birth: 19880909,
    phone: 84901234567,
    commune: 311,
    house: 9,
  },
  // One number: of one person despite another birth year, of another person, and on the father's row too.
  { source: "tax", id: "number-1", name: "Võ Minh Tâm", birth: 19750607, number: "079075123456" },
  { source: "labour", id: "number-2", name: "Võ Minh Tâm", birth: 19750000 + 30000, number: "079075123456" },
  { source: "vneid", id: "number-3", name: "Phan Thị Cúc", birth: 19920101, number: "079075123456" },
  // A birth year alone would hold two birth dates together.
  { source: "tax", id: "chain-1", name: "Quách Đình Luân", birth: 19700105, commune: 2204 },
  { source: "labour", id: "chain-2", name: "Quách Đình Luân", birth: 19700000, commune: 2204 },
  { source: "vneid", id: "chain-3", name: "Quách Đình Luân", birth: 19701120, commune: 2204 },
  // Names the register does not know say little where several bear them.
  { source: "tax", id: "foreign-1", name: "Kim Min Su", birth: 19800110, sex: "M" },
  { source: "labour", id: "foreign-2", name: "Kim Min Su", birth: 19910412, sex: "M" },
  { source: "vneid", id: "foreign-3", name: "Kim Min Su", birth: 19691212, sex: "M" },
  // Where all are of one village and year, these say nothing of two who bear a common name.
  { source: "labour", id: "village-1", name: "Nguyễn Văn Hùng", ...VILLAGE },
  { source: "tax", id: "village-2", name: "Nguyễn Văn Hùng", ...VILLAGE },
  ...FAMILIES.flatMap((family) =>
    GIVENS.map((given) => ({
      source: "tax",
      id: `village-${family}-${given}`,
      name: `${family} Văn ${given}`,
      ...VILLAGE,
    })),
  ),
  // Twice in a source, which is right in one of the two; never in two.
  { source: "tax", id: "twice-1", name: "Tống Khánh Diệu", birth: 19950815, commune: 1702, status: "review" },
  { source: "tax", id: "twice-2", name: "Tống Khánh Diệu", birth: 19950815, commune: 1702, status: "review" },
  { source: "sims", id: "twice-3", name: "Thái Quỳnh Trâm", birth: 19930625, commune: 1702 },
  { source: "sims", id: "twice-4", name: "Thái Quỳnh Trâm", birth: 19930625, commune: 1702 },
  // Two persons of one row are two, whatever is written there.
  { source: "births", id: "row", role: "father", name: "Nông Văn Chiến", birth: 19860704, commune: 1100 },
  { source: "births", id: "row", role: "mother", name: "Nông Văn Chiến", birth: 19860704, commune: 1100 },
  // Found in the register: the answer says it.
  { source: "tax", id: "known-1", name: "Lâm Thị Hoa", person: "001180000001" },
  { source: "tax", id: "known-2", name: "Lam Thi Hoa", person: "001180000001" },
  { source: "labour", id: "known-3", name: "Lâm Thị Hoa", person: "001180000001" },
  { source: "sims", id: "known-4", name: "Lâm Thị Hoa", person: "001180000001" },
  { source: "sims", id: "known-5", name: "Lâm Thị Hoa", person: "001180000001" },
  { source: "births", id: "known-6", role: "father", name: "Lâm Văn Hòa", person: "001180000009" },
  { source: "births", id: "known-7", role: "father", name: "Lâm Văn Hòa", person: "001180000009" },
  { source: "births", id: "known-8", role: "child", name: "Lâm Văn Hòa", person: "001180000009" },
  // Nothing to go on, or nobody's name.
  { source: "tax", id: "bare-1", name: "Đỗ Thị Lệ" },
  { source: "labour", id: "bare-2", name: "Đỗ Thị Lệ" },
];

const KNOWN = { source: "tax", name: "Lâm Thị Hoa" };

interface Member {
  readonly group_id: string;
  readonly kind: string;
  readonly record_id: string;
  readonly role: string;
  readonly person_id: string | null;
  readonly members: number;
  readonly rank: number;
  readonly probability: number | null;
  readonly reasons: readonly string[];
}

let bench: Workbench;
let members: Member[];
let summary: DedupeSummary;

/** Records as `sources` files in the given order, then duplicates among them. */
async function dedupe(
  engine: Engine,
  name: string,
  records: readonly Told[],
  memoryMib: number,
): Promise<DedupeSummary> {
  const names = [...new Set(RECORDS.map(({ source }) => source))];
  const sources = [];
  for (const source of names) {
    const rows = records.filter((told) => told.source === source).map(standardRow);
    const repeats = source === "sims" ? ["subject"] : source === "births" ? ["father", "mother"] : [];
    sources.push({ source, path: await bench.standard(`${name}-${source}.parquet`, rows), repeats });
  }
  return findDuplicates(engine, {
    sources,
    matches: await bench.matches(`${name}-matches.parquet`, records.map(matchRow)),
    snapshot: bench.path("snapshot.json"),
    words: memoryFiles(bench.path("memory")),
    work: bench.path(`${name}-work`),
    memoryMib,
    out: bench.path(`${name}.parquet`),
  });
}

beforeAll(async () => {
  bench = await Workbench.open();
  await createPeople(bench.c, 2000);
  await writeRegister(bench.c, bench.path("register.parquet"));
  const all = await bench.standard("all.parquet", RECORDS.map(standardRow));
  await matchRecords(bench.engine, {
    register: bench.path("register.parquet"),
    sources: [{ source: "tax", path: all }],
    snapshot: { out: bench.path("snapshot.json") },
    work: bench.path("match-work"),
    memoryMib: 256,
    out: {
      matches: bench.path("m.parquet"),
      evidence: bench.path("e.parquet"),
      audit: bench.path("a.parquet"),
      memory: bench.path("memory"),
    },
  });
  summary = await dedupe(bench.engine, "base", RECORDS, 256);
  members = await bench.c.rows<Member>(
    sql`select * replace (probability::double as probability) from read_parquet(${bench.path("base.parquet")})`,
    "read groups",
  );
}, 60_000);
afterAll(() => bench.close());

/** The groups of a kind that a scene's records stand in, as sorted record ids. */
function groupsOf(kind: string, scene: string): string[][] {
  const own = members.filter((member) => member.kind === kind && member.record_id.startsWith(scene));
  return [...new Set(own.map(({ group_id }) => group_id))].map((id) =>
    members
      .filter(({ group_id }) => group_id === id)
      .map(({ record_id }) => record_id)
      .sort(),
  );
}

describe("persons whom the register lacks", () => {
  it("are put together over sources, without marks and with a year alone", () => {
    expect(groupsOf("unregistered", "recurs")).toEqual([["recurs-1", "recurs-2", "recurs-3"]]);
  });

  it("are put together whichever of the two sources lost the marks and whatever their keys are", () => {
    expect(groupsOf("unregistered", "marks")).toHaveLength(6);
  });

  it("are put together whichever of the two sources left out a digit of the number", () => {
    expect(groupsOf("unregistered", "digit")).toHaveLength(6);
  });

  it("are not twins, even where a name without marks fits both", () => {
    expect(groupsOf("unregistered", "twin")).toEqual([[expect.stringMatching(/twin-[12]/), "twin-3"]]);
  });

  it("are not father and son of one name, home and phone", () => {
    expect(groupsOf("unregistered", "father")).toEqual([]);
  });

  it("are one where number and name agree, and two where only the number does", () => {
    expect(groupsOf("unregistered", "number")).toEqual([["number-1", "number-2"]]);
  });

  it("are not chained over a record that says less", () => {
    const [group, ...others] = groupsOf("unregistered", "chain");
    expect(others).toEqual([]);
    expect(group).toHaveLength(2);
    expect(group).toContain("chain-2");
  });

  it("are not all who bear a name that the register does not know", () => {
    expect(groupsOf("unregistered", "foreign")).toEqual([]);
  });

  it("are not all who bear a common name where place and year say nothing", () => {
    expect(groupsOf("unregistered", "village")).toEqual([]);
  });

  it("recur only when they stand in two sources", () => {
    expect(groupsOf("unregistered", "twice")).toEqual([]);
  });

  it("are not taken for one person with those who stand beside them in a row", () => {
    expect(groupsOf("unregistered", "row")).toEqual([]);
  });

  it("are not found by a name alone", () => {
    expect(groupsOf("unregistered", "bare")).toEqual([]);
  });
});

describe("records repeated within a source", () => {
  it("are told by their answer, but not where several rows a person are right", () => {
    expect(groupsOf("within_source", "known")).toEqual([["known-1", "known-2"]]);
    const known = members.filter(({ record_id }) => record_id.startsWith("known"));
    expect(known.map(({ person_id }) => person_id)).toEqual(["001180000001", "001180000001"]);
    expect(known.map(({ reasons }) => reasons)).toEqual([["person.same"], ["person.same"]]);
  });

  it("are compared where they have no answer", () => {
    expect(groupsOf("within_source", "twice")).toEqual([["twice-1", "twice-2"]]);
  });
});

it("gives every group its size, a first record, and evidence for the others", () => {
  for (const { group_id, members: size, rank, person_id, probability, reasons } of members) {
    expect(members.filter((member) => member.group_id === group_id)).toHaveLength(size);
    if (person_id === null && rank > 1) {
      expect(probability).toBeGreaterThan(0.98);
      expect(probability).toBeLessThan(1);
      expect(reasons.length).toBeGreaterThan(1);
    }
    for (const reason of reasons) expect(DUPLICATE_REASONS).toHaveProperty([reason]);
  }
});

it("counts groups and records by kind and source", () => {
  for (const kind of ["within_source", "unregistered"] as const) {
    const own = members.filter((member) => member.kind === kind);
    expect(summary.counts.find((count) => count.kind === kind && count.source === null)).toEqual({
      kind,
      source: null,
      groups: new Set(own.map(({ group_id }) => group_id)).size,
      records: own.length,
      full: 0,
    });
  }
});

it("gives the same bytes whatever the order of rows, threads and memory", async () => {
  const engine = await Engine.open({
    memoryMib: 256,
    threads: 1,
    tempDirectory: bench.path("tmp1"),
    allowedDirectories: [bench.folder],
  });
  await dedupe(engine, "turned", RECORDS.toReversed(), 0.01);
  engine.close();
  expect(readFileSync(bench.path("turned.parquet")).equals(readFileSync(bench.path("base.parquet")))).toBe(true);
});

it("tells groups apart that begin with one key, as of a row that stands in a source twice", async () => {
  const told = (id: string, person: string) => ({ ...KNOWN, id, person });
  const rows = ["001180000001", "001180000002", "001180000003", "001180000004"].flatMap((person, i) => [
    told("a-repeated", person),
    told(`of-${i}`, person),
  ]);
  const { counts } = await dedupe(bench.engine, "repeated", rows, 256);
  expect(counts.find(({ source }) => source === null)).toMatchObject({ groups: 4, records: 8 });
  const persons = await bench.c.rows<{ n: number }>(
    sql`select count(distinct person_id) as n from read_parquet(${bench.path("repeated.parquet")}) group by group_id`,
    "persons a group",
  );
  expect(persons).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }, { n: 1 }]);
  await dedupe(bench.engine, "again", rows.toReversed(), 256);
  expect(readFileSync(bench.path("again.parquet")).equals(readFileSync(bench.path("repeated.parquet")))).toBe(true);
});

it("cuts what is too large for one group", async () => {
  const often = Array.from({ length: 60 }, (_, i) => ({
    ...RECORDS[0]!,
    id: `often-${i}`,
    source: i < 30 ? "tax" : "labour",
  }));
  const { counts } = await dedupe(bench.engine, "often", often, 256);
  expect(counts.find(({ kind, source }) => kind === "unregistered" && source === null)).toMatchObject({ full: 1 });
  const sizes = await bench.c.rows<{ n: number }>(
    sql`select count(*) as n from read_parquet(${bench.path("often.parquet")}) where kind = 'unregistered' group by group_id order by n`,
    "group sizes",
  );
  expect(sizes.map(({ n }) => n)).toEqual([10, 50]);
});

it("gives nothing for nobody", async () => {
  expect(await dedupe(bench.engine, "none", [], 256)).toEqual({
    counts: [],
    compared: 0,
    pairs: 0,
    tightened: 0,
    skipped: 0,
  });
});
