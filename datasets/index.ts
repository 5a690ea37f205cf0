export { type ArtefactAudit, type AuditOptions, auditArtefacts } from "./audit/audit.ts";
export { gateFindings, ONE_LINER_BARS } from "./audit/gate-findings.ts";
export type { Judged, Leak } from "./audit/judge.ts";
export { GATE_DENSITY, type GatedRule, oneLinerGate } from "./audit/one-liner-gate.ts";
export type { PlacementPair } from "./audit/placements.ts";
export { type Reference, type Solvability, solvableGate } from "./audit/solvable-gate.ts";
export { type BillingCalendar, type OpenRater, openRater, type Rater } from "./billing/rating.ts";
export type { GroupPrice, Tariff } from "./billing/tariff.ts";
export { checkTariff, readTariff, tariffOf } from "./billing/tariff-file.ts";
export { TARIFFS, tariffNamed } from "./billing/tariffs/catalogue.ts";
export { type Dataset, openDataset, type RecordTruthBatch, type TruthTable } from "./dataset.ts";
export {
  type Action,
  ENFORCEMENT_COLUMNS,
  type EnforcementColumn,
  type EnforcementRow,
  enforcementCodes,
  fillEnforcement,
  type GivenRow,
  type PlacedRow,
  type RowProblem,
} from "./enforcement.ts";
export { readEnforcementFile } from "./enforcement-file.ts";
export type { Fleet } from "./fleet.ts";
export {
  OPTIONAL_TABLES,
  recordTruthPath,
  SMALL_TABLES,
  type SmallTablePath,
  viewPath,
} from "./format/layout.ts";
export {
  EMPTY_HASH,
  type LogicalHash,
  type LogicalHashOptions,
  mergeHashes,
  openHash,
  RECORD_TRUTH_COLUMNS,
} from "./format/logical-hash.ts";
export type { Manifest, SourceOddity, ViewSummary } from "./format/manifest.ts";
export { readManifest } from "./format/read-manifest.ts";
export { readTable, type WholeTable } from "./format/read-table.ts";
export { openTable, type TableReader } from "./format/reader.ts";
export type { Vocabularies } from "./format/schema.ts";
export {
  openShardWriter,
  type ShardFacts,
  type ShardOptions,
  type ShardWriter,
  type ViewFacts,
} from "./format/shard-writer.ts";
export { type FileFacts, openTableWriter, type TableWriter } from "./format/writer.ts";
export {
  type ImportOptions,
  type ImportReport,
  importDataset,
} from "./importing/import-dataset.ts";
export type { OwnCharges, OwnSum } from "./importing/importer.ts";
export type { Oddity } from "./importing/oddities.ts";
export type { ImportSettings } from "./importing/open-inputs.ts";
export {
  type ImportPreview,
  type PreviewOptions,
  type PreviewRow,
  previewImport,
} from "./importing/preview-import.ts";
export type { RatedSum } from "./importing/rate-usage.ts";
export type { RowFault } from "./importing/row-error.ts";
export type { FormatRow, RawFlow, RowFormat, UsageRecord } from "./importing/row-format.ts";
export { rowImporter } from "./importing/row-importer.ts";
export type { BillLine } from "./inspection/bill.ts";
export type { BillState, LimitState } from "./inspection/bill-state.ts";
export type { Billed } from "./inspection/billed.ts";
export type { DeviceDay } from "./inspection/device-day.ts";
export type { Amount, EpisodeShare, FirstRow } from "./inspection/episode-shares.ts";
export type { CaseFacts, Happening } from "./inspection/happenings.ts";
export { type Inspection, type InspectOptions, inspectDataset } from "./inspection/inspect.ts";
export type { Marginals } from "./inspection/marginals.ts";
export type { Measure } from "./inspection/measures.ts";
export type { Sighting } from "./inspection/sighting.ts";
export type { TimeWindow } from "./inspection/time-window.ts";
export {
  type GivenOptions,
  optionNames,
  type ResolvedOptions,
  readOption,
  resolveOptions,
} from "./options.ts";
export { checkParams, type OptionsOf, type Param, type Params } from "./param.ts";
export { distanceKm, PLACES, type Place, PROVINCES } from "./places.ts";
export { datasetCard } from "./publishing/card.ts";
export type { Finding } from "./publishing/checks/finding.ts";
export { datasetCroissant, type JsonLd } from "./publishing/croissant.ts";
export {
  type CreateOptions,
  createDataset,
  type DatasetWriter,
  type ManifestFacts,
  type ViewClaims,
} from "./publishing/publish.ts";
export { scenarioHash } from "./publishing/scenario-hash.ts";
export { type OnProgress, verifyDataset } from "./publishing/verify.ts";
export {
  parseQuantity,
  type QuantityPlace,
  quantityExamples,
  quantityRule,
  writeQuantity,
} from "./quantity.ts";
export { namedScenarios, readScenarioText, type ScenarioText } from "./scenarios/named.ts";
export { DAY, GB, HOUR, KB, MB, MINUTE, SECOND, TB } from "./sizes.ts";
export { splitLevel } from "./split-level.ts";
export {
  allocate,
  type Batch,
  type Column,
  type ColumnKind,
  codeOf,
  type Table,
  type Values,
} from "./table.ts";
export { cases } from "./tables/cases.ts";
export { charging } from "./tables/charging.ts";
export { devices } from "./tables/devices.ts";
export { episodes } from "./tables/episodes.ts";
export { flows } from "./tables/flows.ts";
export { incidents } from "./tables/incidents.ts";
export { netstats } from "./tables/netstats.ts";
export { recordTruth } from "./tables/record-truth.ts";
export { truthDevices } from "./tables/truth-devices.ts";
export { wlan } from "./tables/wlan.ts";
export type { TypedRows } from "./typed-rows.ts";
export { VIEW_TABLES, VIEWS, type ViewBatch, type ViewColumn, type ViewName } from "./view.ts";
export {
  ACCESS,
  APPS,
  CAUSES,
  DEVICE_TYPES,
  END_KINDS,
  LOGIN_METHODS,
  OPERATING_SYSTEMS,
  RATING_GROUPS,
  RATS,
  ROLES,
  SEGMENTS,
  SESSION_STATUS,
  SPLITS,
  TERMINATE_CAUSES,
  VERDICTS,
} from "./vocabularies.ts";
