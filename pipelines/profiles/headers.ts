/**
 * A header reduced to what tells it from others: marks, case, spaces, underscores, punctuation and capitals in the
 * middle of a word make no difference ("Số thuê bao" = "SO_THUE_BAO" = "soThueBao" = "so_thue_bao").
 */
export function foldHeader(header: string): string {
  return header
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** The forms in which extracts write a header: as given, without marks, upper case, snake case, camel case. */
export function headerForms(header: string): string[] {
  const clean = header.normalize("NFC").trim().replace(/\s+/g, " ");
  const plain = clean
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D");
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const snake = words.join("_").toLowerCase();
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join("");
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  const forms = [clean, plain, clean.toUpperCase(), plain.toUpperCase(), clean.toLowerCase(), plain.toLowerCase()];
  return [...new Set([...forms, snake, snake.toUpperCase(), pascal, camel].filter((form) => form !== ""))];
}
