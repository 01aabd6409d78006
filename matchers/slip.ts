import { distance } from "fastest-levenshtein";

/** Whether one character was changed, added or dropped, or two neighbours exchanged. Symmetric; equal texts are no slip. */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const edits = distance(a, b);
  if (edits <= 1) return edits === 1;
  if (edits !== 2 || a.length !== b.length) return false;
  const at = Array.from(a).findIndex((char, i) => char !== b[i]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
