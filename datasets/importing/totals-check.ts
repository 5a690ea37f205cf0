import { isNearSum } from "./is-near-sum.ts";
import { openSubtotals } from "./subtotals.ts";

/** What {@link openTotalsCheck} looks at in a record. */
export interface CountedRow {
  readonly line: number;
  readonly device: string;
  readonly up: number;
  readonly down: number;
}

const NAMES =
  /^(grand|sub)?[ -]?total(s|en|e)?$|^(all|sum|summe|gesamt|итого|всего)$|^(合计|总计|小计|總計)$/i;

/**
 * Looks for rows that add others up: totals that a report puts below its rows, or above them, and
 * those of each day or device. They have a device, a time and bytes like any record, and would double
 * everything.
 *
 * `column` is what the map calls device. `restart` begins a new part, where a header stands again;
 * each part and the whole are looked at. Memory is about 100 bytes for each device of a part.
 */
export function openTotalsCheck(column: string, warn: (what: string, line?: number) => void) {
  const whole = openSum();
  let part = openPart();
  let parts = 1;
  const remedy = `leave it out with except=${column}:VALUE in the map, or --skip-rows`;

  function close({ sum, subtotals, devices }: ReturnType<typeof openPart>): void {
    if (tell(sum)) return;
    const found = subtotals.lines();
    const lines = found.length > 0 ? found : ofDevices(devices);
    for (const line of lines) {
      warn(`a row equals the sum of others beside it; is it a subtotal? ${remedy}`, line);
    }
  }

  function tell(sum: Sum): boolean {
    const line = sum.total();
    if (line === null) return false;
    warn(
      `the row of line ${line} equals the sum of the ${sum.rows - 1} others; is it a total? ${remedy}`,
      line,
    );
    return true;
  }

  return {
    add(row: CountedRow): void {
      const { device, line } = row;
      if (NAMES.test(device.replace(/\s*[:：.]$/, ""))) {
        warn(
          `a device is called ${device}; is it a total? leave it out with except=${column}:${/:/.test(device) ? `"${device}"` : device} in the map`,
          line,
        );
      }
      whole.add(row);
      part.sum.add(row);
      part.subtotals.add(row);
      let own = part.devices.get(device);
      if (own === undefined) {
        own = openSum();
        part.devices.set(device, own);
      }
      own.add(row);
    },
    restart(): void {
      if (part.sum.rows === 0) return;
      close(part);
      part = openPart();
      parts++;
    },
    finish(): void {
      close(part);
      if (parts > 1) tell(whole);
    },
  };
}

function openPart() {
  return { sum: openSum(), subtotals: openSubtotals(), devices: new Map<string, Sum>() };
}

/** Rows that hold the sum of their device's others, where most devices have one. */
function ofDevices(devices: ReadonlyMap<string, Sum>): readonly number[] {
  const long = [...devices.values()].filter(({ rows }) => rows >= 3);
  const lines = long.flatMap((sum) => sum.total() ?? []);
  return lines.length >= 2 && lines.length * 2 > long.length ? lines : [];
}

interface Sum {
  readonly rows: number;
  add(row: CountedRow): void;
  /** Line of the row that equals the sum of all others; null when none does. */
  total(): number | null;
}

/** Sums rows, and keeps the one with the most bytes: none else can be the sum of all others. */
function openSum(): Sum {
  const largest = { line: 0, up: 0, down: 0 };
  let [rows, up, down] = [0, 0, 0];
  return {
    get rows() {
      return rows;
    },
    add(row) {
      rows++;
      up += row.up;
      down += row.down;
      if (row.up + row.down > largest.up + largest.down) {
        largest.line = row.line;
        largest.up = row.up;
        largest.down = row.down;
      }
    },
    total() {
      if (rows < 3 || largest.line === 0) return null;
      return isNearSum(largest.up, up - largest.up) && isNearSum(largest.down, down - largest.down)
        ? largest.line
        : null;
    },
  };
}
