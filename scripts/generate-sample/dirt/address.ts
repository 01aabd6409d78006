import { stripMarks } from "../../../matchers/names/letters.ts";
import type { Home, UnitName } from "../places.ts";
import type { Random } from "../random.ts";
import { slip } from "./name.ts";

/** Shares of the ways a source writes addresses. */
export interface AddressHabits {
  /** Written in units of today (34 provinces, no districts) and not in those before 1 July 2025. */
  readonly now: number;
  /** The home before the last move. */
  readonly former: number;
  readonly missing: number;
  readonly abbreviated: number;
  readonly bare: number;
  readonly noMarks: number;
  readonly upper: number;
  readonly noStreet: number;
  readonly noCommune: number;
  readonly noDistrict: number;
  readonly provinceOnly: number;
  readonly reversed: number;
  readonly dashes: number;
  readonly glued: number;
  readonly slip: number;
}

export type UnitForm = "text" | "names" | "codes";

export interface WrittenAddress {
  readonly text: string;
  readonly street: string;
  readonly commune: string;
  readonly district: string;
  readonly province: string;
  readonly damage: string | undefined;
  /** What it still says of the home of today. */
  readonly holds: "commune" | "district" | "province" | "nothing";
  readonly holdsStreet: boolean;
}

const NOTHING = {
  text: "",
  street: "",
  commune: "",
  district: "",
  province: "",
  holds: "nothing",
  holdsStreet: false,
} as const;

const SHORT_KINDS: Readonly<Record<string, readonly string[]>> = {
  Phường: ["P.", "P. ", "P ", "F.", "Ph. "],
  Xã: ["X.", "X. ", "xã "],
  "Thị trấn": ["TT.", "TT ", "TT. "],
  "Đặc khu": ["ĐK ", "ĐK. "],
  Quận: ["Q.", "Q. ", "Q "],
  Huyện: ["H.", "H. ", "huyện "],
  "Thị xã": ["TX.", "TX ", "Tx. "],
  "Thành phố": ["TP.", "TP. ", "Tp. ", "TP "],
  Tỉnh: ["T.", "T. ", "tỉnh "],
};

/** Abbreviations of provinces, some of which mean two. */
const SHORT_PROVINCES: Readonly<Record<string, readonly string[]>> = {
  "Hồ Chí Minh": ["TP.HCM", "TPHCM", "TP HCM", "HCM", "Tp. Hồ Chí Minh", "SG", "TP.HỒ CHÍ MINH"],
  "Hà Nội": ["HN", "Tp. Hà Nội", "TP.HN", "H.Nội"],
  "Đà Nẵng": ["ĐN", "TP.ĐN", "Đ.Nẵng"],
  "Đồng Nai": ["ĐN", "Đ.Nai"],
  "Bà Rịa - Vũng Tàu": ["BRVT", "BR-VT", "Bà Rịa Vũng Tàu", "VT"],
  "Thừa Thiên Huế": ["TTH", "TT Huế", "TT-Huế", "Huế"],
  "Hải Phòng": ["HP", "TP.HP"],
  "Cần Thơ": ["CT", "TP.CT"],
  "Quảng Nam": ["QN", "Q.Nam"],
  "Quảng Ninh": ["QN", "Q.Ninh"],
  "Quảng Ngãi": ["QN", "Q.Ngãi"],
  "Tiền Giang": ["TG", "T.Giang"],
  "Bình Dương": ["BD", "B.Dương"],
  "Bình Thuận": ["BT", "B.Thuận"],
  "Bến Tre": ["BT", "B.Tre"],
  "Hậu Giang": ["HG", "H.Giang"],
  "Hà Giang": ["HG", "H.Giang"],
  "Thái Bình": ["TB", "T.Bình"],
  "Trà Vinh": ["TV", "T.Vinh"],
  "Đắk Lắk": ["Đăk Lăk", "Đaklak", "ĐL", "Dak Lak"],
};

/** Writes a home as a source of such habits would: as one text, and cut into columns by names or codes. */
export function writeAddress(
  home: Home,
  former: Home | undefined,
  habits: AddressHabits,
  form: UnitForm,
  random: Random,
): WrittenAddress {
  if (random.chance(habits.missing)) return { ...NOTHING, damage: "address_missing" };
  const moved = former !== undefined && random.chance(habits.former);
  const at = moved ? former : home;
  const now = random.chance(habits.now);
  const { names } = at.locality;
  const way = random.share();
  const style = way < habits.abbreviated ? "short" : way < habits.abbreviated + habits.bare ? "bare" : "full";
  const only = random.chance(habits.provinceOnly);
  const noCommune = only || random.chance(habits.noCommune);
  const noDistrict = only || now || (!noCommune && random.chance(habits.noDistrict));
  const noStreet = only || noCommune || random.chance(habits.noStreet);
  let damage = moved ? "moved" : only ? "province_only" : noCommune ? "no_commune" : undefined;
  const street = noStreet ? "" : writeStreet(at, style === "short", random);
  let commune = noCommune ? "" : unit(now ? names.nowCommune : names.oldCommune, style, random);
  let district = noDistrict ? "" : unit(names.oldDistrict, style, random);
  const province = provinceText(now ? names.nowProvince : names.oldProvince, style, random);
  if (random.chance(habits.slip)) {
    const words = (commune || district).split(" ");
    words[words.length - 1] = slip(words.at(-1) as string, random);
    if (commune) commune = words.join(" ");
    else if (district) district = words.join(" ");
    damage ??= "address_slip";
  }
  const holds = moved ? "nothing" : !noCommune ? "commune" : !noDistrict ? "district" : "province";
  const holdsStreet = !moved && street !== "";
  if (form === "text") {
    const text = finish(join([street, commune, district, province], style, habits, random), habits, random);
    return { text, street: "", commune: "", district: "", province: "", damage, holds, holdsStreet };
  }
  const { locality } = at;
  return form === "codes"
    ? {
        text: "",
        street: finish(street, habits, random),
        commune: noCommune ? "" : (now ? locality.nowCommune : locality.oldCommune).code,
        district: noDistrict ? "" : locality.oldDistrictCode,
        province: now ? locality.nowProvinceCode : locality.oldProvinceCode,
        damage,
        holds,
        holdsStreet,
      }
    : {
        text: "",
        street: finish(street, habits, random),
        commune: finish(commune, habits, random),
        district: finish(district, habits, random),
        province: finish(province, habits, random),
        damage,
        holds,
        holdsStreet,
      };
}

function unit(name: UnitName, style: "short" | "bare" | "full", random: Random): string {
  if (style === "full" || name.kind === "") return name.kind ? `${name.kind} ${name.own}` : name.own;
  const number = /^\d+$/.test(name.own);
  if (style === "bare" && !number) return name.own;
  return random.pick(SHORT_KINDS[name.kind] ?? [`${name.kind} `]) + name.own;
}

function provinceText(name: UnitName, style: "short" | "bare" | "full", random: Random): string {
  if (style === "bare") return name.own;
  if (style === "full") return random.chance(0.6) ? `${name.kind} ${name.own}` : name.own;
  const short = SHORT_PROVINCES[name.own];
  if (short && random.chance(0.7)) return random.pick(short);
  return random.chance(0.5) ? name.own : random.pick(SHORT_KINDS[name.kind] ?? [""]) + name.own;
}

/** The line above the commune: house, lane, street, hamlet, in the manner of the region. */
export function writeStreet(home: Home, short: boolean, random: Random): string {
  const { house, lane, street, hamlet } = home;
  const north = home.locality.home.region === "north";
  const parts: string[] = [];
  if (house > 0) {
    const way = random.share();
    if (lane > 0 && north) {
      const number = way < 0.4 ? `Số ${house}` : way < 0.6 ? `SN ${house}` : String(house);
      parts.push(
        `${number}${random.pick([" ngõ ", ", ngõ ", " Ngõ ", " ngách "])}${lane}${street ? ` ${street}` : ""}`,
      );
    } else {
      const number = lane > 0 ? (way < 0.85 ? `${lane}/${house}` : `Hẻm ${lane}, số ${house}`) : String(house);
      const before = lane === 0 && way < 0.25 ? random.pick(["Số ", "số nhà ", "SN "]) : "";
      const road = street === "" ? "" : way > 0.6 ? ` ${short ? "Đ." : "đường "}${street}` : ` ${street}`;
      parts.push(`${before}${number}${road}`);
    }
  }
  if (hamlet !== "" && (house === 0 || random.chance(0.7))) {
    parts.push(short ? hamlet.replace("Khu phố", "KP").replace("Tổ dân phố", "TDP").replace("Thôn ", "T. ") : hamlet);
  }
  return parts.join(", ");
}

function join(parts: readonly string[], style: string, habits: AddressHabits, random: Random): string {
  const kept = parts.filter((part) => part !== "");
  const way = random.share();
  if (way < habits.reversed) return kept.reverse().join(", ");
  if (way < habits.reversed + habits.dashes) return kept.join(random.chance(0.5) ? " - " : "-");
  if (style === "short" && way > 1 - habits.glued) return kept.join(random.chance(0.6) ? "," : " ");
  return kept.join(", ");
}

function finish(text: string, habits: AddressHabits, random: Random): string {
  let done = text;
  if (random.chance(habits.noMarks)) done = stripMarks(done);
  if (random.chance(habits.upper)) done = done.toUpperCase();
  return done;
}

/** The office of the commune in which somebody lived, by its name before 1 July 2025. */
export function officeName(home: Home): string {
  const { oldCommune, oldDistrict } = home.locality.names;
  return `UBND ${oldCommune.kind} ${oldCommune.own}, ${oldDistrict.kind} ${oldDistrict.own}`;
}
