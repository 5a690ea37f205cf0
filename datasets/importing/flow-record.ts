import { FLOW_FIELDS, type ImportContext } from "../importer.ts";
import { MINUTE } from "../sizes.ts";
import { canonicalAddress } from "./address.ts";
import { hashOf } from "./hash-of.ts";
import { openPairing } from "./pair-directions.ts";
import { NO_PORTS } from "./service-ports.ts";

/** One 5-tuple's record as a flow tool exports it; `source` and `destination` as written. */
export interface FlowRecord {
  start: number;
  end: number;
  /** As {@link protocolName} writes it. */
  protocol: string;
  source: string;
  /** As {@link parsePort} reads it. */
  sourcePort: number;
  destination: string;
  destinationPort: number;
  sourceBytes: number;
  destinationBytes: number;
  sourcePackets: number;
  destinationPackets: number;
  /** Line of the file that it stands on. */
  line: number;
}

/** The least that a packet of IP can be: its header. */
const LEAST_PACKET = 20;

/** More than a few attempts to connect that nobody answered. */
const LEAST_CONVERSATION = 500;

/** Options of {@link openFlowEmitter}. */
export interface FlowEmitterOptions {
  /** The file, for errors. */
  readonly file: string;
  /** Records of one direction are paired with their way back. */
  readonly pair: boolean;
}

/**
 * Opens the way from flow records to rows for the fold: decides whose bytes are up, and replaces
 * addresses by hashes. A record with no end at home, or with both, is counted and left out. With
 * `pair`, records of one direction wait for their way back. `finish` lets go what still waits, and
 * throws when most records hold fewer bytes than the headers of their packets: then a column is not
 * what it says, as in releases of nfdump whose JSON has packets for bytes.
 */
export function openFlowEmitter(context: ImportContext, { file, pair }: FlowEmitterOptions) {
  const { locality, strangers, tally } = context;
  const ways = { one: 0, all: 0, line: 0 };
  const emit = openBooking(context);
  const book = (record: FlowRecord): void => {
    if (isConversation(record)) {
      ways.all++;
      const isAnswered = record.sourceBytes > 0 && record.destinationBytes > 0;
      if (!isAnswered && ways.one++ === 0) ways.line = record.line;
    }
    emit(record);
  };
  const pairing = pair ? openPairing(book) : null;
  const thin = { rows: 0, of: 0, line: 0 };
  return {
    add(record: FlowRecord): void {
      const { source, destination, line } = record;
      const bytes = record.sourceBytes + record.destinationBytes;
      if (record.protocol === "arp" || record.protocol === "rarp") {
        tally.skip("not IP", bytes, line);
        return;
      }
      const isSource = locality.deviceOf(source) >= 0;
      if (isSource === locality.deviceOf(destination) >= 0) {
        if (!isSource) strangers.add(source, destination, bytes);
        tally.skip(isSource ? "both ends local" : "neither end local", bytes, line);
        return;
      }
      thin.of++;
      if (bytes < LEAST_PACKET * (record.sourcePackets + record.destinationPackets)) {
        tally.warn(`a record must have ${LEAST_PACKET} bytes or more for each packet`, line);
        if (thin.rows++ === 0) thin.line = line;
      }
      if (pairing !== null) pairing.add(record);
      else book(record);
    },
    finish(): void {
      pairing?.flush();
      if (ways.one * 2 > ways.all) {
        const share = `${ways.one} of ${ways.all} TCP flows`;
        tally.warn(
          `${share} have no way back: the log holds one direction, or those of both were printed without their output columns (nfdump -B as json or long); the other bytes are missing`,
          ways.line,
        );
      }
      if (thin.rows * 2 <= thin.of) return;
      throw new RangeError(
        `${file}:${thin.line}: a record must have ${LEAST_PACKET} bytes or more for each packet, ${thin.rows} of ${thin.of} have fewer: the tool wrote something else there (nfdump 1.7.5 wrote packets as in_bytes); export it in another format or with another release`,
      );
    },
  };
}

/** TCP answers: what moved so much without a byte back was not seen whole. */
function isConversation({ protocol, sourceBytes, destinationBytes }: FlowRecord): boolean {
  return protocol === "tcp" && sourceBytes + destinationBytes > LEAST_CONVERSATION;
}

function openBooking({ locality, emit }: ImportContext) {
  const row = new Float64Array(FLOW_FIELDS.length);
  return (record: FlowRecord): void => {
    const device = locality.deviceOf(record.source);
    const isSource = device >= 0;
    const remotePort = isSource ? record.destinationPort : record.sourcePort;
    const localPort = isSource ? record.sourcePort : record.destinationPort;
    const local = canonical(isSource ? record.source : record.destination);
    const remote = canonical(isSource ? record.destination : record.source);
    row[1] = closingMinute(record.start, record.end);
    row[2] = isSource ? device : locality.deviceOf(record.destination);
    row[3] = record.end;
    row[4] = record.start;
    row[5] = isSource ? record.sourceBytes : record.destinationBytes;
    row[6] = isSource ? record.destinationBytes : record.sourceBytes;
    row[7] = isSource ? record.sourcePackets : record.destinationPackets;
    row[8] = isSource ? record.destinationPackets : record.sourcePackets;
    row[9] = hashOf(remote);
    row[10] = hashOf(`${record.protocol} ${local} ${remote} ${localPort} ${remotePort}`);
    row[11] = remotePort === NO_PORTS ? NO_PORTS : Number(remotePort > 1024);
    emit(row, record.line);
  };
}

/** A peer is one however a tool spells it. */
function canonical(address: string): string {
  return canonicalAddress(address) ?? address;
}

/**
 * Finds the UTC minute in which a record closed. Intervals are half-open: one that closes on the
 * stroke of a minute belongs to the minute before, unless it has no length.
 */
export function closingMinute(start: number, end: number): number {
  const minute = Math.floor(end / MINUTE);
  return end > start && minute * MINUTE === end ? minute - 1 : minute;
}
