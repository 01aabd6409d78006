import { SaxesParser } from "saxes";
import type { Sql } from "../duckdb/sql.ts";
import { ByteSource } from "./byte-source.ts";
import { CitizenElement } from "./citizen-element.ts";
import { foldHeader, matchHeader } from "./header.ts";
import { formatProblem, InputError } from "./input-error.ts";
import { type ExtractFile, limitsOf } from "./read-request.ts";
import type { FileReading, FormatReader, Reading } from "./reading.ts";
import type { RowTable } from "./row-table.ts";
import { utf8Blocks } from "./text-source.ts";

const CITIZEN = "CongDan";
const COLLECTION = "CongdanCollection";
/** Element paths remembered a file, to report those the contract does not name. */
const MAX_PATHS = 1000;

/**
 * XML of QCVN 109:2017/BTTTT: `CongdanCollection` with one `CongDan` a person, streamed. Columns are element paths without
 * namespaces, such as `SoDinhDanh` or `NgayThangNamSinh/Nam`. The line is that of the element's start; where several citizens
 * begin on one, each has the number after the last, since a row is told from the others of its file by its line.
 */
export class Qcvn109Reader implements FormatReader {
  readonly #reading: Reading;
  readonly #rows: RowTable;
  /** Folded path -> contract columns, best name first. */
  readonly #targets = new Map<string, { target: number; rank: number }[]>();

  constructor(reading: Reading, rows: RowTable) {
    this.#reading = reading;
    this.#rows = rows;
    reading.request.contract.columns.forEach(({ name, headers }, target) => {
      [...headers, name].forEach((header, rank) => {
        const key = foldPath(header);
        this.#targets.set(key, [...(this.#targets.get(key) ?? []), { target, rank }]);
      });
    });
  }

  async read(file: ExtractFile, fileNo: number): Promise<FileReading> {
    const { request, notes } = this.#reading;
    const source = new ByteSource(request, file);
    const pass = new CollectionPass(this.#reading, file, (line, citizen) => this.#add(fileNo, line, citizen));
    const decoder = new TextDecoder("utf-8", { fatal: true });
    try {
      for await (const block of utf8Blocks(source.blocks(), request, file, notes))
        pass.write(decoder.decode(block, { stream: true }));
      pass.write(decoder.decode());
      pass.close();
    } catch (error) {
      throw formatProblem(error, { source: request.source, file: file.name }, () =>
        pass.problem("xml.malformed", "the XML is not well-formed, is cut short, or is not in its encoding"),
      );
    }
    this.#report(file, pass);
    return { bytes: source.bytes, sha256: source.sha256, accepted: pass.accepted };
  }

  finish(): Promise<Sql> {
    return Promise.resolve(this.#rows.finish());
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  #add(fileNo: number, line: number, citizen: CitizenElement): void {
    const row: (string | undefined)[] = [];
    const ranks: number[] = [];
    for (const [path, value] of citizen.values)
      for (const { target, rank } of this.#targets.get(foldPath(path)) ?? [])
        if (rank < (ranks[target] ?? Number.POSITIVE_INFINITY)) {
          row[target] = value;
          ranks[target] = rank;
        }
    this.#rows.add(fileNo, line, row);
  }

  /** Elements are optional in the standard: only a required one that no person has is missing. */
  #report(file: ExtractFile, pass: CollectionPass): void {
    const { request, headers, notes } = this.#reading;
    if (pass.accepted === 0) notes.push({ file: file.name, code: "file.no_rows" });
    if (pass.declared !== undefined && pass.declared !== pass.found)
      notes.push({ file: file.name, code: "qcvn109.count_differs", count: pass.found - pass.declared });
    if (pass.accepted === 0) return;
    const named = [...pass.paths].filter((path) => pass.leaves.has(path) || this.#targets.has(foldPath(path)));
    const { findings } = matchHeader(named, request.contract, { source: request.source, file: file.name }, foldPath);
    const required = new Set(request.contract.columns.flatMap(({ name, required }) => (required ? [name] : [])));
    headers.push(
      ...findings.filter(({ kind, column }) => kind === "extra" || (kind === "missing" && required.has(column))),
    );
  }
}

/** Element paths keep their steps apart; case does not count. */
function foldPath(path: string): string {
  return path.split("/").map(foldStep).join("/");
}

function foldStep(step: string): string {
  return foldHeader(step.replace(/^[^:]*:/, ""));
}

/** One pass over one file: finds the citizens in it. */
class CollectionPass {
  readonly #reading: Reading;
  readonly #file: ExtractFile;
  readonly #parser = new SaxesParser();
  readonly paths = new Set<string>();
  readonly leaves = new Set<string>();
  accepted = 0;
  found = 0;
  /** Citizens the collection says it has. */
  declared: number | undefined;
  #citizen: CitizenElement | undefined;
  /** The present citizen's. */
  #line = 0;
  #deep = false;

  constructor(reading: Reading, file: ExtractFile, take: (line: number, citizen: CitizenElement) => void) {
    this.#reading = reading;
    this.#file = file;
    const parser = this.#parser;
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name, attributes }) => {
      const local = name.replace(/^.*:/, "");
      if (this.#citizen) {
        if (!this.#citizen.open(local)) this.#deep = true;
      } else if (local === CITIZEN) {
        this.#citizen = new CitizenElement();
        this.#line = Math.max(parser.line, this.#line + 1);
      } else if (local === COLLECTION) {
        const declared = attributes.SoCongDan;
        if (typeof declared === "string" && /^\d{1,12}$/.test(declared)) this.declared = Number(declared);
      }
    });
    parser.on("text", (text) => this.#citizen?.text(text));
    parser.on("cdata", (text) => this.#citizen?.text(text));
    parser.on("closetag", ({ name }) => {
      const citizen = this.#citizen;
      if (!citizen) return;
      if (name.replace(/^.*:/, "") !== CITIZEN || !citizen.complete) {
        citizen.close();
        return;
      }
      this.#citizen = undefined;
      this.#end(citizen, take);
    });
  }

  write(text: string): void {
    this.#parser.write(text);
    if ((this.#citizen?.characters ?? 0) > 16 * limitsOf(this.#reading.request).maxLineBytes)
      throw this.problem("xml.too_large", "a citizen element is far longer than the limit");
  }

  close(): void {
    this.#parser.close();
  }

  problem(code: string, what: string): InputError {
    return new InputError({
      source: this.#reading.request.source,
      file: this.#file.name,
      line: this.#parser.line,
      code,
      what,
      expected: `well-formed XML of QCVN 109:2017 (${COLLECTION})`,
      advice: "Check the source's format and encoding in the config, or ask for the extract again.",
    });
  }

  #end(citizen: CitizenElement, take: (line: number, citizen: CitizenElement) => void): void {
    this.found++;
    const { maxLineBytes } = limitsOf(this.#reading.request);
    const raw = () => JSON.stringify(Object.fromEntries(citizen.values));
    if (this.#deep || citizen.values.size === 0)
      this.#reading.quarantine.add(
        this.#file.name,
        this.#line,
        "row.xml",
        this.#deep ? "elements nested too deep" : "no value in the element",
        raw(),
      );
    else if (citizen.characters > maxLineBytes)
      this.#reading.quarantine.add(
        this.#file.name,
        this.#line,
        "row.too_long",
        `more than ${maxLineBytes} characters`,
        raw(),
      );
    else {
      for (const path of citizen.values.keys()) if (this.paths.size < MAX_PATHS) this.paths.add(path);
      for (const path of citizen.leaves) if (this.leaves.size < MAX_PATHS) this.leaves.add(path);
      this.accepted++;
      take(this.#line, citizen);
    }
    this.#deep = false;
  }
}
