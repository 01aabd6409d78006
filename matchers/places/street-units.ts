import { BoundedMap } from "./bounded-map.ts";
import { type PartHamlet, readStreetPart, type StreetPart } from "./street-part.ts";
import { GROUP_KINDS, HAMLET_KIND, type HamletKind, USE } from "./street-words.ts";

/**
 * What a street line states between commune and door, for comparison. Names are folded: no marks, single spaces; what is null is not
 * stated, or not clearly.
 */
export interface StreetUnits {
  /** The street's name without the word for it. */
  readonly street: string | null;
  /** The hamlet: its kind and number ("thon 3") or its name alone, so that "Thôn Đông" is "Xóm Đông". A bare name, which may be either, is both. */
  readonly hamlet: string | null;
  /** `HAMLET_KIND` of the hamlet; null without one. */
  readonly kind: HamletKind | null;
  /** Lanes to the house, from the street: "12/3". */
  readonly lanes: string | null;
  /** House number. */
  readonly house: string | null;
}

const SIGNS = /[,;|()[\]\t\n\r]/;
const HYPHENS = / [-–]|[-–] /g;
const PARTS = new BoundedMap<string, StreetPart>(200_000);
const SOURCE = {};

/** A group of homes, which a hamlet beside it has several of. */
const isGroup = ({ kind, numbered }: PartHamlet): boolean => numbered && GROUP_KINDS.includes(kind);

/** How clearly a kind names what people call their hamlet: where a line names several, the clearest counts. */
function rank(hamlet: PartHamlet): number {
  const { kind, numbered, use } = hamlet;
  // "Tổ 8, tổ dân phố 1": the word in full is the wider one.
  if (isGroup(hamlet)) return use === USE.wary ? 0 : 1;
  // "T. 5, ấp 3": a letter before a number may be a group's.
  if (kind === HAMLET_KIND.estate || (use === USE.letter && numbered)) return 2;
  return kind === HAMLET_KIND.xom || kind === HAMLET_KIND.lang ? 3 : 4;
}

/** Reads what a street line states, part by part. */
export function readStreetUnits(line: string): StreetUnits {
  const parts = (line.includes("-") || line.includes("–") ? line.replace(HYPHENS, ",") : line).split(SIGNS);
  let house: string | null = null;
  let street: string | null = null;
  let bare: string | null = null;
  let hamlet: PartHamlet | null = null;
  const lanes: string[] = [];
  const inner: string[] = [];
  for (const text of parts) {
    const part = PARTS.get(text, () => readStreetPart(text), SOURCE);
    house ??= part.house;
    street ??= part.street;
    bare ??= part.bare;
    lanes.push(...part.lanes);
    inner.push(...part.innerLanes);
    // The wider of two of a kind stands behind.
    for (const named of part.hamlets) if (hamlet === null || rank(named) >= rank(hamlet)) hamlet = named;
  }
  const door = { lanes: [...lanes, ...inner].join("/") || null, house };
  // "Tổ 5, Tân Lập": the group is one of the named hamlet's.
  if (hamlet !== null && !(bare !== null && isGroup(hamlet)))
    return { ...door, street: street ?? bare, hamlet: hamlet.text, kind: hamlet.kind };
  if (bare !== null) return { ...door, street: street ?? bare, hamlet: bare, kind: HAMLET_KIND.untold };
  // A lane of no street's name is what the homes along it have in common.
  if (street === null && door.lanes !== null)
    return { ...door, street, hamlet: `ngo ${door.lanes}`, kind: HAMLET_KIND.lane };
  return { ...door, street, hamlet: null, kind: null };
}
