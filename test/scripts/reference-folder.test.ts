import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { requireReference } from "../../scripts/reference-folder.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

it("says what a folder of reference data lacks, and ends", () => {
  const said: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
  const folder = mkdtempSync(join(tmpdir(), "lamsach-"));
  try {
    mkdirSync(join(folder, "names"));
    requireReference(folder, ["names", "encodings"]);
    expect(exit).toHaveBeenCalledExactlyOnceWith(2);
    expect(said.join("")).toContain(`${folder}: no encodings there.`);
    requireReference(folder, ["names"]);
    expect(exit).toHaveBeenCalledOnce();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
