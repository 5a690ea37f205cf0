import { type BillingCalendar, openRater, type Rater } from "../billing/rating.ts";
import type { Tariff } from "../billing/tariff.ts";
import { USAGE_FIELDS } from "./importer.ts";
import type { RowBlock } from "./sort-rows.ts";

/** Numbers of one usage row, in this order: all are columns of `charging` but the shard. */
export const USAGE_ROW_FIELDS = [
  "shard",
  "visibleAt",
  "device",
  "seq",
  "time",
  "start",
  "up",
  "down",
  "ratingGroup",
  "cause",
  "inBundle",
  "charged",
  "province",
  "roaming",
] as const;

/** Options of {@link rateUsage}. */
export interface RateUsageOptions {
  /** Rates each record; null rates none. */
  readonly tariff: Tariff | null;
  /** Leaves the records the charges that they carry: the tariff's are summed alone. */
  readonly keepsCharges: boolean;
  readonly calendar: BillingCalendar;
  /** Hears of records that repeat or overlap an earlier one of their device. */
  warn(what: string): void;
  /** Hears, after the last record, what the tariff makes of all. */
  onRated?(sum: RatedSum): void;
}

/** What a tariff makes of records, in minor units. */
export interface RatedSum {
  /** Of each record, before any cap. */
  readonly charges: number;
  /** Of each period of a line, at most its cap. */
  readonly billed: number;
}

const IN = USAGE_FIELDS.length;
const OUT = USAGE_ROW_FIELDS.length;
const BLOCK_ROWS = 2048;

interface Line {
  readonly rater: Rater | null;
  seq: number;
  start: number;
  end: number;
  up: number;
  down: number;
}

/**
 * Numbers the usage records of each device in order of closing, rates them, and looks for records
 * that repeat or overlap: they are kept, since a bill that charges twice is itself a finding.
 *
 * Takes records of USAGE_FIELDS in order of (shard, time, device) and keeps that order. Memory is
 * about 300 bytes a device.
 */
export function* rateUsage(
  blocks: Iterable<RowBlock>,
  options: RateUsageOptions,
): Generator<RowBlock> {
  const lines = new Map<number, Line>();
  const rows = new Float64Array(BLOCK_ROWS * OUT);
  let charges = 0;
  for (const { values, length } of blocks) {
    for (let i = 0; i < length; i++) {
      const from = i * IN;
      const at = i * OUT;
      const device = values[from + 2] as number;
      let line = lines.get(device);
      if (line === undefined) {
        line = openLine(options);
        lines.set(device, line);
      }
      rows[at] = values[from] as number;
      rows[at + 1] = values[from + 3] as number;
      rows[at + 2] = device;
      rows[at + 3] = line.seq++;
      rows[at + 4] = values[from + 1] as number;
      for (let field = 5; field < OUT; field++)
        rows[at + field] = values[from + field - 1] as number;
      compare(line, rows, at, options);
      if (line.rater !== null) {
        const bytes = line.up + line.down;
        const charge = line.rater.book(rows[at + 8] as number, bytes, line.end);
        charges += charge;
        if (options.keepsCharges) continue;
        rows[at + 11] = charge;
        rows[at + 10] = line.rater.inBundle;
      }
    }
    yield { values: rows, length };
  }
  let billed = 0;
  for (const { rater } of lines.values()) billed += rater?.billed() ?? 0;
  if (options.tariff !== null) options.onRated?.({ charges, billed });
}

function openLine({ tariff, calendar }: RateUsageOptions): Line {
  const rater = tariff === null ? null : openRater(tariff, calendar);
  return { rater, seq: 0, start: -1, end: -1, up: 0, down: 0 };
}

function compare(line: Line, rows: Float64Array, at: number, { warn }: RateUsageOptions): void {
  const end = rows[at + 4] as number;
  const start = rows[at + 5] as number;
  const up = rows[at + 6] as number;
  const down = rows[at + 7] as number;
  if (start === line.start && end === line.end && up === line.up && down === line.down) {
    warn("a record repeats an earlier one of its device");
  } else if (start < line.end) {
    warn("a record overlaps an earlier one of its device");
  }
  line.start = start;
  line.end = end;
  line.up = up;
  line.down = down;
}
