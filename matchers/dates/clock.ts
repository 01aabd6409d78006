/** The day that dates are read on; it remembers how long what it answered stays true. */
export class Clock {
  readonly #today: number;
  /** This year. */
  readonly year: number;
  #until: number;

  /** @param today yyyymmdd */
  constructor(today: number) {
    this.#today = today;
    this.year = Math.floor(today / 10_000);
    this.#until = (this.year + 1) * 10_000 + 101;
  }

  /** Whether a date (yyyymmdd, 00 for what is unknown) is still to come. */
  isToCome(date: number): boolean {
    if (date <= this.#today) return false;
    this.#until = Math.min(this.#until, date);
    return true;
  }

  /** The first day (yyyymmdd, as a number to compare days with) on which something would be answered otherwise: New Year at the latest. */
  get until(): number {
    return this.#until;
  }
}
