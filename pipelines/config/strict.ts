import { z } from "zod";

/** An object that takes no other keys and whose error names the ones it knows. */
export function strict<T extends z.core.$ZodLooseShape>(shape: T) {
  const known = `known: ${Object.keys(shape).join(", ")}`;
  return z.strictObject(shape, { error: (issue) => (issue.code === "unrecognized_keys" ? known : undefined) });
}

/** A text that is shown to people in both languages. */
export const bilingual = strict({
  vi: z.string().min(1).describe("in Vietnamese"),
  en: z.string().min(1).describe("in English"),
});

/** Names that become folder and file names and stand in tables. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
  error: "a name of small letters a-z, digits and hyphens (at most 63)",
});

/** Makes a value and all in it unchangeable. */
export function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
