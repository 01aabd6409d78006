import { foldHeader } from "./header.ts";
import { InputError } from "./input-error.ts";
import type { ColumnContract } from "./read-request.ts";

/**
 * Refuses a header of two rows: group titles that span columns (`Địa chỉ`), and the columns' own names in the row below. The
 * columns of the group would be lost without a word, and the names would become a person. A merged cell leaves blanks
 * beside its title, or repeats it. The row below is none of data where a known header stands under such a group, and
 * nothing but blanks and known headers under the other columns: a cell of data may be called like a header (CCCD).
 * @param row cells of the first row behind the header
 * @throws InputError `header.two_rows`
 */
export function refuseSecondHeader(
  header: readonly string[],
  row: readonly (string | null)[],
  contract: ColumnContract,
  place: { readonly source: string; readonly file: string; readonly line: number },
): void {
  const titles = header.map(foldHeader);
  const isOfGroup = (at: number) =>
    titles[at] === "" || titles[at + 1] === "" || titles[at] === titles[at - 1] || titles[at] === titles[at + 1];
  const known = new Set(contract.columns.flatMap(({ name, headers }) => [name, ...headers].map(foldHeader)));
  const cells = titles.map((_, at) => foldHeader(row[at] ?? ""));
  const isNamed = cells.some((cell, at) => known.has(cell) && isOfGroup(at));
  if (!isNamed || !cells.every((cell, at) => cell === "" || known.has(cell) || isOfGroup(at))) return;
  throw new InputError({
    ...place,
    code: "header.two_rows",
    what: "the header takes two rows: titles of groups of columns, and the columns' own names in the row below",
    expected: "one header row with a name over each column",
    advice:
      "Unmerge the header's cells, write each column's own name in one row and delete the other, or ask for the extract so.",
  });
}
