import type { Config } from "../config/config.ts";
import type { StateFacts } from "../ledger/state.ts";

/** The day taken for today (yyyy-mm-dd): the config's, else the real one in Vietnam. */
export function dayToday({ as_of }: { readonly as_of?: string | undefined }): string {
  return as_of ?? new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
}

/**
 * The day the next run takes for today (yyyy-mm-dd, of Vietnam unless the config says), and its id. Ids never go back, also
 * when the clock does: runs, batches and answers are taken in their order, and the oldest are removed.
 */
export function runIdentity(
  config: Pick<Config, "as_of">,
  accepted: Pick<StateFacts, "seq" | "run_id">,
): { asOf: string; runId: string; clockWentBack: boolean } {
  const asOf = dayToday(config);
  const last = accepted.run_id?.slice(0, asOf.length) ?? "";
  const clockWentBack = asOf < last;
  return { asOf, runId: `${clockWentBack ? last : asOf}.${String(accepted.seq + 1).padStart(4, "0")}`, clockWentBack };
}
