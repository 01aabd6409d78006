import { BIGINT, UTINYINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeOf } from "../code.ts";
import { foldToken } from "./letters.ts";
import { abbreviationsOf, featuresOf, isAbbreviated, type TokenFeatures } from "./token-features.ts";
import { relateFeatures, TOKEN_RELATION, type TokenRelation, vowelsDropped, withoutMarker } from "./token-relation.ts";

/** Words longer than this are no name words: they relate to nothing. */
const LONGEST_TOKEN = 24;
/**
 * Of more words that share a key each meets only the word that is the key: the slips of a name that millions bear are many, and
 * are that name's, not each other's.
 */
const LARGEST_GROUP = 500;

type Index = Map<string, number[]>;

function add(index: Index, key: string, i: number): void {
  const list = index.get(key);
  if (list) list.push(i);
  else index.set(key, [i]);
}

/** A word and what is left of it when one letter goes: two words one slip apart share one of these. */
function* deletions(text: string): Generator<string> {
  yield text;
  for (let i = 0; i < text.length; i++) yield text.slice(0, i) + text.slice(i + 1);
}

/** The keys under which a word meets others: what they are of, and a word. */
function keysOf(token: TokenFeatures): Set<string> {
  const keys = new Set([`fold ${token.fold}`, `i ${token.iKey}`, `regional ${token.regionalKey}`]);
  if (token.bare) keys.add(`regional-fold ${token.regionalFold}`);
  if (token.clan !== null) keys.add(`clan ${token.clan}`);
  for (const key of deletions(token.canonical)) keys.add(`slip ${key}`);
  for (const key of vowelsDropped(token)) keys.add(`vowel ${key}`);
  return keys.add(`slip ${withoutMarker(token.canonical)}`);
}

/** Where the words stand under all that others may find them by. */
interface Indexes {
  readonly keys: Index;
  readonly canonical: Index;
  /** By what their keystrokes say. */
  readonly typed: Index;
  /** Words without marks, by their letters with one left out or none, and by their sound. */
  readonly bareSlips: Index;
  readonly bareSounds: Index;
  /** By what they may be abbreviated to, and abbreviations by themselves. */
  readonly longs: Index;
  readonly shorts: Index;
}

/** @param wanted the only keys that are asked for */
function indexed(tokens: readonly TokenFeatures[], wanted: ReadonlySet<string> | undefined): Indexes {
  const index = (): Index => new Map();
  const [keys, canonical, typed] = [index(), index(), index()];
  const [bareSlips, bareSounds, longs, shorts] = [index(), index(), index(), index()];
  tokens.forEach((token, i) => {
    for (const key of keysOf(token)) if (!wanted || wanted.has(key)) add(keys, key, i);
    add(canonical, token.canonical, i);
    for (const said of new Set(token.typed)) add(typed, said, i);
    for (const short of new Set(abbreviationsOf(token.fold))) add(longs, short, i);
    if (isAbbreviated(token.fold)) add(shorts, token.fold, i);
    if (!token.bare) return;
    add(bareSounds, token.regionalFold, i);
    for (const key of new Set(deletions(token.fold))) add(bareSlips, key, i);
  });
  return { keys, canonical, typed, bareSlips, bareSounds, longs, shorts };
}

/** The lists of words that may relate to a word; some stand in more than one. Those that have no marks find those that have them by keys only. */
function* listsNear(token: TokenFeatures, indexes: Indexes): Generator<readonly number[] | undefined> {
  for (const key of keysOf(token)) {
    const group = indexes.keys.get(key);
    const word = key.slice(key.indexOf(" ") + 1);
    const isKey = word === token.canonical;
    yield group === undefined || isKey || group.length <= LARGEST_GROUP ? group : indexes.canonical.get(word);
  }
  yield indexes.typed.get(token.canonical);
  for (const said of token.typed) yield indexes.canonical.get(said);
  for (const short of new Set(abbreviationsOf(token.fold))) yield indexes.shorts.get(short);
  if (isAbbreviated(token.fold)) yield indexes.longs.get(token.fold);
  if (token.bare) return;
  yield indexes.bareSounds.get(token.regionalFold);
  for (const key of new Set(deletions(token.fold))) yield indexes.bareSlips.get(key);
}

/**
 * All related pairs among distinct words, each once, without `same` and `different`. Word by word, so that no more than the
 * neighbours of one word are held at once.
 * @param fresh only the pairs with at least one of these words
 */
export function* relatedPairs(
  words: readonly string[],
  fresh?: ReadonlySet<string>,
): Generator<readonly [string, string, TokenRelation]> {
  const tokens = words.filter((word) => word !== "" && word.length <= LONGEST_TOKEN).map(featuresOf);
  const isFresh = fresh && tokens.map(({ text }) => fresh.has(text));
  const wanted = isFresh && new Set(tokens.flatMap((token, i) => (isFresh[i] ? [...keysOf(token)] : [])));
  const indexes = indexed(tokens, wanted);
  for (const [i, token] of tokens.entries()) {
    const near = new Set<number>();
    for (const list of listsNear(token, indexes))
      for (const j of list ?? []) if (!isFresh || isFresh[i] || isFresh[j]) near.add(j);
    for (const j of near) {
      const other = tokens[j]!;
      // A pair is its marked word's, which finds all of it; else that of the second.
      if (token.bare === other.bare ? j >= i : token.bare) continue;
      const relation = relateFeatures(token, other);
      if (relation !== TOKEN_RELATION.different && relation !== TOKEN_RELATION.same)
        yield [token.text, other.text, relation];
    }
  }
}

async function readTokens(c: Connection, tokens: Sql): Promise<string[]> {
  const found: string[] = [];
  const distinct = sql`select distinct token from (${tokens}) where token is not null order by token`;
  for await (const [column] of c.columns(distinct, "read name words")) found.push(...(column as string[]));
  return found;
}

export interface TokenRequest {
  /** Select of one varchar column `token`: canonical lower-case words with marks. */
  readonly tokens: Sql;
  /** A select of those of the words that are new: only how these relate is found. */
  readonly fresh?: Sql;
  /** The table to create. */
  readonly into: string;
}

/**
 * Creates `into` (a bigint, b bigint, relation utinyint): how words relate, both ways, by their codes, without `same`
 * and `different`. Candidates come from indexes by fold, sound and deletions, never from comparing all with all.
 */
export async function buildTokenRelations(c: Connection, { tokens, fresh, into }: TokenRequest): Promise<void> {
  const words = await readTokens(c, tokens);
  const among = fresh && new Set(await readTokens(c, fresh));
  await c.run(sql`create table ${sql.id(into)} (a bigint, b bigint, relation utinyint)`, "create word relations");
  const appender = await c.appender(into, [BIGINT, BIGINT, UTINYINT], "write word relations");
  const codes = new Map(words.map((word): [string, bigint] => [word, codeOf(word)]));
  for (const [a, b, relation] of relatedPairs(words, among)) {
    const [x, y] = [codes.get(a)!, codes.get(b)!];
    appender.append([x, y, relation]);
    appender.append([y, x, relation]);
  }
  appender.close();
}

/** Creates `into` (code bigint, token varchar, folded_code bigint): the words and the code of their form without marks. */
export async function buildTokenTable(c: Connection, { tokens, into }: Omit<TokenRequest, "fresh">): Promise<void> {
  const words = await readTokens(c, tokens);
  await c.run(sql`create table ${sql.id(into)} (code bigint, token varchar, folded_code bigint)`, "create word table");
  const appender = await c.appender(into, [BIGINT, VARCHAR, BIGINT], "write word table");
  for (const word of words) appender.append([codeOf(word), word, codeOf(foldToken(word))]);
  appender.close();
}
