import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import {
  BIRTH_LEVEL as B,
  PHONE_LEVEL as H,
  levelsSql as level,
  NAME_LEVEL as N,
  PLACE_LEVEL as P,
  SAME_COMMUNE,
  NUMBER_LEVEL as U,
} from "../linkage/levels.ts";
import type { Reason } from "../linkage/reasons.ts";

/** One of the name's parts stands at one of these levels. */
const ofName = (...levels: number[]): Sql =>
  sql`(family in ${level(...levels)} or middle in ${level(...levels)} or given in ${level(...levels)})`;

/** Why a record stands in a group: each code of `duplicates.reasons`, in the order they are listed there, and when it holds. */
const CONDITIONS = [
  ["person.same", sql`person_id is not null`],
  ["number.same", sql`number in ${level(U.same)}`],
  ["number.old_same", sql`number in ${level(U.old)}`],
  ["number.slip", sql`number in ${level(U.slip, U.oldSlip)}`],
  ["number.differs", sql`number in ${level(U.different, U.oldDifferent, U.other)}`],
  [
    "name.same",
    sql`family in ${level(N.same)} and given in ${level(N.same)} and middle in ${level(N.missing, N.same)}`,
  ],
  ["name.marks", ofName(N.marks, N.tone)],
  ["name.spelling", ofName(N.near, N.initial, N.joined)],
  ["name.middle", sql`middle in ${level(N.partial, N.dropped, N.different)}`],
  ["name.order", sql`family in ${level(N.swapped)}`],
  ["birth.same", sql`birth in ${level(B.date, B.vague)}`],
  ["birth.year", sql`birth in ${level(B.year)}`],
  ["birth.slip", sql`birth in ${level(B.swapped, B.slip, B.sameMonth)}`],
  ["birth.differs", sql`birth in ${level(B.sameYear, B.nearYear, B.nearYearAlone, B.different)}`],
  ["place.same", sql`place in ${level(...SAME_COMMUNE)}`],
  ["place.differs", sql`place in ${level(P.different)}`],
  ["phone.same", sql`phone in ${level(H.same)}`],
] as const satisfies readonly (readonly [string, Sql])[];

type DuplicateReason = (typeof CONDITIONS)[number][0];

/** The sentences behind the codes. */
export const DUPLICATE_REASONS: Readonly<Record<DuplicateReason, Reason>> = {
  "person.same": {
    vi: "Các bản ghi đã được xác định là cùng một người trong CSDL dân cư",
    en: "The records were found to be one person of the register",
  },
  "number.same": { vi: "Cùng số định danh", en: "Same number" },
  "number.old_same": { vi: "Cùng số CMND cũ hoặc hộ chiếu", en: "Same old number or passport" },
  "number.slip": { vi: "Số lệch một chữ số", en: "Numbers one digit apart" },
  "number.differs": { vi: "Số khác nhau", en: "Numbers differ" },
  "name.same": { vi: "Cùng họ tên", en: "Same name" },
  "name.marks": { vi: "Họ tên chỉ khác dấu", en: "Names differ only in their marks" },
  "name.spelling": { vi: "Họ tên viết khác (chính tả, gõ nhầm, viết tắt)", en: "Names spelt differently" },
  "name.middle": { vi: "Chữ đệm khác hoặc thiếu", en: "The middle name differs or is missing" },
  "name.order": { vi: "Họ và tên bị đảo", en: "Family and given name have changed places" },
  "birth.same": { vi: "Cùng ngày sinh", en: "Same birth date" },
  "birth.year": { vi: "Cùng năm sinh, một bên chỉ có năm", en: "Same birth year, one side knows no more" },
  "birth.slip": { vi: "Ngày sinh đảo hoặc lệch một chữ số", en: "Birth dates swapped or a slip apart" },
  "birth.differs": { vi: "Ngày sinh khác", en: "Birth dates differ" },
  "place.same": { vi: "Cùng xã", en: "Same commune" },
  "place.differs": { vi: "Khác tỉnh", en: "Another province" },
  "phone.same": { vi: "Cùng điện thoại", en: "Same phone" },
};

/** The reason codes of a row with the levels of a pair. */
export const reasonsSql: Sql = sql`list_filter([${sql.join(
  CONDITIONS.map(([code, when]) => sql`case when ${when} then ${sql.lit(code)} end`),
)}], reason -> reason is not null)`;
