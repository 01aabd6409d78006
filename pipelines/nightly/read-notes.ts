import type { FileNote } from "../quality/source-facts.ts";
import { fileNotes } from "../stages/file-notes.ts";
import type { PreparedSource } from "../stages/prepared-source.ts";

/** What each note of a reader means and what to do, in words. */
const MEANINGS: Readonly<Record<string, (note: FileNote) => string>> = {
  "header.missing": ({ column }) =>
    `columns of the profile are not there: ${column}. Add their new names to its \`headers\``,
  "header.duplicated": ({ column }) =>
    `columns stand twice: ${column}. The first in the order of its headers in the profile was taken`,
  "header.extra": ({ count }) =>
    `${count} column${count === 1 ? "" : "s"} that the profile does not know. Add ${count === 1 ? "it" : "them"} to it, or set \`on_extra: ignore\``,
  "file.no_rows": () => "there are no rows below the header. Ask for the extract again if there should be some",
  "xlsx.numeric_cell": ({ column, count }) =>
    `${count ?? "some"} cells of column ${column} are numbers: leading zeros are lost. Ask for the column as text`,
  "column.numeric": ({ column }) =>
    `column ${column} holds numbers: leading zeros are lost. Ask for the column as text`,
  "encoding.byte_order_mark": () =>
    "the byte order mark tells another encoding than the config; the mark was followed. Correct `encoding`",
  "qcvn109.count_differs": () => "the file declares another number of citizens than it holds. Ask whether it is whole",
};

/** What was noticed while reading and spoils no row by itself: one line a note, without a value from the file. */
export function readNotes(prepared: readonly PreparedSource[]): string[] {
  const noticed = prepared.flatMap(({ source, ingested }) =>
    fileNotes(ingested.facts, source).map(
      (note) => `${source.name}, ${note.file}: ${MEANINGS[note.code]?.(note) ?? note.code}.`,
    ),
  );
  return [...noticed, ...readTwice(prepared)];
}

/** Files whose very content was read before under the same profile, as another file or by another source: every person in it counts twice. */
function readTwice(prepared: readonly PreparedSource[]): string[] {
  const first = new Map<string, string>();
  return prepared.flatMap(({ source, ingested }) =>
    ingested.facts.files.flatMap(({ name, sha256, physicalRows }) => {
      const key = `${source.profile.name} ${sha256}`;
      const before = first.get(key);
      if (before === undefined) first.set(key, `${source.name}, ${name}`);
      return before === undefined || physicalRows === 0
        ? []
        : [`${source.name}, ${name}: the same content as ${before}. Take one of them out of the config or the inbox.`];
    }),
  );
}
