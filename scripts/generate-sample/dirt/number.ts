import type { Random } from "../random.ts";

/** A number with one digit typed wrong. */
export function mistype(number: string, random: Random): string {
  const at = random.between(0, number.length - 1);
  const digit = (Number(number[at]) + random.between(1, 9)) % 10;
  return `${number.slice(0, at)}${digit}${number.slice(at + 1)}`;
}

/** A number with two digits beside each other swapped; one wrong digit where all are alike. */
export function transpose(number: string, random: Random): string {
  for (let tries = 0; tries < 6; tries++) {
    const at = random.between(0, number.length - 2);
    if (number[at] !== number[at + 1]) {
      return number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
    }
  }
  return mistype(number, random);
}

/** What a spreadsheet leaves of a number with zeros in front. */
export function loseZeros(number: string): string {
  return number.replace(/^0+/, "");
}

/** What a spreadsheet shows of a long number in a narrow cell: the rest is gone. */
export function scientific(number: string, random: Random): string {
  const digits = loseZeros(number);
  const sign = random.chance(0.5) ? "." : ",";
  const places = random.between(2, 5);
  return `${digits[0]}${sign}${digits.slice(1, 1 + places)}E+${String(digits.length - 1).padStart(2, "0")}`;
}

/** A number as people and programs write it without changing it. */
export function dressNumber(number: string, random: Random): string {
  switch (random.between(0, 7)) {
    case 0:
      return number.length === 12
        ? `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`
        : `${number.slice(0, 3)} ${number.slice(3)}`;
    case 1:
      return `'${number}`;
    case 2:
      return `${number}.0`;
    case 3:
      return ` ${number}`;
    case 4:
      return `${number}\u00a0`;
    case 5:
      return number.length === 12
        ? `${number.slice(0, 3)}.${number.slice(3, 6)}.${number.slice(6, 9)}.${number.slice(9)}`
        : number;
    case 6:
      return number.replace("0", "O");
    default:
      return random.chance(0.5) ? number.replace("1", "l") : number.replace("5", "S");
  }
}

const JUNK = [
  "000000000",
  "000000000000",
  "123456789",
  "111111111",
  "123456789012",
  "999999999999",
  "Không có",
  "KHONG",
  "chưa có",
  "0",
  "x",
  "-",
  "đang cập nhật",
  "012345678",
];

/** What is typed where a number must stand and there is none. */
export function junkNumber(random: Random): string {
  return random.pick(JUNK);
}
