import { QUALITY_TABLES } from "./quality-tables.ts";
import { RECORD_TABLES } from "./record-tables.ts";
import { RUN_TABLES } from "./run-tables.ts";
import type { Table } from "./table.ts";

/** Names of all published tables, in the order of the dictionary. */
const ORDER = [
  "records",
  "register_rows",
  "matches",
  "evidence",
  "duplicates",
  "findings",
  "quality",
  "quality_history",
  "sims",
  "quarantine",
  "runs",
  "sources",
  "rules",
  "provinces",
];

/** Every published table with its columns, in the order of the dictionary. */
export const TABLES: readonly Table[] = [...RECORD_TABLES, ...QUALITY_TABLES, ...RUN_TABLES].sort(
  (a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name),
);
