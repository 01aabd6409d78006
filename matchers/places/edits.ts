const WIDTH = 48;
const rows = [new Uint8Array(WIDTH), new Uint8Array(WIDTH), new Uint8Array(WIDTH)];

/**
 * Slips between two words: letters put in, left out, changed, or two neighbours swapped (optimal string alignment).
 * Gives up and returns limit + 1 once the limit is passed. Fastest when `a` is the same in many calls in a row.
 */
export function editsWithin(a: string, b: string, limit: number): number {
  const n = a.length;
  const m = b.length;
  if (Math.abs(n - m) > limit || n >= WIDTH || m >= WIDTH) return limit + 1;
  if (n === 0) return m;
  return a === pattern || setPattern(a) ? Math.min(editsFromPattern(b), limit + 1) : editsByRows(a, b, limit);
}

/** The word compared with others: where each letter stands in it, as bits. */
let pattern = "";
/** Letters with hats and horns are below; longer words, and words with other letters, are compared row by row. */
const LETTERS = 0x200;
const MOST_BITS = 31;
const places = new Int32Array(LETTERS);

/** Takes a word as the pattern; false when it does not fit. */
function setPattern(word: string): boolean {
  if (word.length === 0 || word.length > MOST_BITS) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) >= LETTERS) return false;
  for (let i = 0; i < pattern.length; i++) places[pattern.charCodeAt(i)] = 0;
  for (let i = 0; i < word.length; i++) places[word.charCodeAt(i)]! |= 1 << i;
  pattern = word;
  return true;
}

/**
 * All rows of the table at once, a column a step: its differences are kept as bits (H. Hyyrö, A bit-vector algorithm for
 * computing Levenshtein and Damerau edit distances, 2003).
 */
function editsFromPattern(word: string): number {
  const last = 1 << (pattern.length - 1);
  let edits = pattern.length;
  let up = -1;
  let down = 0;
  let diagonal = 0;
  let before = 0;
  for (let j = 0; j < word.length; j++) {
    const code = word.charCodeAt(j);
    const equal = code < LETTERS ? places[code]! : 0;
    const swapped = ((~diagonal & equal) << 1) & before;
    diagonal = ((((equal & up) + up) | 0) ^ up) | equal | down | swapped;
    const more = down | ~(diagonal | up);
    const less = diagonal & up;
    if (more & last) edits++;
    else if (less & last) edits--;
    const shifted = (more << 1) | 1;
    up = (less << 1) | ~(diagonal | shifted);
    down = shifted & diagonal;
    before = equal;
  }
  return edits;
}

function editsByRows(a: string, b: string, limit: number): number {
  const n = a.length;
  const m = b.length;
  let [beforeLast, last, current] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= m; j++) last[j] = j;
  for (let i = 1; i <= n; i++) {
    const code = a.charCodeAt(i - 1);
    const lowest = Math.max(1, i - limit);
    const highest = Math.min(m, i + limit);
    current[lowest - 1] = lowest === 1 ? i : limit + 1;
    let least = current[lowest - 1]!;
    for (let j = lowest; j <= highest; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = last[j - 1]! + (code === other ? 0 : 1);
      const gone = (j < i + limit ? last[j]! : limit) + 1;
      if (gone < cost) cost = gone;
      const put = current[j - 1]! + 1;
      if (put < cost) cost = put;
      if (i > 1 && j > 1 && code === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        const swapped = beforeLast[j - 2]! + 1;
        if (swapped < cost) cost = swapped;
      }
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[m]!, limit + 1);
}

/** The letters of a word as bits, to rule out most comparisons cheaply. */
export function letterMask(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    mask |= 1 << (code >= 0x61 ? (code - 0x61) % 26 : 26 + (code & 3));
  }
  return mask;
}

/** A lower bound of the edits between words with these letters. */
export function missingLetters(a: number, b: number): number {
  return Math.max(bits(a & ~b), bits(b & ~a));
}

function bits(mask: number): number {
  let n = mask - ((mask >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
