import { InputError } from "../../connectors/readers/input-error.ts";
import type { SourceConfig } from "../config/config.ts";
import type { IngestFacts } from "../stages/ingest-stage.ts";
import { number } from "../stages/progress.ts";

/** Share of the register's rows that may stand for a person whom another row stands for too. */
const MAX_REPEATED = 0.02;

/**
 * A register that no source may be held against, though it can be read: without a single row, or with persons on several.
 * Of a person on a few rows any may be met, and that does no harm; many such persons are two deliveries at once, of which one is out of
 * date, and sources would be told to go back to it.
 * @throws InputError
 */
export function checkRegister(register: SourceConfig, facts: IngestFacts): void {
  const { accepted, repeated_keys: repeated, quarantined } = facts;
  const files = facts.files.map(({ name }) => name).join(", ");
  const problem = (code: string, what: string, advice: string): InputError =>
    new InputError({ source: register.name, file: files, code, what, expected: "one row a person", advice });
  if (accepted === 0)
    throw problem(
      "register.empty",
      quarantined > 0 ? `none of its ${number(quarantined)} rows could be read` : "the register has no rows",
      "Check the source's delimiter, quote and encoding in the config, or ask for the extract again; nothing was matched.",
    );
  if (repeated > accepted * MAX_REPEATED)
    throw problem(
      "register.repeated",
      `${number(repeated)} of ${number(accepted)} rows share their person with another row`,
      "See whether two deliveries lie in the inbox under one pattern: keep the newest. Nothing was matched.",
    );
}
