import { hashShare } from "./random.ts";

export type Carrier = "viettel" | "vinaphone" | "mobifone";

/** Ranges of the three large carriers since 2018 (Decision 2036/QĐ-BTTTT of 2017 and the plan of 15 September 2018). */
const RANGES: Readonly<Record<Carrier, readonly string[]>> = {
  viettel: ["096", "097", "098", "086", "032", "033", "034", "035", "036", "037", "038", "039"],
  vinaphone: ["091", "094", "088", "083", "084", "085", "081", "082"],
  mobifone: ["090", "093", "089", "070", "079", "077", "076", "078"],
};

const CARRIERS: readonly (readonly [Carrier, number])[] = [
  ["viettel", 0.54],
  ["vinaphone", 0.78],
  ["mobifone", 1],
];

/** What the ranges of today were called until 2018, for extracts that still write eleven digits. */
export const ELEVEN_DIGIT_RANGES: Readonly<Record<string, string>> = {
  "070": "0120",
  "079": "0121",
  "077": "0122",
  "076": "0126",
  "078": "0128",
  "083": "0123",
  "084": "0124",
  "085": "0125",
  "081": "0127",
  "082": "0129",
  "032": "0162",
  "033": "0163",
  "034": "0164",
  "035": "0165",
  "036": "0166",
  "037": "0167",
  "038": "0168",
  "039": "0169",
};

const PER_RANGE = 10_000_000;
const STEP = 7_368_787;

/** A subscriber number: the slot fixes it, so that two slots below eighty million never share one. Ten digits, 0 first. */
export function subscriberNumber(slot: number): { carrier: Carrier; holder: Carrier; msisdn: string } {
  const target = hashShare(11, slot, 3);
  const holder = CARRIERS.find(([, upTo]) => target < upTo)?.[0] ?? "viettel";
  const ported = hashShare(11, slot, 5);
  const carrier = ported < 0.97 ? holder : holder === "viettel" ? "vinaphone" : "viettel";
  const ranges = RANGES[holder];
  const place = (slot * STEP + 1_234_577) % (ranges.length * PER_RANGE);
  const range = ranges[Math.floor(place / PER_RANGE)] as string;
  return { carrier, holder, msisdn: range + String(place % PER_RANGE).padStart(7, "0") };
}

/** Slots a person's own few numbers take. */
export const OWN_SLOTS = 4;
/** Persons in a block, and the further slots of a block's one heavy user. */
export const BLOCK = 32;
export const HEAVY_SLOTS = 16;
/** Blocks in a ward of the sample that may have one shop, and the slots of that shop. */
export const SHOP_BLOCKS = 64;
export const SHOP_SLOTS = 512;

/** First slot of each kind for a sample of so many persons, and how many slots there are. */
export function slotPlan(persons: number): { heavy: number; shops: number; total: number } {
  const blocks = Math.ceil(persons / BLOCK);
  const heavy = blocks * BLOCK * OWN_SLOTS;
  const shops = heavy + blocks * HEAVY_SLOTS;
  return { heavy, shops, total: shops + Math.ceil(blocks / SHOP_BLOCKS) * SHOP_SLOTS };
}

/** STEP must have no factor in common with the number of places; 7,368,787 is prime and divides none of them. */
export const MOST_SLOTS = 8 * PER_RANGE;

/** The number a person gives as their own: that of the first slot. */
export function ownPhone(index: number): string {
  return subscriberNumber(index * OWN_SLOTS).msisdn;
}
