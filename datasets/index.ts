export {
  EMPTY_HASH,
  type LogicalHash,
  type LogicalHashOptions,
  mergeHashes,
  openHash,
  RECORD_TRUTH_COLUMNS,
} from "./arrow/logical-hash.ts";
export { readTable, type WholeTable } from "./arrow/read-table.ts";
export { openTable, type TableReader } from "./arrow/reader.ts";
export type { Vocabularies } from "./arrow/schema.ts";
export { type FileFacts, openTableWriter, type TableWriter } from "./arrow/writer.ts";
export { datasetCard } from "./card.ts";
export type { Finding } from "./checks/finding.ts";
export { datasetCroissant, type JsonLd } from "./croissant.ts";
export { type Dataset, openDataset, type RecordTruthBatch, type TruthTable } from "./dataset.ts";
export type { Fleet } from "./fleet.ts";
export { type ImportOptions, type ImportReport, importDataset } from "./import-dataset.ts";
export type { OwnCharges, OwnSum } from "./importer.ts";
export type { Oddity } from "./importing/oddities.ts";
export type { ImportSettings } from "./importing/open-inputs.ts";
export type { RatedSum } from "./importing/rate-usage.ts";
export type { RowFault } from "./importing/row-error.ts";
export { type Inspection, type InspectOptions, inspectDataset } from "./inspect.ts";
export type { BillLine, DeviceDay } from "./inspection/device-day.ts";
export type { Marginals } from "./inspection/marginals.ts";
export {
  recordTruthPath,
  SMALL_TABLES,
  type SmallTablePath,
  viewPath,
} from "./layout.ts";
export type { Manifest, SourceOddity, ViewSummary } from "./manifest.ts";
export { namedScenarios, readScenarioText, type ScenarioText } from "./named.ts";
export { distanceKm, PLACES, type Place, PROVINCES } from "./places.ts";
export {
  type ImportPreview,
  type PreviewOptions,
  type PreviewRow,
  previewImport,
} from "./preview-import.ts";
export {
  type CreateOptions,
  createDataset,
  type DatasetWriter,
  type ManifestFacts,
  type ViewClaims,
} from "./publish.ts";
export { type BillingCalendar, type OpenRater, openRater, type Rater } from "./rating.ts";
export { readManifest } from "./read-manifest.ts";
export { scenarioHash } from "./scenario-hash.ts";
export {
  openShardWriter,
  type ShardFacts,
  type ShardOptions,
  type ShardWriter,
  type ViewFacts,
} from "./shard-writer.ts";
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
export type { GroupPrice, Tariff } from "./tariff.ts";
export { checkTariff, readTariff, tariffOf } from "./tariff-file.ts";
export { TARIFFS, tariffNamed } from "./tariffs/catalogue.ts";
export type { TypedRows } from "./typed-rows.ts";
export { type OnProgress, verifyDataset } from "./verify.ts";
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
