import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Field, Swap } from "../../matchers/generic/field.ts";
import { type GenericModel, startModel } from "../../matchers/generic/model.ts";

const probability = z.number().gt(0).lt(1);
const schema = z.strictObject({
  version: z.literal(1),
  inRegister: probability,
  kin: z.number().min(0).lt(1),
  m: z.record(z.string(), z.record(z.string(), probability)),
});

/** A model file cannot be used with these fields. */
export class LinkModelError extends Error {
  override readonly name = "LinkModelError";
}

/** Reads a `model.json` and checks that it knows the same fields and levels. @throws LinkModelError saying what does not fit */
export function readLinkModel(path: string, fields: readonly Field[], swaps: readonly Swap[]): GenericModel {
  const again = "Name a model.json that `lamsach link` wrote with the same fields, or take `model` out to fit one.";
  let parsed: ReturnType<typeof schema.safeParse>;
  try {
    parsed = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new LinkModelError(`${path}: expected a model as JSON, found none that can be read. ${again}`);
  }
  if (!parsed.success) throw new LinkModelError(`${path}: expected a model of version 1, found another form. ${again}`);
  const model = parsed.data;
  const needed = startModel(fields, swaps).m;
  for (const [name, levels] of Object.entries(needed))
    for (const level of Object.keys(levels))
      if (model.m[name]?.[level] === undefined)
        throw new LinkModelError(`${path}: expected level "${level}" of "${name}", found none. ${again}`);
  return model;
}
