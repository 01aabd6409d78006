/**
 * Holds the gazetteer against reference files and scores the reader:
 * `npm run check-places -- --reference DIR [--failures N]`
 * where DIR has `admin_units/` and `address_tests/`. Without `--reference` only the ten forms are scored.
 */
import { parseArgs } from "node:util";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { requireReference } from "../reference-folder.ts";
import { labelledCases, scoreLabels } from "./labelled.ts";
import { disagreements } from "./reference.ts";
import { scoreForms } from "./ten-forms.ts";

const { values } = parseArgs({
  options: { reference: { type: "string" }, failures: { type: "string", default: "5" } },
});
const gazetteer = loadGazetteer();
const shown = Number(values.failures);

if (values.reference) {
  requireReference(values.reference, ["admin_units", "address_tests"]);
  const found = disagreements(gazetteer, values.reference);
  console.log(`gazetteer against the reference: ${found.length} disagreements`);
  for (const line of found) console.log(`  ${line}`);
  for (const file of ["hcmut_dev.json", "telex_dev.csv"] as const) {
    const cases = labelledCases(values.reference, file);
    if (!cases) continue;
    const { misses, ...score } = scoreLabels(cases);
    console.log(file, score);
    for (const line of misses) console.log(`  ${line}`);
  }
}

for (const { form, written, unambiguous, right, ambiguousRight, failures } of scoreForms(gazetteer)) {
  const share = ((100 * right) / unambiguous).toFixed(2);
  const ambiguous = written - unambiguous;
  console.log(
    `${form}: ${right} of ${unambiguous} right (${share} %); ambiguous ${ambiguousRight} of ${ambiguous} among the alternatives`,
  );
  for (const failure of failures.slice(0, shown)) console.log(`  ${failure}`);
}
const unknown = gazetteer.former.filter((unit) => unit.successors.length === 0);
console.log(`former units whose successor is not known: ${new Set(unknown.map((unit) => unit.code)).size}`);
