import { stringify } from "yaml";
import type { Config, SourceConfig } from "./config.ts";
import { loadConfig } from "./load-config.ts";

/** A source as `config show` prints it: its profile by name. */
type ShownSource = Omit<SourceConfig, "profile"> & { readonly profile: string };

/** The whole config with defaults, as `config show --json` prints it. The key stands in it masked, and its file by path. */
export type ShownConfig = Omit<Config, "register" | "sources"> & {
  readonly key: "********";
  readonly register: ShownSource;
  readonly sources: readonly ShownSource[];
};

/** What a run would be told: the file, the defaults and the environment together. @throws ConfigError */
export function showConfig(path: string, env: NodeJS.ProcessEnv = process.env): ShownConfig {
  const config = loadConfig(path, env);
  const shown = (source: SourceConfig): ShownSource => ({ ...source, profile: source.profile.name });
  return { ...config, key: "********", register: shown(config.register), sources: config.sources.map(shown) };
}

/** What stands above the config: it has derived settings (`folder`, `memory_mib`, `hash`) that no config file takes. */
const HEAD =
  "# The config as a run understands it, with defaults and environment. To be read, not a config file to be used.";

/** The config as YAML, codes and dates quoted. */
export function renderConfig(config: ShownConfig): string {
  const text = stringify(config, {
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return `${HEAD}\n${text}`;
}
