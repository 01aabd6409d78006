import { type Html, html } from "./html.ts";
import { Numbers } from "./number.ts";
import type { SampleRow } from "./sample-finder.ts";
import type { Summary } from "./summary.ts";
import { BANDS, fieldWords, LEVELS, t, UNKNOWN_PLACE, words } from "./text.ts";

/** A summary with the ways to write its parts. */
export class View {
  readonly summary: Summary;
  readonly n: Numbers;

  constructor(summary: Summary) {
    this.summary = summary;
    this.n = new Numbers(summary);
  }

  rule(id: string): Html {
    const rule = this.summary.rules[id];
    return rule ? words(rule) : html`<code>${id}</code>`;
  }

  field(field: string): Html {
    return words(fieldWords(field));
  }

  source(name: string): Html {
    const source = this.summary.sources.find((candidate) => candidate.name === name);
    return source
      ? html`<a href="#source-${name}">${words(source.title)}</a> <code>${name}</code>`
      : html`<code>${name}</code>`;
  }

  province(code: string | null): Html {
    if (code === null) return words(UNKNOWN_PLACE);
    return html`${this.summary.province_names[code] ?? code}`;
  }

  band(band: string | null): Html {
    return band === null ? html`` : html`<span class="badge ${band}">${words(BANDS[band]!)}</span>`;
  }

  level(level: string): Html {
    const { mark, ...rest } = LEVELS[level]!;
    const look = level === "unchecked" ? "unchecked" : level;
    return html`<span class="badge ${look}"><span aria-hidden="true">${mark}</span> ${words(rest)}</span>`;
  }

  /** File, line and token of rows to look at. */
  rows(samples: readonly SampleRow[]): Html {
    if (samples.length === 0) return html`<span class="muted">–</span>`;
    return html`<span class="rows">${samples.map(
      ({ file, line, token }) => html`<code>${file}:${line} <span class="muted">${token}</span></code>`,
    )}</span>`;
  }

  /** A table with its caption, that scrolls by itself where the page is narrow. */
  table(caption: Html, head: readonly Html[], rows: readonly Html[], label: string, look = ""): Html {
    return html`<div class="scroll ${look}" role="region" aria-label="${label}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
  }
}

/** A heading cell; numbers stand to the right. */
export function th(vi: string, en: string, number = false): Html {
  return html`<th scope="col"${number ? html` class="n"` : ""}>${t(vi, en)}</th>`;
}
