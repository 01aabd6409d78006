import type { Config } from "../config/config.ts";
import type { StateFacts } from "../ledger/state.ts";

/** The day taken for today (yyyy-mm-dd): the config's, else the real one in Vietnam. */
export function dayToday({ as_of }: { readonly as_of?: string | undefined }): string {
  return as_of ?? new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
}

/** The day the next run takes for today (yyyy-mm-dd, of Vietnam unless the config says), and its id. */
export function runIdentity(config: Config, accepted: StateFacts): { asOf: string; runId: string } {
  const asOf = dayToday(config);
  return { asOf, runId: `${asOf}.${String(accepted.seq + 1).padStart(4, "0")}` };
}
