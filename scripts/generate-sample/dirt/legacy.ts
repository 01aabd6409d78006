import iconv from "iconv-lite";

const SHAPED: Readonly<Record<string, readonly string[]>> = {
  // Plain, then with the tones grave, acute, hook, tilde, dot: what follows the base letter, as cp1252 shows it.
  "": ["", "ø", "ù", "û", "õ", "ï"],
  "\u0302": ["â", "à", "á", "å", "ã", "ä"],
  "\u0306": ["ê", "è", "é", "ú", "ü", "ë"],
};
const TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"];
const LONE: Readonly<Record<string, string>> = { ì: "ì", í: "í", ỉ: "æ", ĩ: "ó", ị: "ò", ỵ: "î", đ: "ñ" };

/** Text stored for a VNI-Win font and read as windows-1252: "Nguyễn" becomes "Nguyeãn". */
export function asVniFont(text: string): string {
  let out = "";
  for (const letter of text.normalize("NFC")) {
    const lower = letter.toLowerCase();
    const capital = lower !== letter;
    let shown = LONE[lower];
    if (shown === undefined) {
      const [base = "", ...marks] = lower.normalize("NFD");
      const tone = Math.max(
        0,
        TONES.findIndex((each) => each !== "" && marks.includes(each)),
      );
      if (marks.includes("\u031b")) shown = (base === "o" ? "ô" : "ö") + (SHAPED[""]?.[tone] ?? "");
      else shown = base + (SHAPED[marks.find((mark) => mark in SHAPED) ?? ""]?.[tone] ?? "");
    }
    out += capital ? shown.toUpperCase() : shown;
  }
  return out;
}

/** Text stored for a TCVN3 (ABC) font and read as windows-1252: "Nguyễn" becomes "NguyÔn". Case is lost in capitals with tones. */
export function asTcvn3Font(text: string): string {
  return iconv.decode(tcvn3Bytes(text), "win1252");
}

/** Text as the bytes of a TCVN3 (ABC) font; capitals that the font has no code for are stored as small letters. */
export function tcvn3Bytes(text: string): Buffer {
  const known = text
    .normalize("NFC")
    .split("")
    .map((letter) =>
      /[\u0300\u0301\u0303\u0309\u0323]/.test(letter.normalize("NFD")) ? letter.toLowerCase() : letter,
    );
  return iconv.encode(known.join(""), "tcvn");
}

/** UTF-8 bytes read as another code page: "Hải" becomes "HáşŁi" or "Háº£i". */
export function asMisreadUtf8(text: string, codePage: "iso-8859-2" | "win1252"): string {
  const bytes = Buffer.from(text.normalize("NFC"), "utf8");
  // As browsers do, bytes that windows-1252 has no letter for become control characters; iconv-lite would lose them.
  return codePage === "win1252" ? new TextDecoder("windows-1252").decode(bytes) : iconv.decode(bytes, codePage);
}
