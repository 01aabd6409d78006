import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { Reason } from "../linkage/reasons.ts";

/** Why a record stands in a group: each code of `duplicates.reasons`, in the order they are listed there, and when it holds. */
const CONDITIONS = [
  ["person.same", sql`person_id is not null`],
  ["number.same", sql`number = 1`],
  ["number.old_same", sql`number = 2`],
  ["number.slip", sql`number = 4`],
  ["number.differs", sql`number in (5, 6)`],
  ["name.same", sql`family = 1 and given = 1 and middle in (0, 1)`],
  ["name.marks", sql`2 in (family, middle, given) or 9 in (family, middle, given)`],
  ["name.spelling", sql`3 in (family, middle, given) or 4 in (family, middle, given)`],
  ["name.middle", sql`middle in (5, 6, 8)`],
  ["name.order", sql`family = 7`],
  ["birth.same", sql`birth in (1, 2)`],
  ["birth.year", sql`birth = 3`],
  ["birth.slip", sql`birth in (4, 5, 6)`],
  ["birth.differs", sql`birth in (7, 8, 9)`],
  ["place.same", sql`place in (1, 2, 3)`],
  ["place.differs", sql`place = 6`],
  ["phone.same", sql`phone = 1`],
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
