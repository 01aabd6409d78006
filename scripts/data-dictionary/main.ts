import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../connectors/package-root.ts";
import { dictionaryText } from "../../pipelines/publish/dictionary.ts";
import { rulesJsonSchema } from "../../pipelines/quality/rule.ts";

writeFileSync(join(packageRoot(), "docs", "data-dictionary.md"), dictionaryText());
writeFileSync(
  join(packageRoot(), "pipelines", "quality", "rules.schema.json"),
  `${JSON.stringify(rulesJsonSchema(), null, 2)}\n`,
);
