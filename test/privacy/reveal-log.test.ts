import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { afterEach, expect, it, vi } from "vitest";
import { reader } from "../../pipelines/explain/reveal-log.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  syncBuiltinESMExports();
});

it("knows who looks: the user's name, or its number where the system has no name for it, as in a container", () => {
  vi.stubEnv("SUDO_USER", "");
  const found = vi.spyOn(os, "userInfo").mockReturnValue({ ...os.userInfo(), username: "lan" });
  syncBuiltinESMExports();
  expect(reader()).toBe("lan");
  found.mockImplementation(() => {
    throw new Error("uv_os_get_passwd returned ENOENT");
  });
  expect(reader()).toBe(`uid ${process.getuid?.()}`);
});
