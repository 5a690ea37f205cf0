import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { protocolName } from "../../datasets/importing/protocol-name.ts";
import { parsePort } from "../../datasets/importing/service-ports.ts";
import type { Capture } from "../real-captures.ts";
import type { RealFlow } from "./traffic-group.ts";

/** Where a format keeps what a flow is told by; columns from 0. */
const PLACES = {
  argus: { header: 1, source: 3, sourcePort: 4, target: 6, targetPort: 7, protocol: 2 },
  nfdump: { header: 0, source: 3, sourcePort: 5, target: 4, targetPort: 6, protocol: 7 },
} as const;

/**
 * Cuts a capture's flow log down to the flows of its devices that are wanted, line by line as they
 * stand, so that the importer makes rows of these alone. null where there is none.
 */
export function selectFlows(
  file: string,
  { format, devices }: Pick<Capture, "format" | "devices">,
  isWanted: (flow: RealFlow) => boolean,
): string | null {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const lines = text.split("\n").filter((line) => line !== "");
  const { header, source, sourcePort, target, targetPort, protocol } = PLACES[format];
  const kept = lines.slice(header).filter((line) => {
    const cells = line.split(",");
    const isSource = devices.includes(cells[source]);
    if (isSource === devices.includes(cells[target])) return false;
    const [sent, received] = bytesOf(format, cells);
    return isWanted({
      protocol: protocolName(cells[protocol]),
      remotePort: parsePort(cells[isSource ? targetPort : sourcePort].trim()),
      up: isSource ? sent : received,
      down: isSource ? received : sent,
    });
  });
  return kept.length === 0 ? null : `${[...lines.slice(0, header), ...kept].join("\n")}\n`;
}

function bytesOf(format: "argus" | "nfdump", cells: readonly string[]): [number, number] {
  if (format === "nfdump") return [Number(cells[12]), Number(cells[14])];
  const sent = Number(cells[13]);
  return [sent, Number(cells[12]) - sent];
}
