import { cellError, openCsv, readRows } from "./csv-source.ts";
import { parseMoment } from "./parse-moment.ts";
import type { Zone } from "./zone.ts";

/** A stretch of time in which every byte of a device belongs to one case. */
export interface TruthInterval {
  readonly device: number;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** Options of {@link readTruthIntervals}. */
export interface TruthIntervalOptions {
  /** Clocks of times without an offset. */
  readonly zone: Zone;
  /** Number of a device by its identifier, -1 when the import has none. */
  deviceOf(identifier: string): number;
}

const HEADER = ["device", "kind", "from", "to"] as const;

/**
 * Reads what is known of imported traffic: CSV of `device,kind,from,to`, half-open, by the
 * identifiers of the source. Intervals come out by device and time; two of one device may not
 * overlap, since a byte has one cause.
 */
export async function readTruthIntervals(
  file: string,
  { zone, deviceOf }: TruthIntervalOptions,
): Promise<readonly TruthInterval[]> {
  const source = await openCsv(file);
  const found: (TruthInterval & { readonly line: number })[] = [];
  let isHeader = true;
  await readRows(source, {
    onRow(cells, line) {
      const trimmed = cells.map((cell) => cell.trim());
      if (isHeader) {
        isHeader = false;
        if (trimmed.join() === HEADER.join()) return;
        throw new RangeError(`${file}:1: must begin with ${HEADER.join()}, got ${trimmed.join()}`);
      }
      const fault = (index: number, rule: string) =>
        cellError(
          source,
          line,
          { column: HEADER[index] as string, index, value: trimmed[index] },
          rule,
        );
      if (trimmed.length !== HEADER.length) {
        throw new RangeError(
          `${file}:${line}: a row must have ${HEADER.length} cells like the header, has ${trimmed.length}`,
        );
      }
      const [name = "", kind = "", begins = "", ends = ""] = trimmed;
      const device = deviceOf(name);
      if (device < 0) throw fault(0, "a device that has rows in the import");
      if (!/^[a-z0-9][a-z0-9-]*$/.test(kind)) {
        throw fault(1, "a kind in small letters, digits and hyphens");
      }
      const [from, to] = [parseMoment(begins, zone), parseMoment(ends, zone)];
      if (Number.isNaN(from)) throw fault(2, "a date and time from 1970, year first");
      if (!(to > from)) throw fault(3, `a date and time after from, ${begins}`);
      found.push({ device, kind, from, to, line });
    },
  });
  found.sort((a, b) => a.device - b.device || a.from - b.from);
  found.forEach(({ device, from, line }, i) => {
    const before = found[i - 1];
    if (before !== undefined && before.device === device && before.to > from) {
      throw new RangeError(
        `${file}:${line}: an interval must not overlap another of its device, overlaps line ${before.line}`,
      );
    }
  });
  return found.map(({ device, kind, from, to }) => ({ device, kind, from, to }));
}
