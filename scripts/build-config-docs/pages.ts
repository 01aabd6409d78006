import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../connectors/package-root.ts";
import { type JsonSchema, jsonSchemaOf } from "../../pipelines/config/json-schema.ts";
import { fillPage, settingsReference } from "../../pipelines/config/reference.ts";
import { configSchema } from "../../pipelines/config/schema.ts";
import { linkSchema } from "../../pipelines/link/schema.ts";
import {
  fieldsReference,
  headersReference,
  profilesReference,
  valuesReference,
} from "../../pipelines/profiles/reference.ts";
import { profileSchema } from "../../pipelines/profiles/schema.ts";

/** A schema for editors that asks for no setting which the profile named under `extends` has already. */
function inheriting({ required, ...schema }: JsonSchema): object {
  return { ...schema, required: ["name"], if: { required: ["extends"] }, else: { required } };
}

/** Every file made from the schemas, by its path in the repository: the two JSON Schemas and the three pages. */
export function generatedFiles(): Map<string, string> {
  const config = jsonSchemaOf(configSchema, "LamSach config");
  const profile = jsonSchemaOf(profileSchema, "LamSach profile");
  const linking = jsonSchemaOf(linkSchema, "LamSach link");
  const page = (path: string, parts: Readonly<Record<string, string>>): [string, string] => {
    let text = readFileSync(join(packageRoot(), path), "utf8");
    for (const [name, part] of Object.entries(parts)) text = fillPage(text, name, part);
    return [path, text];
  };
  return new Map([
    ["pipelines/config/lamsach.schema.json", `${JSON.stringify(config, null, 2)}\n`],
    ["pipelines/profiles/profile.schema.json", `${JSON.stringify(inheriting(profile), null, 2)}\n`],
    page("docs/config.md", { settings: settingsReference(config) }),
    page("docs/generic-linkage.md", { settings: settingsReference(linking) }),
    page("docs/profile-headers.md", { headers: headersReference() }),
    page("docs/profiles.md", {
      profiles: profilesReference(),
      settings: settingsReference(profile),
      fields: fieldsReference(),
      values: valuesReference(),
    }),
  ]);
}
