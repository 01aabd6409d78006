import { CODE_VALUES } from "../../matchers/codes/value-maps.ts";
import { RAW_FIELDS } from "../../matchers/record.ts";
import { loadProfile, shippedProfiles } from "./load-profile.ts";
import { VALUE_KINDS } from "./schema.ts";

/** The shipped profiles as a table. Markdown. */
export function profilesReference(): string {
  const rows = shippedProfiles().map((name) => {
    const profile = loadProfile(name);
    const roles = profile.persons.map((person) => person.role).join(", ");
    const key = profile.record_id?.join(" + ") ?? "the row";
    return `| \`${name}\` | ${profile.title.vi} / ${profile.title.en} | ${profile.kind} | ${roles} | ${key} | ${profile.legal ?? ""} |`;
  });
  return ["| profile | source | kept by | persons | key | law |", "|---|---|---|---|---|---|", ...rows].join("\n");
}

/** The headers each shipped profile knows, column by column. Markdown. */
export function headersReference(): string {
  return shippedProfiles()
    .map((name) => {
      const profile = loadProfile(name);
      const rows = profile.columns.map(
        (column) => `| ${column.headers.join(" · ").replaceAll("|", "\\|")} | ${column.required ? "yes" : ""} |`,
      );
      return [`## ${name}: ${profile.title.en}`, "", "| headers | required |", "|---|---|", ...rows].join("\n");
    })
    .join("\n\n");
}

/** The fields a profile may fill. Markdown. */
export function fieldsReference(): string {
  const rows = RAW_FIELDS.map((field) => `| \`${field.name}\` | ${field.vi} | ${field.en} |`);
  return ["| field | trường | what it holds |", "|---|---|---|", ...rows].join("\n");
}

/** The codes that values may be translated to. Markdown. */
export function valuesReference(): string {
  const rows = Object.entries(VALUE_KINDS).map(
    ([field, kind]) => `| \`${field}\` | ${CODE_VALUES[kind].map((code) => `\`${code}\``).join(", ")} |`,
  );
  return ["| field | codes |", "|---|---|", ...rows].join("\n");
}
