import type { ImportContext, Importer } from "../importer.ts";
import { type CsvSource, readRows } from "../importing/csv-source.ts";
import { checkHeader, openFlowCells, openFlowEmitter } from "../importing/flow-record.ts";

/** `nfdump -o csv` of 1.6 and 1.7; with -q it writes no header. */
const COLUMNS =
  "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,das,smk,dmk,dtos,dir,nh,nhb,svln,dvln,ismc,odmc,idmc,osmc,mpls1,mpls2,mpls3,mpls4,mpls5,mpls6,mpls7,mpls8,mpls9,mpls10,cl,sl,al,ra,eng,exid,tr".split(
    ",",
  );
const NEEDED = ["ts", "te", "sa", "da", "sp", "dp", "pr", "ipkt", "ibyt", "opkt", "obyt"];
const HEADERLESS = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?,\d{4}-\d\d-\d\d /;

/**
 * Reads nfdump's CSV: 48 columns with or without a header, uniflow or -B biflow.
 *
 * ibyt flows from sa to da, obyt back. A uniflow row has no way back: it is paired with its reversed
 * 5-tuple. Times are whole seconds without a zone. What follows "Summary" is the tool's own sum and
 * is not read.
 */
export const nfdump: Importer = {
  name: "nfdump",
  summary: "nfdump -o csv, 48 columns with or without header, uniflow or -B biflow",
  extensions: [".nfdump.csv", ".csv"],
  view: "flows",
  detect(head) {
    const line = head.split(/\r?\n/, 1)[0] as string;
    if (/^ts,te,td,sa,da,sp,dp,pr\b/.test(line)) return true;
    return HEADERLESS.test(line) && line.split(",").length === COLUMNS.length;
  },

  async read(source, context) {
    const emitter = openFlowEmitter(context, true);
    let onRow: ((cells: readonly string[], line: number) => void) | null = null;
    let isOver = false;
    const sha256 = await readRows(source, {
      ...context.listen,
      onRow(cells, line) {
        isOver ||= cells[0] === "Summary" || cells[0] === "No matched flows";
        if (isOver) return;
        if (onRow !== null) {
          onRow(cells, line);
          return;
        }
        const hasHeader = !/^\d/.test(cells[0] ?? "");
        const header = hasHeader ? cells.map((name) => name.trim()) : COLUMNS;
        checkHeader(source, header, NEEDED);
        onRow = openRows(source, header, { context, emitter });
        if (!hasHeader) onRow(cells, line);
      },
    });
    emitter.flush();
    return { columns: ["packetsUp", "packetsDown", "flows", "peers", "hiPortShare"], sha256 };
  },
};

interface RowOptions {
  readonly context: ImportContext;
  readonly emitter: ReturnType<typeof openFlowEmitter>;
}

function openRows(source: CsvSource, header: readonly string[], { context, emitter }: RowOptions) {
  const { cells, at } = openFlowCells(source, header, context.zone);
  return (row: readonly string[], line: number): void => {
    at(row, line);
    const start = cells.moment("ts");
    const end = cells.moment("te");
    if (end < start) throw cells.error("te", `at or after ts, ${cells.text("ts")}`);
    emitter.add({
      start,
      end,
      protocol: cells.text("pr").toLowerCase(),
      source: cells.text("sa"),
      sourcePort: cells.text("sp"),
      destination: cells.text("da"),
      destinationPort: cells.text("dp"),
      sourceBytes: cells.count("ibyt"),
      destinationBytes: cells.count("obyt"),
      sourcePackets: cells.count("ipkt"),
      destinationPackets: cells.count("opkt"),
    });
  };
}
