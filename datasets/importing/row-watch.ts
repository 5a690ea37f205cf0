import { formatCivil } from "../civil-time.ts";
import { DAY, MINUTE } from "../sizes.ts";
import { checkJumps, LONG_PAUSE, openClockJumps } from "./clock-jumps.ts";
import { type DeviceWatchOptions, openDeviceWatch } from "./device-watch.ts";
import type { Importer } from "./importer.ts";
import { openLongRecords } from "./long-records.ts";
import type { Zone } from "./zone.ts";

/** Options of {@link openRowWatch}. */
export interface RowWatchOptions extends DeviceWatchOptions {
  readonly view: Importer["view"];
  readonly zone: Zone;
  /** Rows that do not lie wholly within these bounds are left out; null for no bound. */
  readonly from: number | null;
  readonly to: number | null;
  skip(reason: string, bytes: number, line?: number): void;
  warn(what: string, bytes: number, line?: number, rows?: number): void;
}

/** Looks at every row of an import for what no row shows by itself. */
export interface RowWatch {
  /** Takes the file whose rows follow, for errors. */
  begin(file: string): void;
  /** False for a row that is to be left out. */
  see(row: Float64Array, line: number): boolean;
  /** Throws or warns about what all rows show together; returns the whole UTC minutes around them. */
  finish(): { readonly from: number; readonly to: number };
}

const YEAR_1990 = 7305 * DAY;

/**
 * Opens a watch over the rows of an import, the same for every format: clocks that jump by years,
 * records longer than a rule's window, logs of one direction, devices without a row, and most of
 * the bytes being nobody's. Memory grows with devices and with months that have rows.
 */
export function openRowWatch(options: RowWatchOptions): RowWatch {
  const { view, zone, from, to, skip, warn, note } = options;
  const isFlows = view === "flows";
  const jumps = openClockJumps();
  const formatted = (time: number) => formatCivil(time, zone.offsetAt(time));
  const lengths = openLongRecords(view);
  const devices = openDeviceWatch(options);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  function widen(start: number, visibleAt: number): void {
    if (start < first) first = start;
    if (visibleAt > last) last = visibleAt;
  }

  function warnOfTimes(): void {
    const stretches = jumps.stretches(LONG_PAUSE);
    stretches.slice(1).forEach((stretch, i) => {
      const pause = Math.floor((stretch.from - (stretches[i]?.to ?? 0)) / DAY);
      const since = formatted(stretches[i]?.to ?? 0);
      note(`no row for ${pause} days after ${since}`, 0, stretch.line);
    });
    if (Number.isFinite(last) && last < YEAR_1990)
      note("all rows lie before 1990: the clock that wrote them was not set", 0);
    const long = lengths.report();
    if (long !== null) warn(long.what, 0, undefined, long.rows);
  }

  return {
    begin: jumps.begin,
    see(row, line) {
      const start = row[4] as number;
      const end = (isFlows ? row[3] : row[1]) as number;
      const [up, down] = [row[5] as number, row[6] as number];
      if ((from !== null && start < from) || (to !== null && end > to)) {
        skip("not wholly within --from and --to", up + down, line);
        return false;
      }
      devices.see(row[2] as number, up, down);
      jumps.see(start, end, line);
      lengths.see(start, end, up + down);
      if (isFlows) {
        const minute = row[1] as number;
        widen(Math.max(start, minute * MINUTE), (minute + 1) * MINUTE);
      } else widen(start, row[3] as number);
      return true;
    },
    finish() {
      if (from === null || to === null) checkJumps(jumps, formatted);
      warnOfTimes();
      if (isFlows) devices.finish();
      return {
        from: Math.floor(first / MINUTE) * MINUTE,
        to: Math.floor(last / MINUTE + 1) * MINUTE,
      };
    },
  };
}
