import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PublishedCase } from "../commands/published-case.ts";
import { lamsach } from "../commands/run-command.ts";

let made: PublishedCase;
beforeAll(async () => {
  made = await PublishedCase.make();
});
afterAll(() => made.remove());

const HEADER = "source,record_id,role,person_number,distinguishable,kind";
const evaluate = (content: string | Uint8Array) => {
  writeFileSync(made.path("truth.csv"), content);
  return lamsach(["evaluate", "--truth", made.path("truth.csv"), "-c", made.configFile]);
};

it.each([
  ["an empty one", "", /is empty/],
  [
    "one without two columns",
    "source,record_id,role,person_number\na,1,subject,001099012345\n",
    /no column distinguishable, kind\./,
  ],
  ["one without a header", "carrier-a,001099012345,subject,001099012346,1,clean\n", /no column source, record_id/],
  ["one without rows", `${HEADER}\n`, /no row/],
  [
    "one that tells of a record twice",
    `${HEADER}\na,1,subject,001099012345,1,clean\na,1,subject,001099012346,1,clean\n`,
    /more than once, on 1 rows/,
  ],
  ["one without 0 or 1", `${HEADER}\na,1,subject,001099012345,yes,clean\n`, /1 rows whose distinguishable/],
  ["one without its zeros", `${HEADER}\na,1,subject,1099012345,1,clean\n`, /1 rows whose person_number has 10 or 11/],
  ["one that is not CSV", new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 0x31, 0x0a, 0xff]), /truth file/],
])("a truth file is refused with what was expected: %s", async (_, content, says) => {
  const { code, out, err } = await evaluate(content);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(says);
  expect(err).toContain(HEADER.replaceAll(",", ", "));
  expect(err).not.toMatch(/10990/);
});

it("a truth file is a file, and a right one is taken", async () => {
  const folder = await lamsach(["evaluate", "--truth", made.folder, "-c", made.configFile]);
  expect([folder.code, folder.err]).toEqual([2, expect.stringMatching(/no truth file at/)]);
  const { code, out } = await evaluate(`${HEADER}\ncarrier-a,0901,subject,001085000003,1,clean\n`);
  expect([code, out]).toEqual([0, expect.stringMatching(/carrier-a +1 +1 +0/)]);
});

it("a blank distinguishable counts as 1", async () => {
  const { code, out } = await evaluate(`${HEADER}\ncarrier-a,0901,subject,001085000003,,clean\n`);
  const said = await evaluate(`${HEADER}\ncarrier-a,0901,subject,001085000003,1,clean\n`);
  expect([code, out]).toEqual([0, said.out]);
});
