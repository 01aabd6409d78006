import { distance } from "fastest-levenshtein";

/** A slip leaves no more than this between what two texts have in common at their beginning and at their end. */
const LONGEST_SLIP = 2;

/**
 * Whether one character was changed, added or dropped, or two neighbours exchanged. Symmetric; equal texts are no slip.
 * Only what the texts do not have in common is compared: a distance takes time by the square of what it is given.
 */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (Math.max(left.length, right.length) > LONGEST_SLIP) return false;
  return distance(left, right) === 1 || (left.length === LONGEST_SLIP && isExchange(left, right));
}

/** Whether the texts are equal but for two neighbouring characters that have changed places. */
export function isExchange(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
