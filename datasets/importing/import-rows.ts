import { FLOW_ROW_FIELDS, foldFlows } from "../fold-flows.ts";
import { FLOW_FIELDS, type Importer, type Tally, USAGE_FIELDS } from "../importer.ts";
import type { Tariff } from "../tariff.ts";
import { VIEW_TABLES } from "../view.ts";
import { batchRows, type ShardBatch } from "./batch-rows.ts";
import type { CsvSource } from "./csv-source.ts";
import { openKeyRing } from "./key-ring.ts";
import { type Locality, openLocality } from "./locality.ts";
import { rateUsage, USAGE_ROW_FIELDS } from "./rate-usage.ts";
import { openRowSorter, type RowBlock, type RowSorter } from "./row-sorter.ts";
import { openRowWatch } from "./row-watch.ts";
import { openStrangers, type Strangers } from "./strangers.ts";

/** Options of {@link importRows}. */
export interface ImportRowsOptions {
  /** Flow formats: each entry one device, its addresses joined by commas. */
  readonly devices?: readonly string[];
  /** Flow formats: networks whose every address is a device. */
  readonly localNets?: readonly string[];
  /** Record formats: which column holds what. */
  readonly map?: string;
  /** Minutes east of UTC of times without a zone; also the civil time of bills. */
  readonly utcOffset: number;
  /** Rows that do not lie wholly within these moments are left out. */
  readonly from?: number;
  readonly to?: number;
  /** Civil day of the first row, as a moment, for formats whose times have no date. */
  readonly date?: number;
  /** Rates records that carry no charge. */
  readonly tariff?: Tariff;
  /** Civil day on which a billing period starts, 1 to 28; 1 when left out. */
  readonly billingDay?: number;
  readonly devicesPerShard: number;
  /** Where sorted runs lie when the file outgrows memory. */
  readonly directory: string;
  readonly memoryRows?: number;
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Rows that were left out or wondered at, by reason. */
export interface Oddity {
  readonly what: string;
  readonly rows: number;
  readonly bytes: number;
  /** The first line of the file that it was seen on. */
  readonly line?: number;
}

/** A foreign file, read and sorted: rows of one view, ready to be written. */
export interface ImportedView {
  readonly view: Importer["view"];
  /** Columns that hold more than their unknown value. */
  readonly columns: readonly string[];
  readonly sha256: string;
  /** Identifiers of each device, by its number. */
  readonly identifiers: readonly (readonly string[])[];
  /** Number of a device by any of its identifiers, -1 when there is none. */
  deviceOf(identifier: string): number;
  /** Whole UTC minutes around all rows. */
  readonly from: number;
  readonly to: number;
  /** Rows that were not imported. */
  readonly skipped: readonly Oddity[];
  /** What was odd about rows that were; complete when the batches have been walked. */
  readonly warnings: readonly Oddity[];
  /** Walks the rows in order of (shard, visibleAt, device, seq), once; lets signals in on its way. */
  batches(): AsyncGenerator<ShardBatch>;
  close(): void;
}

const COMMON = ["time", "visibleAt", "device", "seq", "start", "up", "down"];

/**
 * Reads a foreign file into rows of one view, in memory that does not grow with it.
 *
 * The file may be in any order: its rows are sorted on disk when they outgrow `memoryRows`. Throws
 * on the first row that is not what its format promises, with line and column; rows that are well
 * formed but not of a device are counted in `skipped`.
 */
export async function importRows(
  importer: Importer,
  source: CsvSource,
  options: ImportRowsOptions,
): Promise<ImportedView> {
  const { devicesPerShard, directory, memoryRows } = options;
  const isFlows = importer.view === "flows";
  checkOptions(importer, options);
  const [skipped, warned] = [openCounts(), openCounts()];
  const tally: Tally = {
    skip: skipped.add,
    warn: (what, line) => warned.add(what, 0, line),
  };
  const strangers = openStrangers();
  const locality = isFlows ? openLocality(options) : NOBODY;
  const keys = openKeyRing();
  const sorter = openRowSorter({
    width: isFlows ? FLOW_FIELDS.length : USAGE_FIELDS.length,
    keys: 3,
    directory,
    ...(memoryRows === undefined ? {} : { memoryRows }),
  });
  const watch = openRowWatch({
    view: importer.view,
    file: source.file,
    utcOffset: options.utcOffset,
    from: options.from ?? null,
    to: options.to ?? null,
    named: isFlows ? locality.identifiers.slice() : [],
    strangers,
    skip: skipped.add,
    warn: warned.add,
  });
  try {
    const { columns, sha256 } = await importer.read(source, {
      utcOffset: options.utcOffset,
      locality,
      strangers,
      date: options.date ?? null,
      keys,
      map: options.map,
      tally,
      emit(row, line) {
        row[0] = Math.floor((row[2] as number) / devicesPerShard);
        if (watch.see(row, line)) sorter.add(row);
      },
      scratch: { directory, ...(memoryRows === undefined ? {} : { memoryRows }) },
      listen: {
        ...(options.onProgress ? { onProgress: options.onProgress } : {}),
        signal: options.signal,
      },
    });
    if (sorter.rows === 0) throw nothingImported(source, skipped.list(), strangers);
    const isRated = !isFlows && options.tariff !== undefined && !columns.includes("charged");
    const { from, to } = watch.finish();
    return {
      view: importer.view,
      columns: inTableOrder(importer.view, [
        ...COMMON,
        ...columns,
        ...(isRated ? ["inBundle", "charged"] : []),
      ]),
      sha256,
      identifiers: isFlows ? locality.identifiers : keys.identifiers,
      deviceOf: isFlows ? locality.find : keys.find,
      from,
      to,
      skipped: skipped.list(),
      get warnings() {
        return warned.list();
      },
      batches: () =>
        isFlows
          ? flowBatches(sorter, options.signal, (bytes) => warned.add(REPEATED, bytes))
          : usageBatches(sorter, {
              ...options,
              tariff: isRated ? options.tariff : undefined,
              from,
              warn: tally.warn,
            }),
      close: sorter.close,
    };
  } catch (error) {
    sorter.close();
    throw error;
  }
}

/** Refuses options that another kind of format has, since they would be passed over in silence. */
function checkOptions(importer: Importer, { devices, localNets, map }: ImportRowsOptions): void {
  const { name, view } = importer;
  if (view === "flows" && map !== undefined) {
    throw new RangeError(`import: map must be left out with ${name}, which knows its columns`);
  }
  if (view !== "flows" && (devices ?? localNets) !== undefined) {
    const option = devices === undefined ? "local-net" : "device";
    throw new RangeError(
      `import: ${option} must be left out with ${name}, whose map names the column of the device`,
    );
  }
}

const REPEATED = "a flow repeats an earlier one: its ends, times, bytes and packets are the same";
const NOBODY: Locality = { deviceOf: () => -1, find: () => -1, identifiers: [] };

interface UsageOptions extends Omit<ImportRowsOptions, "tariff"> {
  readonly tariff: Tariff | undefined;
  readonly from: number;
  warn(what: string): void;
}

async function* flowBatches(
  sorter: RowSorter,
  signal: AbortSignal | undefined,
  repeated: (bytes: number) => void,
): AsyncGenerator<ShardBatch> {
  try {
    const rows = foldFlows(sorter.blocks(), repeated);
    for (const batch of batchRows(rows, { table: VIEW_TABLES.flows, fields: FLOW_ROW_FIELDS })) {
      await breathe(signal);
      yield batch;
    }
  } finally {
    sorter.close();
  }
}

/** Rates in order of closing, then sorts again by when each row was seen. */
async function* usageBatches(sorter: RowSorter, options: UsageOptions): AsyncGenerator<ShardBatch> {
  const { utcOffset, billingDay = 1, from, directory, memoryRows, warn, signal } = options;
  const byVisibility = openRowSorter({
    width: USAGE_ROW_FIELDS.length,
    keys: 4,
    directory,
    ...(memoryRows === undefined ? {} : { memoryRows }),
  });
  try {
    const calendar = { utcOffset, billingDay, from };
    const rated = rateUsage(sorter.blocks(), { tariff: options.tariff ?? null, calendar, warn });
    for (const { values, length } of rated) {
      addAll(byVisibility, values, length);
      await breathe(signal);
    }
    sorter.close();
    const target = { table: VIEW_TABLES.charging, fields: USAGE_ROW_FIELDS };
    for (const batch of batchRows(byVisibility.blocks(), target)) {
      await breathe(signal);
      yield batch;
    }
  } finally {
    byVisibility.close();
  }
}

function inTableOrder(view: Importer["view"], columns: readonly string[]): readonly string[] {
  return VIEW_TABLES[view].columns.map(({ name }) => name).filter((name) => columns.includes(name));
}

/** Gives the event loop a turn, in which a signal can arrive. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}

function addAll(sorter: RowSorter, values: RowBlock["values"], rows: number): void {
  const width = USAGE_ROW_FIELDS.length;
  for (let i = 0; i < rows; i++) sorter.add(values.subarray(i * width, (i + 1) * width));
}

function openCounts() {
  const counts = new Map<string, { rows: number; bytes: number; line?: number }>();
  return {
    add(what: string, bytes: number, line?: number, rows = 1): void {
      const count = counts.get(what);
      if (count === undefined) counts.set(what, { rows, bytes, ...(line && { line }) });
      else {
        count.rows += rows;
        count.bytes += bytes;
      }
    },
    list: (): readonly Oddity[] => [...counts].map(([what, count]) => ({ what, ...count })),
  };
}

function nothingImported(
  source: CsvSource,
  skipped: readonly Oddity[],
  strangers: Strangers,
): RangeError {
  if (skipped.length === 0) {
    return new RangeError(`${source.file}: must hold rows below its header, holds none`);
  }
  const reasons = skipped.map(({ what, rows }) => `${rows} with ${what}`).join(", ");
  const most = strangers.most(5);
  const hint = most.length === 0 ? "" : `; most bytes are of ${most.join(", ")}`;
  return new RangeError(
    `${source.file}: must hold rows of a device, holds none (${reasons})${hint}`,
  );
}
