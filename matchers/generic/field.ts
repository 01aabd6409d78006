/** Kinds of values a field of any register may hold. */
export const KINDS = ["text", "date", "code", "number"] as const;
export type Kind = (typeof KINDS)[number];

/** A field that both sides have, whatever its meaning. */
export interface Field {
  /** `[a-z][a-z0-9_]*`; stands in the evidence table. */
  readonly name: string;
  readonly kind: Kind;
  /** Date formats of the register's and the records' column, tried before what the column itself shows. */
  readonly formats?: { readonly register: readonly string[]; readonly records: readonly string[] };
  /** Numbers this far apart still say something; 0 unless told. */
  readonly tolerance?: number;
  /** Whether people of one home share the value: then it counts little where nothing of the person's own agrees. */
  readonly shared?: boolean;
}

/** Two fields of one kind whose values may have changed places, such as given and family name. */
export type Swap = readonly [string, string];

/** How far two values agree; 0 means there is nothing to compare. Stored in evidence, so the numbers never change meaning. */
export const AGREEMENT = {
  missing: 0,
  same: 1,
  /** The same once marks, spaces and the order of words are left out; day and month exchanged. */
  alike: 2,
  /** One character wrong, missing or added, or two neighbours exchanged. */
  slip: 3,
  /** Two slips; a number within the tolerance. */
  near: 4,
  /** Half of the words, by their rarity; an initial; two of year, month and day. */
  part: 5,
  different: 6,
} as const;
export type Agreement = (typeof AGREEMENT)[keyof typeof AGREEMENT];

/** Whether a pair's swappable fields agree best as they stand or with their values exchanged. */
export const ORDER = { missing: 0, straight: 1, crossed: 2 } as const;

/** Name of a swap in model and evidence. */
export const swapName = ([a, b]: Swap): string => `${a}_x_${b}`;

/** Fields whose values are held against each other share a domain: a field alone, or the two of a swap. */
export function domainOf(field: string, swaps: readonly Swap[]): string {
  return swaps.find((swap) => swap.includes(field))?.[0] ?? field;
}

/** The other field of a swap. */
export function partnerOf(field: string, swaps: readonly Swap[]): string | undefined {
  const swap = swaps.find((pair) => pair.includes(field));
  return swap && (swap[0] === field ? swap[1] : swap[0]);
}
