import type { ImportContext, Importer } from "../importer.ts";
import { type CsvSource, readRows } from "../importing/csv-source.ts";
import { checkHeader, openFlowCells, openFlowEmitter } from "../importing/flow-record.ts";

const NEEDED = ["StartTime", "Dur", "Proto", "SrcAddr", "Sport", "DstAddr", "Dport", "TotBytes"];
const FLOW_COLUMNS = ["flows", "peers", "hiPortShare"];

/**
 * Reads argus flow logs (`ra -c`, .binetflow), in every variant that has SrcBytes.
 *
 * TotBytes and SrcBytes are those of the link layer; down is their difference, or the reverse where
 * the device is the destination. Without SrcBytes nobody knows what was up, and the file is refused.
 * Times carry no zone. A flow that argus followed for an hour is one row, at its end. Packets are
 * counted where SrcPkts is there.
 */
export const argus: Importer = {
  name: "argus",
  summary: "argus flow log, .binetflow, comma or tab",
  extensions: [".binetflow", ".binetflow.gz", ".argus.csv"],
  view: "flows",
  detect: (head) => /^StartTime[,\t;|]Dur[,\t;|]Proto\b/.test(head),

  async read(source, context) {
    let columns: readonly string[] = FLOW_COLUMNS;
    let onRow: ((cells: readonly string[], line: number) => void) | null = null;
    const sha256 = await readRows(source, {
      ...context.listen,
      onRow(cells, line) {
        if (onRow !== null) {
          onRow(cells, line);
          return;
        }
        const header = cells.map((name) => name.trim());
        checkHeader(source, header, NEEDED);
        if (!header.includes("SrcBytes")) {
          throw new RangeError(
            `${source.file}:1: must have column SrcBytes, or nobody knows which bytes are up; write it with ra -s +sbytes`,
          );
        }
        if (header.includes("SrcPkts")) columns = ["packetsUp", "packetsDown", ...FLOW_COLUMNS];
        onRow = openRows(source, header, context);
      },
    });
    return { columns, sha256 };
  },
};

function openRows(source: CsvSource, header: readonly string[], context: ImportContext) {
  const { cells, at } = openFlowCells(source, header, context.zone);
  const emitter = openFlowEmitter(context, false);
  const hasPackets = header.includes("SrcPkts") && header.includes("TotPkts");
  return (row: readonly string[], line: number): void => {
    at(row, line);
    const total = cells.count("TotBytes");
    const sent = cells.count("SrcBytes");
    if (sent > total) throw cells.error("SrcBytes", `at most TotBytes, ${total}`);
    const packets = hasPackets ? cells.count("TotPkts") : 0;
    const packetsSent = hasPackets ? cells.count("SrcPkts") : 0;
    if (packetsSent > packets) throw cells.error("SrcPkts", `at most TotPkts, ${packets}`);
    const start = cells.moment("StartTime");
    emitter.add({
      start,
      end: start + cells.seconds("Dur"),
      protocol: cells.text("Proto").toLowerCase(),
      source: cells.text("SrcAddr"),
      sourcePort: cells.text("Sport"),
      destination: cells.text("DstAddr"),
      destinationPort: cells.text("Dport"),
      sourceBytes: sent,
      destinationBytes: total - sent,
      sourcePackets: packetsSent,
      destinationPackets: packets - packetsSent,
    });
  };
}
