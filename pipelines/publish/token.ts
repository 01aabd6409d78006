import { createHash, createHmac } from "node:crypto";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/** What a token stands for; equal values of different domains have different tokens. */
export type TokenDomain = "record" | "person" | "phone" | "group";

/** Bytes of a SHA-256 block: what HMAC pads its key to. */
const BLOCK = 64;
/** Hex digits kept: 128 bits. */
const DIGITS = 32;

/**
 * Keyed tokens (HMAC-SHA-256) that stand for a value outside the tables that may hold it. Identity numbers have little
 * entropy, so an unkeyed hash could be undone by trying all of them. The first part of a token names the key.
 * Under Law 91/2025 tokens remain personal data: keep the key apart from the tables.
 */
export class Tokens {
  readonly #key: Uint8Array;
  /** Names the key without telling it: changes when the key does. */
  readonly keyId: string;

  /** @param key secret of at least 16 bytes. @throws Error when it is shorter */
  constructor(key: Uint8Array) {
    if (key.length < 16) throw new Error("the token key must have at least 16 bytes; make one with `lamsach init`");
    this.#key = key;
    this.keyId = createHmac("sha256", key).update("lamsach key id").digest("hex").slice(0, 6);
  }

  /** Token of a value; parts are the columns that make it. */
  of(domain: TokenDomain, ...parts: readonly string[]): string {
    const message = [domain, ...parts].join("\u001f");
    return `${this.keyId}-${createHmac("sha256", this.#key).update(message).digest("hex").slice(0, DIGITS)}`;
  }

  /** The same token computed by DuckDB; null when a part is null. */
  sql(domain: TokenDomain, ...parts: readonly Sql[]): Sql {
    return sql`${`${this.keyId}-`} || substr(${this.#hmacSql(domain, parts)}, 1, ${DIGITS})`;
  }

  /** The token's 128 bits without the key's name, as a uuid: a third of its length, in the same order. */
  bitsSql(domain: TokenDomain, ...parts: readonly Sql[]): Sql {
    return sql`substr(${this.#hmacSql(domain, parts)}, 1, ${DIGITS})::uuid`;
  }

  /** The token of such bits. */
  ofBitsSql(bits: Sql): Sql {
    return sql`${sql.lit(`${this.keyId}-`)} || replace(${bits}::varchar, '-', '')`;
  }

  /** HMAC of the value, in hex digits. */
  #hmacSql(domain: TokenDomain, parts: readonly Sql[]): Sql {
    const pad = (byte: number): string => {
      const block = new Uint8Array(BLOCK);
      block.set(this.#key.length > BLOCK ? createHash("sha256").update(this.#key).digest() : this.#key);
      return Buffer.from(block.map((value) => value ^ byte)).toString("hex");
    };
    const message = sql.join([sql`${domain}`, ...parts], " || chr(31) || ");
    const inner = sql`sha256(unhex(${pad(0x36)}) || encode(${message}))`;
    return sql`sha256(unhex(${pad(0x5c)}) || unhex(${inner}))`;
  }
}
