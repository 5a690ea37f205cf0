import { type CsvSource, rowError } from "./csv-source.ts";
import { firstLines } from "./delimiter.ts";
import { type NfdumpOptions, openNfdumpRecords } from "./nfdump-record.ts";
import { openRowsAbove } from "./rows-above.ts";

const HEADER = /^Date first seen\s/;
const FOOTER =
  /^(Summary|Time window|Total (flows|records)|Sys:|No matched flows|Aggregated |Top \d+ )/;
const ENDS = ["Proto", "Src IP Addr", "Src Port", "Dst IP Addr", "Dst Port"];
/** Time, duration, protocol, both ends with their ports, then the columns that the header names. */
const ROW =
  /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?)\s+((?:\d+ ?d )?[\d:.]+)\s+(\S+)\s+(\S+)\s*<?->\s*(\S+)\s+(.*)$/;
const VALUE = /\S+(?: [KMGT](?=\s|$))?/g;
const NAME = /(?:Out|In) (?:Pkt|Byte)|\S+/g;

/** Tells whether a file begins as nfdump's tables do, from `-o line` to `-o bilong`. */
export function isNfdumpText(head: string): boolean {
  return firstLines(head).some((line) => HEADER.test(line));
}

/**
 * Opens a reader of nfdump's tables: `-o line`, `long`, `extended` and those for both directions,
 * line by line. Addresses of IPv6 must be whole (`long6`), since a cut one is nobody's; numbers that
 * the tool has rounded are taken, and counted.
 */
export function openNfdumpText(source: CsvSource, options: NfdumpOptions) {
  const { tally } = options.context;
  const above = openRowsAbove(tally);
  let onRow: ReturnType<typeof openNfdumpRecords> | null = null;
  let columns: readonly string[] = [];
  return (cells: readonly string[], line: number): void => {
    const text = cells[0] as string;
    if (HEADER.test(text)) {
      above.release([]);
      columns = columnsOf(text, { source, line });
      const header = ["Date first seen", "Duration", ...ENDS, ...columns];
      onRow = openNfdumpRecords(source, header, { ...options, line, unnumbered: true });
      return;
    }
    if (FOOTER.test(text)) {
      tally.skip("summary lines of the tool", 0, line);
      return;
    }
    if (onRow === null && above.hold(cells, line)) return;
    const [, start, length, protocol, from = "", to = "", rest = ""] = ROW.exec(text) ?? [];
    const values = rest.match(VALUE) ?? [];
    if (start === undefined || onRow === null || values.length !== columns.length) {
      throw rowError(
        source,
        line,
        `a row must have a time, a duration, a protocol, address:port -> address:port and ${columns.join(", ")}, got ${JSON.stringify(text.slice(0, 80))}`,
      );
    }
    onRow([start, length, protocol, ...endOf(from), ...endOf(to), ...values] as string[], line);
  };
}

interface Place {
  readonly source: CsvSource;
  readonly line: number;
}

function columnsOf(text: string, { source, line }: Place): readonly string[] {
  const [ends, rest] = text.split(/Dst IP Addr:Port/);
  if (rest === undefined || !/Proto\s+Src IP Addr:Port/.test(ends as string)) {
    throw new RangeError(
      `${source.file}:${line}: must have Duration, Proto, Src IP Addr:Port and Dst IP Addr:Port, as -o line, long and extended write them; has ${text.trim().replace(/\s{2,}/g, ", ")}`,
    );
  }
  return rest.match(NAME) ?? [];
}

/** With dots for the port, since it has colons; a cut one has two dots in it. */
const IPV6_END = /^([^.]*:[^.]*(?:\.\.[^.]*)?)\.(.+)$/;
const IPV4_END = /^([^:]*):([^:]+)$/;

/** Splits an address from its port, or from the type and code of ICMP (`8.0`). */
function endOf(text: string): readonly [string, string] {
  const [, address = text, port = ""] = IPV4_END.exec(text) ?? IPV6_END.exec(text) ?? [];
  return [address, port];
}
