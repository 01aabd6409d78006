import { foldToken } from "./letters.ts";
import { openMarkers } from "./name-parts.ts";
import { type NameStandard, standardiseName } from "./standardise-name.ts";
import { relateTokens, TOKEN_RELATION, type TokenRelation } from "./token-relation.ts";

/** How two names relate as wholes, from strongest to weakest; `different` is 0. */
export const NAME_RELATION = {
  different: 0,
  same: 1,
  /** Every word is the same but for tone placement, i/y or keystrokes. */
  spelling: 2,
  /** The register keys agree: marks differ or are missing. */
  marks: 3,
  /** The register keys agree, the words are divided otherwise: Nguyễn VănAn. */
  glued: 4,
  /** The same words in another order. */
  swapped: 5,
  /** One has a word less, the given name being the same. */
  partMissing: 6,
  /** Words are abbreviated, the others agree. */
  abbreviated: 7,
  /** One word is a regional spelling, another tone or a typing slip of the other's. */
  onePartOff: 8,
  /** One word of three or more is another word. */
  onePartOther: 9,
} as const;
export type NameRelation = (typeof NAME_RELATION)[keyof typeof NAME_RELATION];

const R = TOKEN_RELATION;
/** Relations that leave a word the same word. */
const isSpelling = (relation: TokenRelation): boolean => relation >= R.same && relation <= R.keyboard;
const agrees = (relation: TokenRelation): boolean => isSpelling(relation) || relation === R.marksMissing;

function aligned(relations: readonly TokenRelation[]): NameRelation {
  const off = relations.filter((relation) => !agrees(relation));
  if (off.every((relation) => relation === R.abbreviation) && off.length < relations.length)
    return NAME_RELATION.abbreviated;
  if (off.length !== 1) return NAME_RELATION.different;
  if (off[0] !== R.different) return NAME_RELATION.onePartOff;
  return relations.length >= 3 ? NAME_RELATION.onePartOther : NAME_RELATION.different;
}

const wordsOf = ({ name }: NameStandard): readonly string[] => openMarkers(name!.toLowerCase().split(" "));

/** The words of a name in the Vietnamese order, so that Niê Y Bhăm and Y Bhăm Niê Kđăm are beside each other. */
const inOrder = ({ family, middle, given }: NameStandard): readonly string[] =>
  [family, middle, given].filter((part) => part !== null).flatMap((part) => part.toLowerCase().split(" "));

/** The same with the family name as one, where it may be written in one word or two: Rơ Mah, Rmah. */
const inUnits = ({ family, middle, given }: NameStandard): readonly string[] =>
  [
    family?.toLowerCase(),
    ...openMarkers([middle, given].flatMap((part) => part?.toLowerCase().split(" ") ?? [])),
  ].filter((part) => part !== undefined);

/** Whether words are those of another name in another order, marks left out on one side or not. */
function isSwapped(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const byFold = (words: readonly string[]) => words.toSorted((x, y) => (foldToken(x) < foldToken(y) ? -1 : 1));
  const other = byFold(b);
  return byFold(a).every((word, i) => agrees(relateTokens(word, other[i]!)));
}

const sorted = (words: readonly string[]): string => [...words].sort().join(" ");

/** Whether the shorter name is the longer with words left out, the last word kept and at least two left. */
function isPartMissing(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 2 || short.length === long.length || !agrees(relateTokens(short.at(-1)!, long.at(-1)!)))
    return false;
  let at = 0;
  for (const word of long) if (at < short.length && agrees(relateTokens(short[at]!, word))) at++;
  return at === short.length;
}

/**
 * How two names relate, as a value of `NAME_RELATION`. Each is standardised first; names that are not a person's relate as
 * `different`. Symmetric; never throws.
 *
 * @example relateNames("Nguyễn Thị Hoà", "NGUYEN THI HOA") // NAME_RELATION.marks
 */
export function relateNames(a: string, b: string): NameRelation {
  const [x, y] = [standardiseName(a), standardiseName(b)];
  if (x.kind !== "person" || y.kind !== "person" || x.name === null || y.name === null) return NAME_RELATION.different;
  if (x.name === y.name) return NAME_RELATION.same;
  const [left, right] = [wordsOf(x), wordsOf(y)];
  const relations = left.length === right.length ? left.map((word, i) => relateTokens(word, right[i]!)) : null;
  if (relations?.every(isSpelling)) return NAME_RELATION.spelling;
  if (x.key === y.key) return relations ? NAME_RELATION.marks : NAME_RELATION.glued;
  if (sorted(left) === sorted(right)) return NAME_RELATION.swapped;
  const [ordered, other] = [inOrder(x), inOrder(y)];
  if (sorted(ordered) === sorted(other)) return NAME_RELATION.swapped;
  if (isSwapped(ordered, other)) return NAME_RELATION.swapped;
  if (isPartMissing(left, right) || isPartMissing(ordered, other)) return NAME_RELATION.partMissing;
  if (relations) return aligned(relations);
  const [units, others] = [inUnits(x), inUnits(y)];
  return units.length === others.length
    ? aligned(units.map((word, i) => relateTokens(word, others[i]!)))
    : NAME_RELATION.different;
}
