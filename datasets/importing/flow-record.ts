import { FLOW_FIELDS, type ImportContext } from "../importer.ts";
import { MINUTE, SECOND } from "../sizes.ts";
import { type CsvSource, cellError, rowError } from "./csv-source.ts";
import { openPairing } from "./pair-directions.ts";
import { openMoments } from "./parse-moment.ts";
import type { Zone } from "./zone.ts";

/** One 5-tuple's record as a flow tool exports it; `source` and `destination` as written. */
export interface FlowRecord {
  start: number;
  end: number;
  /** In lower case. */
  protocol: string;
  source: string;
  sourcePort: string;
  destination: string;
  destinationPort: string;
  sourceBytes: number;
  destinationBytes: number;
  sourcePackets: number;
  destinationPackets: number;
}

/** Stands for the port of a tuple that has none, such as ICMP's: it is neither high nor low. */
export const NO_PORTS = -1;
const PORT_PROTOCOLS = new Set(["tcp", "udp", "sctp", "rtp", "rtcp", "udt", "udplite", "dccp"]);

/**
 * Opens the way from flow records to rows for the fold: decides whose bytes are up, and replaces
 * addresses by hashes. A record with no end at home, or with both, is counted and left out. With
 * `pair`, records of one direction wait for their way back; `flush` lets go what still waits.
 */
export function openFlowEmitter(context: ImportContext, pair: boolean) {
  const { locality, tally } = context;
  const book = openBooking(context);
  const pairing = pair ? openPairing(book) : null;
  return {
    add(record: FlowRecord): void {
      const bytes = record.sourceBytes + record.destinationBytes;
      if (record.protocol === "arp" || record.protocol === "rarp") {
        tally.skip("not IP", bytes);
        return;
      }
      const isSource = locality.deviceOf(record.source) >= 0;
      if (isSource === locality.deviceOf(record.destination) >= 0) {
        tally.skip(isSource ? "both ends local" : "neither end local", bytes);
      } else if (pairing !== null) {
        pairing.add(record);
      } else {
        book(record);
      }
    },
    flush(): void {
      pairing?.flush();
    },
  };
}

function openBooking({ locality, emit }: ImportContext) {
  const row = new Float64Array(FLOW_FIELDS.length);
  return (record: FlowRecord): void => {
    const source = locality.deviceOf(record.source);
    const isSource = source >= 0;
    const local = isSource ? record.source : record.destination;
    const localPort = isSource ? record.sourcePort : record.destinationPort;
    const remote = isSource ? record.destination : record.source;
    const remotePort = isSource ? record.destinationPort : record.sourcePort;
    const hasPorts = PORT_PROTOCOLS.has(record.protocol);
    const ports = hasPorts ? `${localPort} ${remotePort}` : "";
    row[1] = closingMinute(record.start, record.end);
    row[2] = isSource ? source : locality.deviceOf(record.destination);
    row[3] = record.end;
    row[4] = record.start;
    row[5] = isSource ? record.sourceBytes : record.destinationBytes;
    row[6] = isSource ? record.destinationBytes : record.sourceBytes;
    row[7] = isSource ? record.sourcePackets : record.destinationPackets;
    row[8] = isSource ? record.destinationPackets : record.sourcePackets;
    row[9] = hashOf(remote);
    row[10] = hashOf(`${record.protocol} ${local} ${remote} ${ports}`);
    row[11] = hasPorts ? Number(Number(remotePort) > 1024) : NO_PORTS;
    emit(row, 0);
  };
}

/**
 * Finds the UTC minute in which a record closed. Intervals are half-open: one that closes on the
 * stroke of a minute belongs to the minute before, unless it has no length.
 */
export function closingMinute(start: number, end: number): number {
  const minute = Math.floor(end / MINUTE);
  return end > start && minute * MINUTE === end ? minute - 1 : minute;
}

/** Reads the cells of one row by the names of the header. */
export interface FlowCells {
  text(column: string): string;
  moment(column: string): number;
  count(column: string): number;
  seconds(column: string): number;
  /** The error for a cell of the row. */
  error(column: string, rule: string): RangeError;
}

/** Opens a reader of rows; `at(cells, line)` moves it to a row, which must be as wide as the header. */
export function openFlowCells(source: CsvSource, header: readonly string[], zone: Zone) {
  const indices = new Map(header.map((name, i) => [name, i]));
  const moments = openMoments({ zone });
  let cells: readonly string[] = [];
  let line = 0;
  const text = (column: string) => cells[indices.get(column) as number]?.trim() ?? "";
  const error = (column: string, rule: string) => {
    const index = indices.get(column) as number;
    return cellError(source, line, { column, index, value: cells[index] }, rule);
  };
  const reader: FlowCells = {
    text,
    error,
    moment(column) {
      const time = moments.read(text(column));
      if (Number.isNaN(time)) throw error(column, moments.rule);
      return time;
    },
    count(column) {
      const value = text(column);
      if (!/^\d+$/.test(value) || Number(value) > Number.MAX_SAFE_INTEGER) {
        throw error(column, "a whole number from 0 and below 2^53");
      }
      return Number(value);
    },
    seconds(column) {
      const value = text(column);
      if (!/^\d+(\.\d+)?$/.test(value)) throw error(column, "a number of seconds from 0");
      return Math.floor(Number(value) * SECOND);
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

/** Makes a header's names unique and finds those that are needed. */
export function checkHeader(
  source: CsvSource,
  header: readonly string[],
  needed: readonly string[],
): void {
  header.forEach((name, i) => {
    if (header.indexOf(name) !== i) {
      throw new RangeError(
        `${source.file}:1:${i + 1}: column ${name} must stand once, stands twice`,
      );
    }
  });
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new RangeError(
      `${source.file}:1: must have column ${missing.join(", ")}; has ${header.join(", ")}`,
    );
  }
}

/** Hashes a text to 53 bits: distinct peers and tuples are counted without keeping an address. */
export function hashOf(text: string): number {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x27d4eb2f);
    b = Math.imul(b ^ code, 0x165667b1);
  }
  a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) ^ Math.imul(b ^ (b >>> 13), 0x297a2d39);
  b = Math.imul(b ^ (b >>> 15), 0x2c1b3c6d) ^ Math.imul(a ^ (a >>> 13), 0x297a2d39);
  return (b & 0x1fffff) * 0x100000000 + (a >>> 0);
}
