/**
 * A typed cell as text: whole numbers without a decimal part or exponent, dates as yyyy-mm-dd (with the time when there is
 * one), truth values as true and false. Blank is null.
 */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string") return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return null;
    return Number.isInteger(value) && Math.abs(value) >= 1e21 ? BigInt(value).toString() : String(value);
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null;
    const text = value.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19);
  }
  if (typeof value === "object" && "text" in value && typeof value.text === "string") return value.text || null;
  return String(value as bigint | boolean);
}
