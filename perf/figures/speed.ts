import { allRows } from "../generate.ts";
import type { PerfResults } from "../results.ts";
import { totalCpu } from "./detections.ts";
import { digits, markdownTable, millions } from "./markdown.ts";

/** The few figures that a reader of the first page wants. */
export function speedFigure(results: PerfResults): string {
  const { generate, read, fifteen, detections, memory } = results;
  const { stages, flowsAlone, cpu } = generate;
  const compiled = stages.simulate + stages.order + stages.write + stages.hash;
  const ours = totalCpu(detections.billshock);
  const beside = (["numba", "polars", "duckdb", "python"] as const).flatMap((engine) => {
    const peer = detections.peers[engine];
    return peer.status === "ok" ? [`${engine} ${digits(totalCpu(peer.answer) / ours)} x`] : [];
  });
  const sizes = memory.map(
    ({ devices, days, peakBytes }) => `${digits(peakBytes / 1e6)} MB at ${devices} x ${days}`,
  );
  return markdownTable(
    ["on one core", "measured"],
    [
      [
        "four views with truth: simulated, ordered, hashed, written",
        `${millions(stages.rows / compiled)} rows/s (${millions(allRows(generate) / cpu)} with the start of a process)`,
      ],
      ["the flows view alone", `${millions(flowsAlone.rows / flowsAlone.cpu)} rows/s`],
      [
        "reading every column of it from its files",
        `${millions(read.rows / read.ours.cpu)} rows/s`,
      ],
      [
        `${fifteen.names.length} detectors from file to scores`,
        `${millions(fifteen.rows / fifteen.bare)} rows/s`,
      ],
      [
        "three detections in memory, equal answers: CPU of others beside ours",
        beside.length === 0 ? "no peer installed" : beside.join(", "),
      ],
      ["most memory, devices x days", sizes.join("; ")],
    ],
  );
}
