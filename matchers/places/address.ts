import { type AddressColumns, type DeclaredList, readAddressColumns } from "./columns.ts";
import { type Gazetteer, loadGazetteer } from "./gazetteer.ts";
import { readAddressText } from "./reader.ts";
import type { AddressReading } from "./reading.ts";

/**
 * Reads an address, free text or in columns, into its commune as written and its commune today.
 * Never fails: what is not found stays null, with a finding.
 *
 * @param gazetteer the shipped one unless told; its index for reading is built at the first call, in about half a second
 * @param list the list that codes in columns are of; found out from the codes where null
 * @example readAddress("12 Lê Lợi, P. Bến Nghé, Q1, TP.HCM").communeNow // "26740", Phường Sài Gòn
 * @example readAddress({ commune: "00001", district: "001", province: "01" }).communeNow // "00097"
 */
export function readAddress(
  address: string | AddressColumns,
  gazetteer: Gazetteer = loadGazetteer(),
  list: DeclaredList = null,
): AddressReading {
  return typeof address === "string"
    ? readAddressText(address, gazetteer)
    : readAddressColumns(address, gazetteer, list);
}
