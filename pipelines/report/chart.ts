import { type EChartsCoreOption, init } from "echarts/dist/echarts.esm.min";
import { type Html, html, trustedHtml } from "./html.ts";

/** Colours of the page that charts use, by the names of its style: light and dark follow the page. */
const COLOURS = [
  "--ink",
  "--muted",
  "--line",
  "--ok",
  "--ok2",
  "--ok3",
  "--mid",
  "--bad",
  "--bad2",
  "--none",
  "--d1",
  "--d2",
  "--d3",
  "--d4",
  "--d5",
];

/** A colour no chart would draw by itself, standing for one of the page's. */
export function colour(name: string): string {
  const i = COLOURS.indexOf(name);
  if (i < 0) throw new Error(`the page has no colour ${name}`);
  return `#fe01${(i + 16).toString(16)}`;
}

/** What a colour of a chart stands for; the colour by its name in the page's style. */
export interface LegendEntry {
  readonly colour: string;
  readonly label: Html;
}

/** The legend stands in the page, not in the picture, so that it speaks the reader's language. */
function legendOf(entries: readonly LegendEntry[]): Html {
  if (entries.length === 0) return html``;
  return html`<ul class="legend">${entries.map(
    ({ colour: name, label }) => html`<li><span style="background:var(${name})"></span>${label}</li>`,
  )}</ul>`;
}

/**
 * Renders a chart to SVG that scales with the page and takes its colours.
 * @param label what the chart shows, for readers who do not see it
 */
export function chart(
  option: EChartsCoreOption,
  size: { width: number; height: number },
  label: Html,
  legend: readonly LegendEntry[] = [],
): Html {
  const drawn = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    drawn.setOption({ animation: false, textStyle: { fontFamily: "inherit" }, ...option });
    const svg = drawn
      .renderToSVGString()
      .replace(/<style[\s\S]*?<\/style>|<defs>[\s\S]*?<\/defs>| clip-path="[^"]*"/g, "")
      .replace(/ (?:class="zr[^"]*"|ecmeta_[a-z_]+="[^"]*"|xml:space="preserve"|baseProfile="full"|version="1.1")/g, "")
      .replace(/#fe01([0-9a-f]{2})/g, (_, code: string) => `var(${COLOURS[Number.parseInt(code, 16) - 16] ?? "--ink"})`)
      .replace(/^<svg width="\d+" height="\d+"/, '<svg aria-hidden="true"');
    return html`<figure class="chart" style="max-width:${size.width}px"><figcaption>${label}</figcaption>${trustedHtml(svg)}${legendOf(legend)}</figure>`;
  } finally {
    drawn.dispose();
  }
}

/** Axis and grid lines in the page's quiet colours. */
export const AXIS = {
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: colour("--muted"), fontSize: 12 },
  splitLine: { lineStyle: { color: colour("--line") } },
};

/** Keeps axis labels within a chart's grid. */
export const WITHIN = { outerBoundsMode: "same", outerBoundsContain: "axisLabel" } as const;
