/**
 * A named place where a test may kill the process, to prove that the next run mends it:
 * set `LAMSACH_CRASH_AT` to the name. Does nothing otherwise.
 */
export function crashPoint(name: string): void {
  if (process.env.LAMSACH_CRASH_AT === name) process.kill(process.pid, "SIGKILL");
}
