import { numberEnd, numberText } from "./house-number.ts";
import { isWholeName, streetName } from "./street-name.ts";
import {
  type HamletKind,
  HAMLET_KIND as K,
  type KindPhrase,
  kindPhraseAt,
  spellings,
  USE,
  type Use,
} from "./street-words.ts";
import { cutWords, GAP, type Words } from "./tokens.ts";

/** A hamlet, quarter, estate or group of homes that a part of a street line names. */
export interface PartHamlet {
  readonly kind: HamletKind;
  /** Folded: its kind and number ("thon 3"), or its name alone ("tan tien"). */
  readonly text: string;
  readonly numbered: boolean;
  /** How the kind was written: a letter may stand for another one too ("T. 5"). */
  readonly use: Use;
}

/** What one part of a street line, between two commas, states. Names are folded: no marks, single spaces. */
export interface StreetPart {
  readonly house: string | null;
  /** Numbers of lanes, and of the lanes within these. */
  readonly lanes: readonly string[];
  readonly innerLanes: readonly string[];
  readonly street: string | null;
  readonly hamlets: readonly PartHamlet[];
  /** A name without a word for its kind and without a house number: of a street or a hamlet. */
  readonly bare: string | null;
}

const HOUSE_WORDS = spellings("số nhà sn no");
const STREET_WORDS = spellings("đường phố đ đg dg");
const LANE_WORDS = spellings("ngõ hẻm hẽm kiệt ngách");
const INNER_LANES = spellings("ngách");
const NUMBER_WORDS = spellings("số");
/** What follows is a unit, which is no matter of the street line. */
const UNIT_WORDS = spellings("xã phường huyện");
/** What follows is a place within a house, or tells where something else stands. */
const INSIDE_WORDS = spellings("phòng căn tầng lầu tòa toà block lô kiot gần cạnh đối");
/** Words that cannot stand within a name: the next thing stated begins. */
const BREAKS = new Set(
  ["thôn", "ấp", "xóm", "khóm", "đường", "ngõ", "hẻm", "ngách"].map((word) => cutWords(word).marked[0]!),
);
const ROMAN = /^(?:x?(?:i{1,3}|iv|vi{0,3}|ix)|x)$/;

/** Reads one part of a street line. */
export const readStreetPart = (text: string): StreetPart => new PartReader(cutWords(text)).read();

class PartReader {
  readonly #words: Words;
  #house: string | null = null;
  readonly #lanes: string[] = [];
  readonly #innerLanes: string[] = [];
  #street: string | null = null;
  readonly #hamlets: PartHamlet[] = [];
  #bare: string | null = null;

  constructor(words: Words) {
    this.#words = words;
  }

  read(): StreetPart {
    const { count, marked } = this.#words;
    for (let i = 0; i < count; ) {
      if (UNIT_WORDS.has(marked[i]!) && this.#stands(i)) break;
      i = this.#lane(i) ?? this.#numberedStreet(i) ?? this.#houseNumber(i) ?? this.#hamlet(i) ?? this.#name(i);
    }
    return {
      house: this.#house,
      lanes: this.#lanes,
      innerLanes: this.#innerLanes,
      street: this.#street,
      hamlets: this.#hamlets,
      bare: this.#bare,
    };
  }

  /** Whether a word stands for itself and not in the name of something: nothing or another statement is before it. */
  #stands(at: number): boolean {
    return at === 0 || this.#words.gap[at]! >= GAP.sign || this.#words.numeric[at - 1]!;
  }

  /** "ngõ 12": its number; a lane with a name is a street. */
  #lane(at: number): number | null {
    const { marked } = this.#words;
    if (!LANE_WORDS.has(marked[at]!)) return null;
    const from = this.#pastWords(at + 1, NUMBER_WORDS);
    const to = numberEnd(this.#words, from);
    if (to === from) return null;
    (INNER_LANES.has(marked[at]!) ? this.#innerLanes : this.#lanes).push(numberText(this.#words, from, to));
    return to;
  }

  /** "số nhà 12A/3", "SN 5", or a number at the head of the part. */
  #houseNumber(at: number): number | null {
    const from = this.#pastWords(at, HOUSE_WORDS);
    if (from === at && at > 0 && !this.#inLane()) return null;
    const to = numberEnd(this.#words, from);
    if (to === from || !this.#words.numeric[from]) return null;
    // "30 tháng 4" is a street.
    if (from === at && this.#isDate(to)) return null;
    this.#house ??= numberText(this.#words, from, to);
    return to;
  }

  /** "45 Số 7": behind the house's number and with nothing behind it, the number is the street's. */
  #numberedStreet(at: number): number | null {
    if (this.#house === null || !NUMBER_WORDS.has(this.#words.marked[at]!)) return null;
    const to = numberEnd(this.#words, at + 1);
    if (to === at + 1 || (to < this.#words.count && !this.#breaks(to))) return null;
    this.#street ??= streetName(this.#words, at + 1, to);
    return to;
  }

  #inLane(): boolean {
    return this.#lanes.length > 0 || this.#innerLanes.length > 0;
  }

  #isDate(at: number): boolean {
    const { plain, numeric, count } = this.#words;
    return at + 1 < count && plain[at] === "thang" && numeric[at + 1]!;
  }

  #hamlet(at: number): number | null {
    const phrase = kindPhraseAt(this.#words, at);
    if (!phrase) return null;
    const { count, gap } = this.#words;
    const behind = at + phrase.words.length;
    const from = this.#pastWords(behind, NUMBER_WORDS);
    if (from >= count) return count;
    const to = this.#numberOrLetterEnd(from);
    const letter = phrase.use === USE.letter;
    const dotted = gap[behind] === GAP.dot;
    if (to > from) {
      // "12 A 3": the letter is the house number's.
      if (letter && !dotted && at > 0) return null;
      const number = numberText(this.#words, from, to).toLowerCase().replaceAll("/", " ");
      this.#hamlets.push({ kind: phrase.kind, text: `${kindWord(phrase)} ${number}`, numbered: true, use: phrase.use });
      return this.#pastRest(to);
    }
    // A letter before a name is a kind at the head of a part only: behind a house number it is part of the street's name.
    if (letter && !(dotted && at === 0)) return null;
    if (phrase.use === USE.wary && !this.#isPlainly(at, phrase)) return null;
    const end = this.#nameEnd(from);
    this.#hamlets.push({
      kind: phrase.kind,
      text: streetName(this.#words, from, end),
      numbered: false,
      use: phrase.use,
    });
    return end;
  }

  /** A wary word before a name is one where it bears its marks, or for a village at the head of the part. */
  #isPlainly(at: number, { kind }: KindPhrase): boolean {
    return this.#words.markedWord[at]! || (at === 0 && (kind === K.ban || kind === K.lang));
  }

  /** Words behind a numbered hamlet that state nothing themselves: "Ấp 3 Bình Hòa". */
  #pastRest(at: number): number {
    let i = at;
    while (i < this.#words.count && !this.#breaks(i) && kindPhraseAt(this.#words, i)?.use !== USE.always) i++;
    return i;
  }

  /** The name of a street, or one of which nothing tells what it is. */
  #name(at: number): number {
    const { count, marked, gap } = this.#words;
    let from = at;
    let told = this.#house !== null || this.#inLane();
    // "d. Võ Văn Kiệt": a bare d is the word too where a dot or a house number says so.
    if (
      STREET_WORDS.has(marked[from]!) ||
      (marked[from] === "d" && from + 1 < count && (told || gap[from + 1] === GAP.dot))
    ) {
      told = true;
      from = this.#pastWords(from + 1, NUMBER_WORDS);
    }
    if (from >= count) return count;
    const end = this.#nameEnd(from);
    if (INSIDE_WORDS.has(marked[from]!) && (this.#words.markedWord[from]! || !told)) return end;
    const name = streetName(this.#words, from, end);
    if (!isWholeName(name, told)) return end;
    if (told) this.#street ??= name;
    else if (!/^[0-9]/.test(name)) this.#bare ??= name;
    return end;
  }

  /** Where a name that begins at a word ends: at the next thing stated. */
  #nameEnd(from: number): number {
    let end = from + 1;
    while (end < this.#words.count && !this.#breaks(end)) end++;
    return end;
  }

  /** Whether something new begins at a word: a word for a kind with its number, or one that stands in no name. */
  #breaks(at: number): boolean {
    const { marked, gap } = this.#words;
    const word = marked[at]!;
    if (gap[at]! >= GAP.part || BREAKS.has(word)) return true;
    if (LANE_WORDS.has(word) || HOUSE_WORDS.has(word))
      return (
        numberEnd(this.#words, this.#pastWords(at, HOUSE_WORDS, LANE_WORDS)) >
        this.#pastWords(at, HOUSE_WORDS, LANE_WORDS)
      );
    if (UNIT_WORDS.has(word) && this.#words.markedWord[at]!) return true;
    const phrase = kindPhraseAt(this.#words, at);
    if (!phrase || phrase.use === USE.letter) return false;
    if (phrase.words.length > 1) return true;
    const from = this.#pastWords(at + 1, NUMBER_WORDS);
    return numberEnd(this.#words, from) > from;
  }

  #pastWords(at: number, ...words: readonly ReadonlySet<string>[]): number {
    const { count, marked } = this.#words;
    let i = at;
    while (i < count && words.some((set) => set.has(marked[i]!))) i++;
    return i;
  }

  /** The same for what follows a kind, where a letter or a Roman number is one too. */
  #numberOrLetterEnd(at: number): number {
    const end = numberEnd(this.#words, at);
    if (end > at) {
      // A number of two words: "Khu phố 9 3".
      const { count, gap, numeric } = this.#words;
      return end + 1 === count && numeric[end]! && gap[end] === GAP.space ? count : end;
    }
    const { count, gap, plain, markedWord } = this.#words;
    const closed = at + 1 >= count || gap[at + 1]! >= GAP.sign || this.#breaks(at + 1);
    const counts = closed && !markedWord[at]! && (plain[at]!.length === 1 || ROMAN.test(plain[at]!));
    return counts ? at + 1 : at;
  }
}

const KIND_NAMES = new Map<HamletKind, string>(Object.entries(K).map(([name, kind]) => [kind, name]));
const kindWord = ({ kind }: KindPhrase): string => KIND_NAMES.get(kind)!.toLowerCase();
