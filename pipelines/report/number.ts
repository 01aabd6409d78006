import { type Html, html } from "./html.ts";
import { NO_DATA, words } from "./text.ts";

/** Writes numbers of a document by their path in it, so that each can be held against the JSON. */
export class Numbers {
  readonly #facts: unknown;

  constructor(facts: unknown) {
    this.#facts = facts;
  }

  /** A count. */
  count(path: string): Html {
    const value = valueAt(this.#facts, path);
    if (typeof value !== "number") throw new Error(`the summary has no number at ${path}`);
    return html`<data value="${value}" data-k="${path}">${viCount(value)}</data>`;
  }

  /** A percentage, "no data" where it is null. */
  percent(path: string): Html {
    const value = valueAt(this.#facts, path);
    if (value === null) return html`<span class="nodata">${words(NO_DATA)}</span>`;
    if (typeof value !== "number") throw new Error(`the summary has no percentage at ${path}`);
    return html`<data value="${value}" data-k="${path}">${viPercent(value)}</data>`;
  }

  /** A number with two decimals. */
  decimal(path: string): Html {
    const value = valueAt(this.#facts, path) as number;
    return html`<data value="${value}" data-k="${path}">${viDecimal(value)}</data>`;
  }

  /** Percentage points with their sign. */
  points(path: string): Html {
    const value = valueAt(this.#facts, path) as number;
    const text = `${value > 0 ? "+" : value < 0 ? "−" : ""}${viDecimal(Math.abs(value))}`;
    return html`<data value="${value}" data-k="${path}" class="pts">${text}</data>`;
  }
}

/**
 * Says once, on the row, what the paths of its numbers begin with (`data-at`); there they begin with a dot. A page of many
 * sources is a tenth smaller for it.
 */
export function foldPaths(page: string): string {
  return page.replace(/<tr>(.*?)<\/tr>/gs, (row: string, cells: string) => {
    const paths = [...cells.matchAll(/ data-k="([^"]*)"/g)].map((match) => match[1]!.split("."));
    const [first] = paths;
    if (!first || paths.length < 2) return row;
    let shared = first.length - 1;
    for (const path of paths) while (path.slice(0, shared).join(".") !== first.slice(0, shared).join(".")) shared--;
    const start = first.slice(0, shared).join(".");
    if (shared === 0) return row;
    return `<tr data-at="${start}">${cells.replaceAll(` data-k="${start}.`, ' data-k=".')}</tr>`;
  });
}

/** The value at a dotted path; list positions are numbers. */
export function valueAt(facts: unknown, path: string): unknown {
  let value = facts;
  for (const step of path.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value;
}

/** 1234567 as 1.234.567, as Vietnamese writes it. */
export function viCount(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ".");
}

export function viDecimal(value: number): string {
  return value.toFixed(2).replace(".", ",");
}

export function viPercent(value: number): string {
  return `${viDecimal(value).replace(/,00$/, "")}\u00a0%`;
}
