import type { CsvSource } from "./csv-source.ts";
import { type JsonObject, openJsonObjects } from "./json-objects.ts";
import { FLOW_NAMES, type NfdumpOptions, openNfdumpRecords } from "./nfdump-record.ts";

/** All names that a field of a flow may have. */
const FIELDS: readonly string[] = Object.values(FLOW_NAMES).flat();
const PORTS = ["src_port", "dst_port"];

/** Tells whether a file begins as nfdump's JSON does: an array, or an object a line. */
export function isNfdumpJson(head: string): boolean {
  return /^\s*\[?\s*\{/.test(head) && /"(?:src|dst)[46]_addr"/.test(head);
}

/**
 * Opens a reader of nfdump's JSON, line by line: `-o json` and `-o ndjson`, arrays that were joined
 * too. An object that is no flow (an event of a firewall) is counted and left out.
 */
export function openNfdumpJson(source: CsvSource, options: NfdumpOptions) {
  const { tally } = options.context;
  const readers = new Map<string, ReturnType<typeof openNfdumpRecords>>();
  const objects = openJsonObjects(source, (object, line) => {
    const { type = "FLOW", sampled } = object;
    if (type !== "FLOW") {
      tally.skip(`type is ${JSON.stringify(type)}, not FLOW`, 0, line);
      return;
    }
    if (Number(sampled ?? 0) > 0) tally.warn("a flow was sampled: its bytes are scaled", line);
    const found = partsOf(object);
    // Flows of ICMP have no ports, those of one direction no way back: each form has a reader.
    const form = [...found.keys()].join();
    let onRow = readers.get(form);
    if (onRow === undefined) {
      onRow = openNfdumpRecords(source, [...found.keys()], { ...options, line, unnumbered: true });
      readers.set(form, onRow);
    }
    onRow([...found.values()], line);
  });
  return {
    onRow: (cells: readonly string[], line: number): void => objects.add(cells[0] as string, line),
    finish: objects.finish,
  };
}

/** The fields of a flow; a port that is not there is none. */
function partsOf(object: JsonObject): Map<string, string> {
  const parts = new Map(PORTS.map((name) => [name, ""]));
  for (const name of FIELDS) {
    const value = object[name];
    if (value !== undefined && value !== null) parts.set(name, String(value));
  }
  return parts;
}
