import { checkHeader } from "../importing/check-header.ts";
import { type CsvSource, readRows } from "../importing/csv-source.ts";
import { isTimeOfDay, openDayClock } from "../importing/day-clock.ts";
import { firstLines } from "../importing/delimiter.ts";
import { type FlowCells, openFlowCells } from "../importing/flow-cells.ts";
import { type FlowEmitter, flowEmitterOf } from "../importing/flow-emitter.ts";
import type { ImportContext, Importer } from "../importing/importer.ts";
import { openRowsAbove } from "../importing/rows-above.ts";

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
  hasDayTimes: true,
  detect: (head) => {
    const names = ["StartTime", "SrcAddr", "DstAddr"];
    return firstLines(head).some((line) => {
      const cells = line.split(/[,\t;|]/).map((cell) => cell.trim());
      return names.every((name) => cells.includes(name));
    });
  },

  async read(source, context) {
    const emitter = flowEmitterOf(context, false);
    emitter.begin(source.file);
    let columns: readonly string[] = FLOW_COLUMNS;
    let onRow: ((cells: readonly string[], line: number) => void) | null = null;
    const above = openRowsAbove(context.tally);
    const begin = (cells: readonly string[], line: number): void => {
      const header = cells.map((name) => name.trim());
      if (!header.includes("SrcBytes")) {
        throw new RangeError(
          `${source.file}:${line}: must have column SrcBytes, or nobody knows which bytes are up; write it with ra -s +sbytes`,
        );
      }
      checkHeader(source, header, { line, needed: NEEDED });
      above.release(header);
      const rows = openRows(source, header, { context, emitter });
      if (rows.hasPackets) columns = ["packetsUp", "packetsDown", ...FLOW_COLUMNS];
      onRow = rows.onRow;
    };
    const sha256 = await readRows(source, {
      ...context.listen,
      onRow(cells, line) {
        if (cells.some((cell) => cell.trim() === "StartTime")) begin(cells, line);
        else if (onRow !== null) onRow(cells, line);
        else if (!above.hold(cells, line)) begin(widest(above.rows), 1);
      },
    });
    if (onRow === null && above.rows.length > 0) begin(widest(above.rows), 1);
    emitter.close();
    return { columns, sha256 };
  },

  finish: (context) => flowEmitterOf(context, false).finish(),
};

/** What was meant as the header, for the error that says what it lacks. */
function widest(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.reduce((a, b) => (b.length > a.length ? b : a), []);
}

interface RowOptions {
  readonly context: ImportContext;
  readonly emitter: FlowEmitter;
}

function openRows(source: CsvSource, header: readonly string[], { context, emitter }: RowOptions) {
  const { tally } = context;
  const { cells, at } = openFlowCells(source, header, { context, remedy: REMEDY });
  let current = 0;
  const moment = openMoments(cells, context, () => current);
  const endOf = (start: number): number => {
    if (!isTimeOfDay(cells.text("LastTime"))) return cells.endOf(start, "LastTime", "StartTime");
    const end = moment("LastTime");
    if (end < start) throw cells.error("LastTime", "at or after StartTime");
    return end;
  };
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
      current = line;
      const protocol = cells.protocol("Proto");
      const start = moment("StartTime");
      const end = cells.has("Dur") ? start + cells.length("Dur") : endOf(start);
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
        file: source.file,
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
const clocks = new WeakMap<ImportContext, Map<string, ReturnType<typeof openDayClock>>>();

function clockOf(context: ImportContext, column: string, date: number) {
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

function openMoments(cells: FlowCells, context: ImportContext, line: () => number) {
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
    const civil = clockOf(
      context,
      column,
      date,
    )(text, () =>
      context.tally.warn(
        `${column} goes back by more than an hour, taken as a late row; where nothing was recorded for half a day, its date is wrong`,
        line(),
      ),
    );
    if (Number.isNaN(civil)) throw cells.error(column, "a time of day up to 23:59:59");
    const [time] = zone.momentsAt(civil);
    if (time === undefined) {
      throw cells.error(column, `a time that ${zone.name} has: its clocks go forward over it`);
    }
    return time;
  };
}
