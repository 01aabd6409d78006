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

/**
 * `relateNumbers` over two bigint expressions, as utinyint; null where either is null. Arithmetic only: about 0.2 µs
 * a pair on one core, but ten times that when a column is hugeint by mistake (`hash` and sums make such).
 * The difference of two numbers that are one digit apart is d·10^k, of two with neighbours exchanged 9·d·10^k;
 * then the digits above must agree, and for an exchange the two digits must mirror each other.
 */
export function relateNumbersSql(a: Sql, b: Sql): Sql {
  const distance = sql`abs(${a} - ${b})`;
  // Largest power of ten not above the distance; the nudge is far below the gap between 10^k - 1 and 10^k.
  const power = sql`pow(10, floor(log10(greatest(${distance}, 1)) + 1e-13))::bigint`;
  const mirrored = (unit: Sql) => sql`(
    ${a} // (100 * ${unit}) = ${b} // (100 * ${unit})
    and (${a} // ${unit}) % 10 = (${b} // (10 * ${unit})) % 10
    and (${a} // (10 * ${unit})) % 10 = (${b} // ${unit}) % 10)`;
  const tenth = sql`(${power} // 10)`;
  return sql`(case
    when ${a} is null or ${b} is null then null
    when ${a} = ${b} then ${sql.trusted(String(NUMBER_RELATION.same))}
    when ${distance} % ${power} = 0 and ${a} // (10 * ${power}) = ${b} // (10 * ${power})
      then ${sql.trusted(String(NUMBER_RELATION.oneDigit))}
    when ${distance} % (9 * greatest(${tenth}, 1)) <> 0 then ${sql.trusted(String(NUMBER_RELATION.different))}
    when ${distance} = 9 * ${power} and ${mirrored(power)} then ${sql.trusted(String(NUMBER_RELATION.transposed))}
    when ${power} > 1 and ${distance} % ${tenth} = 0 and ${mirrored(tenth)}
      then ${sql.trusted(String(NUMBER_RELATION.transposed))}
    else ${sql.trusted(String(NUMBER_RELATION.different))}
  end)::utinyint`;
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
 * in turn and keep what `relateNumbersSql` confirms. Keys of different positions never meet (the last digit is the
 * position), so they may also be unnested into one column. Null for null.
 */
export function slipKeysSql(number: Sql): Sql[] {
  return SLIP_STRETCHES.map(([low, high], position) => {
    const [below, above, tag] = [10 ** low, 10 ** high, position].map((value) => sql.trusted(String(value)));
    return sql`(((${number} // ${above!}) * ${below!} + ${number} % ${below!}) * 10 + ${tag!})`;
  });
}
