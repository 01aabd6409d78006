import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SIM_ACTIONS, SIM_FINDINGS } from "../../pipelines/sims/sim-finding.ts";
import { assessSims, type SimsRequest } from "../../pipelines/sims/sims.ts";
import { type FixtureRow, Workbench } from "../support/parquet-fixture.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const OWNER = "001099000001";

async function night(
  name: string,
  subscribers: readonly (FixtureRow & { status: string | null; person_id?: string })[],
  more: Partial<SimsRequest> = {},
) {
  const standard = subscribers.map(({ status: _status, person_id: _person, ...row }) => ({
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
    }));
  const request: SimsRequest = {
    carriers: [{ source: "viettel", carrier: "Viettel", path: await bench.standard(`${name}.std.parquet`, standard) }],
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
    (await import("../../connectors/duckdb/sql.ts")).sql`
      select msisdn, finding, action, first_seen::varchar as first_seen, one_way_block_due::varchar as one_way,
        contract_end_due::varchar as ends, owner_sims, owner_sims_carrier, owner_group
      from read_parquet(${request.simsOut}) order by msisdn`,
    "read sims",
  );
  return { facts, sims, request };
}

const sim = (id: number, status: string | null, row: FixtureRow & { person_id?: string } = {}) => ({
  record_id: `84900000${id}`,
  msisdn_read: `84900000${id}`,
  status,
  ...row,
});

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
    expect([denied?.first_seen, denied?.one_way, denied?.ends]).toEqual(["2026-11-22", "2026-12-07", "2027-01-21"]);
    expect(sims[0]).toMatchObject({ owner_sims: 4, owner_sims_carrier: 4, owner_group: "4-9" });
  });

  it("asks for a contract from the fourth SIM on", async () => {
    const { sims } = await night(
      "many",
      [1, 2, 3, 4, 5].map((id) => sim(20 + id, "verified", { person_id: OWNER })),
    );
    expect(sims.map((row) => row.finding)).toEqual(["ok", "ok", "ok", "over_three", "over_three"]);
  });

  it("keeps a clock while the content stays and starts anew when the number goes to somebody else", async () => {
    const first = await night("n1", [sim(31, "not_found"), sim(32, "not_found")]);
    const second = await night("n2", [sim(31, "not_found"), sim(32, "not_found", { name_key: "TRANTHIB" })], {
      asOf: "2026-11-30",
      clocksIn: first.request.clocksOut,
    });
    expect(second.sims.map((row) => row.first_seen)).toEqual(["2026-11-22", "2026-11-30"]);
  });

  it("writes empty tables when there is no carrier", async () => {
    const { sims, facts } = await night("none", [], { carriers: [] });
    expect([sims, facts]).toEqual([[], { sims: 0 }]);
  });
});
