import { distance } from "fastest-levenshtein";

/**
 * The word that was probably meant: at most two slips away, of long words a third of their letters. Undefined where none is that
 * near. Of several equally near ones that with the same letters (two that changed places are two slips), then the first in the alphabet.
 */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const typed = text.toLowerCase();
  const scored = candidates.map((candidate) => ({
    candidate,
    far: distance(typed, candidate),
    other: Number(letters(candidate) !== letters(typed)),
  }));
  scored.sort((a, b) => a.far - b.far || a.other - b.other || (a.candidate < b.candidate ? -1 : 1));
  const best = scored[0];
  return best && best.far <= Math.max(2, Math.floor(text.length / 3)) ? best.candidate : undefined;
}

const letters = (word: string): string => [...word].sort().join("");
