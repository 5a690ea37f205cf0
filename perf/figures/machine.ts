import type { PerfResults } from "../results.ts";

/** One sentence about what the figures were measured on. */
export function machineFigure({ machine, quick }: Pick<PerfResults, "machine" | "quick">): string {
  const { cpu, cores, memoryGb, system, node, load } = machine;
  const what = `${cores} cores of ${cpu}, ${memoryGb} GB, ${system}, Node ${node}`;
  const size = quick ? "; a quick run of small worlds" : "";
  return `${what}; ${load} processes wanted to run when it began${size}`;
}
