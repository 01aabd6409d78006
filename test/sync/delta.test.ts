import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { writeBatch } from "../../pipelines/sync/batch-files.ts";
import { cutDelta, type DeltaFacts } from "../../pipelines/sync/delta.ts";
import { OutboxError, readOutbox } from "../../pipelines/sync/outbox.ts";
import { Workbench } from "../support/parquet-fixture.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open({ keepsOrder: true });
});
afterAll(() => bench.close());

type Wanted = Readonly<Record<string, string>>;

function desired(wanted: Wanted): Sql {
  const rows = Object.entries(wanted).map(
    ([key, value]) =>
      sql`select ${key}::varchar as key, json_object('name', ${value}::varchar)::varchar as content, null::varchar as "before", 'corrected' as reason`,
  );
  const none = sql`select null::varchar as key, null::varchar as content, null::varchar as "before", null::varchar as reason where false`;
  return sql.join(rows.length > 0 ? rows : [none], " union all ");
}

/** A source and its outbox, night after night; `answer` says which rows it rejects, or nothing when it is silent. */
class Target {
  night = 0;
  applied = new Map<string, string | null>();
  readonly name: string;
  readonly outbox: string;
  state: string | undefined;
  mayClose: ((key: Sql) => Sql) | undefined;
  breaker = { insert: 10, update: 10, close: 0.1, min_rows: 100 };

  constructor(name: string) {
    this.name = name;
    this.outbox = bench.path("outbox");
  }

  async run(wanted: Wanted): Promise<DeltaFacts> {
    this.night++;
    const batchId = `b${String(this.night).padStart(3, "0")}`;
    const acknowledgedOut = bench.path(`${this.name}.${this.night}.parquet`);
    const facts = await cutDelta(bench.c, {
      target: this.name,
      desired: desired(wanted),
      mayClose: this.mayClose,
      acknowledged: this.state,
      batches: await readOutbox(this.outbox, this.name),
      batchId,
      breaker: this.breaker,
      outFolder: join(this.outbox, this.name, batchId),
      acknowledgedOut,
    });
    // Answered batches are folded into the state; the publish stage moves them out of the outbox.
    this.state = acknowledgedOut;
    for (const batch of await readOutbox(this.outbox, this.name))
      if (batch.rejected) await rm(batch.folder, { recursive: true });
    return facts;
  }

  /** Applies every waiting batch but the rejected rows, twice, and answers. */
  async answer(reject: (seq: number) => boolean = () => false): Promise<void> {
    for (const batch of await readOutbox(this.outbox, this.name)) {
      if (batch.rejected) continue;
      const rows = await bench.c.rows<{ seq: number; op: string; key: string; after: string | null }>(
        sql`select seq, op, key, "after" from read_parquet(${join(batch.folder, "delta.parquet")}) order by seq`,
        "read batch",
      );
      for (const _twice of [1, 2])
        for (const row of rows)
          if (!reject(row.seq)) {
            if (row.op === "close") this.applied.delete(row.key);
            else this.applied.set(row.key, row.after ? (JSON.parse(row.after) as { name: string }).name : null);
          }
      const rejected = rows.filter((row) => reject(row.seq)).map((row) => ({ seq: row.seq, reason: "busy" }));
      await writeFile(
        join(batch.folder, "ack.json"),
        JSON.stringify({ batch_id: batch.batchId, sha256: batch.sha256, rejected }),
      );
    }
  }
}

describe("cutDelta", () => {
  it("inserts, updates, closes and reopens; an unchanged night cuts nothing", async () => {
    const target = new Target("ops");
    expect(await target.run({ a: "1", b: "1" })).toMatchObject({ insert: 2, batch_id: "b001" });
    // Not answered yet: what is in flight is not cut again.
    expect(await target.run({ a: "1", b: "1" })).toMatchObject({ insert: 0, batch_id: null, in_flight: 1 });
    await target.answer();
    expect(await target.run({ a: "2" })).toMatchObject({ insert: 0, update: 1, close: 1 });
    await target.answer();
    expect(await target.run({ a: "2", b: "1" })).toMatchObject({ reopen: 1, update: 0 });
    await target.answer();
    expect(await target.run({ a: "2", b: "1" })).toMatchObject({ batch_id: null, open: 2 });
  });

  it("names the fields that are other than what was sent or is held, and no more", async () => {
    const entries = (...rows: [key: string, content: object, before: object | null][]): Sql =>
      sql.join(
        rows.map(
          ([key, content, before]) =>
            sql`select ${key}::varchar as key, ${JSON.stringify(content)}::varchar as content,
              ${before && JSON.stringify(before)}::varchar as "before", 'held' as reason`,
        ),
        " union all ",
      );
    let state: string | undefined;
    const night = async (n: number, ...rows: Parameters<typeof entries>) => {
      const outFolder = join(bench.path("fields"), "register", `b${n}`);
      const acknowledgedOut = bench.path(`fields.${n}.parquet`);
      const batches = await readOutbox(bench.path("fields"), "register");
      const breaker = { insert: 1, update: 1, close: 1, min_rows: 100 };
      const request = { target: "register", mayClose: undefined, acknowledged: state, batches, breaker };
      await cutDelta(bench.c, { ...request, batchId: `b${n}`, desired: entries(...rows), outFolder, acknowledgedOut });
      state = acknowledgedOut;
      return bench.c.rows<{ op: string; key: string; changed_fields: string[] }>(
        sql`select op, key, changed_fields from read_parquet(${join(outFolder, "delta.parquet")}) order by key`,
        "read batch",
      );
    };
    const same = { phone: "+84912345678", records: 1 };
    expect(
      await night(1, ["a", same, null], ["b", same, null], ["c", { name: "B", sex: "F" }, { name: null, sex: "M" }]),
    ).toEqual([
      { op: "insert", key: "a", changed_fields: ["phone", "records"] },
      { op: "insert", key: "b", changed_fields: ["phone", "records"] },
      { op: "insert", key: "c", changed_fields: ["name", "sex"] },
    ]);
    // One record more; a phone less and a death more; gone.
    expect(
      await night(2, ["a", { ...same, records: 2 }, null], ["b", { records: 1, reported_dead: true }, null]),
    ).toEqual([
      { op: "update", key: "a", changed_fields: ["records"] },
      { op: "update", key: "b", changed_fields: ["phone", "reported_dead"] },
      { op: "close", key: "c", changed_fields: [] },
    ]);
    expect(
      await night(
        3,
        ["a", { ...same, records: 2 }, null],
        ["b", { records: 1, reported_dead: true }, null],
        ["c", { name: "B" }, { name: null }],
      ),
    ).toEqual([{ op: "reopen", key: "c", changed_fields: ["name"] }]);
  });

  it("closes nothing of which nothing was heard, and all else as ever", async () => {
    const target = new Target("unheard");
    await target.run({ "1|a": "1", "2|a": "1", "1|b": "1", "2|b": "1" });
    await target.answer();
    target.mayClose = (key) => sql`split_part(${key}, '|', 2) = 'a'`;
    expect(await target.run({ "1|a": "1", "1|b": "2" })).toMatchObject({ close: 1, update: 1, withheld: 1 });
    await target.answer();
    expect(await target.run({ "1|a": "1", "1|b": "2" })).toMatchObject({ batch_id: null, withheld: 1, open: 3 });
    target.mayClose = undefined;
    expect(await target.run({ "1|a": "1", "1|b": "2" })).toMatchObject({ close: 1, withheld: 0 });
  });

  it("cuts rejected rows again", async () => {
    const target = new Target("reject");
    await target.run({ a: "1", b: "1", c: "1" });
    await target.answer((seq) => seq === 2);
    expect(await target.run({ a: "1", b: "1", c: "1" })).toMatchObject({ insert: 1, rejected: 1 });
    await target.answer();
    expect(Object.fromEntries(target.applied)).toEqual({ a: "1", b: "1", c: "1" });
  });

  it("brings any target to the desired state, whatever was rejected or unanswered", async () => {
    const states = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("1", "2", "3"), {
      noNullPrototype: true,
    });
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(states, fc.constantFrom("none", "some", "all")), { maxLength: 4 }),
        states,
        async (nights, last) => {
          const target = new Target(`p${n++}`);
          for (const [wanted, answer] of nights) {
            await target.run(wanted);
            if (answer !== "none") await target.answer(answer === "some" ? (seq) => seq % 2 === 0 : undefined);
          }
          await target.run(last);
          await target.answer();
          await target.run(last);
          await target.answer();
          expect(Object.fromEntries(target.applied)).toEqual(last);
          expect(await target.run(last)).toMatchObject({ batch_id: null });
        },
      ),
      { numRuns: 12, seed: 7 },
    );
  });

  it("holds a batch back that would close too much", async () => {
    const target = new Target("breaker");
    await bench.c.run(sql`create or replace table many as select 'k' || i as key from range(1500) t(i)`, "make keys");
    const wide = sql`select key, '{"name":"1"}' as content, null::varchar as "before", 'corrected' as reason from many`;
    const request = {
      target: "breaker",
      mayClose: undefined,
      acknowledged: undefined,
      batches: [],
      batchId: "b001",
      breaker: { insert: 10, update: 10, close: 0.1, min_rows: 100 },
      outFolder: join(target.outbox, "breaker", "b001"),
      acknowledgedOut: bench.path("breaker.parquet"),
    };
    expect(await cutDelta(bench.c, { ...request, desired: wide })).toMatchObject({ insert: 1500, tripped: false });
    target.night = 1;
    await target.answer();
    expect(await target.run({})).toMatchObject({ close: 1500, tripped: true });
  });

  it("holds a batch back that would reopen too much, as one that would insert it", async () => {
    const target = new Target("reopening");
    target.breaker = { insert: 0.5, update: 1, close: 1, min_rows: 0 };
    const all = { a: "1", b: "1", c: "1", d: "1" };
    expect(await target.run(all)).toMatchObject({ insert: 4, tripped: false });
    await target.answer();
    expect(await target.run({ a: "1", b: "1" })).toMatchObject({ close: 2, tripped: false });
    await target.answer();
    expect(await target.run({ a: "1", b: "1", c: "1" })).toMatchObject({ reopen: 1, tripped: false });
    await target.answer();
    target.breaker = { ...target.breaker, insert: 0.3 };
    expect(await target.run(all)).toMatchObject({ reopen: 1, tripped: true });
  });

  it("lets a target's very first batch pass, and none to a target of which all is closed", async () => {
    const target = new Target("emptied");
    target.breaker = { insert: 0.5, update: 1, close: 1, min_rows: 0 };
    const all = { a: "1", b: "1" };
    expect(await target.run(all)).toMatchObject({ insert: 2, first: true, tripped: false });
    await target.answer();
    expect(await target.run({})).toMatchObject({ close: 2, first: false, tripped: false });
    await target.answer();
    expect(await target.run({ ...all, c: "1" })).toMatchObject({
      open: 0,
      reopen: 2,
      insert: 1,
      first: false,
      tripped: true,
    });
  });

  it("writes the rows in the order of their keys, and the same bytes whatever the parts", async () => {
    const rows = 5000;
    await bench.c.run(
      sql`create or replace table numbered as select i + 1 as seq, 'insert' as op, 'k' || (10000 + i) as key, null::varchar as "before",
        json_object('name', 'Đỗ ' || i)::varchar as "after", null::varchar as sent, 'held' as reason, 1 as version
        from range(${rows}) t(i)`,
      "make rows",
    );
    const counts = { insert: rows, update: 0, close: 0, reopen: 0 };
    const written = async (folder: string, partRows?: number) => {
      const request = { target: "parts", batchId: "b001", outFolder: bench.path(folder) };
      await writeBatch(bench.c, "numbered", counts, request, partRows);
      const read = (name: string) => readFile(join(request.outFolder, name), "utf8");
      return { lines: await read("delta.jsonl"), manifest: await read("manifest.json") };
    };
    const whole = await written("whole");
    expect(
      whole.lines
        .trimEnd()
        .split("\n")
        .map((line) => (JSON.parse(line) as { seq: number; key: string }).key),
    ).toEqual(Array.from({ length: rows }, (_, i) => `k${10000 + i}`));
    expect(await written("parts", 700)).toEqual(whole);
    expect(await written("single", rows)).toEqual(whole);
  });

  it("takes an answer to another batch, or half of one, for none", async () => {
    const target = new Target("wrong");
    await target.run({ a: "1" });
    const folder = join(target.outbox, "wrong", "b001");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "ack.json"), JSON.stringify({ batch_id: "b001", sha256: "0", rejected: [] }));
    expect(await readOutbox(target.outbox, "wrong")).toMatchObject([
      { rejected: undefined, refused: expect.stringContaining("outbox/wrong/b001/ack.json answers another batch") },
    ]);
    await writeFile(join(folder, "ack.json"), '{"batch_id":');
    expect(await readOutbox(target.outbox, "wrong")).toMatchObject([
      { rejected: undefined, refused: expect.stringContaining("is not as expected") },
    ]);
    await rm(join(folder, "manifest.json"));
    await expect(readOutbox(target.outbox, "wrong")).rejects.toThrow(OutboxError);
    // A folder that cannot be read is not one without batches: all of them would be cut again.
    await writeFile(join(target.outbox, "no-folder"), "");
    await expect(readOutbox(target.outbox, "no-folder")).rejects.toThrow("ENOTDIR");
    expect(await readOutbox(target.outbox, "never-sent")).toEqual([]);
  });

  it("takes an answer as Windows tools write it: a byte order mark first, the hash in capitals", async () => {
    const target = new Target("windows");
    await target.run({ a: "1" });
    const [batch] = await readOutbox(target.outbox, "windows");
    const ack = {
      batch_id: batch!.batchId,
      sha256: batch!.sha256.toUpperCase(),
      rejected: [{ seq: 1, reason: "busy" }],
    };
    await writeFile(join(batch!.folder, "ack.json"), `\uFEFF${JSON.stringify(ack)}`);
    expect(await readOutbox(target.outbox, "windows")).toMatchObject([{ rejected: [1], refused: undefined }]);
  });

  it("takes an answer that rejects rows which the batch does not have for none", async () => {
    const target = new Target("beyond");
    await target.run({ a: "1" });
    const [batch] = await readOutbox(target.outbox, "beyond");
    const ack = { batch_id: batch!.batchId, sha256: batch!.sha256, rejected: [{ seq: 2, reason: "busy" }] };
    await writeFile(join(batch!.folder, "ack.json"), JSON.stringify(ack));
    expect(await readOutbox(target.outbox, "beyond")).toMatchObject([
      { rejected: undefined, refused: expect.stringContaining("rejects row 2 of a batch of 1") },
    ]);
  });
});
