/** One thing wrong in a YAML file, told so that its writer can mend it. Never holds the value that was found. */
export interface Problem {
  /** Where in the file's structure, such as `sources[1].delimiter`; empty for the file itself. */
  readonly path: string;
  /** Line in the file, from 1; null when the file could not be read. */
  readonly line: number | null;
  readonly expected: string;
  /** The kind of thing that was found, not the thing. */
  readonly found: string;
  /** What to do. */
  readonly action: string;
}

/** Everything that is wrong with a config and its profiles, in one error. */
export class ConfigError extends Error {
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(renderProblems(file, problems));
    this.name = "ConfigError";
    this.file = file;
    this.problems = problems;
  }
}

/** A name that is none of what ships with the product, where a path would do too. */
export function unknownName(kind: "preset" | "profile", shipped: readonly string[]): Problem {
  return {
    path: "",
    line: null,
    expected: `a ${kind} that ships with the product (${shipped.join(", ")}) or the path of a .yaml file`,
    found: "another name",
    action: `Take one of these, or write ./${kind}s/NAME.yaml for a file of your own.`,
  };
}

/** Problems as text, one a paragraph, in the order of the file. */
export function renderProblems(file: string, problems: readonly Problem[]): string {
  const head = `${file}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
  const body = [...problems]
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .map((problem) => {
      const where = [problem.line === null ? null : `line ${problem.line}`, problem.path || null].filter(Boolean);
      const place = where.length > 0 ? `${where.join(", ")}: ` : "";
      return `  ${place}expected ${problem.expected}, found ${problem.found}\n    -> ${problem.action}`;
    });
  return [head, ...body].join("\n");
}

/** A path of keys and list positions as it is written in messages: `sources[1].delimiter`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? String(step) : `.${String(step)}`))
    .join("");
}
