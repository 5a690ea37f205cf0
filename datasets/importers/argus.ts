import type { ImportContext, Importer } from "../importer.ts";
import { checkHeader } from "../importing/check-header.ts";
import { type CsvSource, readRows } from "../importing/csv-source.ts";
import { isTimeOfDay, openDayClock } from "../importing/day-clock.ts";
import { type FlowCells, openFlowCells } from "../importing/flow-cells.ts";
import { openFlowEmitter } from "../importing/flow-record.ts";

const NEEDED = [
  ...["StartTime", "Proto", "SrcAddr", "Sport", "DstAddr", "Dport"].map((name) => [name]),
  ["Dur", "LastTime"],
  ["TotBytes", "DstBytes"],
];
const FLOW_COLUMNS = ["flows", "peers", "hiPortShare"];
const REMEDY = "print numbers with ra -n";

/**
 * Reads argus flow logs (`ra -c`, .binetflow), in every variant that says which bytes are whose.
 *
 * TotBytes, SrcBytes and DstBytes are those of the link layer; two of them are enough. Which end is
 * the device is found by its address, whatever the arrow of Dir says. Without SrcBytes nobody knows
 * what was up, and the file is refused. Ports may be numbers, hex, or names of well-known services.
 * Times carry no zone, and by default no date: then it is declared. A header may stand again, rows
 * of argus about itself (`man`) are counted and left out. A flow that argus followed for an hour is
 * one row, at its end. Packets are counted where SrcPkts is there.
 */
export const argus: Importer = {
  name: "argus",
  summary: "argus flow log, .binetflow, comma or tab",
  extensions: [".binetflow", ".binetflow.gz", ".argus.csv"],
  view: "flows",
  detect: (head) => {
    const [line = ""] = head.split(/\r?\n/, 1);
    return ["StartTime", "SrcAddr", "DstAddr"].every((name) =>
      line.split(/[,\t;|]/).some((cell) => cell.trim() === name),
    );
  },

  async read(source, context) {
    const emitter = openFlowEmitter(context, { file: source.file, pair: false });
    let columns: readonly string[] = FLOW_COLUMNS;
    let onRow: ((cells: readonly string[], line: number) => void) | null = null;
    const sha256 = await readRows(source, {
      ...context.listen,
      onRow(cells, line) {
        if (onRow !== null && !cells.includes("StartTime")) {
          onRow(cells, line);
          return;
        }
        const header = cells.map((name) => name.trim());
        if (!header.includes("SrcBytes")) {
          throw new RangeError(
            `${source.file}:${line}: must have column SrcBytes, or nobody knows which bytes are up; write it with ra -s +sbytes`,
          );
        }
        checkHeader(source, header, { line, needed: NEEDED });
        const rows = openRows(source, header, { context, emitter });
        if (rows.hasPackets) columns = ["packetsUp", "packetsDown", ...FLOW_COLUMNS];
        onRow = rows.onRow;
      },
    });
    emitter.finish();
    return { columns, sha256 };
  },
};

interface RowOptions {
  readonly context: ImportContext;
  readonly emitter: ReturnType<typeof openFlowEmitter>;
}

function openRows(source: CsvSource, header: readonly string[], { context, emitter }: RowOptions) {
  const { tally, zone } = context;
  const { cells, at } = openFlowCells(source, header, {
    zone,
    remedy: REMEDY,
    warn: tally.warn,
  });
  const moment = openMoments(cells, context);
  const hasPackets = cells.has("SrcPkts") && (cells.has("TotPkts") || cells.has("DstPkts"));
  const protocolAt = header.indexOf("Proto");
  return {
    hasPackets,
    onRow(row: readonly string[], line: number): void {
      if (row[protocolAt]?.trim() === "man") {
        tally.skip("a row of argus about itself", 0, line);
        return;
      }
      at(withLabel(row, header), line);
      const protocol = cells.protocol("Proto");
      const start = moment("StartTime");
      const end = cells.has("Dur") ? start + cells.length("Dur") : moment("LastTime");
      if (end < start) throw cells.error("LastTime", "at or after StartTime");
      const [sourceBytes, destinationBytes] = both(cells, "Bytes");
      const [sourcePackets, destinationPackets] = hasPackets ? both(cells, "Pkts") : [0, 0];
      emitter.add({
        start,
        end,
        protocol,
        source: cells.address("SrcAddr", protocol),
        sourcePort: cells.port("Sport", protocol),
        destination: cells.address("DstAddr", protocol),
        destinationPort: cells.port("Dport", protocol),
        sourceBytes,
        destinationBytes,
        sourcePackets,
        destinationPackets,
        line,
      });
    },
  };
}

/** What was sent and what came back, from any two of total, source and destination. */
function both(cells: FlowCells, what: "Bytes" | "Pkts"): readonly [number, number] {
  const sent = cells.count(`Src${what}`);
  if (cells.has(`Dst${what}`)) return [sent, cells.count(`Dst${what}`)];
  const total = cells.count(`Tot${what}`);
  if (sent > total) throw cells.error(`Src${what}`, `at most Tot${what}, ${total}`);
  return [sent, total - sent];
}

/** ra leaves out the label's cell where there is none; any other cell would shift those behind it. */
function withLabel(row: readonly string[], header: readonly string[]): readonly string[] {
  const lacksLabel = header.at(-1) === "Label" && row.length === header.length - 1;
  return lacksLabel ? [...row, ""] : row;
}

/** Clocks go on over headers that stand again, and over the files of one import. */
const clocks = new WeakMap<ImportContext, Map<string, (text: string) => number>>();

function clockOf(context: ImportContext, column: string, date: number): (text: string) => number {
  let ofColumns = clocks.get(context);
  if (ofColumns === undefined) {
    ofColumns = new Map();
    clocks.set(context, ofColumns);
  }
  let clock = ofColumns.get(column);
  if (clock === undefined) {
    clock = openDayClock(date);
    ofColumns.set(column, clock);
  }
  return clock;
}

function openMoments(cells: FlowCells, context: ImportContext) {
  const { date, zone } = context;
  return (column: string): number => {
    const text = cells.text(column);
    if (!isTimeOfDay(text)) return cells.moment(column);
    if (date === null) {
      throw cells.error(
        column,
        "a time with its date; declare the first row's with --date, or print it with RA_TIME_FORMAT",
      );
    }
    const civil = clockOf(context, column, date)(text);
    if (Number.isNaN(civil)) throw cells.error(column, "a time of day up to 23:59:59");
    const [time] = zone.momentsAt(civil);
    if (time === undefined) {
      throw cells.error(column, `a time that ${zone.name} has: its clocks go forward over it`);
    }
    return time;
  };
}
