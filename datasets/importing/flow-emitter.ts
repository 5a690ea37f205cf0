import { MINUTE } from "../sizes.ts";
import type { FlowRecord } from "./flow-record.ts";
import { hashOf } from "./hash-of.ts";
import { FLOW_FIELDS, type ImportContext } from "./importer.ts";
import { openPairing } from "./pair-directions.ts";
import { NO_PORTS } from "./service-ports.ts";

/** Takes the flow records of all files of an import. */
export type FlowEmitter = ReturnType<typeof openFlowEmitter>;

/** The least that a packet of IP can be: its header. */
const LEAST_PACKET = 20;

/** More than a few attempts to connect that nobody answered. */
const LEAST_CONVERSATION = 500;

const emitters = new WeakMap<ImportContext, FlowEmitter>();

/** The one emitter of an import, opened by its first file: a flow's way back may stand in the next. */
export function flowEmitterOf(context: ImportContext, pair: boolean): FlowEmitter {
  const known = emitters.get(context);
  if (known !== undefined) return known;
  const opened = openFlowEmitter(context, pair);
  emitters.set(context, opened);
  return opened;
}

/**
 * Opens the way from flow records to rows for the fold: decides whose bytes are up, and replaces
 * addresses by hashes. A record with no end at home, or with both, is counted and left out. With
 * `pair`, records of one direction wait for their way back, over the ends of files. `close` throws
 * when most records of a file hold fewer bytes than the headers of their packets: then a column is
 * not what it says, as in releases of nfdump whose JSON has packets for bytes. `finish` lets go what
 * still waits.
 */
function openFlowEmitter(context: ImportContext, pair: boolean) {
  const { locality, strangers, tally } = context;
  const ways = { one: 0, all: 0 };
  const emit = openBooking(context);
  let file = "";
  const book = (record: FlowRecord): void => {
    if (isConversation(record)) {
      ways.all++;
      if (record.sourceBytes === 0 || record.destinationBytes === 0) ways.one++;
    }
    emit(record, record.file === file ? record.line : 0);
  };
  const pairing = pair ? openPairing(book) : null;
  let thin = { rows: 0, of: 0, line: 0 };
  return {
    /** Takes the file whose records follow. */
    begin(next: string): void {
      file = next;
      thin = { rows: 0, of: 0, line: 0 };
    },
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
    /** Sees the end of a file. */
    close(): void {
      if (thin.rows * 2 <= thin.of) return;
      throw new RangeError(
        `${file}:${thin.line}: a record must have ${LEAST_PACKET} bytes or more for each packet, ${thin.rows} of ${thin.of} have fewer: the tool wrote something else there (nfdump 1.7.5 wrote packets as in_bytes); export it in another format or with another release`,
      );
    },
    /** Sees the end of the last file. */
    finish(): void {
      pairing?.flush();
      if (ways.one * 2 <= ways.all) return;
      tally.note(
        `${ways.one} of ${ways.all} TCP flows have no way back: the log holds one direction, or those of both were printed without their output columns (nfdump -B as json or long); the other bytes are missing`,
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
  return (record: FlowRecord, line: number): void => {
    const device = locality.deviceOf(record.source);
    const isSource = device >= 0;
    const remotePort = isSource ? record.destinationPort : record.sourcePort;
    const localPort = isSource ? record.sourcePort : record.destinationPort;
    const local = isSource ? record.source : record.destination;
    const remote = isSource ? record.destination : record.source;
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
    emit(row, line);
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
