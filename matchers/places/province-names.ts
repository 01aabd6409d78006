import { DIVIDED_PROVINCES, FORMER_PROVINCES } from "./aliases.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { KIND } from "./kinds.ts";
import { ProvinceSet } from "./province-set.ts";
import { type Named, named, type ProvinceName } from "./units.ts";

/** Names of both lists and former ones; a name that both lists have is one, with two codes. */
export function provinceNames(gazetteer: Gazetteer): ProvinceName[] {
  const byPlain = new Map<string, { old: string | null; now: string | null; name: Named }>();
  for (const list of ["old", "now"] as const)
    for (const province of gazetteer.provinces[list].values()) {
      const name = named(province.name);
      const known = byPlain.get(name.plain) ?? { old: null, now: null, name };
      known[list] = province.code;
      known.name = name;
      byPlain.set(name.plain, known);
    }
  const current = [...byPlain.values()].map(({ name, old, now }) => {
    const kind = name.kind | KIND.province;
    return { ...name, kind, old, now, former: false, set: ProvinceSet.of(old, now) };
  });
  return [...current, ...FORMER_PROVINCES.map(([name, old]) => formerName(name, old))];
}

const formerName = (name: string, old: string): ProvinceName => ({
  ...named(name),
  old,
  now: null,
  former: true,
  set: ProvinceSet.of(old, null),
});

/** A name for each of the provinces that a divided one became. They are found by their whole name alone: its initials and likenesses are others'. */
export const dividedProvinces = (): ProvinceName[] =>
  DIVIDED_PROVINCES.flatMap(([name, ...codes]) => codes.map((old) => formerName(name, old)));
