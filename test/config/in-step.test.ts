import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../connectors/package-root.ts";
import { configSchema } from "../../pipelines/config/schema.ts";
import { linkSchema } from "../../pipelines/link/schema.ts";
import { profileSchema } from "../../pipelines/profiles/schema.ts";
import { generatedFiles } from "../../scripts/build-config-docs/pages.ts";

describe("what is made from the schemas", () => {
  it.each([...generatedFiles()])(
    "%s is in step (else: node --import tsx scripts/build-config-docs/main.ts)",
    (path, text) => {
      const there = readFileSync(join(packageRoot(), path), "utf8");
      if (path.endsWith(".json")) expect(JSON.parse(there)).toEqual(JSON.parse(text));
      else expect(there).toBe(text);
    },
  );
});

it("asks a profile that extends another for its name alone", () => {
  const schema = JSON.parse(generatedFiles().get("pipelines/profiles/profile.schema.json") ?? "");
  expect(schema).toMatchObject({ required: ["name"], if: { required: ["extends"] } });
  expect(schema.else.required).toEqual(expect.arrayContaining(["title", "kind", "columns", "record_id"]));
});

type Described = {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
  anyOf?: Described[];
};

describe("every setting", () => {
  it.each([
    ["config", configSchema],
    ["profile", profileSchema],
    ["link", linkSchema],
  ])("of a %s is described", (_, schema) => {
    const bare: string[] = [];
    const visit = (node: Described, path: string): void => {
      for (const [name, inner] of Object.entries(node.properties ?? {})) {
        if (!inner.description) bare.push(`${path}.${name}`);
        visit(inner, `${path}.${name}`);
      }
      if (node.items) visit(node.items, `${path}[]`);
      for (const form of node.anyOf ?? []) visit(form, path);
    };
    visit(schema.toJSONSchema({ io: "input" }) as Described, "");
    expect(bare).toEqual([]);
  });
});
