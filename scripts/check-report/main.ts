import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { COMMAS, LANGUAGE, LOW_CONTRAST, SIDEWAYS, UNNAMED } from "./page-checks.ts";

/**
 * Looks at a report in a real browser. Checks, at 1280 and 390 px, light and dark: no error, no request, no sideways
 * scrolling of the page, text contrast of at least AA, the language switch and the drill-down by keyboard. Ends with code 1
 * and what is wrong.
 */
const {
  report,
  browser: executablePath,
  shots,
} = await yargs(hideBin(process.argv))
  .scriptName("npm run check-report --")
  .usage(
    "$0 --report FILE [options]\n\nLooks at a report in a real browser, wide and narrow, light and dark, and tells what is wrong.",
  )
  .option("report", { type: "string", demandOption: true, describe: "the page, such as out/latest/report.html" })
  .option("browser", { type: "string", default: "/usr/bin/chromium", describe: "a Chromium" })
  .option("shots", { type: "string", describe: "folder for pictures of what was looked at" })
  .strict()
  .parse();
if (!existsSync(report)) {
  process.stderr.write("Give a report that is there: npm run check-report -- --report out/latest/report.html\n");
  process.exit(2);
}
if (shots !== undefined) mkdirSync(shots, { recursive: true });

async function look(page: Page): Promise<string[]> {
  const problems: string[] = [];
  const sideways = await page.evaluate<number>(SIDEWAYS);
  if (sideways > 0) problems.push(`the page scrolls ${sideways} px sideways`);
  problems.push(...(await page.evaluate<string[]>(LOW_CONTRAST)).map((text) => `low contrast: ${text}`));
  const unnamed = await page.evaluate<number>(UNNAMED);
  if (unnamed > 0) problems.push(`${unnamed} controls without a name`);
  await page.focus("#language");
  await page.keyboard.press("Enter");
  if ((await page.evaluate<string>(LANGUAGE)) !== "en") problems.push("the language switch does nothing");
  const english = await page.locator("h1").innerText();
  if (!/Data quality/.test(english)) problems.push("the heading is not in English after the switch");
  const commas = await page.evaluate<number>(COMMAS);
  if (commas > 0) problems.push(`${commas} numbers of charts keep their decimal comma in English`);
  const before = await page.locator("#drill tr").count();
  await page.selectOption("#pick-source", { index: 1 });
  const after = await page.locator("#drill tr").count();
  if (before === 0 || after > before) problems.push("the drill-down shows nothing or does not narrow");
  return problems;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
let wrong = 0;
for (const width of [1280, 390])
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("request", (request) => !request.url().startsWith("file:") && problems.push(`asks for ${request.url()}`));
    await page.goto(pathToFileURL(resolve(report)).href);
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${width}-${colorScheme}.png`) });
    problems.push(...(await look(page)));
    console.log(`${width} px, ${colorScheme}: ${problems.length === 0 ? "ok" : problems.join("; ")}`);
    wrong += problems.length;
    await page.close();
  }
await browser.close();
process.exitCode = wrong > 0 ? 1 : 0;
