import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../connectors/package-root.ts";

/** `old`: the list in force until 30 June 2025 (63 provinces, 696 districts). `now`: the list of today (34 provinces, no districts). */
export type ListName = "old" | "now";

/** A province or centrally-run city of one list. `now` is the province of today it belongs to (itself in the list of today). */
export interface Province {
  readonly list: ListName;
  readonly code: string;
  readonly name: string;
  readonly now: string;
  readonly source: string;
}

/** A district of the old list. */
export interface District {
  readonly code: string;
  readonly name: string;
  readonly province: string;
}

/**
 * A leaf unit: a commune, or one of the five island districts of the old list that had no communes
 * (`code` is then the district's, and `district` equals it).
 */
export interface Commune {
  readonly list: ListName;
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly district: string | null;
  readonly source: string;
}

/** What a leaf unit of the old list became on 1 July 2025. */
export interface Change {
  readonly from: string;
  /** Communes of today; the usual one first when `defaultKnown`. */
  readonly to: readonly string[];
  readonly defaultKnown: boolean;
  readonly source: string;
}

/** A name, district or unit that ended between 2004 and June 2025. */
export interface FormerUnit {
  readonly code: string;
  readonly name: string;
  readonly district: string;
  /** Province code of the old list, or 28 for Hà Tây (part of Hà Nội since 1 August 2008). */
  readonly province: string;
  /** First and last edition of the statistics office's list that shows it so (yyyy-mm-dd). */
  readonly from: string;
  readonly to: string;
  /** Leaf units of the old list it lives on in; empty when not known. */
  readonly successors: readonly string[];
  readonly source: string;
}

/** All units and changes. Frozen; loaded once a process. */
export interface Gazetteer {
  readonly version: string;
  readonly sources: ReadonlyMap<string, string>;
  readonly provinces: Readonly<Record<ListName, ReadonlyMap<string, Province>>>;
  readonly districts: ReadonlyMap<string, District>;
  readonly communes: Readonly<Record<ListName, ReadonlyMap<string, Commune>>>;
  readonly changes: ReadonlyMap<string, Change>;
  readonly former: readonly FormerUnit[];
}

/** What a list is called wherever one of its codes is shown. */
export const LIST_TITLES = {
  old: { vi: "danh mục trước 1/7/2025", en: "list before 1 July 2025" },
  now: { vi: "danh mục từ 1/7/2025", en: "list since 1 July 2025" },
} as const;

let loaded: Gazetteer | undefined;

/** The gazetteer shipped with the package (`data/gazetteer.txt`, made by `scripts/build-gazetteer`). */
export function loadGazetteer(): Gazetteer {
  loaded ??= parseGazetteer(readFileSync(join(packageRoot(), "matchers/places/data/gazetteer.txt"), "utf8"));
  return loaded;
}

/**
 * Reads the gazetteer's own form: one fact a line, a letter for its kind, tabs between its parts.
 * V version · S source · P province of today · W commune of today under the P above · O province of the old list ·
 * D district under the O above · C leaf unit under the D above with what it became (`?` where no default is known) ·
 * F former name or unit; these stand last and are read when they are first asked for.
 */
export function parseGazetteer(text: string): Gazetteer {
  const sources = new Map<string, string>();
  const provinces = { old: new Map<string, Province>(), now: new Map<string, Province>() };
  const communes = { old: new Map<string, Commune>(), now: new Map<string, Commune>() };
  const districts = new Map<string, District>();
  const changes = new Map<string, Change>();
  const last = text.indexOf("\nF\t");
  const facts = last < 0 ? text.length : last + 1;
  let version = "";
  let province = "";
  let district = "";
  let unitSource = "";
  let changeSource = "";
  for (const line = new FactLine(text.slice(0, facts)); line.isThere; line.next()) {
    const kind = line.part();
    const code = line.part();
    const name = line.part();
    const third = line.part();
    if (kind === "C") {
      const targets = listOf(third);
      const defaultKnown = targets[0] !== "?";
      communes.old.set(code, { list: "old", code, name, province, district, source: unitSource });
      const to = defaultKnown ? targets : targets.slice(1);
      changes.set(code, { from: code, to, defaultKnown, source: line.part() || changeSource });
    } else if (kind === "W") {
      communes.now.set(code, { list: "now", code, name, province, district: null, source: third || unitSource });
    } else if (kind === "D") {
      district = code;
      districts.set(code, { code, name, province });
    } else if (kind === "P") {
      province = code;
      unitSource = line.part();
      provinces.now.set(code, { list: "now", code, name, now: code, source: third });
    } else if (kind === "O") {
      province = code;
      const source = line.part();
      unitSource = line.part();
      changeSource = line.part();
      provinces.old.set(code, { list: "old", code, name, now: third, source });
    } else if (kind === "S") sources.set(code, name);
    else if (kind === "V") version = code;
  }
  let former: readonly FormerUnit[] | undefined;
  return Object.freeze({
    version,
    sources,
    provinces,
    districts,
    communes,
    changes,
    get former() {
      former ??= parseFormer(text.slice(facts));
      return former;
    },
  });
}

function parseFormer(text: string): FormerUnit[] {
  const units: FormerUnit[] = [];
  for (const line = new FactLine(text); line.isThere; line.next()) {
    line.part();
    const [code, name, district, province, from, to] = Array.from({ length: 6 }, () => line.part()) as Six;
    const after = line.part();
    const successors = after === "=" ? [code] : after === "?" ? [] : listOf(after);
    units.push({ code, name, district, province, from, to, successors, source: line.part() });
  }
  return units;
}

type Six = [string, string, string, string, string, string];

const listOf = (codes: string): string[] => (codes.includes(" ") ? codes.split(" ") : [codes]);

/** Walks over the lines of a text and their parts; splitting them all first would take twice as long. */
class FactLine {
  readonly #text: string;
  #at = 0;
  #end = 0;

  constructor(text: string) {
    this.#text = text;
    this.#findEnd();
  }

  get isThere(): boolean {
    return this.#end <= this.#text.length && this.#at < this.#text.length;
  }

  next(): void {
    this.#at = this.#end + 1;
    this.#findEnd();
  }

  /** The next part of the line; "" when there is none. */
  part(): string {
    const from = this.#at;
    if (from >= this.#end) return "";
    const tab = this.#text.indexOf("\t", from);
    const to = tab < 0 || tab > this.#end ? this.#end : tab;
    this.#at = Math.min(to + 1, this.#end);
    return this.#text.slice(from, to);
  }

  #findEnd(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#end = end < 0 ? this.#text.length : end;
  }
}

/**
 * A unit's name with its list, as it must be shown: a bare code would be ambiguous, since 7 province codes
 * and most commune codes changed their meaning on 1 July 2025.
 *
 * @example formatUnit("old", "15") // "Tỉnh Yên Bái (15, danh mục trước 1/7/2025)"
 */
export function formatUnit(list: ListName, code: string, language: "vi" | "en" = "vi"): string {
  const gazetteer = loadGazetteer();
  const unit =
    gazetteer.provinces[list].get(code) ??
    (list === "old" ? gazetteer.districts.get(code) : undefined) ??
    gazetteer.communes[list].get(code);
  const title = LIST_TITLES[list][language];
  return unit ? `${unit.name} (${code}, ${title})` : `${code} (${title})`;
}
