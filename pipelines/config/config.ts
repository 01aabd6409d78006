import type { Profile } from "../profiles/profile.ts";
import type { ConfigFile, SourceFile } from "./schema.ts";

/** One extract, its paths absolute and its profile loaded. The register is one, called `register`. */
export interface SourceConfig extends Omit<SourceFile, "path" | "profile" | "title" | "delimiter" | "quote"> {
  readonly title: { readonly vi: string; readonly en: string };
  /** Absolute paths; `*` and `?` in the last parts stand for any characters. See `findFiles`. */
  readonly paths: readonly string[];
  readonly profile: Profile;
  /** For csv and tsv; the format's own unless told. */
  readonly delimiter: string;
  /** Empty: no quoting. */
  readonly quote: string;
}

/** Everything a run is told: a config file checked, complete, its paths absolute. Frozen. */
export interface Config extends Omit<ConfigFile, "register" | "sources" | "memory" | "threads" | "sync"> {
  /** The config file and its folder, absolute. */
  readonly file: string;
  readonly folder: string;
  readonly register: SourceConfig;
  readonly sources: readonly SourceConfig[];
  /** What the whole process may use. */
  readonly memory_mib: number;
  readonly threads: number;
  readonly sync: Omit<ConfigFile["sync"], "targets"> & { readonly targets: readonly string[] };
  /** SHA-256 of every setting and profile that may change an answer: not of folders, memory, threads, what is kept, or key. */
  readonly hash: string;
}
