/**
 * What LamSach knows, as pure functions: what a Vietnamese name, place, number, phone and date is, and how two relate.
 * The nightly job is the command line's (`lamsach run`); a program starts it with `runNightly`:
 *
 * @example
 * const config = loadConfig("lamsach.yaml");
 * const outcome = await runNightly(config, { progress: SILENT, confirm: [], failOn: undefined, exitCodeOf, exitCodeOfError });
 */

export { Engine, type EngineOptions } from "./connectors/duckdb/engine.ts";
export { EngineError } from "./connectors/duckdb/engine-error.ts";
export { InputError } from "./connectors/readers/input-error.ts";
export { CODE_FINDINGS, type CodeFinding } from "./matchers/codes/findings.ts";
export { type CodeReading, sexMapFor, standardiseCode, valueMapFor } from "./matchers/codes/standardise-code.ts";
export { CODE_VALUES, type CodeKind, type ValueMap } from "./matchers/codes/value-maps.ts";
export { type DateReading, inferDateReading } from "./matchers/dates/date-reading.ts";
export { DATE_RELATION, type DateRelation, relateDates } from "./matchers/dates/date-relation.ts";
export { DATE_FINDINGS, type DateFinding } from "./matchers/dates/findings.ts";
export { type DateValue, readDate } from "./matchers/dates/read-date.ts";
export { NUMBER_FINDINGS, type NumberFinding } from "./matchers/identity/findings.ts";
export { NUMBER_RELATION, type NumberRelation, relateNumbers } from "./matchers/identity/number-relation.ts";
export { type HealthCard, isSocialNumber, isTaxNumber, readHealthCard } from "./matchers/identity/other-numbers.ts";
export {
  acceptsPadded,
  numberContradictions,
  type PersonNumberParts,
  readPersonNumber,
} from "./matchers/identity/person-number.ts";
export {
  type IdentityReading,
  type NumberKind,
  standardiseIdentity,
} from "./matchers/identity/standardise-identity.ts";
export { matchRecords } from "./matchers/linkage/match.ts";
export type { MatchRequest, MatchSummary } from "./matchers/linkage/request.ts";
export { NAME_FINDINGS, type NameFindingCode } from "./matchers/names/findings.ts";
export type { LegacyEncoding } from "./matchers/names/legacy-encoding.ts";
export { NAME_RELATION, type NameRelation, relateNames } from "./matchers/names/name-relation.ts";
export { placeTones, spellWithI } from "./matchers/names/restyle.ts";
export {
  type NameContext,
  type NameKind,
  type NameStandard,
  standardiseName,
} from "./matchers/names/standardise-name.ts";
export { relateTokens, TOKEN_RELATION, type TokenRelation } from "./matchers/names/token-relation.ts";
export { PHONE_FINDINGS, type PhoneFinding } from "./matchers/phones/findings.ts";
export { rangeHolder } from "./matchers/phones/mobile-ranges.ts";
export { type PhoneReading, standardisePhone } from "./matchers/phones/standardise-phone.ts";
export { readAddress } from "./matchers/places/address.ts";
export { provinceOfFixedLine } from "./matchers/places/area-province.ts";
export type { AddressColumns } from "./matchers/places/columns.ts";
export { type AddressExplanation, explainAddress } from "./matchers/places/explain.ts";
export { formatUnit, type Gazetteer, type ListName, loadGazetteer } from "./matchers/places/gazetteer.ts";
export {
  PLACE_RELATION,
  type PlaceRelation,
  type RelatedPlace,
  relatePlaces,
} from "./matchers/places/place-relation.ts";
export {
  type AddressReading,
  PLACE_FINDINGS,
  type PlaceCandidate,
  type PlaceFinding,
  type PlaceState,
  type WrittenUnit,
} from "./matchers/places/reading.ts";
export { exitCodeOf } from "./pipelines/cli/exit-code.ts";
export { exitCodeOfError } from "./pipelines/cli/fail.ts";
export type { Config } from "./pipelines/config/config.ts";
export { loadConfig } from "./pipelines/config/load-config.ts";
export { ConfigError } from "./pipelines/config/problem.ts";
export { RunLockedError } from "./pipelines/ledger/run-lock.ts";
export { type RunOptions, runNightly } from "./pipelines/nightly/nightly.ts";
export { NoSourceError } from "./pipelines/nightly/no-source-error.ts";
export type { RunOutcome } from "./pipelines/nightly/outcome.ts";
export { RegisterUnreadError } from "./pipelines/nightly/register-unread-error.ts";
export { type Progress, SILENT } from "./pipelines/stages/progress.ts";
