import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** What the figures were measured on, in words that name nobody's machine. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted to run, mean of the minute before: above the cores, wall times say little. */
  readonly load: number;
}

/** Looks at the machine that this runs on. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.replace(/\s+/g, " ").trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    load: Math.round((loadavg()[0] as number) * 10) / 10,
  };
}
