import { checkHeader } from "./check-header.ts";
import type { CsvSource } from "./csv-source.ts";
import { openFlowCells } from "./flow-cells.ts";
import type { FlowEmitter } from "./flow-emitter.ts";
import type { ImportContext } from "./importer.ts";

/** What a reader of one of nfdump's formats works with. */
export interface NfdumpOptions {
  readonly context: ImportContext;
  readonly emitter: FlowEmitter;
}

/** Options of {@link openNfdumpRecords}. */
export interface NfdumpRecordOptions extends NfdumpOptions {
  /** Line of the header. */
  readonly line: number;
  /** The file has no columns that errors could count. */
  readonly unnumbered?: boolean;
}

/** What makes a flow, by all its names: CSV before and since 1.7.5, text, JSON. */
export const FLOW_NAMES = {
  start: ["ts", "firstSeen", "Date first seen", "first", "t_first"],
  end: ["te", "lastSeen", "Date last seen", "last", "t_last"],
  duration: ["td", "duration", "Duration"],
  protocol: ["pr", "proto", "Proto"],
  source: ["sa", "srcAddr", "Src IP Addr", "src4_addr", "src6_addr", "src_addr"],
  destination: ["da", "dstAddr", "Dst IP Addr", "dst4_addr", "dst6_addr", "dst_addr"],
  sourcePort: ["sp", "srcPort", "Src Port", "src_port"],
  destinationPort: ["dp", "dstPort", "Dst Port", "dst_port"],
  packets: ["ipkt", "inPackets", "packets", "In Pkt", "Packets", "in_packets"],
  bytes: ["ibyt", "inBytes", "bytes", "In Byte", "Bytes", "in_bytes"],
  packetsBack: ["opkt", "outPackets", "Out Pkt", "out_packets"],
  bytesBack: ["obyt", "outBytes", "Out Byte", "out_bytes"],
} as const;
type Part = keyof typeof FLOW_NAMES;

const ALWAYS: readonly Part[] = [
  "start",
  "protocol",
  "source",
  "destination",
  "sourcePort",
  "destinationPort",
  "packets",
  "bytes",
];
const REMEDY = "write whole numbers and addresses, as -o csv and -o json do";

/** Tells whether cells are a header of flows: no row of figures names both ends. */
export function isFlowHeader(cells: readonly string[]): boolean {
  const has = (names: readonly string[]) => names.some((name) => cells.includes(name));
  return has(FLOW_NAMES.source) && has(FLOW_NAMES.destination);
}

/**
 * Opens a reader of flows below one header, whatever the tool's release called its columns; it
 * returns the bytes of each. `in` flows from source to destination, `out` back.
 */
export function openNfdumpRecords(
  source: CsvSource,
  header: readonly string[],
  { context, emitter, line: headerLine, unnumbered = false }: NfdumpRecordOptions,
): (row: readonly string[], line: number) => number {
  checkHeader(source, header, {
    line: headerLine,
    needed: [
      ...ALWAYS.map((part) => FLOW_NAMES[part]),
      [...FLOW_NAMES.end, ...FLOW_NAMES.duration],
    ],
  });
  const { cells, at } = openFlowCells(source, header, {
    context,
    unnumbered,
    remedy: REMEDY,
  });
  const named = (part: Part) => FLOW_NAMES[part].find((name) => cells.has(name)) ?? null;
  const name = Object.fromEntries(ALWAYS.map((part) => [part, named(part)])) as Record<
    Part,
    string
  >;
  const [end, length] = [named("end"), named("duration")];
  const [bytesBack, packetsBack] = [named("bytesBack"), named("packetsBack")];
  return (row, line) => {
    at(row, line);
    const protocol = cells.protocol(name.protocol);
    const start = cells.moment(name.start);
    const closed =
      end === null ? start + cells.length(length as string) : cells.endOf(start, end, name.start);
    const sourceBytes = cells.count(name.bytes);
    const destinationBytes = bytesBack === null ? 0 : cells.count(bytesBack);
    emitter.add({
      start,
      end: closed,
      protocol,
      source: cells.address(name.source, protocol),
      sourcePort: cells.port(name.sourcePort, protocol),
      destination: cells.address(name.destination, protocol),
      destinationPort: cells.port(name.destinationPort, protocol),
      sourceBytes,
      destinationBytes,
      sourcePackets: cells.count(name.packets),
      destinationPackets: packetsBack === null ? 0 : cells.count(packetsBack),
      file: source.file,
      line,
    });
    return sourceBytes + destinationBytes;
  };
}
