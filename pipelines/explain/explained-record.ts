import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type EvidenceStep, explainRecord, type Replay, replay } from "../../matchers/linkage/explain.ts";
import type { Tokens } from "../publish/token.ts";
import { type PersonValues, recordValues, registerValues } from "./person-values.ts";

/** A candidate as it is shown: `person` is a number when values are revealed, else a token. */
export interface ShownCandidate {
  readonly person: string;
  readonly rank: number;
  readonly pass: string;
  readonly probability: number;
  readonly bits: number;
  /** The record's number is this person's. */
  readonly owns_number: boolean;
  readonly steps: readonly EvidenceStep[];
  /** Null unless values are revealed. */
  readonly values: PersonValues | null;
}

/** Whether the stored answer follows from the stored evidence. */
export interface ShownReplay extends Replay {
  /** The posterior is the stored one. */
  readonly same_posterior: boolean;
  /** The answer, where there is one, is the heaviest candidate. */
  readonly same_person: boolean;
}

/** A record's answer and evidence as they are shown; persons are tokens and values null unless revealed. */
export interface ExplainedRecord {
  readonly source: string;
  readonly record_token: string;
  readonly role: string;
  readonly status: string;
  readonly person: string | null;
  readonly probability: number;
  readonly p_none: number;
  readonly snapshot: string;
  readonly reasons: readonly { readonly code: string; readonly vi: string; readonly en: string }[];
  readonly candidates: readonly ShownCandidate[];
  readonly values: PersonValues | null;
  readonly replay: ShownReplay | null;
}

interface ExplainRequest {
  readonly paths: { readonly matches: string; readonly evidence: string; readonly records: string };
  readonly key: { readonly source: string; readonly recordId: string; readonly role?: string };
  readonly tokens: Tokens;
  /** Path of the register's canonical records, when values are to be shown; undefined masks all. */
  readonly revealFrom: string | undefined;
  readonly replay: boolean;
}

/** Explains a record, one explanation a role. */
export async function explainedRecords(c: Connection, request: ExplainRequest): Promise<ExplainedRecord[]> {
  const { key, tokens, revealFrom } = request;
  const shown: ExplainedRecord[] = [];
  for (const found of await explainRecord(c, request.paths, key)) {
    const ids = found.candidates.flatMap(({ personId }) => personId ?? []);
    const persons = revealFrom ? await registerValues(c, revealFrom, ids) : new Map<string, PersonValues>();
    const values = revealFrom ? await recordValues(c, request.paths.records, { ...key, role: found.role }) : undefined;
    const person = (id: string | null): string | null =>
      id === null ? null : revealFrom ? id : tokens.of("person", id);
    shown.push({
      source: found.source,
      record_token: tokens.of("record", found.source, found.recordId),
      role: found.role,
      status: found.status,
      person: person(found.personId),
      probability: found.probability,
      p_none: found.probabilityOfNobody,
      snapshot: found.snapshot,
      reasons: found.reasons,
      candidates: found.candidates.map(({ personId, ...candidate }) => ({
        ...candidate,
        person: person(personId) ?? "–",
        owns_number: personId !== null && personId === found.numberOwnerId,
        values: persons.get(personId ?? "") ?? null,
      })),
      values: values ?? null,
      replay: request.replay ? replayed(found) : null,
    });
  }
  return shown;
}

function replayed(found: Parameters<typeof replay>[0]): ShownReplay {
  const again = replay(found);
  const samePerson = found.personId === null || found.personId === found.candidates[0]?.personId;
  return { ...again, same: again.same && samePerson, same_posterior: again.same, same_person: samePerson };
}
