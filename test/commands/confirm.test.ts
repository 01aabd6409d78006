import { existsSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { lamsach } from "./run-command.ts";
import { SmallCase } from "./small-case.ts";

const small = new SmallCase();
afterAll(() => small.remove());

it("refuses to confirm what is no target, and names those there are", async () => {
  const { code, out, err } = await lamsach(["run", "-c", small.configFile, "--confirm", "tax", "nosuch"]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toBe("--confirm nosuch: there is no such target; there are: register, carrier-a, tax\n");
  expect(existsSync(small.path("work"))).toBe(false);
});
