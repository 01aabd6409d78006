import { ELEVEN_DIGIT_RANGES } from "../phones.ts";
import type { Random } from "../random.ts";

/** Writes a contact number (ten digits, 0 first) in one of the forms people use; `other` may stand beside it. */
export function writePhone(phone: string, other: string, random: Random): string {
  if (phone === "") return "";
  const share = random.share();
  const rest = phone.slice(1);
  if (share < 0.58) return phone;
  if (share < 0.68) return `84${rest}`;
  if (share < 0.73) return `+84${rest}`;
  if (share < 0.75) return `+84 0${rest}`;
  if (share < 0.76) return `0084${rest}`;
  if (share < 0.84) return rest;
  if (share < 0.89) return `${phone.slice(0, 4)}.${phone.slice(4, 7)}.${phone.slice(7)}`;
  if (share < 0.93) return `${phone.slice(0, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}`;
  if (share < 0.95 && other !== "") return `${phone} ${random.pick(["-", "/", ";"])} ${other}`;
  if (share < 0.985) {
    const eleven = ELEVEN_DIGIT_RANGES[phone.slice(0, 3)];
    return eleven ? eleven + phone.slice(3) : phone;
  }
  return `${phone.slice(0, 9)}${(Number(phone[9]) + 1) % 10}`;
}
