/**
 * What LamSach knows, as pure functions: what a Vietnamese name, place, number, phone and date is, and how two relate.
 * The nightly job is the command line's (`lamsach run`); `runNightly` starts it from a program.
 */

export { Engine } from "./connectors/duckdb/engine.ts";
export { standardiseCode, valueMapFor } from "./matchers/codes/standardise-code.ts";
export { type DateReading, inferDateReading } from "./matchers/dates/date-reading.ts";
export { DATE_RELATION, relateDates } from "./matchers/dates/date-relation.ts";
export { readDate } from "./matchers/dates/read-date.ts";
export { NUMBER_RELATION, relateNumbers } from "./matchers/identity/number-relation.ts";
export { numberContradictions, readPersonNumber } from "./matchers/identity/person-number.ts";
export { standardiseIdentity } from "./matchers/identity/standardise-identity.ts";
export { matchRecords } from "./matchers/linkage/match.ts";
export type { MatchRequest, MatchSummary } from "./matchers/linkage/request.ts";
export { type NameRelation, relateNames } from "./matchers/names/name-relation.ts";
export { type NameContext, type NameStandard, standardiseName } from "./matchers/names/standardise-name.ts";
export { relateTokens, TOKEN_RELATION, type TokenRelation } from "./matchers/names/token-relation.ts";
export { rangeHolder } from "./matchers/phones/mobile-ranges.ts";
export { standardisePhone } from "./matchers/phones/standardise-phone.ts";
export { readAddress } from "./matchers/places/address.ts";
export { provinceOfFixedLine } from "./matchers/places/area-province.ts";
export { explainAddress } from "./matchers/places/explain.ts";
export { formatUnit, type Gazetteer, loadGazetteer } from "./matchers/places/gazetteer.ts";
export { loadConfig } from "./pipelines/config/load-config.ts";
export { runNightly } from "./pipelines/nightly/nightly.ts";
