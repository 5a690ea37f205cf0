import type { CsvSource } from "./csv-source.ts";
import { firstLines } from "./delimiter.ts";
import { isFlowHeader, type NfdumpOptions, openNfdumpRecords } from "./nfdump-record.ts";
import { openRowsAbove } from "./rows-above.ts";

/** `nfdump -o csv` up to 1.7.4; with -q it writes no header. */
const OLD_COLUMNS =
  "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,das,smk,dmk,dtos,dir,nh,nhb,svln,dvln,ismc,odmc,idmc,osmc,mpls1,mpls2,mpls3,mpls4,mpls5,mpls6,mpls7,mpls8,mpls9,mpls10,cl,sl,al,ra,eng,exid,tr".split(
    ",",
  );
const OLD_ROW = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?,\d{4}-\d\d-\d\d /;

/** Tells whether a file begins as nfdump's CSV does. */
export function isNfdumpCsv(head: string): boolean {
  const lines = firstLines(head);
  const [first = ""] = lines;
  if (OLD_ROW.test(first) && first.split(",").length === OLD_COLUMNS.length) return true;
  return lines.some((line) => isFlowHeader(line.split(",").map((name) => name.trim())));
}

/**
 * Opens a reader of nfdump's CSV. A header may stand again and be another: files that were joined.
 * "Summary" and the two lines below it are the tool's own sum; it is compared with the rows above.
 */
export function openNfdumpCsv(source: CsvSource, options: NfdumpOptions) {
  const { tally } = options.context;
  const above = openRowsAbove(tally);
  let header: readonly string[] = OLD_COLUMNS;
  let onRow: ReturnType<typeof openNfdumpRecords> | null = null;
  let summary: readonly string[] | null = null;
  let bytes = 0;

  function foot(cells: readonly string[], line: number): void {
    tally.skip("summary lines of the tool", 0, line);
    const said = cells[(summary ?? []).indexOf("bytes")];
    if (said !== undefined && Number(said) !== bytes) {
      tally.note(`the tool's summary counts ${said} bytes, the rows above it ${bytes}`, line);
    }
    summary = cells;
  }

  function take(row: readonly string[], line: number): void {
    const cells = row.map((cell) => cell.trim());
    if (isFlowHeader(cells)) {
      above.release(cells);
      header = cells;
      onRow = openNfdumpRecords(source, header, { ...options, line });
      summary = null;
      bytes = 0;
    } else if (cells[0] === "No matched flows") {
      tally.skip("summary lines of the tool", 0, line);
    } else if (cells[0] === "Summary" || (summary !== null && cells.length !== header.length)) {
      foot(cells, line);
    } else if (onRow === null && cells.length * 2 < OLD_COLUMNS.length) {
      if (!above.hold(cells, line)) throw lacksHeader();
    } else {
      onRow ??= openNfdumpRecords(source, header, { ...options, line });
      if (summary !== null) bytes = 0;
      summary = null;
      bytes += onRow(cells, line);
    }
  }

  function lacksHeader(): RangeError {
    const [first = []] = above.rows;
    return new RangeError(
      `${source.file}: must have a header with columns such as srcAddr and dstAddr, or sa and da, has none; begins with ${first.join(", ").slice(0, 80)}`,
    );
  }

  return {
    onRow: take,
    finish(): void {
      if (above.rows.length > 0) throw lacksHeader();
    },
  };
}
