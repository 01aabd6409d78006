import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Folder that all test files of one `vitest` share, such as for a night that several of them begin from. */
    readonly shared: string;
  }
}

/** Makes the shared folder and takes it away again. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = await mkdtemp(join(tmpdir(), "lamsach-shared-"));
  project.provide("shared", shared);
  return () => rm(shared, { recursive: true, force: true });
}
