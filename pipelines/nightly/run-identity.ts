import type { Config } from "../config/config.ts";
import type { StateFacts } from "../ledger/state.ts";

/** The day the next run takes for today (yyyy-mm-dd, of Vietnam unless the config says), and its id. */
export function runIdentity(config: Config, accepted: StateFacts): { asOf: string; runId: string } {
  const asOf = config.as_of ?? new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
  return { asOf, runId: `${asOf}.${String(accepted.seq + 1).padStart(4, "0")}` };
}
