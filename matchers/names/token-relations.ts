import { BIGINT, UTINYINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeOf } from "../code.ts";
import { foldToken } from "./letters.ts";
import { abbreviationsOf, featuresOf, isAbbreviated, type TokenFeatures } from "./token-features.ts";
import { relateFeatures, TOKEN_RELATION, type TokenRelation, withoutMarker } from "./token-relation.ts";

/** Words longer than this are no name words: they relate to nothing. */
const LONGEST_TOKEN = 24;
/** A key under which more words stand says nothing; none of a language comes near. */
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

/** The keys under which a word meets others. */
function keysOf(token: TokenFeatures): Set<string> {
  const keys = new Set([`fold ${token.fold}`, `i ${token.iKey}`, `regional ${token.regionalKey}`]);
  if (token.bare) keys.add(`regional fold ${token.regionalFold}`);
  for (const key of deletions(token.canonical)) keys.add(`slip ${key}`);
  return keys.add(`slip ${withoutMarker(token.canonical)}`);
}

/** Calls `pair` for every two words that share a key; some pairs come more than once. With `fresh`, those without such a word may be left out. */
function candidates(
  tokens: readonly TokenFeatures[],
  fresh: ReadonlySet<string> | undefined,
  pair: (i: number, j: number) => void,
): void {
  const index: Index = new Map();
  const canonical = new Map(tokens.map((token, i): [string, number] => [token.canonical, i]));
  const wanted = fresh && new Set(tokens.filter(({ text }) => fresh.has(text)).flatMap((token) => [...keysOf(token)]));
  tokens.forEach((token, i) => {
    for (const key of keysOf(token)) if (!wanted || wanted.has(key)) add(index, key, i);
    for (const typed of token.typed) {
      const j = canonical.get(typed);
      if (j !== undefined) pair(i, j);
    }
  });
  for (const group of index.values()) {
    if (group.length > LARGEST_GROUP) continue;
    for (let x = 1; x < group.length; x++) for (let y = 0; y < x; y++) pair(group[x]!, group[y]!);
  }
  bareCandidates(tokens, pair);
  abbreviationCandidates(tokens, pair);
}

/** A word without marks against all words whose letters are one slip or one regional sound away. */
function bareCandidates(tokens: readonly TokenFeatures[], pair: (i: number, j: number) => void): void {
  const slips: Index = new Map();
  const sounds: Index = new Map();
  tokens.forEach((token, i) => {
    if (!token.bare) return;
    add(sounds, token.regionalFold, i);
    for (const key of new Set(deletions(token.fold))) add(slips, key, i);
  });
  const byFold: Index = new Map();
  tokens.forEach((token, i) => {
    if (!token.bare) add(byFold, token.fold, i);
  });
  for (const [fold, marked] of byFold) {
    const near = new Set(sounds.get(tokens[marked[0]!]!.regionalFold));
    for (const key of deletions(fold)) for (const i of slips.get(key) ?? []) near.add(i);
    for (const i of near) for (const j of marked) pair(i, j);
  }
}

/** Initials and consonants alone against the words they may stand for. */
function abbreviationCandidates(tokens: readonly TokenFeatures[], pair: (i: number, j: number) => void): void {
  const shorts: Index = new Map();
  tokens.forEach((token, i) => {
    for (const short of new Set(abbreviationsOf(token.fold))) add(shorts, short, i);
  });
  tokens.forEach((token, i) => {
    if (!isAbbreviated(token.fold)) return;
    for (const j of shorts.get(token.fold) ?? []) pair(i, j);
  });
}

/**
 * All related pairs among distinct words, each once, without `same` and `different`.
 * @param fresh only the pairs with at least one of these words
 */
export function* relatedPairs(
  words: readonly string[],
  fresh?: ReadonlySet<string>,
): Generator<readonly [string, string, TokenRelation]> {
  const tokens = words.filter((word) => word !== "" && word.length <= LONGEST_TOKEN).map(featuresOf);
  const seen = new Set<number>();
  const pairs: (readonly [number, number, TokenRelation])[] = [];
  const isFresh = fresh && tokens.map(({ text }) => fresh.has(text));
  candidates(tokens, fresh, (i, j) => {
    if (isFresh && !isFresh[i] && !isFresh[j]) return;
    const [low, high] = i < j ? [i, j] : [j, i];
    const id = low * tokens.length + high;
    if (i === j || seen.has(id)) return;
    seen.add(id);
    const relation = relateFeatures(tokens[low]!, tokens[high]!);
    if (relation !== TOKEN_RELATION.different && relation !== TOKEN_RELATION.same) pairs.push([low, high, relation]);
  });
  for (const [low, high, relation] of pairs) yield [tokens[low]!.text, tokens[high]!.text, relation];
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
