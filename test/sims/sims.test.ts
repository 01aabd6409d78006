import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { SIM_ACTIONS, SIM_FINDINGS } from "../../pipelines/sims/sim-finding.ts";
import { assessSims, type SimsRequest } from "../../pipelines/sims/sims.ts";
import { type FixtureRow, Workbench } from "../support/parquet-fixture.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const OWNER = "001099000001";

/** A source of Viettel's subscribers. */
async function source(name: string, file: string, rows: readonly FixtureRow[]) {
  return { source: name, carrier: "Viettel", path: await bench.standard(file, rows), dateFormats: ["dd/MM/yyyy"] };
}

async function night(
  name: string,
  subscribers: readonly (FixtureRow & { status: string | null; person_id?: string; reasons?: readonly string[] })[],
  more: Partial<SimsRequest> = {},
) {
  const standard = subscribers.map(({ status: _status, person_id: _person, reasons: _reasons, ...row }) => ({
    source: "viettel",
    name_kind: "person",
    name_key: "NGUYENVANA",
    ...row,
  }));
  const matches = subscribers
    .filter((row) => row.status !== null)
    .map((row) => ({
      source: "viettel",
      record_id: row.record_id ?? null,
      status: row.status,
      person_id: row.person_id ?? null,
      reasons: row.reasons ?? [],
    }));
  const request: SimsRequest = {
    carriers: [await source("viettel", `${name}.std.parquet`, standard)],
    unheard: [],
    register: await bench.standard(`${name}.reg.parquet`, [
      { source: "register", record_id: OWNER, person_number: OWNER, life: "alive" },
      { source: "register", record_id: "001099000002", person_number: "001099000002", life: "dead" },
    ]),
    matches: await bench.matches(`${name}.m.parquet`, matches),
    clocksIn: undefined,
    asOf: "2026-11-22",
    days: { notice_days: 5, one_way_days: 15, two_way_days: 15, end_days: 30 },
    simsOut: bench.path(`${name}.sims.parquet`),
    clocksOut: bench.path(`${name}.clocks.parquet`),
    ...more,
  };
  const facts = await assessSims(bench.c, request);
  const sims = await bench.c.rows<Record<string, unknown>>(
    sql`select msisdn, number, finding, action, first_seen::varchar as first_seen, notices_until::varchar as noticed,
        one_way_block_due::varchar as one_way, contract_end_due::varchar as ends, owner_sims, owner_sims_carrier, owner_group
      from read_parquet(${request.simsOut}) order by msisdn, source, record_id`,
    "read sims",
  );
  return { facts, sims, request };
}

/** A subscriber with a two-digit id. */
const sim = (
  id: number,
  status: string | null,
  row: FixtureRow & { person_id?: string; reasons?: readonly string[] } = {},
) => ({
  record_id: `09611111${id}`,
  msisdn_read: `09611111${id}`,
  phone_read: `09611111${id}`,
  phone: `+849611111${id}`,
  status,
  ...row,
});

const findings = (sims: readonly Record<string, unknown>[]) => sims.map((row) => row.finding);

describe("assessSims", () => {
  it("gives every SIM one finding and a known action", async () => {
    const { facts, sims } = await night("kinds", [
      sim(10, "verified", { person_id: OWNER }),
      sim(11, "corrected", { person_id: OWNER }),
      sim(12, "linked", { person_id: OWNER }),
      sim(13, "review"),
      sim(14, "conflict"),
      sim(15, "not_found"),
      sim(16, "unmatchable", { name_kind: "organisation" }),
      sim(17, "unmatchable", { name_kind: "empty", name_key: null }),
      sim(18, "verified", { person_id: "001099000002" }),
      sim(19, "verified", { person_id: OWNER, owner_consent: "not_mine" }),
    ]);
    expect(sims.map((row) => row.finding)).toEqual([
      "ok",
      "data_differs",
      "no_number",
      "unconfirmed",
      "number_of_other",
      "not_in_register",
      "organisation",
      "no_data",
      "owner_dead",
      "owner_denies",
    ]);
    expect(facts).toMatchObject({ sims: 10, ok: 1, owner_dead: 1 });
    for (const row of sims) {
      const known = SIM_FINDINGS.find((finding) => finding.code === row.finding);
      expect(row.action).toBe(known?.action);
      expect(row.first_seen === null).toBe(!SIM_ACTIONS[known?.action ?? "none"].clock);
    }
    const denied = sims.at(-1);
    expect(denied).toMatchObject({
      ...{ first_seen: "2026-11-22", noticed: "2026-11-26", one_way: "2026-12-07", ends: "2027-01-21" },
    });
    expect(sims[0]).toMatchObject({ owner_sims: 4, owner_sims_carrier: 4, owner_group: "4-9" });
  });

  it("takes a 9-digit card that lost its zero in front for one, but no passport", async () => {
    const found = { person_id: OWNER, reasons: ["number.old_found"], contract_type: "postpaid" };
    const { sims } = await night("old-cards", [
      sim(10, "verified", { ...found, old_number: "012345678", id_number_read: "012345678" }),
      sim(11, "verified", { ...found, id_number_read: "12345678" }),
      sim(12, "verified", { ...found, id_number_read: "B1234567", passport: "B1234567" }),
      sim(13, "verified", { person_id: OWNER, person_number: OWNER, contract_type: "postpaid" }),
      sim(14, "verified", { ...found, person_number: OWNER }),
    ]);
    expect(findings(sims)).toEqual(["old_document", "old_document", "ok", "ok", "ok"]);
  });

  it("asks for a contract from the fourth prepaid SIM on, in the order of activation", async () => {
    const held = { person_id: OWNER, contract_type: "prepaid" };
    const { sims } = await night("many", [
      sim(21, "verified", { ...held, start_date_read: "01/02/2024" }),
      sim(22, "verified", { ...held, start_date_read: "2019-12-31 08:15:00" }),
      sim(23, "verified", { ...held, start_date_read: "15/01/2021" }),
      sim(24, "verified", { ...held, start_date_read: "unknown" }),
      sim(25, "verified", { ...held, start_date_read: "09/11/2020" }),
      sim(26, "verified", { ...held, contract_type: "postpaid", start_date_read: "01/01/2018" }),
      sim(27, "verified", { ...held, contract_type: null, start_date_read: null }),
      sim(28, "verified", { ...held, start_date_read: "01/02/2024" }),
    ]);
    // 22 of 2019, 25 of 2020 and 23 of 2021 are the first three; 26 has a contract.
    expect(findings(sims)).toEqual([
      ...["over_three", "ok", "ok", "over_three", "ok", "ok", "over_three", "over_three"],
    ]);
    const sameDay = [21, 22, 23, 24].map((id) => sim(id, "verified", { ...held, start_date_read: "01/02/2024" }));
    const later = await night("ties", [sim(20, "verified", held), ...sameDay]);
    expect(findings(later.sims)).toEqual(["over_three", "ok", "ok", "ok", "over_three"]);
  });

  it("counts a number once, however often and however written a carrier lists it", async () => {
    const held = { person_id: OWNER, start_date_read: "01/02/2024" };
    const first = [31, 32].map((id) => sim(id, "verified", held));
    const other = { ...sim(31, "verified", held), record_id: "84961111131", msisdn_read: "84961111131" };
    const again = { ...sim(32, "verified", held), record_id: "0961111132#2" };
    const { sims } = await night("repeated", [...first, again, { ...other, phone_read: "84961111131" }]);
    expect(sims).toHaveLength(4);
    for (const row of sims)
      expect(row).toMatchObject({ owner_sims: 2, owner_sims_carrier: 2, owner_group: "1-3", finding: "ok" });
    expect(new Set(sims.map((row) => row.msisdn)).size).toBe(3);
    expect(new Set(sims.map((row) => row.number))).toEqual(new Set(["+84961111131", "+84961111132"]));
  });

  it("has a clerk look, without dates, where nobody knows whether there is a SIM, and counts it for nobody", async () => {
    const held = { person_id: OWNER };
    const { sims } = await night("doubtful", [
      sim(41, "verified", { ...held, service_active: true, status_read: "Đang hoạt động" }),
      { ...sim(41, "verified", { ...held, service_active: null, status_read: "Z9" }), record_id: "0961111141#2" },
      sim(42, "not_found", { service_active: null, status_read: "Z9" }),
      sim(43, "verified", { ...held, service_active: null, status_read: "Z9", owner_consent: "not_mine" }),
      sim(44, "not_found", { msisdn_read: "abc", phone_read: "abc", phone: null }),
      sim(45, "verified", { ...held, service_active: false, status_read: "Thanh lý" }),
      sim(46, "not_found", { service_active: null, status_read: null }),
      // A contact's phone beside the subscriber number says nothing of it.
      sim(47, "verified", { ...held, phone_read: "0241234567", phone: "+84241234567" }),
      sim(48, "not_found", { msisdn_read: "xyz", phone_read: "0961111100", phone: "+84961111100" }),
    ]);
    expect(sims.map((row) => [row.msisdn, row.finding, row.action, row.first_seen, row.owner_sims])).toEqual([
      ["0961111141", "ok", "none", null, 2],
      ["0961111141", "status_unknown", "review", null, null],
      ["0961111142", "status_unknown", "review", null, null],
      ["0961111143", "status_unknown", "review", null, null],
      ["0961111146", "not_in_register", "update_data", "2026-11-22", null],
      ["0961111147", "ok", "none", null, 2],
      ["abc", "msisdn_invalid", "review", null, null],
      ["xyz", "msisdn_invalid", "review", null, null],
    ]);
  });

  it("keeps a clock while the content stays and starts anew when the number goes to somebody else", async () => {
    const first = await night("n1", [sim(31, "not_found"), sim(32, "not_found")]);
    const second = await night("n2", [sim(31, "not_found"), sim(32, "not_found", { name_key: "TRANTHIB" })], {
      asOf: "2026-11-30",
      clocksIn: first.request.clocksOut,
    });
    expect(second.sims.map((row) => row.first_seen)).toEqual(["2026-11-22", "2026-11-30"]);
  });

  it("keeps the clock of a number that is written in another way", async () => {
    const first = await night("f1", [sim(31, "not_found")]);
    const other = { ...sim(31, "not_found"), msisdn_read: "+84 961111131", phone_read: "+84 961111131" };
    const second = await night("f2", [other], { asOf: "2026-11-30", clocksIn: first.request.clocksOut });
    expect(second.sims).toMatchObject([{ msisdn: "+84 961111131", first_seen: "2026-11-22" }]);
  });

  it("keeps the clock of a document number that is written in another way, and not that of another number", async () => {
    const held = (id_number_read: string, numbers: FixtureRow) =>
      sim(36, "not_found", { id_number_read, person_number: null, ...numbers });
    const written = held("'001 099 000 003", { person_number: "001099000003" });
    const first = await night("d1", [written]);
    const later = async (name: string, row: typeof written) =>
      (await night(name, [row], { asOf: "2026-12-01", clocksIn: first.request.clocksOut })).sims[0]?.first_seen;
    expect(await later("d2", held("001099000003", { person_number: "001099000003" }))).toBe("2026-11-22");
    expect(await later("d3", held("001099000004", { person_number: "001099000004" }))).toBe("2026-12-01");
    expect(await later("d4", held("012345678", { old_number: "012345678" }))).toBe("2026-12-01");
    expect(await later("d5", held("không rõ", {}))).toBe("2026-12-01");
  });

  it("keeps the clocks of a carrier whose extract did not come, and ends those of SIMs that are gone", async () => {
    const all = [sim(31, "not_found"), sim(32, "not_found")];
    const first = await night("u1", all);
    const then = (clocksIn: string) => ({ asOf: "2026-11-30", clocksIn });
    const none = await night("u2", [], { ...then(first.request.clocksOut), carriers: [], unheard: ["Viettel"] });
    expect(none.sims).toEqual([]);
    const empty = await night("u3", [], { ...then(none.request.clocksOut), unheard: ["Viettel"] });
    const other = await night("u4", [all[0]!], { ...then(empty.request.clocksOut), unheard: ["Viettel"] });
    const back = await night("u5", all, then(other.request.clocksOut));
    expect(back.sims.map((row) => row.first_seen)).toEqual(["2026-11-22", "2026-11-22"]);
    const others = await night("u6", [], { ...then(back.request.clocksOut), carriers: [], unheard: ["MobiFone"] });
    const gone = await night("u7", [all[1]!], then(back.request.clocksOut));
    for (const before of [others, gone]) {
      const again = await night("u8", all, { asOf: "2026-12-01", clocksIn: before.request.clocksOut });
      expect(again.sims[0]?.first_seen).toBe("2026-12-01");
    }
  });

  it("keeps a clock while a SIM's status is not understood", async () => {
    const first = await night("s1", [sim(31, "not_found")]);
    const more = { asOf: "2026-11-30", clocksIn: first.request.clocksOut };
    const lost = await night("s2", [sim(31, "not_found", { status_read: "Z9", service_active: null })], more);
    expect(lost.sims).toMatchObject([{ finding: "status_unknown", first_seen: null }]);
    const back = await night("s3", [sim(31, "not_found")], { ...more, clocksIn: lost.request.clocksOut });
    expect(back.sims).toMatchObject([{ finding: "not_in_register", first_seen: "2026-11-22" }]);
  });

  it("writes empty tables when there is no carrier", async () => {
    const { sims, facts } = await night("none", [], { carriers: [] });
    expect([sims, facts]).toEqual([[], { sims: 0 }]);
  });
});
