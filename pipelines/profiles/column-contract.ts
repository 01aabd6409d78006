import { headerForms } from "./headers.ts";
import type { Profile } from "./profile.ts";

/** What a reader holds an extract's header against. */
export interface ColumnContract {
  readonly columns: readonly {
    readonly name: string;
    readonly headers: readonly string[];
    readonly required: boolean;
  }[];
  readonly onExtra: Profile["contract"]["on_extra"];
  readonly onMissing: Profile["contract"]["on_missing"];
}

/** The contract of a profile's columns, every header in all the forms extracts write it. */
export function columnContract(profile: Profile): ColumnContract {
  return {
    columns: profile.columns.map(({ name, headers, required }) => ({
      name,
      headers: [...new Set(headers.flatMap(headerForms))],
      required,
    })),
    onExtra: profile.contract.on_extra,
    onMissing: profile.contract.on_missing,
  };
}
