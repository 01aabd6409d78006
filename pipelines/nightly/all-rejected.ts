import type { FailedSource, PreparedSource } from "../stages/prepared-source.ts";
import { number } from "../stages/progress.ts";
import { noneRead } from "../stages/whole-deliveries.ts";

/**
 * Sources that have rows and not one that could be read: nothing was heard of them, as of a file that cannot be opened, though their rows
 * are counted and stand in quarantine.
 */
export function allRejected(prepared: readonly PreparedSource[]): FailedSource[] {
  return prepared.filter(noneRead).map(({ source, ingested: { facts } }) => ({
    source: source.name,
    code: "rows.all_rejected",
    message: `Source "${source.name}", ${facts.files.map(({ name }) => name).join(", ")}: none of its rows (${number(facts.physical)}) could be read; each stands in quarantine with the reason. Expected rows with as many fields as the header. Check the source's delimiter, quote and encoding in the config, or ask for the extract again.`,
    missing: false,
    required: source.expected.required,
  }));
}
