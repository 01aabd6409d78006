import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { packageRoot } from "../../connectors/package-root.ts";
import { ConfigError, unknownName } from "../config/problem.ts";
import { schemaProblems } from "../config/schema-problems.ts";
import { bilingual, deepFreeze, slug, strict } from "../config/strict.ts";
import { readYaml } from "../config/yaml-document.ts";
import { DIMENSIONS, type Dimension } from "./rule.ts";

const percent = z.number().min(0).max(100);
const weight = z.number().min(0).max(100);
const days = z.int().min(1).max(365);

/** Weights, bands and deadlines of the quality index. */
export const presetSchema = strict({
  name: slug,
  title: bilingual,
  verified: z.boolean().describe("true once the numbers were held against the text they come from"),
  bands: strict({ green: percent, yellow: percent }).describe("lowest index of the green and of the yellow band"),
  dimensions: z.record(z.enum(Object.keys(DIMENSIONS) as [Dimension, ...Dimension[]]), weight),
  fields: z.record(z.string(), weight).describe("weight of a field; 1 unless told"),
  identifiers: z.array(z.string()).describe("fields that must be 100 % correct, complete and clean"),
  key_fields: z
    .array(z.string())
    .default([])
    .describe(
      "fields that tell who a record is of: a source's colour is never better than that of the weakest of them",
    ),
  review_days: days,
  repair_days: days,
  dispute_days: days,
});

export type Preset = z.output<typeof presetSchema>;

/** Loads a preset: a shipped one by name, or a file of the user's own (.yaml) from `folder`. @throws ConfigError */
export function loadPreset(nameOrPath: string, folder: string = process.cwd()): Preset {
  const isPath = /\.ya?ml$/.test(nameOrPath);
  const file = isPath ? resolve(folder, nameOrPath) : join(shippedFolder(), `${nameOrPath}.yaml`);
  if (!isPath && !shippedPresets().includes(nameOrPath))
    throw new ConfigError(file, [unknownName("preset", shippedPresets())]);
  const document = readYaml(file);
  if (document.problems.length > 0) throw new ConfigError(file, document.problems);
  const parsed = presetSchema.safeParse(document.value);
  if (!parsed.success) throw new ConfigError(file, schemaProblems(parsed.error.issues, document));
  return deepFreeze(parsed.data);
}

const shippedFolder = (): string => join(packageRoot(), "pipelines", "quality", "presets");

const shippedPresets = (): string[] =>
  readdirSync(shippedFolder())
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
