import { SECOND } from "../sizes.ts";
import { canonicalAddress } from "./address.ts";
import { type CsvSource, cellError, rowError } from "./csv-source.ts";
import { type FlowMoments, openFlowMoments } from "./flow-moments.ts";
import type { ImportContext } from "./importer.ts";
import { hasPorts, isOverIp, protocolName } from "./protocol-name.ts";
import type { RowError } from "./row-error.ts";
import { NO_PORTS, parsePort } from "./service-ports.ts";

/** Reads the cells of one row of a flow log by the names of the header. */
export interface FlowCells extends FlowMoments {
  has(column: string): boolean;
  text(column: string): string;
  /** A whole number; one that the tool has rounded (`1.2 M`, thousands of thousands) is counted. */
  count(column: string): number;
  /** Seconds, or hours, minutes and seconds, as ms. */
  length(column: string): number;
  protocol(column: string): string;
  /** The port of a protocol's tuple; NO_PORTS where tuples of it have none. */
  port(column: string, protocol: string): number;
  /**
   * The address in its canonical form, so that an end is one however it is spelled; what runs over IP
   * must have one.
   */
  address(column: string, protocol: string): string;
  /** The error for a cell of the row. */
  error(column: string, rule: string): RowError;
}

/** Options of {@link openFlowCells}. */
export interface FlowCellsOptions {
  /** Clocks of times without an offset, and who hears of what is odd. */
  readonly context: Pick<ImportContext, "zone" | "later" | "tally">;
  /** Leaves the cell's number out of errors, where the file has no columns. */
  readonly unnumbered?: boolean;
  /** How the tool is told to print numbers and whole addresses. */
  readonly remedy: string;
}

const SCALES: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 };
const SCALED = /^(\d+(?:\.\d+)?) ([KMGT])$/;
const CLOCK = /^(?:(\d+) ?d )?(\d+):(\d\d):(\d\d(?:\.\d+)?)$/;

/** Opens a reader of rows; `at(cells, line)` moves it to a row. */
export function openFlowCells(
  source: CsvSource,
  header: readonly string[],
  { context, unnumbered = false, remedy }: FlowCellsOptions,
) {
  const indices = new Map(header.map((name, i) => [name, i]));
  const { tally } = context;
  let cells: readonly string[] = [];
  let line = 0;
  const text = (column: string) => cells[indices.get(column) as number]?.trim() ?? "";
  const error = (column: string, rule: string) => {
    const index = indices.get(column) as number;
    return cellError(source, line, { column, index, value: cells[index], unnumbered }, rule);
  };
  const reader: FlowCells = {
    has: (column) => indices.has(column),
    text,
    error,
    ...openFlowMoments(context, { text, error, line: () => line }),
    count(column) {
      const value = text(column);
      const [, scaled = "", scale = ""] = SCALED.exec(value) ?? [];
      if (scale !== "") {
        tally.warn(`${column} is rounded by the tool to a tenth of a K, M or G; ${remedy}`, line);
        return Math.round(Number(scaled) * (SCALES[scale] as number));
      }
      if (!/^\d+$/.test(value) || Number(value) > Number.MAX_SAFE_INTEGER) {
        throw error(column, "a whole number from 0 and below 2^53");
      }
      return Number(value);
    },
    length(column) {
      const value = text(column);
      if (/^\d+(\.\d+)?$/.test(value)) return Math.floor(Number(value) * SECOND);
      const [, days = "0", hours, minutes, seconds] = CLOCK.exec(value) ?? [];
      if (hours === undefined) throw error(column, "a number of seconds from 0");
      const whole = (Number(days) * 24 + Number(hours)) * 3600 + Number(minutes) * 60;
      return Math.floor((whole + Number(seconds)) * SECOND);
    },
    protocol: (column) => protocolName(text(column)),
    port(column, protocol) {
      if (!hasPorts(protocol)) return NO_PORTS;
      const port = parsePort(text(column));
      if (Number.isNaN(port)) {
        throw error(column, `a port from 0 to 65535 or the name of a well-known one; ${remedy}`);
      }
      return port;
    },
    address(column, protocol) {
      const address = text(column);
      const canonical = canonicalAddress(address);
      if (isOverIp(protocol) && canonical === null) {
        throw error(column, `a whole IP address; ${remedy}`);
      }
      return canonical ?? address;
    },
  };
  return {
    cells: reader,
    at(next: readonly string[], nextLine: number): void {
      cells = next;
      line = nextLine;
      if (cells.length !== header.length) {
        const rule = `a row must have ${header.length} cells like the header, has ${cells.length}`;
        throw rowError(source, line, rule);
      }
    },
  };
}
