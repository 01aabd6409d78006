/** Where a run tells a person how far it is. Labels are names of stages and sources, numbers are counts. */
export interface Progress {
  start(label: string): void;
  done(label: string, result: { seconds: number; rows: number | null; skipped: boolean }): void;
  failed(label: string): void;
  /** A line of its own. */
  say(line: string): void;
  /** Takes away what moves. */
  end(): void;
}

/** Says nothing. */
export const SILENT: Progress = { start() {}, done() {}, failed() {}, say() {}, end() {} };

/** Time a stage took the last time it ran, by label: what "time left" is told from. */
export type PastSeconds = Readonly<Record<string, number>>;

/** As much of a stream as progress needs; `process.stderr` is one. */
interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Progress on a stream. On a terminal one line moves at the bottom, with what runs, how long it has run, the rate so
 * far and the time left as the last run took it; elsewhere one line a finished stage.
 */
export function streamProgress(stream: Screen, past: PastSeconds, planned: readonly string[]): Progress {
  const running = new Map<string, number>();
  const finished = new Set<string>();
  const begun = performance.now();
  let rows = 0;
  const moves = stream.isTTY === true;
  const clear = () => {
    if (moves) stream.write("\r\u001b[K");
  };
  const draw = () => {
    if (!moves || running.size === 0) return;
    const seconds = (performance.now() - begun) / 1000;
    const left = planned.filter((label) => !finished.has(label)).reduce((sum, label) => sum + (past[label] ?? 0), 0);
    const rate = rows > 0 ? ` · ${number(Math.round(rows / seconds))} rows/s` : "";
    const remaining = left > 1 ? ` · about ${duration(left)} left` : "";
    const line = `${[...running.keys()].join(", ")} · ${duration(seconds)}${rate}${remaining}`;
    stream.write(`\r\u001b[K${line.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
  };
  const timer = moves ? setInterval(draw, 500) : undefined;
  timer?.unref();
  return {
    start(label) {
      running.set(label, performance.now());
      draw();
    },
    done(label, result) {
      running.delete(label);
      finished.add(label);
      rows += result.skipped ? 0 : (result.rows ?? 0);
      clear();
      const count = result.rows === null ? "" : `${number(result.rows)} rows`;
      const time = result.skipped ? "done before" : duration(result.seconds);
      stream.write(`${label.padEnd(34)} ${count.padStart(18)}  ${time}\n`);
      draw();
    },
    failed(label) {
      running.delete(label);
      clear();
      stream.write(`${label.padEnd(34)} ${"".padStart(18)}  failed\n`);
    },
    say(line) {
      clear();
      stream.write(`${line}\n`);
      draw();
    },
    end() {
      if (timer) clearInterval(timer);
      clear();
    },
  };
}

/** 1234567 as "1,234,567". */
export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** Seconds for people: "0.4 s", "12 s", "3 min 05 s". */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
