/** Markup that is safe to write: made by the `html` tag only. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Insert = Html | string | number | null | undefined | false | readonly Insert[];

/** Writes markup: every inserted text is escaped, `Html` is taken as it is, lists are joined, null writes nothing. */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  let text = strings[0] ?? "";
  inserts.forEach((insert, i) => {
    text += render(insert) + (strings[i + 1] ?? "");
  });
  return new Html(text);
}

/** Markup from a library that is known to be safe, such as a rendered chart. */
export function trustedHtml(text: string): Html {
  return new Html(text);
}

function render(insert: Insert): string {
  if (insert instanceof Html) return insert.text;
  if (insert === null || insert === undefined || insert === false) return "";
  if (typeof insert === "string") return escapeHtml(insert);
  return typeof insert === "number" ? String(insert) : insert.map(render).join("");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** JSON that may stand inside a script element: no `</script>` and no comment can come out of it. */
export function scriptJson(value: unknown): Html {
  return new Html(
    JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029"),
  );
}
