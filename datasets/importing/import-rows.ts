import type { Tariff } from "../billing/tariff.ts";
import { formatUtcOffset } from "../civil-time.ts";
import { VIEW_TABLES } from "../view.ts";
import { batchRows, type ShardBatch } from "./batch-rows.ts";
import type { CsvSource } from "./csv-source.ts";
import { foldFlows } from "./fold-flows.ts";
import { FLOW_ROW_FIELDS } from "./folded-rows.ts";
import type { ReadFilesOptions } from "./import-context.ts";
import { BILLING_DAY } from "./import-plan.ts";
import { FLOW_FIELDS, type Importer, type Tally, USAGE_FIELDS } from "./importer.ts";
import type { Oddity } from "./oddities.ts";
import { type RatedSum, rateUsage, USAGE_ROW_FIELDS } from "./rate-usage.ts";
import { type ReadFacts, readFiles } from "./read-files.ts";
import { openRowSorter, type RowSorter } from "./row-sorter.ts";
import type { RowBlock } from "./sort-rows.ts";
import type { Strangers } from "./strangers.ts";
import type { Zone } from "./zone.ts";

/** Options of {@link importRows}. */
export interface ImportRowsOptions extends ReadFilesOptions {
  /** Rates records that carry no charge. */
  readonly tariff?: Tariff;
  /** Civil day on which a billing period starts, 1 to 28; the first when left out. */
  readonly billingDay?: number;
  readonly devicesPerShard: number;
  /** Where sorted runs lie when the file outgrows memory. */
  readonly directory: string;
  readonly memoryRows?: number;
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
  /** Minutes east of UTC by which hours, days and bills are counted. */
  readonly utcOffset: number;
  /** What was read of the files. */
  readonly read: ReadFacts;
  /** Rows that were not imported. */
  readonly skipped: readonly Oddity[];
  /** What was odd about rows that were; complete when the batches have been walked. */
  readonly warnings: readonly Oddity[];
  /** What the tariff makes of the records, once the batches have been walked; null without one. */
  readonly rated: RatedSum | null;
  /** Walks the rows in order of (shard, visibleAt, device, seq), once; lets signals in on its way. */
  batches(): AsyncGenerator<ShardBatch>;
  close(): void;
}

const REPEATED = "a flow repeats an earlier one: its ends, times, bytes and packets are the same";
const COMMON = ["time", "visibleAt", "device", "seq", "start", "up", "down"];

/**
 * Reads foreign files of one format into rows of one view, in memory that does not grow with them.
 *
 * They may be in any order: rows are sorted on disk when they outgrow `memoryRows`. Throws on the
 * first row that is not what its format promises, with line and column, once more of them are bad
 * than may be; rows that are well formed but not of a device are counted in `skipped`.
 */
export async function importRows(
  importer: Importer,
  sources: CsvSource | AsyncIterable<CsvSource>,
  options: ImportRowsOptions,
): Promise<ImportedView> {
  const { devicesPerShard, directory, memoryRows } = options;
  const isFlows = importer.view === "flows";
  const sorter = openRowSorter({
    width: isFlows ? FLOW_FIELDS.length : USAGE_FIELDS.length,
    keys: 3,
    directory,
    ...(memoryRows === undefined ? {} : { memoryRows }),
  });
  try {
    const files = await readFiles(importer, sources, {
      ...options,
      emit(row) {
        row[0] = Math.floor((row[2] as number) / devicesPerShard);
        sorter.add(row);
      },
    });
    const { columns, counts, strangers, read, identifiers, deviceOf } = files;
    if (sorter.rows === 0) throw nothingImported(read.file, counts.skipped(), strangers);
    let rated: RatedSum | null = null;
    const isRated = !isFlows && options.tariff !== undefined && !columns.includes("charged");
    const { from, to } = files.span;
    const utcOffset = prevailingOffset(options.zone, { from, to }, counts.tally);
    return {
      view: importer.view,
      columns: inTableOrder(importer.view, [
        ...COMMON,
        ...columns,
        ...(isRated ? ["inBundle", "charged"] : []),
      ]),
      sha256: files.sha256,
      identifiers,
      deviceOf,
      from,
      to,
      utcOffset,
      read,
      skipped: counts.skipped(),
      get warnings() {
        return counts.warnings();
      },
      get rated() {
        return rated;
      },
      batches: () =>
        isFlows
          ? flowBatches(sorter, options.signal, (bytes) => counts.warn(REPEATED, bytes))
          : usageBatches(sorter, {
              ...options,
              utcOffset,
              keepsCharges: !isRated,
              from,
              onRated: (sum) => {
                rated = sum;
              },
              warn: counts.tally.warn,
            }),
      close: sorter.close,
    };
  } catch (error) {
    sorter.close();
    throw error;
  }
}

/** The one offset for all: hours, days and bills know no summer time. */
export function prevailingOffset(
  zone: Zone,
  { from, to }: { readonly from: number; readonly to: number },
  { note }: Tally,
): number {
  const [offset = 0, ...others] = zone.offsetsIn(from, to);
  if (others.length > 0) {
    note(
      `the clocks of ${zone.name} change within the span; hours, days and bills go by ${formatUtcOffset(offset)} throughout`,
    );
  }
  return offset;
}

interface UsageOptions extends ImportRowsOptions {
  readonly utcOffset: number;
  readonly keepsCharges: boolean;
  readonly from: number;
  warn(what: string): void;
  onRated(sum: RatedSum): void;
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
  const { utcOffset, billingDay = BILLING_DAY, from, directory, memoryRows, signal } = options;
  const byVisibility = openRowSorter({
    width: USAGE_ROW_FIELDS.length,
    keys: 4,
    directory,
    ...(memoryRows === undefined ? {} : { memoryRows }),
  });
  try {
    const calendar = { utcOffset, billingDay, from };
    const { tariff = null, keepsCharges, warn, onRated } = options;
    const rating = { tariff, keepsCharges, calendar, warn, onRated };
    const rated = rateUsage(sorter.blocks(), rating);
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

function nothingImported(
  file: string,
  skipped: readonly Oddity[],
  strangers: Strangers,
): RangeError {
  if (skipped.length === 0) {
    return new RangeError(`${file}: must hold rows below its header, holds none`);
  }
  const reasons = skipped.map(({ what, rows = 0 }) => `${rows} with ${what}`).join(", ");
  const most = strangers.most(5);
  const hint = most.length === 0 ? "" : `; most bytes are of ${most.join(", ")}`;
  return new RangeError(`${file}: must hold rows of a device, holds none (${reasons})${hint}`);
}
