import { expect, it } from "vitest";
import { lamsach } from "./run-command.ts";

const ADDRESS = "12 Lê Lợi, P. Bến Nghé, Q1, TPHCM";

it("reads an address, both epochs shown with their list", async () => {
  const { code, out, err } = await lamsach(["address", ADDRESS, "--lang", "en"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/Street line: 12 Lê Lợi/);
  expect(out).toMatch(/Before 1 July 2025: .*Bến Nghé/);
  expect(out).toMatch(/Today: .*Sài Gòn/);
});

it("reads lines of standard input as JSON lines, and wants at least one", async () => {
  const { code, out } = await lamsach(["address", "--json"], { input: `${ADDRESS}\n\nkhông rõ\n` });
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { line: number; state: string; communeNow: string | null });
  expect([code, lines.length, lines[1]?.state]).toEqual([0, 2, "none"]);
  expect(lines.map(({ line }) => line)).toEqual([1, 3]);
  expect(lines[0]?.communeNow).toMatch(/^\d{5}$/);
  const empty = await lamsach(["address"], { input: "" });
  expect([empty.code, empty.out]).toEqual([2, ""]);
  expect(empty.err).toMatch(/one a line/);
});
