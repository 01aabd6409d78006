import { init } from "echarts/dist/echarts.esm.min";
import type { ExplainedRecord, ShownCandidate } from "./explained-record.ts";
import { type WaterfallBar, waterfall } from "./waterfall.ts";
import { type Language, percent, signedBits, WORDS } from "./words.ts";

/** Colours that tell for from against at AA contrast on white, also to those who see no red or green. */
const FOR = "#0b57a4";
const AGAINST = "#b04a00";
const WIDTH = 960;
const ROW = 26;
const HEAD = 44;
const FOOT = 30;
const GAP = 20;
/** Candidates drawn; the terminal and the page list all. */
const DRAWN = 5;

/** The waterfalls of a record's first candidates, one below the other, as an SVG that stands alone. */
export function drawExplanation(record: ExplainedRecord, language: Language): string {
  const candidates = record.candidates.slice(0, DRAWN);
  const falls = candidates.map(({ steps }) => waterfall(steps));
  const low = Math.min(0, ...falls.map((fall) => fall.low));
  const high = Math.max(0, ...falls.map((fall) => fall.high));
  const tops: number[] = [];
  let height = 10;
  for (const { steps } of candidates) {
    tops.push(height);
    height += HEAD + steps.length * ROW + FOOT + GAP;
  }
  const drawn = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: Math.max(height, 60) });
  try {
    drawn.setOption({
      animation: false,
      backgroundColor: "#ffffff",
      textStyle: { fontFamily: "system-ui, 'Noto Sans', Arial, sans-serif" },
      title:
        candidates.length === 0
          ? [{ text: WORDS.candidates[language], left: 10, top: 10, textStyle: { fontSize: 15 } }]
          : candidates.map((candidate, i) => ({
              text: titleOf(candidate, language),
              left: 10,
              top: tops[i],
              textStyle: { fontSize: 15, color: "#15202b" },
            })),
      grid: candidates.map(({ steps }, i) => ({
        left: 360,
        right: 80,
        top: tops[i]! + HEAD,
        height: steps.length * ROW,
      })),
      xAxis: candidates.map((_, i) => ({
        gridIndex: i,
        type: "value",
        min: Math.floor(low / 5) * 5,
        max: Math.ceil(high / 5) * 5,
        axisLabel: { formatter: `{value} ${WORDS.bits[language]}`, color: "#4d5a68", hideOverlap: true },
      })),
      yAxis: falls.map(({ bars }, i) => ({
        gridIndex: i,
        type: "category",
        inverse: true,
        data: bars.map(({ step }) => step[language]),
        axisLabel: { color: "#15202b", width: 340, overflow: "break" },
        axisTick: { show: false },
      })),
      series: falls.flatMap(({ bars }, i) => seriesOf(bars, i, language)),
    });
    return `${drawn.renderToSVGString()}\n`;
  } finally {
    drawn.dispose();
  }
}

function titleOf(candidate: ShownCandidate, language: Language): string {
  const owner = candidate.owns_number ? `, ${WORDS.owner[language]}` : "";
  return `${WORDS.candidate[language]} ${candidate.rank}: ${candidate.person}${owner}: ${percent(candidate.probability, language)}, ${signedBits(candidate.bits, language)} ${WORDS.bits[language]}`;
}

/** An unseen bar up to where a step begins, and on it the step; stacked as they are, whatever their signs. */
function seriesOf(bars: readonly WaterfallBar[], i: number, language: Language): object[] {
  const shared = { type: "bar", xAxisIndex: i, yAxisIndex: i, stack: `s${i}`, stackStrategy: "all", barWidth: 14 };
  return [
    { ...shared, silent: true, itemStyle: { color: "transparent" }, data: bars.map(({ from }) => from) },
    {
      ...shared,
      data: bars.map(({ step }) => ({ value: step.bits, itemStyle: { color: step.bits >= 0 ? FOR : AGAINST } })),
      label: {
        show: true,
        position: "right",
        color: "#15202b",
        formatter: ({ value }: { value: number }) => signedBits(value, language),
      },
    },
  ];
}
