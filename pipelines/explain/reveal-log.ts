import { mkdir, open } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";

/** Name in the state folder of the list of who looked at persons' values. */
export const REVEAL_LOG = "reveals.ndjson";

/**
 * Notes that somebody looks at a record's values: one line more, on disk before anything is shown.
 * @throws when the line cannot be written; then nothing may be shown
 */
export async function noteReveal(
  stateFolder: string,
  what: { readonly run: string; readonly source: string; readonly record_token: string; readonly persons: number },
): Promise<void> {
  const file = join(stateFolder, REVEAL_LOG);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "a", 0o600);
  try {
    const line = { at: new Date().toISOString(), who: reader(), action: "explain.reveal", ...what };
    await handle.appendFile(`${JSON.stringify(line)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Who is at the terminal: the user of the system, and whom `sudo` was called by. */
export function reader(): string {
  const name = userName();
  const caller = process.env.SUDO_USER;
  return caller && caller !== name ? `${caller} as ${name}` : name;
}

/** The user's name; where the system has none for its number, as in a container, the number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
}
