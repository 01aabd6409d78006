import type { RunOutcome } from "../nightly/outcome.ts";

/** What the process ends with; a scheduler branches on it. README has the same table. */
export const EXIT = {
  done: 0,
  internal: 1,
  usage: 2,
  gate: 3,
  partial: 4,
  locked: 5,
  inputMissing: 6,
  breaker: 7,
  temporary: 75,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each code means and what to do. */
export const EXIT_CODES: readonly { code: ExitCode; meaning: string; advice: string }[] = [
  {
    code: EXIT.done,
    meaning: "done",
    advice: "nothing; warnings are in the report (`--fail-on warning` turns them into 3)",
  },
  {
    code: EXIT.internal,
    meaning: "a fault of LamSach",
    advice: "run again; if it stays, report it with the run's log",
  },
  {
    code: EXIT.usage,
    meaning:
      "a wrong command line or config, a damaged model or state, or a file this user may not use; nothing was published",
    advice: "mend what the message names",
  },
  {
    code: EXIT.gate,
    meaning: "the quality gate stopped publishing; the last good outputs stand, the report is written",
    advice: "read out/blocked/RUN/report.html, mend the source, run again",
  },
  {
    code: EXIT.partial,
    meaning: "some sources, or a target's answer, could not be read; the rest is published",
    advice: "see which and why in the summary; mend them and run again",
  },
  { code: EXIT.locked, meaning: "another run holds the work folder", advice: "wait; `lamsach status` shows it" },
  {
    code: EXIT.inputMissing,
    meaning:
      "a required input is missing or of no use (an empty or doubled register); without the register, or any source, nothing was done, else the rest is published",
    advice: "deliver the file and run again",
  },
  {
    code: EXIT.breaker,
    meaning: "a delta batch would change more than the breaker allows: it is held, all else is published",
    advice: "look at deltas/TARGET in the run; `lamsach run --confirm TARGET` sends it",
  },
  {
    code: EXIT.temporary,
    meaning: "out of memory or disk",
    advice: "free some, or raise `memory`, and run again: finished stages are kept",
  },
  { code: EXIT.hungUp, meaning: "hung up (SIGHUP)", advice: "run again: it goes on where it stopped" },
  { code: EXIT.interrupted, meaning: "interrupted (SIGINT)", advice: "run again: it goes on where it stopped" },
  { code: EXIT.terminated, meaning: "terminated (SIGTERM)", advice: "run again: it goes on where it stopped" },
];

/** What a run ends with: the gravest of what happened. */
export function exitCodeOf(outcome: RunOutcome): ExitCode {
  if (outcome.verdict === "blocked") return EXIT.gate;
  if (outcome.failed.some((source) => source.missing && source.required)) return EXIT.inputMissing;
  if (outcome.failed.some((source) => !source.missing) || outcome.refused.length > 0) return EXIT.partial;
  if (outcome.held.length > 0) return EXIT.breaker;
  return EXIT.done;
}
