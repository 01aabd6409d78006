import { loadGazetteer } from "./gazetteer.ts";

let known: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * Codes of the communes of today that a district of before July 2025 became, wholly or in part, by the district's code, both in order. Who is
 * only known to live in the district lives in one of them. Made once a process.
 */
export function communesOfDistricts(): ReadonlyMap<string, readonly string[]> {
  if (known) return known;
  const { communes, changes } = loadGazetteer();
  const found = new Map<string, Set<string>>();
  for (const { code, district } of communes.old.values()) {
    if (district === null) continue;
    const today = found.get(district) ?? new Set();
    for (const to of changes.get(code)?.to ?? []) today.add(to);
    found.set(district, today);
  }
  known = new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, today]) => [code, [...today].sort()]));
  return known;
}
