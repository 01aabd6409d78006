/** A word and how frequent it is, once for each region or era. */
export interface Rated {
  readonly word: string;
  readonly weights: readonly number[];
}

/** Reads a table of `word weight …` entries, `;` or a line break between them. */
export function rated(table: string): readonly Rated[] {
  return table
    .trim()
    .split("\n")
    .flatMap((line) => line.split(";"))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map((entry) => {
      const cut = entry.search(/\s\d/);
      return {
        word: entry.slice(0, cut),
        weights: entry
          .slice(cut + 1)
          .split(" ")
          .map(Number),
      };
    });
}
