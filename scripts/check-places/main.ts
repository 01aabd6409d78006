import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { requireReference } from "../reference-folder.ts";
import { labelledCases, scoreLabels } from "./labelled.ts";
import { disagreements } from "./reference.ts";
import { scoreForms } from "./ten-forms.ts";

/** Holds the gazetteer against reference files and scores the reader. */
const { reference, failures: shown } = await yargs(hideBin(process.argv))
  .scriptName("npm run check-places --")
  .usage(
    "$0 [options]\n\nScores the reader of addresses on ten forms, and holds the gazetteer against reference files.",
  )
  .option("reference", {
    type: "string",
    describe: "folder with admin_units/ and address_tests/; without it only the ten forms are scored",
  })
  .option("failures", { type: "number", default: 5, describe: "failures shown of each form" })
  .strict()
  .parse();
const gazetteer = loadGazetteer();

if (reference !== undefined) {
  requireReference(reference, ["admin_units", "address_tests"]);
  const found = disagreements(gazetteer, reference);
  console.log(`gazetteer against the reference: ${found.length} disagreements`);
  for (const line of found) console.log(`  ${line}`);
  for (const file of ["hcmut_dev.json", "telex_dev.csv"] as const) {
    const cases = labelledCases(reference, file);
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
