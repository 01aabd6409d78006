import type { Gazetteer } from "../../matchers/places/gazetteer.ts";
import { splitKind } from "../../matchers/places/kinds.ts";
import { nameKeys } from "../../matchers/places/tokens.ts";

/** A unit with its higher units, as it is written out. */
export interface Path {
  readonly commune: string;
  readonly district: string | null;
  readonly province: string;
  /** Communes of today that are right for it. */
  readonly targets: readonly string[];
}

/** Ways of writing a unit. */
export const FORMS = [
  "full",
  "abbreviated",
  "no marks",
  "upper case",
  "dashes",
  "no province",
  "glued",
  "one slip",
  "name before a merge",
  "name of today",
] as const;
export type Form = (typeof FORMS)[number];

/** The leaf units of the old list, of today, and former ones. */
export function allPaths(gazetteer: Gazetteer): { old: Path[]; now: Path[]; former: Path[] } {
  const old = [...gazetteer.communes.old.values()].map((unit) => ({
    commune: unit.code.length === 3 ? "" : unit.name,
    district: gazetteer.districts.get(unit.district!)!.name,
    province: gazetteer.provinces.old.get(unit.province)!.name,
    targets: gazetteer.changes.get(unit.code)!.to,
  }));
  const now = [...gazetteer.communes.now.values()].map((unit) => ({
    commune: unit.name,
    district: null,
    province: gazetteer.provinces.now.get(unit.province)!.name,
    targets: [unit.code],
  }));
  const former = gazetteer.former
    .filter((unit) => unit.successors.length > 0)
    .map((unit) => ({
      commune: unit.name,
      district: unit.district,
      province: unit.province === "28" ? "Tỉnh Hà Tây" : gazetteer.provinces.old.get(unit.province)!.name,
      targets: [...new Set(unit.successors.flatMap((code) => gazetteer.changes.get(code)!.to))],
    }));
  return { old, now, former };
}

const SHORT: Readonly<Record<string, string>> = {
  Phường: "P.",
  Xã: "X.",
  "Thị trấn": "TT.",
  "Đặc khu": "ĐK.",
  Quận: "Q.",
  Huyện: "H.",
  "Thị xã": "TX.",
  "Thành phố": "TP.",
  Tỉnh: "T.",
};

function abbreviate(name: string): string {
  const { bare } = splitKind(name);
  const kind = name.slice(0, name.length - bare.length).trim();
  return kind ? `${SHORT[kind]} ${bare}` : name;
}

/** Drops marks. */
export const withoutMarks = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D");

/** One letter of one name left out, doubled, changed or swapped with its neighbour; the same for the same seed. */
export function slip(parts: readonly string[], seed: number): string[] {
  const long = parts.flatMap((part, i) => (splitKind(part).bare.length >= 5 ? [i] : []));
  if (long.length === 0) return [...parts];
  const chosen = long[seed % long.length]!;
  return parts.map((part, i) => {
    if (i !== chosen) return part;
    const { bare } = splitKind(part);
    const kind = part.slice(0, part.length - bare.length);
    const at = 1 + ((seed >> 3) % (bare.length - 2));
    const way = (seed >> 9) % 4;
    if (way === 0) return kind + bare.slice(0, at) + bare.slice(at + 1);
    if (way === 1) return kind + bare.slice(0, at) + bare[at] + bare.slice(at);
    if (way === 2) return kind + bare.slice(0, at) + "bcghklmnt"[(seed >> 11) % 9] + bare.slice(at + 1);
    return kind + bare.slice(0, at) + bare[at + 1] + bare[at] + bare.slice(at + 2);
  });
}

/** The unit written in a form, or null where it has none such. */
export function write(path: Path, form: Form, seed: number): string | null {
  const parts = [path.commune, path.district ?? "", path.province].filter((part) => part !== "");
  const full = parts.join(", ");
  switch (form) {
    case "abbreviated":
      return parts.map(abbreviate).join(", ");
    case "no marks":
      return withoutMarks(full);
    case "upper case":
      return full.toUpperCase();
    case "dashes":
      return parts.join(" - ");
    case "no province":
      return parts.slice(0, -1).join(", ");
    case "glued":
      return parts.map((part) => abbreviate(part).replace(/[ .]/g, "")).join(",");
    case "one slip": {
      const slipped = slip(parts, seed).join(", ");
      return slipped === full ? null : slipped;
    }
    default:
      return full;
  }
}

/** What is left of a text when case, marks and separators are dropped. */
export const foldText = (text: string): string => nameKeys(text).plain;
