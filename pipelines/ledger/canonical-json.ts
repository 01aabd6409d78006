import { createHash } from "node:crypto";

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * A type whose values JSON holds whole, for interfaces, which `Json` does not take: the type itself, and `never` in place of what
 * JSON would drop or change (functions, bigints, dates, maps, sets).
 */
export type JsonOf<T> = T extends Json | undefined
  ? T
  : T extends bigint | symbol | Date | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>
    ? never
    : T extends (...parameters: never[]) => unknown
      ? never
      : T extends object
        ? { readonly [K in keyof T]: JsonOf<T[K]> }
        : never;

/** JSON with keys in code-point order and no blanks: equal values give equal text. */
export function canonicalJson<T>(value: T & JsonOf<T>): string {
  return textOf(value as Json);
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item as Json)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value as { [key: string]: Json | undefined })
      .filter((entry): entry is [string, Json] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${textOf(item)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 of the canonical JSON, in hex. */
export function hashOf<T>(value: T & JsonOf<T>): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
