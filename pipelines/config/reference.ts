import { RAW_FIELDS } from "../../matchers/record.ts";
import type { JsonSchema } from "./json-schema.ts";

/** Tables of every setting of a schema, one table a group, in the schema's order. Markdown. */
export function settingsReference(schema: JsonSchema): string {
  const groups: { title: string; description: string; rows: string[] }[] = [];
  const visit = (group: JsonSchema, path: string): void => {
    const rows: string[] = [];
    const inner: [JsonSchema, string][] = [];
    for (const [name, setting] of Object.entries(group.properties ?? {})) {
      const at = path === "" ? name : `${path}.${name}`;
      rows.push(
        `| \`${name}\` | ${typeOf(setting)} | ${given(setting, group.required?.includes(name) === true)} | ${cell(setting.description ?? "")} |`,
      );
      inner.push(...groupsIn(setting, at));
    }
    groups.push({ title: path, description: group.description ?? "", rows });
    for (const [next, at] of inner) visit(next, at);
  };
  visit(schema, "");
  return groups
    .map(({ title, description, rows }) => {
      const head = title === "" ? "### The file" : `### \`${title}\``;
      const table = ["| setting | is | unless told | what it says |", "|---|---|---|---|", ...rows];
      return [head, "", ...(description ? [`${sentence(description)}`, ""] : []), ...table].join("\n");
    })
    .join("\n\n");
}

/** The groups of settings that a setting holds: itself, the members of a list or map, the forms of a choice. */
function groupsIn(setting: JsonSchema, path: string): [JsonSchema, string][] {
  if (setting.properties) return [[setting, path]];
  if (setting.items) return groupsIn(setting.items, `${path}[]`);
  if (typeof setting.additionalProperties === "object") return groupsIn(setting.additionalProperties, `${path}.*`);
  return (setting.anyOf ?? []).flatMap((form) => groupsIn(form, path));
}

function typeOf(setting: JsonSchema): string {
  if (setting.const !== undefined) return `\`${setting.const}\``;
  if (setting.enum) {
    if (setting.enum.includes(RAW_FIELDS[0]!.name)) return "a field's name";
    return setting.enum.map((value) => `\`${String(value)}\``).join(", ");
  }
  if (setting.anyOf) return [...new Set(setting.anyOf.map(typeOf))].join(" or ");
  if (setting.type === "array") return `list: ${setting.items ? typeOf(setting.items) : "any"}`;
  if (setting.properties) return "group";
  if (setting.type === "object") return "map";
  return (
    { string: "text", integer: "whole number", number: "number", boolean: "true, false", null: "null" }[
      setting.type ?? ""
    ] ?? "any"
  );
}

function given(setting: JsonSchema, required: boolean): string {
  if (required) return "**must be told**";
  const value = setting.default;
  if (value === undefined || (typeof value === "object" && value !== null && !Array.isArray(value))) return "";
  return `\`${JSON.stringify(value)}\``;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/(^|\s)\*(?=\s)/g, "$1\\*");
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Puts generated text between the marks `<!-- NAME -->` and `<!-- /NAME -->` of a page. @throws when they are not there */
export function fillPage(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page lacks the marks ${start} and ${end}`);
  return `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`;
}
