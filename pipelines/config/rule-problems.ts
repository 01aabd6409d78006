import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { inspectRules, RuleExpressionError } from "../quality/expression.ts";
import type { ReadConfig } from "./load-config.ts";
import { type Problem, pathText } from "./problem.ts";

/** Parts of a rule that are SQL. */
const PARTS = ["applies", "ok", "detail"] as const;

/** What DuckDB's parser finds wrong in the SQL of the user's own rules. */
export async function expressionProblems(
  rules: ReadConfig["rules"],
  lineOf: (path: readonly PropertyKey[]) => number | null,
): Promise<Problem[]> {
  const texts = [...rules].flatMap(([file, own]) =>
    own.flatMap((rule, i) =>
      PARTS.flatMap((part) => (rule[part] === undefined ? [] : [{ file, i, part, rule: rule.id, sql: rule[part] }])),
    ),
  );
  if (texts.length === 0) return [];
  const scratch = await mkdtemp(join(tmpdir(), "lamsach-"));
  const engine = await Engine.open({ memoryMib: 64, threads: 1, tempDirectory: scratch, allowedDirectories: [] });
  const problems: Problem[] = [];
  try {
    const c = await engine.connect();
    for (const { file, i, part, rule, sql } of texts)
      try {
        await inspectRules(c, [{ rule, text: sql.replaceAll("{field}", "rec.name") }]);
      } catch (error) {
        if (!(error instanceof RuleExpressionError)) throw error;
        const path = ["quality", "rules", file];
        problems.push({
          path: `${pathText(path)} > ${pathText([i, part])}`,
          line: lineOf(path),
          expected: "one SQL expression",
          found: "something else",
          action: error.message,
        });
      }
    return problems;
  } finally {
    engine.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
