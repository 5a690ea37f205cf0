import { allRows } from "../generate.ts";
import type { PerfResults } from "../results.ts";
import { totalCpu } from "./detections.ts";
import { digits, markdownTable, millions } from "./markdown.ts";

interface Target {
  readonly what: string;
  readonly wanted: number;
  readonly measured: number;
  readonly unit: "rows/s" | "x";
  /** At most instead of at least. */
  readonly most?: boolean;
}

/** What was aimed at beside what was measured; a peer that did not answer leaves its row open. */
export function targetsFigure(results: PerfResults): string {
  return markdownTable(
    ["target", "aimed at", "measured", ""],
    targetsOf(results).map(({ what, wanted, measured, unit, most = false }) => {
      const show = (value: number) => (unit === "x" ? `${digits(value)} x` : millions(value));
      const aim = `${most ? "at most" : "at least"} ${show(wanted)}`;
      if (Number.isNaN(measured)) return [what, aim, "no peer answered", ""];
      const met = most ? measured <= wanted : measured >= wanted;
      return [what, aim, show(measured), met ? "met" : "missed"];
    }),
  );
}

function targetsOf({ generate, fifteen, detections, memory }: PerfResults): Target[] {
  const { stages, flowsAlone, wall } = generate;
  const compiled = stages.simulate + stages.order + stages.write + stages.hash;
  const { rows, bare, harness } = fifteen;
  const ours = totalCpu(detections.billshock);
  const beside = (engine: "numba" | "polars" | "python") => {
    const peer = detections.peers[engine];
    return peer.status === "ok" ? totalCpu(peer.answer) / ours : Number.NaN;
  };
  const [small, large] = [memory[0], memory[1]];
  const [short, long] = memory.slice(-2);
  const rate = "rows/s" as const;
  return [
    {
      what: "four views with truth, code compiled",
      wanted: 1e6,
      measured: stages.rows / compiled,
      unit: rate,
    },
    {
      what: "the same from the start of a process",
      wanted: 1e6,
      measured: allRows(generate) / generate.cpu,
      unit: rate,
    },
    { what: "flows alone", wanted: 2.5e6, measured: flowsAlone.rows / flowsAlone.cpu, unit: rate },
    {
      what: "fifteen detectors from file to scores",
      wanted: 8e6,
      measured: rows / bare,
      unit: rate,
    },
    {
      what: "three detections beside numba",
      wanted: 3,
      measured: 1 / beside("numba"),
      unit: "x",
      most: true,
    },
    { what: "polars on one thread beside ours", wanted: 8, measured: beside("polars"), unit: "x" },
    { what: "plain Python beside ours", wanted: 20, measured: beside("python"), unit: "x" },
    {
      what: "two workers generating (clock)",
      wanted: 1.8,
      measured: wall.one / wall.two,
      unit: "x",
    },
    {
      what: "two workers detecting (clock)",
      wanted: 1.8,
      measured: harness.one / harness.two,
      unit: "x",
    },
    {
      what: "memory with ten times the devices",
      wanted: 1.5,
      measured: ratio(large, small),
      unit: "x",
      most: true,
    },
    {
      what: "memory with more days",
      wanted: 1.5,
      measured: ratio(long, short),
      unit: "x",
      most: true,
    },
  ];
}

function ratio(
  more: PerfResults["memory"][number] | undefined,
  less: PerfResults["memory"][number] | undefined,
): number {
  return (more?.peakBytes ?? Number.NaN) / (less?.peakBytes ?? Number.NaN);
}
