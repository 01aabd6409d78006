import { cleanDate, dateFields } from "./date-fields.ts";
import { type DateOrder, declaredOrder } from "./date-order.ts";

/** How the dates of one column are to be read: found once over the column, then applied to each value. */
export interface DateReading {
  /** Orders the profile declares, tried first, in this order. */
  readonly declared: readonly DateOrder[];
  /** Order of `a/b/yyyy` where nothing declared fits. */
  readonly order: "dmy" | "mdy";
  /** So many values prove the other order too that a value fitting both cannot be told. */
  readonly mixed: boolean;
  /** 1 January is so frequent that it must have been filled in. */
  readonly defaultDay: boolean;
  /** Day of the run, `yyyymmdd`: later dates are in the future, and two-digit years turn on it. */
  readonly today: number;
}

/**
 * Where the inference turns. `mixedShare`: part of the proofs that speak for the rarer order. `defaultShare`:
 * part of the complete dates on 1 January (by chance 0.27 %); at least `defaultCount` rows, so that a small file proves nothing.
 */
const DATE_INFERENCE = { mixedShare: 0.05, defaultShare: 0.02, defaultCount: 20 } as const;

/**
 * Finds how a column writes its dates. Day first, unless more rows prove the month to come first (a second part
 * above 12) than prove the day to.
 *
 * @param values distinct values with the number of rows that hold each
 * @param declared formats of the profile, see `declaredOrder`; those that show no order are passed over
 * @param today `yyyymmdd`
 */
export function inferDateReading(
  values: Iterable<readonly [raw: string, rows: number]>,
  declared: readonly string[],
  today: number,
): DateReading {
  const tally = new DateTally();
  for (const [raw, rows] of values) tally.add(raw, rows);
  return tally.reading(declared, today);
}

/** Counts what speaks for each way of reading a column, value by value. */
export class DateTally {
  #dayFirst = 0;
  #monthFirst = 0;
  #complete = 0;
  #newYear = 0;

  /** Counts a value that stands on `rows` rows. */
  add(raw: string, rows: number): void {
    const figures = dateFields(cleanDate(raw))?.figures ?? [];
    const compact = figures.length === 1 && figures[0]!.length === 8;
    if (figures.length !== 3 && !compact) return;
    this.#complete += rows;
    if (compact ? /^(?:0101|....0101$)/.test(figures[0]!) : isNewYear(figures)) this.#newYear += rows;
    if (compact || figures[0]!.length > 2) return;
    const [first, second] = [Number(figures[0]), Number(figures[1])];
    if (first > 12 && first <= 31 && second >= 1 && second <= 12) this.#dayFirst += rows;
    if (second > 12 && second <= 31 && first >= 1 && first <= 12) this.#monthFirst += rows;
  }

  reading(declared: readonly string[], today: number): DateReading {
    const proofs = this.#dayFirst + this.#monthFirst;
    const rarer = Math.min(this.#dayFirst, this.#monthFirst);
    return {
      declared: declared.flatMap((format) => declaredOrder(format) ?? []),
      order: this.#monthFirst > this.#dayFirst ? "mdy" : "dmy",
      mixed: rarer > proofs * DATE_INFERENCE.mixedShare,
      defaultDay:
        this.#newYear >= DATE_INFERENCE.defaultCount && this.#newYear > this.#complete * DATE_INFERENCE.defaultShare,
      today,
    };
  }
}

/** Whether the day and the month of three figures are both the first; the year, which may be 01 too, is told by its place. */
function isNewYear(figures: readonly string[]): boolean {
  const dayAndMonth = figures[0]!.length > 2 ? figures.slice(1) : figures.slice(0, 2);
  return dayAndMonth.every((figure) => Number(figure) === 1);
}
