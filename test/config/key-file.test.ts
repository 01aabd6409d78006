import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readKeyFile, writeKeyFile } from "../../pipelines/config/key-file.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lamsach-"));
  file = join(folder, "lamsach.key");
  writeKeyFile(file);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it("refuses a key that others may read", () => {
  for (const mode of [0o640, 0o604]) {
    chmodSync(file, mode);
    expect(() => readKeyFile(file), mode.toString(8)).toThrow(/may be read by others/);
  }
});

it("takes a credential of systemd, whose access list shows in the group's bits, and no other file beside it", () => {
  vi.stubEnv("CREDENTIALS_DIRECTORY", folder);
  chmodSync(file, 0o440);
  expect(readKeyFile(file)).toHaveLength(32);
  chmodSync(file, 0o444);
  expect(() => readKeyFile(file)).toThrow(/may be read by others/);
  vi.stubEnv("CREDENTIALS_DIRECTORY", join(folder, "another"));
  chmodSync(file, 0o440);
  expect(() => readKeyFile(file)).toThrow(/may be read by others/);
});
