/** Order of the parts of a date written in figures. */
export type DateOrder = "dmy" | "mdy" | "ymd" | "ydm";

const ORDERS: ReadonlySet<string> = new Set<DateOrder>(["dmy", "mdy", "ymd", "ydm"]);

/**
 * The order a declared format stands for. Formats are written as people write them: `dd/MM/yyyy`, `yyyy-MM-dd`,
 * `yyyyMMdd`, `%d/%m/%Y`, `DD.MM.YY`, or just `dmy`; a time part is passed over. Null when it shows no order of three.
 *
 * @example declaredOrder("MM/dd/yyyy HH:mm") // "mdy"
 */
export function declaredOrder(format: string): DateOrder | null {
  const letters = format
    .replace(/[hH].*$/su, "")
    .toLowerCase()
    .replace(/[^dmy]/gu, "")
    .replace(/(.)\1+/gu, "$1");
  return ORDERS.has(letters) ? (letters as DateOrder) : null;
}

/** Which figure is the year, the month and the day. */
export function inOrder(order: DateOrder, [a, b, c]: readonly string[]): { year: string; month: string; day: string } {
  switch (order) {
    case "dmy":
      return { day: a!, month: b!, year: c! };
    case "mdy":
      return { month: a!, day: b!, year: c! };
    case "ymd":
      return { year: a!, month: b!, day: c! };
    case "ydm":
      return { year: a!, day: b!, month: c! };
  }
}
