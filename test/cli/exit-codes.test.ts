import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../connectors/package-root.ts";
import { EXIT, EXIT_CODES } from "../../pipelines/cli/exit-code.ts";

it.each(["README.md", "README.vi.md"])("%s has every exit code that the help has, and no other", (name) => {
  const text = readFileSync(join(packageRoot(), name), "utf8");
  const rows = [...text.matchAll(/^\| ((?:\d+)(?:, \d+)*) \|/gm)].flatMap(([, codes]) =>
    codes!.split(", ").map(Number),
  );
  expect(rows).toEqual(EXIT_CODES.map(({ code }) => code));
  expect([...rows].sort((a, b) => a - b)).toEqual(Object.values(EXIT).sort((a, b) => a - b));
});
