import type { Config } from "../config/config.ts";

/** The day taken for today (yyyy-mm-dd): the config's, else the real one in Vietnam. */
export function dayToday({ as_of }: { readonly as_of?: string | undefined }): string {
  return as_of ?? new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
}

/** What earlier runs left that the next one's name must come after. */
export interface EarlierRuns {
  /** Number and run of the last night that the state folder knows of; 0 and null before the first. */
  readonly seq: number;
  readonly run_id: string | null;
  /** The run that `out/latest` points at; null where there is none. */
  readonly published: string | null;
}

/** What is odd about the day or the folders. */
export interface RunWarning {
  readonly code: "clock.went_back" | "state.behind";
  readonly message: string;
}

export interface RunIdentity {
  readonly asOf: string;
  readonly runId: string;
  readonly warnings: readonly RunWarning[];
}

/**
 * The day the next run takes for today (yyyy-mm-dd, of Vietnam unless the config says), and its id. Ids never go back, also
 * when the clock does, or the state folder was lost or put back from a backup: runs, batches and answers are taken in their
 * order, the oldest are removed, and no target may see one id twice.
 */
export function runIdentity(
  config: Pick<Config, "as_of">,
  { seq, run_id: known, published }: EarlierRuns,
): RunIdentity {
  const asOf = dayToday(config);
  const last = [known ?? "", published ?? ""].sort()[1]!;
  const clockWentBack = asOf < dayOf(last);
  const number = Math.max(seq, numberOf(known), numberOf(published)) + 1;
  const runId = `${clockWentBack ? dayOf(last) : asOf}.${String(number).padStart(NUMBER_DIGITS, "0")}`;
  const warnings: RunWarning[] = [];
  if (clockWentBack)
    warnings.push({
      code: "clock.went_back",
      message: `This run's day, ${asOf}, is before that of the last one (${last}): look at the clock, or at \`as_of\`.`,
    });
  if (published !== null && published > (known ?? ""))
    warnings.push({
      code: "state.behind",
      message: `The state folder does not know of ${published}, which out/latest shows: it was lost, or is an old copy. This run goes on ${known === null ? "as on the first night" : `from ${known}`}: what was answered, reviewed and counted since then is gone.`,
    });
  return { asOf, runId, warnings };
}

const NUMBER_DIGITS = 4;
const dayOf = (runId: string): string => runId.slice(0, "yyyy-mm-dd".length);
const numberOf = (runId: string | null): number => Number(runId?.split(".")[1] ?? 0);
