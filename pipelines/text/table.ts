/** Columns of text, padded; numbers stand right when every cell of the column but the first is one. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, width(cell));
  const right = widths.map((_, i) => i > 0 && rows.slice(1).every((row) => /^[-–\d.,%: ]*$/.test(row[i] ?? "")));
  return rows
    .map((row) =>
      row
        .map((cell, i) => {
          const pad = " ".repeat((widths[i] ?? 0) - width(cell));
          return right[i] ? pad + cell : cell + pad;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const width = (text: string): number => [...text.normalize("NFC")].length;
