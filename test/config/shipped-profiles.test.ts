import { describe, expect, it } from "vitest";
import { matchHeader } from "../../connectors/readers/header.ts";
import { columnContract } from "../../pipelines/profiles/column-contract.ts";
import { loadProfile, shippedProfiles } from "../../pipelines/profiles/load-profile.ts";
import { EXTRACTS, REGISTER } from "../../scripts/generate-sample/layouts.ts";

/** Every system the product names. */
const SYSTEMS = [
  "register",
  "register-qcvn109",
  "carrier",
  "social-insurance",
  "health-insurance",
  "driver-licences",
  "vehicles",
  "passports",
  "births",
  "marriages",
  "deaths",
  "labour",
  "association",
  "women-union",
  "farmers",
  "elderly",
  "veterans",
  "tax",
  "pupils",
  "vaccinations",
  "health-records",
  "electricity",
  "vneid",
];

describe("shipped profiles", () => {
  it("are there for every system", () => {
    expect(shippedProfiles()).toEqual([...SYSTEMS].sort());
  });

  it.each(SYSTEMS)("%s is right, called as its file, and names its people", (name) => {
    const profile = loadProfile(name);
    expect(profile.name).toBe(name);
    expect(profile.persons.length).toBeGreaterThan(0);
    for (const person of profile.persons)
      expect(Object.keys(person.fields).some((field) => ["full_name", "given_name"].includes(field))).toBe(true);
  });

  it("are frozen", () => {
    expect(() => Object.assign(loadProfile("births").persons[0]!.fields, { sex: null })).toThrow(TypeError);
  });
});

describe("the sample's extracts", () => {
  it.each([REGISTER, ...EXTRACTS].map((layout) => [layout.source, layout] as const))(
    "%s is read by its profile: every column known, each to its field",
    (source, layout) => {
      const profile = loadProfile(layout.profile);
      const headers = layout.columns.map((column) => column.header);
      const match = matchHeader(headers, columnContract(profile), { source, file: "x.csv" });
      expect(match.findings.filter((finding) => finding.kind === "extra")).toEqual([]);
      layout.columns.forEach(({ field }, i) => {
        if (field === "key" || field.startsWith("other.")) return;
        const [role, raw] = field.includes(".") ? field.split(".") : [null, field];
        const column = profile.columns[match.columns[i]!]!.name;
        const persons = profile.persons.filter((person) => role === null || person.role === role);
        for (const person of persons) {
          const from = person.fields[raw as keyof typeof person.fields];
          const names = from && "columns" in from ? from.columns : from && "first" in from ? from.first : [];
          expect(names, `${person.role}.${raw}`).toContain(column);
        }
      });
      expect(profile.record_id).toEqual([profile.columns[match.columns[0]!]!.name]);
    },
  );
});
