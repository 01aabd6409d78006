import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { Tokens } from "../../pipelines/publish/token.ts";
import { cli, type Said } from "../support/cli.ts";
import { tinyCase } from "../support/nights.ts";
import { databaseContent, parquetRows } from "../support/outputs.ts";

/** A person who does not exist, in words that nothing else holds. */
const PERSON = {
  name: "Tôn Nữ Quỳnh Chiêu Hạc",
  number: "086197654321",
  old: "331987654",
  phone: "0961987321",
  street: "Ngách Chim Sâu 7719",
} as const;

/** The person's values and the other ways in which they may appear. */
const SECRETS = [
  ...Object.values(PERSON),
  PERSON.name.toUpperCase(),
  "Ton Nu Quynh Chieu Hac",
  "TON NU QUYNH CHIEU HAC",
  "TONNUQUYNHCHIEUHAC",
  "Quỳnh Chiêu",
  "84961987321",
  "961987321",
  "Chim Sâu",
  "chim sau",
  "86197654321",
].map((text) => text.toLowerCase());

/** Where persons' values may stand: the tables of a run, its deltas, what waits for targets, and the work tables. */
const RESTRICTED = [
  /^out\/runs\/[^/]+\/(?:records|matches|evidence|quarantine|sims|findings)\.parquet$/,
  /^out\/runs\/[^/]+\/lamsach\.duckdb$/,
  /^out\/runs\/[^/]+\/deltas\//,
  /^out\/outbox\//,
  /^work\/store\//,
  /^state\/gen-\d+\/(?:sync|sims)\/.*\.parquet$/,
  /^state\/gen-\d+\/snapshot\.frequencies\.parquet$/,
  /^inbox\//,
];

let folder: string;
const said: Said[] = [];

beforeAll(async () => {
  folder = await tinyCase();
  const { name, number, old, phone, street } = PERSON;
  const inbox = (file: string) => join(folder, "inbox", file);
  appendFileSync(
    inbox("register.csv"),
    `${number},${old},${name},1997-02-28,Nữ,01,VN,86,29407,${street},${phone},Còn sống,,2025-07-01\n`,
  );
  // The same person as a subscriber with mistakes, on a line that cannot be read, and in a source that fails.
  appendFileSync(
    inbox("carrier.csv"),
    `${phone},${name},28/02/1996,Nam,CCCD,${number},Việt Nam,Trả trước,Lạ,32/13/2020\n`,
  );
  appendFileSync(inbox("carrier.csv"), `${phone},"${name},28/02/1997,Nữ,CCCD,${number},Việt Nam,Trả trước\n`);
  appendFileSync(inbox("insurance.csv"), `0409999999,${name},28/02/1997,Nữ,${old},${phone},Đang hoạt động\n`);
  writeFileSync(inbox("members.csv"), `${name},${number},${phone},${street}\n`.repeat(3));
  mkdirSync(join(folder, "tmp"));
  for (const command of [["config", "check"], ["plan"], ["run"], ["status"], ["run", "--json"], ["config", "show"]])
    said.push(await cli(command, { cwd: folder, env: { TMPDIR: join(folder, "tmp") } }));
}, 280_000);

describe("a person's values", () => {
  it("stand in the run's tables", async () => {
    expect(said[2]).toMatchObject({ exit: 4 });
    const records = await parquetRows(join(folder, "out/latest/records.parquet"));
    const quarantine = await parquetRows(join(folder, "out/latest/quarantine.parquet"));
    expect(JSON.stringify(records)).toContain(PERSON.number);
    expect(JSON.stringify(quarantine)).toContain(PERSON.name);
  });

  it("stand in nothing that is said on screen", () => {
    for (const { stdout, stderr } of said) expect(secretsIn(stdout + stderr)).toEqual([]);
  });

  it("stand in no file but the restricted ones", async () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((file) => !RESTRICTED.some((pattern) => pattern.test(file)));
    expect(files).toEqual(expect.arrayContaining([expect.stringMatching(/report\.xlsx$/), "work/ledger.duckdb"]));
    for (const file of files)
      expect({ file, secrets: secretsIn(await contentOf(file)) }).toEqual({ file, secrets: [] });
  });

  it("leave nothing behind in the system's folder of temporary files", () => {
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });

  it("are named in the report by keyed tokens", () => {
    const key = Buffer.from(readFileSync(join(folder, "lamsach.key"), "utf8").trim(), "hex");
    const token = new Tokens(key).of("record", "carrier", PERSON.phone);
    expect(readFileSync(join(folder, "out/latest/report.html"), "utf8")).toContain(token);
    expect(readFileSync(join(folder, "out/latest/summary.json"), "utf8")).toContain(token);
  });
});

function secretsIn(text: string): string[] {
  const small = text.normalize("NFC").toLowerCase();
  return SECRETS.filter((secret) => small.includes(secret));
}

/** All a file says, unpacked. */
async function contentOf(file: string): Promise<string> {
  const path = join(folder, file);
  const bytes = readFileSync(path);
  if (file.endsWith(".duckdb")) return JSON.stringify(await databaseContent(path)) + bytes.toString("utf8");
  if (file.endsWith(".parquet")) return JSON.stringify(await parquetRows(path)) + bytes.toString("utf8");
  if (file.endsWith(".xlsx")) return JSON.stringify((await readXlsx(bytes)).sheets);
  return bytes.toString("utf8") + bytes.toString("utf16le");
}
