/** Made-up people of a made-up country, and damaged copies of their rows. The same seed gives the same people. */

const FIELDS = ["first", "last", "street", "town", "zip", "born", "account"] as const;
type FieldName = (typeof FIELDS)[number];
export type Person = Readonly<Record<FieldName, string>>;
export interface Row extends Person {
  readonly id: string;
}

/** A row of the records, and the id of its person in the register; null where the register has none. */
export interface Case {
  readonly register: readonly Row[];
  readonly records: readonly Row[];
  readonly truth: ReadonlyMap<string, string | null>;
}

export interface CaseRequest {
  readonly seed: number;
  readonly people: number;
  /** Share of records whose person the register lacks. */
  readonly absent?: number;
  /** Chance that a field of a record is damaged. */
  readonly damage?: number;
  /** People of one home: they share family name, street, town and zip. */
  readonly home?: number;
}

type Random = () => number;

/** Numbers from 0 to 1 (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A register, records of its people and of others, and who is who. */
export function makeCase({ seed, people, absent = 0.2, damage = 0.2, home = 1 }: CaseRequest): Case {
  const random = randomOf(seed);
  const firsts = wordStock(random, Math.max(60, Math.round(people / 8)));
  const lasts = wordStock(random, Math.max(80, Math.round(people / 4)));
  const streets = wordStock(random, Math.max(80, Math.round(people / 5)));
  const towns = wordStock(random, Math.max(20, Math.round(people / 40)));
  const all: Person[] = [];
  while (all.length < people) {
    const shared = {
      last: frequent(lasts, random),
      street: `${1 + whole(random, 200)} ${frequent(streets, random)} ${pick(["street", "road", "lane"], random)}`,
      town: frequent(towns, random),
      zip: String(10_000 + whole(random, 3000)),
    };
    const size = 1 + whole(random, home);
    for (let i = 0; i < size && all.length < people; i++)
      all.push({
        first: frequent(firsts, random),
        ...shared,
        born: date(random),
        account: String(10_000_000 + whole(random, 90_000_000)),
      });
  }
  const register: Row[] = [];
  const records: Row[] = [];
  const truth = new Map<string, string | null>();
  for (const person of all) {
    const number = register.length + records.length;
    const id = `r${scramble(number)}`;
    const known = random() >= absent;
    if (known) register.push({ id, ...person });
    const record = `q${scramble(number + 1)}`;
    records.push({ id: record, ...damaged(person, damage, random) });
    truth.set(record, known ? id : null);
  }
  return { register, records, truth };
}

/** The rows as CSV. */
export function csvOf(rows: readonly Row[]): string {
  return [
    "id,first,last,street,town,zip,born,account",
    ...rows.map((row) => [row.id, ...FIELDS.map((f) => row[f])].join(",")),
  ].join("\n");
}

/** The same rows in another order. */
export function shuffled<T>(rows: readonly T[], seed: number): T[] {
  const random = randomOf(seed);
  return rows
    .map((row) => ({ row, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
}

const whole = (random: Random, below: number): number => Math.floor(random() * below);
const pick = <T>(list: readonly T[], random: Random): T => list[whole(random, list.length)]!;
/** Some words are far more frequent than others. */
const frequent = <T>(list: readonly T[], random: Random): T => list[Math.floor(list.length * random() ** 3)]!;
/** Ids that say nothing of who belongs to whom. */
const scramble = (n: number): number => (n * 7_919 + 104_729) % 15_485_863;

function wordStock(random: Random, size: number): string[] {
  const words = new Set<string>();
  while (words.size < size) {
    let word = "";
    for (let i = 2 + whole(random, 2); i > 0; i--)
      word += pick([..."bdfgklmnprstvz"], random) + pick([..."aeiou"], random);
    words.add(random() < 0.5 ? word + pick([..."lnrst"], random) : word);
  }
  return [...words];
}

function date(random: Random): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${1930 + whole(random, 80)}-${two(1 + whole(random, 12))}-${two(1 + whole(random, 28))}`;
}

function damaged(person: Person, chance: number, random: Random): Person {
  const copy: Record<FieldName, string> = { ...person };
  if (random() < 0.04) [copy.first, copy.last] = [copy.last, copy.first];
  for (const field of FIELDS) {
    if (random() >= chance) continue;
    const kind = random();
    if (kind < 0.25) copy[field] = "";
    else if (kind < 0.35)
      copy[field] =
        field === "born"
          ? date(random)
          : field === "zip" || field === "account"
            ? String(whole(random, 10 ** 8))
            : pick(["moved", "other", "unsure"], random) + whole(random, 999);
    else copy[field] = slip(copy[field], random);
  }
  return copy;
}

/** One character left out, doubled, changed or exchanged with the next. */
function slip(text: string, random: Random): string {
  if (text.length < 2) return text;
  const at = whole(random, text.length - 1);
  const [head, here, next, tail] = [text.slice(0, at), text[at]!, text[at + 1]!, text.slice(at + 2)];
  const other = /\d/.test(here) ? String(whole(random, 10)) : pick([..."abcdefghij"], random);
  return pick(
    [head + next + tail, head + here + here + next + tail, head + other + next + tail, head + next + here + tail],
    random,
  );
}
