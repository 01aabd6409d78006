import { distance } from "fastest-levenshtein";

/** Whether one character was changed, added or dropped, or two neighbours exchanged. Symmetric; equal texts are no slip. */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const edits = distance(a, b);
  return edits === 1 || (edits === 2 && isExchange(a, b));
}

/** Whether the texts are equal but for two neighbouring characters that have changed places. */
export function isExchange(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
