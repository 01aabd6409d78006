import { BoundedMap } from "../bounded-map.ts";
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

/** Signs that end a part as the comma does; hyphens do where a space is beside them. */
const OTHER_SIGNS = /[;|()[\]\t\n\r–-]/;
const OTHER_ENDS = /[;|()[\]\t\n\r]| [-–]|[-–] /g;
/** What forms print before an address, and the English word behind a street's name. */
const LABEL =
  /^(?:địa chỉ|dia chi|đ\/c|đc|dc|hktt|hộ khẩu thường trú|hộ khẩu|thường trú|thuong tru|tạm trú|tam tru|trú quán|quê quán|nguyên quán|chỗ ở|nơi ở|nơi cư trú)(?: (?:hiện nay|hiện tại|tại))?(?:\s*:\s*|\s+(?=[0-9])|$)/iu;
const ENGLISH_STREET = /(?<=\p{L}) (?:street|str|st|road|rd|avenue|ave)\.?(?= *(?:,|$))/giu;
const PARTS = new BoundedMap<StreetPart>(100_000);

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

/** Reads what a street line states, part by part. Made for many lines: their parts repeat. */
export function readStreetUnits(line: string): StreetUnits {
  const plain = line.replace(LABEL, "").replace(ENGLISH_STREET, "");
  const text = OTHER_SIGNS.test(plain) ? plain.replace(OTHER_ENDS, ",") : plain;
  let house: string | null = null;
  let street: string | null = null;
  let bare: string | null = null;
  let hamlet: PartHamlet | null = null;
  let lanes: readonly string[] = [];
  let inner: readonly string[] = [];
  for (let from = 0; from <= text.length; ) {
    const comma = text.indexOf(",", from);
    const to = comma < 0 ? text.length : comma;
    const part = PARTS.get(text.slice(text[from] === " " ? from + 1 : from, to), readStreetPart);
    from = to + 1;
    house ??= part.house;
    street ??= part.street;
    bare ??= part.bare;
    if (part.lanes.length > 0) lanes = [...lanes, ...part.lanes];
    if (part.innerLanes.length > 0) inner = [...inner, ...part.innerLanes];
    // The wider of two of a kind stands behind.
    for (const named of part.hamlets) if (hamlet === null || rank(named) >= rank(hamlet)) hamlet = named;
  }
  const way = lanes.length + inner.length > 0 ? [...lanes, ...inner].join("/") : null;
  // "Tổ 5, Tân Lập": the group is one of the named hamlet's.
  if (hamlet !== null && !(bare !== null && isGroup(hamlet)))
    return { street: street ?? bare, hamlet: hamlet.text, kind: hamlet.kind, lanes: way, house };
  if (bare !== null) return { street: street ?? bare, hamlet: bare, kind: HAMLET_KIND.untold, lanes: way, house };
  // A lane of no street's name is what the homes along it have in common.
  if (street === null && way !== null)
    return { street, hamlet: `ngo ${way}`, kind: HAMLET_KIND.lane, lanes: way, house };
  return { street, hamlet: null, kind: null, lanes: way, house };
}
