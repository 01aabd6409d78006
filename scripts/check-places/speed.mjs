// Times the address reader of the built package, as users run it: the loader that lets scripts be TypeScript makes its calls dearer.
// Reads a JSON array of addresses from standard input; prints microseconds of processor time an address, when warm.
import { text } from "node:stream/consumers";
import { readAddress } from "../../dist/index.js";

/** Readings before the clock starts, so that the compiler has done its work, and as many while it runs. */
const WARM_READINGS = 25_000;

const addresses = JSON.parse(await text(process.stdin));
const passes = Math.ceil(WARM_READINGS / addresses.length);
const readAll = () => {
  for (let pass = 0; pass < passes; pass++) for (const address of addresses) readAddress(address);
};
readAll();
const before = process.cpuUsage();
readAll();
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${Math.round((10 * (user + system)) / (passes * addresses.length)) / 10}\n`);
