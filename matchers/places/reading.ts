import type { ListName } from "./gazetteer.ts";

/** A unit as it was written: its official name, and its code in the list that has it. */
export interface WrittenUnit {
  readonly name: string;
  /** Null for a district or province that ended before July 2025. */
  readonly code: string | null;
  readonly list: ListName | "former";
}

/** One commune that an address may mean. */
export interface PlaceCandidate {
  readonly communeOld: string | null;
  readonly communeNow: string;
}

/**
 * How sure a place is: one commune of today was chosen (alone, save for old namesakes under `place.name_reused`); one old unit that was split (a default or a mention chose, or nothing did);
 * several communes fit, or one is a mere likeness; only the district or the province is known; nothing is.
 */
export type PlaceState = "exact" | "split" | "ambiguous" | "district" | "province" | "none";

/**
 * What an address says. Codes are the statistics office's (province 2 digits, district 3, commune 5) of the list in their name: `Old` of before
 * 1 July 2025, `Now` of today; `formatUnit` names them. `null` where not known.
 */
export interface AddressReading {
  readonly street: string | null;
  readonly houseNumber: string | null;
  /** Units as written; null where the address does not write that level. */
  readonly written: {
    readonly commune: WrittenUnit | null;
    readonly district: WrittenUnit | null;
    readonly province: WrittenUnit | null;
  };
  readonly communeOld: string | null;
  readonly districtOld: string | null;
  readonly provinceOld: string | null;
  readonly communeNow: string | null;
  readonly provinceNow: string | null;
  /** The list the address was written in: by the units only it has; "both" when they stand in both. */
  readonly list: "old" | "now" | "both" | null;
  readonly state: PlaceState;
  /** From 0 to 1: how far the best understanding stands above the next and above nothing. */
  readonly confidence: number;
  /** Communes of today it may be, the likelier first. */
  readonly alternatives: readonly string[];
  readonly candidates: readonly PlaceCandidate[];
  /** Codes of `PLACE_FINDINGS`. */
  readonly findings: readonly PlaceFinding[];
}

/** Rules of places, with their sentences. */
export const PLACE_FINDINGS = {
  "place.old_units": {
    vi: "Địa chỉ ghi theo đơn vị hành chính trước 1/7/2025",
    en: "The address is written with units of before 1 July 2025",
  },
  "place.former_units": {
    vi: "Địa chỉ ghi tên đơn vị đã sáp nhập hoặc đổi tên trước 1/7/2025",
    en: "The address names a unit that was merged or renamed before 1 July 2025",
  },
  "place.split_default": {
    vi: "Đơn vị cũ được chia cho nhiều xã hiện nay; đã chọn xã thường gặp",
    en: "The old unit was split over several communes of today; the usual one was chosen",
  },
  "place.split_unknown": {
    vi: "Đơn vị cũ được chia cho nhiều xã hiện nay; không rõ thuộc xã nào",
    en: "The old unit was split over several communes of today; which one is not known",
  },
  "place.ambiguous": {
    vi: "Địa chỉ có thể thuộc nhiều xã",
    en: "The address may be in several communes",
  },
  "place.name_reused": {
    vi: "Tên xã hiện nay cũng là tên một xã cũ ở nơi khác trong tỉnh; đã hiểu theo tên hiện nay",
    en: "A former commune elsewhere in the province bore the name of this commune of today; read as today's",
  },
  "place.contradiction": {
    vi: "Các cấp trong địa chỉ mâu thuẫn nhau",
    en: "The levels of the address contradict each other",
  },
  "place.not_found": {
    vi: "Không tìm thấy xã trong danh mục",
    en: "No commune of the lists was found in the address",
  },
  "place.missing_province": {
    vi: "Địa chỉ không ghi tỉnh, thành phố",
    en: "The address does not name its province",
  },
  "place.missing_district": {
    vi: "Địa chỉ theo danh mục cũ không ghi quận, huyện",
    en: "The address, written with old units, does not name its district",
  },
  "place.misspelt": {
    vi: "Tên đơn vị hành chính viết sai chính tả",
    en: "A unit's name is misspelt",
  },
  "place.telex": {
    vi: "Địa chỉ gõ Telex chưa chuyển thành chữ có dấu",
    en: "The address is in raw Telex typing",
  },
  "place.code_name_differ": {
    vi: "Mã và tên đơn vị hành chính không khớp",
    en: "The unit's code and its name do not agree",
  },
  "place.code_unknown": {
    vi: "Mã đơn vị hành chính không có trong danh mục",
    en: "The unit's code is in neither list",
  },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;

export type PlaceFinding = keyof typeof PLACE_FINDINGS;
