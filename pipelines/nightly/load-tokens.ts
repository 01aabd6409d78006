import { existsSync } from "node:fs";
import { readKeyFile, writeKeyFile } from "../config/key-file.ts";
import { Tokens } from "../publish/token.ts";
import type { RunContext } from "../stages/run-context.ts";

/**
 * The maker of tokens. The key is made on the very first night when there is none; later a missing key is an error,
 * since tokens made with another one would no longer name the same rows.
 * @throws KeyFileError
 */
export function loadTokens(run: RunContext): Tokens {
  const file = run.config.key_file;
  if (!existsSync(file) && run.state.facts.seq === 0) {
    writeKeyFile(file);
    run.progress.say(`A secret key for tokens was made: ${file}. Keep it safe, apart from the outputs.`);
  }
  const tokens = new Tokens(readKeyFile(file));
  const { key_id: before, run_id: last } = run.state.facts;
  if (before !== undefined && before !== tokens.keyId)
    run.progress.say(
      `The key is another than that of run ${last} (${before}, now ${tokens.keyId}): tokens of earlier reports and review batches no longer name their rows. Put the earlier key back, unless it was changed on purpose.`,
    );
  return tokens;
}
