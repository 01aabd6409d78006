import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Bytes of a key; in the file they stand as hex, two characters each. */
const KEY_BYTES = 32;

/** What is wrong with a key file. Its text never holds the key. */
export class KeyFileError extends Error {
  override readonly name = "KeyFileError";
  /** What stands there instead of a key. */
  readonly found: string;
  readonly action: string;

  constructor(file: string, found: string, action: string) {
    super(`key file ${file}: found ${found}. ${action}`);
    this.found = found;
    this.action = action;
  }
}

/** Writes a new random key, readable by its owner only. @throws KeyFileError when the file is there already */
export function writeKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new KeyFileError(
        file,
        "one there already",
        "Tokens made with it would no longer be found: keep it, or move it away first.",
      );
    throw error;
  }
}

/**
 * Reads the secret key that tokens of persons are made with.
 * @throws KeyFileError when it is missing, open to others, or not a key
 */
export function readKeyFile(file: string): Buffer {
  let text: string;
  try {
    const mode = statSync(file).mode;
    if (process.platform !== "win32" && (mode & othersBits(file)) !== 0)
      throw new KeyFileError(
        file,
        `one that may be read by others (mode ${(mode & 0o777).toString(8)})`,
        `Run: chmod 600 "${file}"`,
      );
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    if (error instanceof KeyFileError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new KeyFileError(
      file,
      `one that cannot be read (${code})`,
      `Put back the key of the earlier runs. Only where there was no run yet, make one: lamsach init, or: openssl rand -hex 32 > "${file}" && chmod 600 "${file}"`,
    );
  }
  if (!/^[0-9a-f]{64,}$/i.test(text) || text.length % 2 === 1)
    throw new KeyFileError(
      file,
      "one that holds no key of at least 64 hexadecimal digits",
      "Make one with: openssl rand -hex 32",
    );
  return Buffer.from(text, "hex");
}

/**
 * Bits of a mode that must not be set. systemd lets the service's user read a credential by an access list, whose mask stands
 * in the group's bits; the folder is closed to everybody else.
 */
function othersBits(file: string): number {
  const credentials = process.env.CREDENTIALS_DIRECTORY;
  return credentials !== undefined && dirname(resolve(file)) === resolve(credentials) ? 0o007 : 0o077;
}
