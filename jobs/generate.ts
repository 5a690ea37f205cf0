import type { ViewSummary } from "../datasets/format/manifest.ts";
import { createDataset } from "../datasets/publishing/publish.ts";
import { VIEWS, type ViewName } from "../datasets/view.ts";
import type { Scenario } from "../simulators/scenario.ts";
import { publishGenerated } from "./publish-generated.ts";
import { runShards } from "./run-shards.ts";
import type { ShardReport } from "./write-shard.ts";

/** What to generate, and where to. */
export interface GenerateOptions {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly out: string;
  /** Replaces a dataset that is there already. */
  readonly force?: boolean;
  /** Worker threads; 1 by default. The rows are the same for any number. */
  readonly workers?: number;
  /** Devices in a file; 256 by default. The rows are the same for any number. */
  readonly devicesPerShard?: number;
  /** Files that export traffic models of your own. */
  readonly modelFiles?: readonly string[];
  /** Files that export safeguards of your own. */
  readonly safeguardFiles?: readonly string[];
  /** Called with the device-days done, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** What was generated. */
export interface GenerateSummary {
  readonly dataset: string;
  readonly scenario: string;
  readonly seed: string;
  readonly devices: number;
  readonly days: number;
  readonly incidents: number;
  /** Lines that they hit: more than incidents, where one hits several. */
  readonly cases: number;
  /** What the scenario lets one misread, in words. */
  readonly warnings: readonly string[];
  readonly views: Readonly<
    Record<
      ViewName,
      { readonly rows: number; readonly bytes: number; readonly logicalHash: string }
    >
  >;
  readonly timings: { readonly seconds: number; readonly rowsPerSecond: number };
}

/**
 * Generates a dataset from a resolved scenario: whole, or not at all. The same scenario, seed and
 * stream version give the same logical rows and labels for any number of workers and devices a
 * shard. Memory grows with the devices of a shard, not with the days nor with all devices.
 */
export async function generate(options: GenerateOptions): Promise<GenerateSummary> {
  const started = performance.now();
  const writer = createDataset(options.out, {
    force: options.force ?? false,
    views: VIEWS,
    truth: true,
  });
  try {
    const reports = await makeShards(writer.dir, options);
    options.signal?.throwIfAborted();
    const { manifest, incidents, cases, warnings } = await publishGenerated(writer, reports, {
      ...options,
      devicesPerShard: options.devicesPerShard ?? DEVICES_PER_SHARD,
    });
    const elapsed = performance.now() - started;
    const counted = { incidents, cases };
    const summary = summarize(options, manifest.views, counted, elapsed);
    return { ...summary, warnings };
  } catch (error) {
    writer.abort();
    throw error;
  }
}

/** Two workers share a fleet of 500; a day of so many devices is some 10 MB of rows. */
export const DEVICES_PER_SHARD = 256;

function makeShards(dir: string, options: GenerateOptions): Promise<ShardReport[]> {
  const { scenario, seed, workers = 1, devicesPerShard = DEVICES_PER_SHARD } = options;
  const shards = Math.ceil(scenario.devices / devicesPerShard);
  const jobs = Array.from({ length: shards }, (_, shard) => ({
    ...{ dir, shard, seed, scenario, first: shard * devicesPerShard },
    count: Math.min(devicesPerShard, scenario.devices - shard * devicesPerShard),
  }));
  const total = scenario.devices * scenario.days;
  let done = 0;
  return runShards(jobs, {
    workers,
    setup: {
      modelFiles: options.modelFiles ?? [],
      safeguardFiles: options.safeguardFiles ?? [],
    },
    signal: options.signal,
    onDay(devices) {
      done += devices;
      options.onProgress?.(done, total);
    },
  });
}

function summarize(
  { out, scenario, seed }: GenerateOptions,
  views: Readonly<Partial<Record<ViewName, ViewSummary>>>,
  counted: Pick<GenerateSummary, "incidents" | "cases">,
  elapsed: number,
): Omit<GenerateSummary, "warnings"> {
  const entries = VIEWS.map((view) => {
    const { rows = 0, up = 0, down = 0, logicalHash = "" } = views[view] ?? {};
    return [view, { rows, bytes: up + down, logicalHash }] as const;
  });
  const rows = entries.reduce((sum, [, view]) => sum + view.rows, 0);
  const seconds = elapsed / 1000;
  return {
    dataset: out,
    scenario: scenario.name,
    seed,
    devices: scenario.devices,
    days: scenario.days,
    ...counted,
    views: Object.fromEntries(entries) as GenerateSummary["views"],
    timings: { seconds, rowsPerSecond: Math.round(rows / seconds) },
  };
}
