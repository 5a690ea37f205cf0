import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import { formatUtcOffset, parseUtcOffset } from "./civil-time.ts";
import type { Importer } from "./importer.ts";
import { detectImporter, importerNamed } from "./importers/catalogue.ts";
import { type CsvSource, openCsv } from "./importing/csv-source.ts";
import { declaredMoments } from "./importing/declared-moments.ts";
import { type ImportedView, importRows, type Oddity } from "./importing/import-rows.ts";
import { type IntervalTruth, openIntervalTruth } from "./importing/interval-truth.ts";
import { writeKeyFile } from "./importing/key-file.ts";
import { importedDevices } from "./importing/plan-columns.ts";
import {
  intervalWarnings,
  readTruthIntervals,
  type TruthInterval,
} from "./importing/truth-intervals.ts";
import type { Manifest, SourceOddity } from "./manifest.ts";
import { createDataset, type DatasetWriter, type ManifestFacts } from "./publish.ts";
import { allocate, type Batch } from "./table.ts";
import { truthDevices } from "./tables/truth-devices.ts";
import type { Tariff } from "./tariff.ts";
import { tariffOf } from "./tariff-file.ts";
import { toolVersion } from "./tool-version.ts";
import { SPLITS } from "./vocabularies.ts";

/** Options of {@link importDataset}. */
export interface ImportOptions {
  /** The foreign file, gzip or not. */
  readonly file: string;
  /** Directory of the dataset. */
  readonly out: string;
  /** Name of an importer; recognised from the file when left out. */
  readonly format?: string;
  /** Flow formats: each entry is one device, its addresses joined by commas. */
  readonly devices?: readonly string[];
  /** Flow formats: networks in CIDR form whose every address is a device. */
  readonly localNets?: readonly string[];
  /** Usage records: which column holds what, `time=END,device=MSISDN,...`, or a map's name. */
  readonly map?: string;
  /** Offset of times without a zone, and of bills: `+08:00`; UTC when left out. */
  readonly timezone?: string;
  /** Rows that do not lie wholly between these moments are left out; given both, clocks may jump. */
  readonly from?: string;
  readonly to?: string;
  /** Civil date of the first row, for formats whose times have none. */
  readonly date?: string;
  /** Name of the file's encoding; utf-8 when left out. */
  readonly encoding?: string;
  /** CSV of `device,kind,from,to`. */
  readonly truth?: string;
  /** Tariff, its name, or a file: rates records that carry no charge. */
  readonly tariff?: Tariff | string;
  /** Leaves out the file that says who is who. */
  readonly forgetKeys?: boolean;
  /** Replaces a dataset that stands there. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  /** Hears how much of the file has been read. */
  readonly onProgress?: (bytes: number, total: number) => void;
  /** Rows sorted in memory; more go by way of the disk. */
  readonly memoryRows?: number;
}

/** What an import came to. */
export interface ImportReport {
  readonly manifest: Manifest;
  readonly format: string;
  /** Rows of the file that are in the dataset in no form. */
  readonly skipped: readonly Oddity[];
  /** What was odd about rows that are. */
  readonly warnings: readonly Oddity[];
}

const DEVICES_PER_SHARD = 1024;
const BILLING_DAY = 1;

/** Stands for the plan of lines of which nobody said how they are billed. */
const UNRATED: Tariff = {
  name: "unrated",
  summary: "nothing is known of what this line pays",
  source: "chosen: an import without a tariff",
  currency: "XXX",
  kind: "pay-as-you-go",
  groups: {},
  moneyCap: 0,
  volumeCap: 0,
  period: "month",
};

/**
 * Imports a foreign file as a dataset, which then is benched like a generated one.
 *
 * No identifier is written but to `private/keys.csv`: not in rows, not in the manifest, which names
 * neither file nor address. Memory does not grow with the file, only with its devices; rows that
 * outgrow memory are sorted on the disk of `out`. Throws a RangeError that names file, line, column,
 * rule and value on the first row that is not as its format promises; `out` then stays untouched.
 */
export async function importDataset(options: ImportOptions): Promise<ImportReport> {
  const utcOffset = offsetOf(options.timezone ?? "UTC");
  const given = options.tariff;
  const tariff = typeof given === "string" ? tariffOf(given) : given;
  const source = await openCsv(options.file, options.encoding);
  const importer = importerOf(options, source);
  const writer = createDataset(options.out, {
    views: [importer.view],
    truth: options.truth !== undefined,
    force: options.force ?? false,
  });
  try {
    return await fill(writer, { options, importer, source, utcOffset, tariff });
  } catch (error) {
    writer.abort();
    throw error;
  }
}

interface Job {
  readonly options: ImportOptions;
  readonly importer: Importer;
  readonly source: CsvSource;
  readonly utcOffset: number;
  readonly tariff: Tariff | undefined;
}

async function fill(writer: DatasetWriter, job: Job): Promise<ImportReport> {
  const { options, importer, source, utcOffset, tariff } = job;
  const { onProgress, signal, devices, localNets, map, memoryRows } = options;
  const view = await importRows(importer, source, {
    utcOffset,
    billingDay: BILLING_DAY,
    devicesPerShard: DEVICES_PER_SHARD,
    directory: writer.dir,
    ...(devices && { devices }),
    ...(localNets && { localNets }),
    ...(map !== undefined && { map }),
    ...declaredMoments(options, utcOffset),
    ...(tariff && { tariff }),
    ...(memoryRows !== undefined && { memoryRows }),
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (bytes) => onProgress(bytes, source.size) }),
  });
  try {
    const { deviceOf, from, to } = view;
    const intervals =
      options.truth === undefined
        ? null
        : await readTruthIntervals(options.truth, { utcOffset, deviceOf, from, to });
    const truth = intervals && openIntervalTruth(intervals, importer.view);
    await writeRows(writer, view, truth);
    const file = options.truth ?? "";
    const ofTruth = truth === null ? [] : intervalWarnings(truth.booked(), { file, from, to });
    const plan = tariff ?? UNRATED;
    const count = view.identifiers.length;
    writer.table(
      "devices.arrow",
      importedDevices({ count, tariff: plan, utcOffset, billingDay: BILLING_DAY, from: view.from }),
      { plan: ["unknown", plan.name] },
    );
    if (truth !== null) writeTruth(writer, truth, view);
    if (!options.forgetKeys) writeKeyFile(writer.dir, view.identifiers);
    // Sorted runs lie below the unpublished dataset: they must be gone before it appears.
    view.close();
    const { skipped } = view;
    const warnings = [...view.warnings, ...ofTruth];
    const manifest = writer.publish(factsOf(job, view, { plan, intervals, warnings }));
    return { manifest, format: importer.name, skipped, warnings };
  } finally {
    view.close();
  }
}

/** Shard after shard, also those whose devices are silent. */
async function writeRows(
  writer: DatasetWriter,
  view: ImportedView,
  truth: IntervalTruth | null,
): Promise<void> {
  const shards = Math.ceil(view.identifiers.length / DEVICES_PER_SHARD);
  let number = 0;
  let rows = 0;
  let shard = writer.shard(number);
  const next = (): void => {
    writer.addShard(shard.close());
    number++;
    rows = 0;
    if (number < shards) shard = writer.shard(number);
  };
  try {
    for await (const { shard: wanted, batch } of view.batches()) {
      while (number < wanted) next();
      shard.rows(view.view, batch);
      if (truth !== null) {
        const marked = truth.mark(batch, rows);
        if (marked.length > 0) shard.truth(view.view, marked);
      }
      rows += batch.length;
    }
  } catch (error) {
    shard.abort();
    throw error;
  }
  while (number < shards) next();
}

function writeTruth(writer: DatasetWriter, truth: IntervalTruth, view: ImportedView): void {
  const incidents = truth.incidents();
  const episodes = truth.episodes();
  writer.table("truth/incidents.arrow", incidents.batch, incidents.words);
  writer.table("truth/cases.arrow", truth.cases());
  writer.table("truth/episodes.arrow", episodes.batch, episodes.words);
  writer.table("truth/devices.arrow", truthDevicesOf(view));
}

/** All devices of an import are there to be scored: there is no half to calibrate on. */
function truthDevicesOf({ identifiers, from, to }: ImportedView): Batch {
  const length = identifiers.length;
  const columns = Object.fromEntries(
    truthDevices.columns.map((column) => [column.name, allocate(column, length)]),
  );
  columns["split"]?.fill(SPLITS.indexOf("test"));
  columns["from"]?.fill(from);
  columns["to"]?.fill(to);
  for (const name of ["device", "cluster"]) {
    for (let device = 0; device < length; device++) {
      (columns[name] as Uint32Array)[device] = device;
    }
  }
  return { length, columns };
}

interface Described {
  readonly plan: Tariff;
  readonly intervals: readonly TruthInterval[] | null;
  readonly warnings: readonly Oddity[];
}

function factsOf(
  job: Job,
  view: ImportedView,
  { plan, intervals, warnings }: Described,
): ManifestFacts {
  const { options, importer, utcOffset } = job;
  const scenario = {
    format: importer.name,
    sha256: view.sha256,
    timezone: formatUtcOffset(utcOffset),
    // The values of only= may be identifiers.
    map: options.map?.replace(/(only=[^,:]*):[^,]*/, "$1") ?? null,
    tariff: plan.name,
    truth: intervals !== null,
  };
  const none = { up: 0, down: 0 };
  return {
    name: basename(resolve(options.out)),
    origin: "imported",
    scenario,
    scenarioHash: createHash("sha256").update(JSON.stringify(scenario)).digest("hex"),
    level: null,
    seed: null,
    stream: 0,
    models: {},
    span: { from: view.from, to: view.to, utcOffset, warmUp: 0 },
    devices: view.identifiers.length,
    devicesPerShard: DEVICES_PER_SHARD,
    currency: plan.currency,
    plans: { [plan.name]: plan },
    views: { [importer.view]: { columns: view.columns, lost: none, inFlight: none } },
    truth: intervals && {
      incidents: countKinds(intervals),
      cases: intervals.length,
      lookAlikes: {},
      enriched: false,
    },
    imported: { leftOut: view.skipped.map(withoutWords), odd: warnings.map(withoutWords) },
    tool: toolVersion(),
  };
}

/** What stands in quotes is of the file, and may say who somebody is. */
function withoutWords({ what, rows, bytes }: Oddity): SourceOddity {
  return { what: what.replace(/"(?:[^"\\]|\\.)*"/g, "(a word)"), rows, bytes };
}

function countKinds(intervals: readonly TruthInterval[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of intervals) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function importerOf({ format, map }: ImportOptions, source: CsvSource): Importer {
  if (format !== undefined) return importerNamed(format);
  return map === undefined ? detectImporter(source) : importerNamed("cdr");
}

function offsetOf(text: string): number {
  const offset = parseUtcOffset(text);
  if (offset === null) {
    throw new RangeError(`import: timezone must be UTC or an offset such as +08:00, got ${text}`);
  }
  return offset;
}
