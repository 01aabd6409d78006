/** Expressions for the page itself, as text: they run in the browser, where neither types nor helpers of a compiler are. */

/** Pixels by which the page is wider than the window. */
export const SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth";

/** Numbers of charts with a decimal comma. */
export const COMMAS = `[...document.querySelectorAll("svg text")].filter((e) => /\\d,\\d/.test(e.textContent)).length`;

/** Controls without a name. */
export const UNNAMED = `[...document.querySelectorAll("select, button")]
  .filter((e) => !e.textContent.trim() && !e.closest("label")).length`;

export const LANGUAGE = "document.documentElement.lang";

/** Texts whose contrast with their background is below WCAG AA (4.5; large text 3), as the browser computed both. */
export const LOW_CONTRAST = `(() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((v) => {
      const s = v / 255;
      return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  for (const element of document.querySelectorAll("body *:not(svg *):not(script)")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || element.offsetParent === null) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const [a, b] = [luminance(parse(style.color)), luminance(behind(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) found.add(element.tagName + "." + element.className + " " + style.color);
  }
  return [...found];
})()`;
