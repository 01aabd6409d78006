import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/** How two numbers of one kind relate. */
export const NUMBER_RELATION = { different: 0, same: 1, oneDigit: 2, transposed: 3 } as const;

export type NumberRelation = (typeof NUMBER_RELATION)[keyof typeof NUMBER_RELATION];

/**
 * Relates two numbers of the same length (leading zeros stand for themselves): equal, one digit different,
 * two neighbouring digits exchanged, or different. Symmetric. Both below 10^15.
 *
 * @example relateNumbers(1099012345n, 1099012354n) // NUMBER_RELATION.transposed
 */
export function relateNumbers(a: bigint, b: bigint): NumberRelation {
  if (a === b) return NUMBER_RELATION.same;
  const x = a.toString().padStart(15, "0");
  const y = b.toString().padStart(15, "0");
  const off = Array.from(x, (_, i) => i).filter((i) => x[i] !== y[i]);
  if (off.length === 1) return NUMBER_RELATION.oneDigit;
  const [i, j] = off;
  const exchanged = off.length === 2 && j === i! + 1 && x[i!] === y[j] && x[j] === y[i!];
  return exchanged ? NUMBER_RELATION.transposed : NUMBER_RELATION.different;
}

/** A number of up to 15 digits with leading zeros (and a 1 before them), so that digits of two stand one above the other. */
const digits = (number: Sql): Sql => sql`(1000000000000000 + ${number})::varchar`;

/** In how many digits two numbers of up to 15 digits differ: bigint, null where either is null. */
export const digitsApartSql = (a: Sql, b: Sql): Sql => sql`hamming(${digits(a)}, ${digits(b)})`;

/**
 * Whether two integer expressions of up to so many digits are one slip apart (`oneDigit` or `transposed` of `relateNumbers`):
 * boolean, false where either is null. A slip leaves alone the upper half, the lower half, or all but the two digits at
 * the seam, which few pairs share. Of two that differ in two digits only neighbours exchanged are one step apart in
 * `damerau_levenshtein`, which is dear: it is asked where nine divides the difference, as it does of any exchange.
 * Written out for each pair of neighbours it would be much to plan.
 * @param length an even number of digits, at most 14
 */
export function oneSlipSql(a: Sql, b: Sql, length = 12): Sql {
  const half = length / 2;
  const ten = (n: number): Sql => sql.int(10 ** n);
  const above = (n: number): Sql => sql`${a} // ${ten(n)} = ${b} // ${ten(n)}`;
  const below = (n: number): Sql => sql`${a} % ${ten(n)} = ${b} % ${ten(n)}`;
  return sql`(case when ${above(half)} or ${below(half)} or (${above(half + 1)} and ${below(half - 1)})
    then case ${digitsApartSql(a, b)} when 1 then true
      when 2 then (${a} - ${b}) % 9 = 0 and damerau_levenshtein(${digits(a)}, ${digits(b)}) = 1 else false end
    else false end)`;
}

/** Lowest digit and first digit above of the stretches of a 12-digit number that one slip can touch. */
const SLIP_STRETCHES = [
  [0, 3],
  [3, 6],
  [6, 9],
  [9, 12],
  [2, 4],
  [5, 7],
  [8, 10],
] as const;

/**
 * Seven bigint keys for finding numbers one slip away without comparing all with all: each leaves out three
 * neighbouring digits, or the two on either side of a seam. A wrong digit or an exchange of neighbours lies within
 * one stretch, so two numbers related by one slip share at least one key of the same position; join on each position
 * in turn and keep what `oneSlipSql` confirms. Keys of different positions never meet (the last digit is the
 * position), so they may also be unnested into one column. Null for null.
 */
export function slipKeysSql(number: Sql): Sql[] {
  return SLIP_STRETCHES.map(([low, high], position) => {
    const [below, above, tag] = [10 ** low, 10 ** high, position].map((value) => sql.int(value));
    return sql`(((${number} // ${above!}) * ${below!} + ${number} % ${below!}) * 10 + ${tag!})`;
  });
}
