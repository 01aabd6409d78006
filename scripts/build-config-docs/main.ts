import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../connectors/package-root.ts";
import { generatedFiles } from "./pages.ts";

// Writes the JSON Schemas for editors and the tables of docs/config.md and docs/profiles.md.
const files = generatedFiles();
for (const [path, text] of files) {
  writeFileSync(join(packageRoot(), path), text);
  process.stdout.write(`${path}\n`);
}
