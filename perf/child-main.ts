import { readFileSync } from "node:fs";
import type { ViewName } from "../datasets/view.ts";
import { generate } from "../jobs/generate.ts";
import { loadScenario } from "../jobs/load-scenario.ts";
import { startWatch } from "./stopwatch.ts";

/** A dataset to generate in a process of its own. */
export interface ChildTask {
  readonly devices: number;
  readonly days: number;
  readonly workers: number;
  readonly out: string;
}

/** What generating it took, from the start of the process. */
export interface ChildAnswer {
  readonly rows: Readonly<Record<ViewName, number>>;
  readonly cpu: number;
  readonly wall: number;
  /** Most bytes that were ever resident; 0 where the system does not tell. */
  readonly peakBytes: number;
}

const { devices, days, workers, out } = JSON.parse(process.argv[2] as string) as ChildTask;
const spent = startWatch();
const scenario = loadScenario("city@L1", { devices, days });
const { views } = await generate({ scenario, seed: "1", out, workers });
const { user, system } = process.cpuUsage();
const answer: ChildAnswer = {
  rows: {
    flows: views.flows.rows,
    charging: views.charging.rows,
    netstats: views.netstats.rows,
    wlan: views.wlan.rows,
  },
  cpu: (user + system) / 1e6,
  wall: spent().wall,
  peakBytes: peakResident(),
};
process.send?.(answer);
process.disconnect?.();

function peakResident(): number {
  try {
    const status = readFileSync("/proc/self/status", "utf8");
    return Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
