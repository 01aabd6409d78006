import type { ColumnContract } from "../../connectors/readers/read-request.ts";
import type { Profile } from "./profile.ts";

/** What a reader holds the header of an extract against. */
export function columnContract(profile: Profile): ColumnContract {
  return {
    columns: profile.columns,
    onExtra: profile.contract.on_extra,
    onMissing: profile.contract.on_missing,
  };
}
