import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { tinyCase } from "../support/nights.ts";
import { parquetRows } from "../support/outputs.ts";

const PROFILE = `
name: clinic
title: { vi: Bệnh nhân phòng khám, en: Clinic patients }
kind: ministry
columns:
  number: { headers: [Mã bệnh nhân], required: true }
  full_name: { headers: [Người bệnh], required: true }
  birth_date: [Sinh ngày]
  sex: [Phái tính]
  id_number: [Thẻ căn cước]
record_id: [number]
dates:
  formats: [dd/MM/yyyy]
values:
  sex: { "01": M, "02": F }
requires: [full_name, birth_date]
`;

const CONFIG = `
version: 1
register:
  format: csv
  path: inbox/register.csv
  profile: register
sources:
  - name: clinic
    format: csv
    path: inbox/clinic-*.csv
    delimiter: ";"
    encoding: tcvn3
    profile: profiles/clinic.yaml
    ministry: Sở Y tế
as_of: "2026-11-20"
`;

const EXTRACT = `Mã bệnh nhân;Người bệnh;Sinh ngày;Phái tính;Thẻ căn cước
BN0001;Võ Thị Tiểu Mẫu;19/03/1997;02;086197000001
BN0002;Đỗ Thị Tưởng Tượng;30/07/2003;02;
BN0003;Lê Gia Thử Nghiệm;01/10/1998;01;331000002
`;

it("a profile and config written by hand read other headers, semicolons and TCVN3", async () => {
  const folder = await tinyCase();
  mkdirSync(join(folder, "profiles"));
  writeFileSync(join(folder, "profiles/clinic.yaml"), PROFILE);
  writeFileSync(join(folder, "clinic.yaml"), CONFIG);
  writeFileSync(join(folder, "inbox/clinic-2026.csv"), iconv.encode(EXTRACT, "tcvn"));
  expect(await cli(["config", "check", "-c", "clinic.yaml"], { cwd: folder })).toMatchObject({ exit: 0, stderr: "" });
  const said = await cli(["run", "-q", "-c", "clinic.yaml"], { cwd: folder });
  expect(said).toMatchObject({ exit: 0, stderr: "" });
  const matches = await parquetRows(join(folder, "out/latest/matches.parquet"));
  expect(matches.map((row) => row.slice(1, 5))).toEqual([
    ["BN0001", "subject", "086197000001", "verified"],
    ["BN0002", "subject", "086203000006", "linked"],
    ["BN0003", "subject", "086098000002", "verified"],
  ]);
}, 280_000);
