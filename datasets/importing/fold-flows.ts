import { FLOW_FIELDS } from "../importer.ts";
import { MINUTE } from "../sizes.ts";
import type { RowBlock } from "./row-sorter.ts";
import { NO_PORTS } from "./service-ports.ts";

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

const IN = FLOW_FIELDS.length;
const OUT = FLOW_ROW_FIELDS.length;
const BLOCK_ROWS = 2048;
const MOST_COUNTED = 4_294_967_295;

/**
 * Folds 5-tuples into `flows` rows: one for each device and UTC minute.
 *
 * A tuple that lasts longer than a minute is booked whole in the minute in which its record closed,
 * since its observer knew no more; the row then starts with the minute. A row is visible when its
 * minute is over: before, nobody knew that nothing more would come. `flows` counts distinct tuples
 * (a record and its reverse are one), `peers` distinct remotes, and `hiPortShare` is the share of
 * tuples whose remote port is above 1024 among those that have ports: what strangers answer by ICMP
 * does not make a crowd look tamer.
 *
 * Takes records of FLOW_FIELDS in order of (shard, minute, device), which leaves rows in order of
 * (shard, visibleAt, device, seq). A record that is the same as one before it in every number is
 * kept, and its bytes are told to `repeated`: two exporters saw it, or a file was joined twice.
 * Memory is one device's minute and 4 bytes a device.
 */
export function* foldFlows(
  blocks: Iterable<RowBlock>,
  repeated: (bytes: number) => void = () => {},
): Generator<RowBlock> {
  const rows = new Float64Array(BLOCK_ROWS * OUT);
  const tuples = new Set<number>();
  const peers = new Set<number>();
  const records = new Set<number>();
  const seqs = new Map<number, number>();
  const open = { shard: -1, minute: -1, device: -1, high: 0, withPorts: 0 };
  let length = 0;

  function close(): void {
    const at = length * OUT;
    const start = Math.max(rows[at + 5] as number, open.minute * MINUTE);
    rows[at + 5] = start;
    rows[at + 8] = Math.min(MOST_COUNTED, rows[at + 8] as number);
    rows[at + 9] = Math.min(MOST_COUNTED, rows[at + 9] as number);
    rows[at + 10] = tuples.size;
    rows[at + 11] = peers.size;
    rows[at + 12] = open.withPorts > 0 ? open.high / open.withPorts : 0;
    tuples.clear();
    peers.clear();
    records.clear();
    open.high = 0;
    open.withPorts = 0;
    length++;
  }

  function begin(values: Float64Array, from: number): void {
    open.shard = values[from] as number;
    open.minute = values[from + 1] as number;
    open.device = values[from + 2] as number;
    const seq = seqs.get(open.device) ?? 0;
    seqs.set(open.device, seq + 1);
    const at = length * OUT;
    rows[at] = open.shard;
    rows[at + 1] = (open.minute + 1) * MINUTE;
    rows[at + 2] = open.device;
    rows[at + 3] = seq;
    rows.fill(0, at + 4, at + OUT);
    rows[at + 5] = Number.POSITIVE_INFINITY;
  }

  function add(values: Float64Array, from: number): void {
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
    if (tuples.add(values[from + 10] as number).size > before) {
      const port = values[from + 11] as number;
      if (port === NO_PORTS) return;
      open.withPorts++;
      open.high += port;
    }
  }

  for (const { values, length: records } of blocks) {
    for (let from = 0; from < records * IN; from += IN) {
      const isSame =
        values[from] === open.shard &&
        values[from + 1] === open.minute &&
        values[from + 2] === open.device;
      if (!isSame) {
        if (tuples.size > 0) close();
        if (length === BLOCK_ROWS) {
          yield { values: rows, length };
          length = 0;
        }
        begin(values, from);
      }
      add(values, from);
    }
  }
  if (tuples.size > 0) close();
  if (length > 0) yield { values: rows, length };
}

/** Small enough that 31 times it and any size stay exact. */
const PRIME = 1_099_511_627_689;

/** A number that two records of a device's minute share only when all their numbers are equal. */
function mark(values: Float64Array, from: number): number {
  let sum = (values[from + 10] as number) % PRIME;
  for (let i = 3; i < 9; i++) sum = (sum * 31 + (values[from + i] as number)) % PRIME;
  return sum;
}
