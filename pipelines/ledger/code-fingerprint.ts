import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../../connectors/package-root.ts";

const FLOORS = ["connectors", "matchers", "pipelines"];
let fingerprint: string | undefined;

/**
 * SHA-256 over the code that runs and the data it reads (gazetteer, profiles, rules): part of every stage's key, so
 * that another version of the product never takes an older version's results for its own. About 20 ms, once a process.
 */
export function codeFingerprint(): string {
  if (fingerprint) return fingerprint;
  const hash = createHash("sha256");
  const running = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
  for (const root of new Set([running, packageRoot()]))
    for (const floor of FLOORS)
      for (const file of filesBelow(join(root, floor))) {
        const isCode = file.endsWith(".ts") || file.endsWith(".js");
        if (isCode ? root !== running || file.endsWith(".d.ts") : root !== packageRoot()) continue;
        hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
      }
  fingerprint = hash.digest("hex").slice(0, 16);
  return fingerprint;
}

/** Nothing where there is no such folder: an installed package has no sources, so none that hold no data. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
