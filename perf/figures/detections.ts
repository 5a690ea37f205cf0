import { agrees, ENGINES, type EngineResult } from "../detections.ts";
import type { PerfResults } from "../results.ts";
import { RULES } from "../three-detections.ts";
import { digits, markdownTable, perRow } from "./markdown.ts";

/** The same three detections with several engines, and whether they found the same. */
export function detectionsFigure({ detections }: PerfResults): string {
  const { billshock, peers } = detections;
  const ours = totalCpu(billshock);
  const engineRow = (name: string, result: EngineResult, answer: string) => [
    `${name} (${result.version})`,
    ...RULES.map((rule) => perRow(result.cpu[rule], result.rows)),
    perRow(totalCpu(result), result.rows),
    `${digits(totalCpu(result) / ours)} x`,
    answer,
  ];
  const found = RULES.map((rule) => {
    const { count, checksum } = billshock.answers[rule];
    return `${count} (${checksum})`;
  });
  return markdownTable(
    ["engine", "volume", "up-share", "spike", "all three", "beside ours", "found (checksum)"],
    [
      engineRow("billshock's loops", billshock, found.join(", ")),
      ...ENGINES.map((engine) => {
        const peer = peers[engine];
        const name = TITLES[engine];
        if (peer.status !== "ok") return [name, "", "", "", peer.status, "", ""];
        return engineRow(name, peer.answer, agrees(billshock, peer.answer) ? "equal" : "DIFFERENT");
      }),
    ],
  );
}

/** Seconds of CPU of all three. */
export function totalCpu({ cpu }: EngineResult): number {
  return RULES.reduce((sum, rule) => sum + cpu[rule], 0);
}

const TITLES: Readonly<Record<(typeof ENGINES)[number], string>> = {
  numba: "numba, the same loops",
  polars: "polars, 1 thread",
  "polars-2": "polars, 2 threads",
  duckdb: "DuckDB, 1 thread",
  "duckdb-2": "DuckDB, 2 threads",
  python: "plain Python loop",
};
