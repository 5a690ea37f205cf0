import { MINUTE } from "../sizes.ts";
import { NO_PORTS } from "./service-ports.ts";
import { BLOCK_ROWS, type RowBlock } from "./sort-rows.ts";

/** Numbers of one folded row, in this order: all are columns of `flows` but the shard. */
export const FLOW_ROW_FIELDS = [
  "shard",
  "visibleAt",
  "device",
  "seq",
  "time",
  "start",
  "up",
  "down",
  "packetsUp",
  "packetsDown",
  "flows",
  "peers",
  "hiPortShare",
] as const;

const OUT = FLOW_ROW_FIELDS.length;
const MOST_COUNTED = 4_294_967_295;

/** A block of folded rows, of which the last is open for the records of one device's minute. */
export interface FoldedRows {
  /** Whether a record belongs to the open row. */
  fits(values: Float64Array, from: number): boolean;
  /** Opens a row with its first record's device and minute. */
  begin(values: Float64Array, from: number): void;
  add(values: Float64Array, from: number): void;
  /** Ends the row that is open, if any; true when the block is full. */
  close(): boolean;
  /** Hands over the closed rows; the next block takes their place. */
  take(): RowBlock;
}

/** Opens blocks of folded rows; `repeated` hears of records that are the same in every number. */
export function openFoldedRows(repeated: (bytes: number) => void): FoldedRows {
  const rows = new Float64Array(BLOCK_ROWS * OUT);
  const tuples = new Set<number>();
  const peers = new Set<number>();
  const records = new Set<number>();
  const seqs = new Map<number, number>();
  let [shard, minute, device] = [-1, -1, -1];
  let [high, withPorts] = [0, 0];
  let length = 0;

  return {
    fits: (values, from) =>
      values[from] === shard && values[from + 1] === minute && values[from + 2] === device,
    begin(values, from) {
      shard = values[from] as number;
      minute = values[from + 1] as number;
      device = values[from + 2] as number;
      const seq = seqs.get(device) ?? 0;
      seqs.set(device, seq + 1);
      const at = length * OUT;
      rows[at] = shard;
      rows[at + 1] = (minute + 1) * MINUTE;
      rows[at + 2] = device;
      rows[at + 3] = seq;
      rows.fill(0, at + 4, at + OUT);
      rows[at + 5] = Number.POSITIVE_INFINITY;
    },
    add(values, from) {
      const at = length * OUT;
      rows[at + 4] = Math.max(rows[at + 4] as number, values[from + 3] as number);
      rows[at + 5] = Math.min(rows[at + 5] as number, values[from + 4] as number);
      for (let i = 0; i < 4; i++) {
        rows[at + 6 + i] = (rows[at + 6 + i] as number) + (values[from + 5 + i] as number);
      }
      const known = records.size;
      if (records.add(mark(values, from)).size === known) {
        repeated((values[from + 5] as number) + (values[from + 6] as number));
      }
      peers.add(values[from + 9] as number);
      const before = tuples.size;
      const port = values[from + 11] as number;
      if (tuples.add(values[from + 10] as number).size === before || port === NO_PORTS) return;
      withPorts++;
      high += port;
    },
    close() {
      if (tuples.size === 0) return false;
      const at = length * OUT;
      rows[at + 5] = Math.max(rows[at + 5] as number, minute * MINUTE);
      rows[at + 8] = Math.min(MOST_COUNTED, rows[at + 8] as number);
      rows[at + 9] = Math.min(MOST_COUNTED, rows[at + 9] as number);
      rows[at + 10] = tuples.size;
      rows[at + 11] = peers.size;
      rows[at + 12] = withPorts > 0 ? high / withPorts : 0;
      tuples.clear();
      peers.clear();
      records.clear();
      high = 0;
      withPorts = 0;
      length++;
      return length === BLOCK_ROWS;
    },
    take() {
      const block = { values: rows, length };
      length = 0;
      return block;
    },
  };
}

/** Small enough that 31 times it and any size stay exact. */
const PRIME = 1_099_511_627_689;

/** A number that two records of a device's minute share only when all their numbers are equal. */
function mark(values: Float64Array, from: number): number {
  let sum = (values[from + 10] as number) % PRIME;
  for (let i = 3; i < 9; i++) sum = (sum * 31 + (values[from + i] as number)) % PRIME;
  return sum;
}
