import { formatUnit, loadGazetteer } from "./gazetteer.ts";
import { studyAddress } from "./reader.ts";
import { type AddressReading, PLACE_FINDINGS, type PlaceState } from "./reading.ts";

type Language = "vi" | "en";

const STATES: Readonly<Record<PlaceState, Readonly<Record<Language, string>>>> = {
  exact: { vi: "chắc chắn: một xã hiện nay", en: "exact: one commune of today" },
  split: { vi: "đơn vị cũ đã chia: có nhiều xã hiện nay", en: "the old unit was split over several communes of today" },
  ambiguous: { vi: "không đủ rõ để chọn một xã", en: "not clear enough to choose a commune" },
  district: { vi: "chỉ biết quận, huyện", en: "only the district is known" },
  province: { vi: "chỉ biết tỉnh, thành phố", en: "only the province is known" },
  none: { vi: "không nhận ra nơi nào", en: "no place was recognised" },
};

const LABELS = {
  street: { vi: "Số nhà, đường", en: "Street line" },
  written: { vi: "Ghi là", en: "Written as" },
  old: { vi: "Trước 1/7/2025", en: "Before 1 July 2025" },
  now: { vi: "Hiện nay", en: "Today" },
  state: { vi: "Mức chắc chắn", en: "State" },
  others: { vi: "Các xã có thể", en: "Communes it may be" },
  source: { vi: "Căn cứ", en: "Source" },
} as const;

/** The lines that `lamsach address` prints for a reading: what was written, both epochs, the reasons. */
export function describeReading(reading: AddressReading, language: Language): string[] {
  const lines: string[] = [];
  const line = (label: keyof typeof LABELS, text: string | null): void => {
    if (text) lines.push(`${LABELS[label][language]}: ${text}`);
  };
  const { written } = reading;
  const units = [written.commune, written.district, written.province].filter((unit) => unit !== null);
  line("street", reading.street);
  line("written", units.map((unit) => unit.name).join(", ") || null);
  const old = [reading.communeOld, reading.districtOld, reading.provinceOld].filter((code) => code !== null);
  line("old", old.map((code) => formatUnit("old", code, language)).join(", ") || null);
  const now = [reading.communeNow, reading.provinceNow].filter((code) => code !== null);
  line("now", now.map((code) => formatUnit("now", code, language)).join(", ") || null);
  line("state", `${STATES[reading.state][language]} (${reading.confidence.toFixed(2)})`);
  if (reading.alternatives.length > 1)
    line("others", reading.alternatives.map((code) => formatUnit("now", code, language)).join("; "));
  const source = reading.communeOld && loadGazetteer().changes.get(reading.communeOld)?.source;
  if (source) line("source", loadGazetteer().sources.get(source) ?? source);
  for (const finding of reading.findings) lines.push(`- ${PLACE_FINDINGS[finding][language]} (${finding})`);
  return lines;
}

/** A reading with its explanation, for `lamsach address "..."`. */
export interface AddressExplanation {
  readonly reading: AddressReading;
  readonly lines: Readonly<Record<Language, readonly string[]>>;
  /** The understandings weighed, the best first, five at most; points only order them. Empty where nothing had to be weighed. */
  readonly weighed: readonly { readonly units: string; readonly points: number }[];
}

/** Reads an address, free text, and says why it reads so, in both languages. Never throws on text. */
export function explainAddress(text: string): AddressExplanation {
  const { reading, hypotheses } = studyAddress(text);
  const weighed = hypotheses.slice(0, 5).map(({ leaf, district, province, score }) => ({
    units: [leaf, district ?? leaf?.district, province].flatMap((unit) => (unit ? [unit.name] : [])).join(", "),
    points: score,
  }));
  return { reading, lines: { vi: describeReading(reading, "vi"), en: describeReading(reading, "en") }, weighed };
}
