import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import type { Tariff } from "../billing/tariff.ts";
import { formatUtcOffset, parseUtcOffset } from "../civil-time.ts";
import type { Manifest } from "../format/manifest.ts";
import { createDataset, type DatasetWriter, type ManifestFacts } from "../publishing/publish.ts";
import { toolVersion } from "../publishing/tool-version.ts";
import { allocate, type Batch, codeOf } from "../table.ts";
import { truthDevices } from "../tables/truth-devices.ts";
import { SPLITS } from "../vocabularies.ts";
import { withoutValues } from "./column-map.ts";
import { importAccount } from "./import-account.ts";
import { BILLING_DAY, type ImportPlan, importPlan } from "./import-plan.ts";
import { type ImportedView, importRows } from "./import-rows.ts";
import { type IntervalTruth, openIntervalTruth } from "./interval-truth.ts";
import { writeKeyFile } from "./key-file.ts";
import type { Oddity } from "./oddities.ts";
import { type ImportSettings, type Inputs, openInputs } from "./open-inputs.ts";
import { importedDevices } from "./plan-columns.ts";
import type { RatedSum } from "./rate-usage.ts";
import type { ReadFacts } from "./read-files.ts";
import { intervalWarnings, readTruthIntervals, type TruthInterval } from "./truth-intervals.ts";

/** Options of {@link importDataset}. */
export interface ImportOptions extends ImportSettings {
  /** Directory of the dataset. */
  readonly out: string;
  /** CSV of `device,kind,from,to`. */
  readonly truth?: string;
  /** Tariff, its name, or a file: rates records that carry no charge. */
  readonly tariff?: Tariff | string;
  /** Leaves out the file that says who is who. */
  readonly forgetKeys?: boolean;
  /** Replaces a dataset that stands there. */
  readonly force?: boolean;
  /** Rows sorted in memory; more go by way of the disk. */
  readonly memoryRows?: number;
}

/** What an import came to. */
export interface ImportReport {
  readonly manifest: Manifest;
  readonly format: string;
  /** Clocks of the files' times, as they were named. */
  readonly timezone: string;
  /** How many files and records were read, and which rows were bad. */
  readonly read: ReadFacts;
  /** What the lines pay, as far as it is known. */
  readonly plan: Tariff;
  /** What the tariff makes of the records, also where they keep their own charges; null without one. */
  readonly rated: RatedSum | null;
  /** Rows of the file that are in the dataset in no form. */
  readonly skipped: readonly Oddity[];
  /** What was odd about rows that are. */
  readonly warnings: readonly Oddity[];
}

const DEVICES_PER_SHARD = 1024;

/**
 * Imports foreign files of one format as a dataset, which then is benched like a generated one.
 *
 * No identifier is written but to `private/keys.csv`: not in rows, not in the manifest, which names
 * neither file nor address. Memory does not grow with the file, only with its devices; rows that
 * outgrow memory are sorted on the disk of `out`. Throws a RangeError that names file, line, column,
 * rule and value on the first row that is not as its format promises, once `maxErrors` such rows are
 * left out; `out` then stays untouched.
 */
export async function importDataset(options: ImportOptions): Promise<ImportReport> {
  const lines = importPlan(options.tariff, options.map);
  const inputs = await openInputs(options);
  const writer = createDataset(options.out, {
    views: [inputs.importer.view],
    truth: options.truth !== undefined,
    force: options.force ?? false,
  });
  try {
    return await fill(writer, { options, inputs, ...lines });
  } catch (error) {
    writer.abort();
    throw error;
  }
}

interface Job extends ImportPlan {
  readonly options: ImportOptions;
  readonly inputs: Inputs;
}

async function fill(writer: DatasetWriter, job: Job): Promise<ImportReport> {
  const { options, inputs, tariff, plan } = job;
  const { importer } = inputs;
  const view = await importRows(importer, inputs.sources(), {
    ...inputs.reading,
    billingDay: BILLING_DAY,
    devicesPerShard: DEVICES_PER_SHARD,
    directory: writer.dir,
    ...(tariff !== null && { tariff }),
    ...(options.memoryRows !== undefined && { memoryRows: options.memoryRows }),
  });
  try {
    const { deviceOf, utcOffset, from, to } = view;
    const { zone, later = false } = inputs.reading;
    const intervals =
      options.truth === undefined
        ? null
        : await readTruthIntervals(options.truth, { zone, later, deviceOf, from, to });
    const truth = intervals && openIntervalTruth(intervals, importer.view);
    await writeRows(writer, view, truth);
    const file = options.truth ?? "";
    const ofTruth = truth === null ? [] : intervalWarnings(truth.booked(), { file, from, to });
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
    const { skipped, read, rated } = view;
    const warnings = [...view.warnings, ...ofTruth];
    const manifest = writer.publish(factsOf(job, view, { intervals, warnings }));
    const timezone = inputs.reading.zone.name;
    return { manifest, format: importer.name, timezone, read, plan, rated, skipped, warnings };
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
  columns["split"]?.fill(codeOf(SPLITS, "test"));
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
  readonly intervals: readonly TruthInterval[] | null;
  readonly warnings: readonly Oddity[];
}

function factsOf(
  { options, inputs, plan }: Job,
  view: ImportedView,
  { intervals, warnings }: Described,
): ManifestFacts {
  const { importer, reading } = inputs;
  const { utcOffset } = view;
  const scenario = {
    format: importer.name,
    sha256: view.sha256,
    timezone:
      parseUtcOffset(reading.zone.name) === null ? reading.zone.name : formatUtcOffset(utcOffset),
    // The values of filters may be identifiers.
    map: options.map === undefined ? null : withoutValues(options.map),
    tariff: plan.name,
    truth: intervals !== null,
    ...inputs.declared,
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
    imported: importAccount({ ...view, warnings }),
    tool: toolVersion(),
  };
}

function countKinds(intervals: readonly TruthInterval[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of intervals) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
