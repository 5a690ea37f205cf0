import { openShardWriter, type ShardFacts } from "../datasets/format/shard-writer.ts";
import { devices } from "../datasets/tables/devices.ts";
import { truthDevices } from "../datasets/tables/truth-devices.ts";
import { VIEWS } from "../datasets/view.ts";
import { type ShardTruth, simulateShard } from "../simulators/engine/engine.ts";
import type { TrafficModel } from "../simulators/model.ts";
import type { Safeguard } from "../simulators/safeguard.ts";
import type { Scenario } from "../simulators/scenario.ts";
import { deviceRow, truthDeviceRow } from "./device-rows.ts";
import { type SmallRow, type SmallTable, smallTable } from "./small-table.ts";
import { type TruthRows, truthRows } from "./truth-rows.ts";

/** A shard to be made. */
export interface ShardJob {
  readonly dir: string;
  readonly shard: number;
  readonly seed: string;
  readonly scenario: Scenario;
  readonly models: readonly TrafficModel[];
  readonly safeguards: readonly Safeguard[];
  readonly first: number;
  readonly count: number;
}

/** A job as it goes to a worker, which loads code by itself. */
export type PlainShardJob = Omit<ShardJob, "models" | "safeguards">;

/** What a shard adds to the dataset beside its files; plain data, whoever made it. */
export interface ShardReport {
  readonly facts: ShardFacts;
  /** As columns: of a million lines there are a million rows. */
  readonly devices: SmallTable;
  readonly truthDevices: SmallTable;
  readonly safeguards: readonly SmallRow[];
  readonly notices: readonly SmallRow[];
  readonly truth: TruthRows;
  readonly lost: ShardTruth["lost"];
  readonly inFlight: ShardTruth["inFlight"];
  readonly repeated: ShardTruth["repeated"];
  readonly unheard: ShardTruth["unheard"];
}

/** Simulates one shard straight into its files. */
export function writeShard(job: ShardJob, onDay?: (day: number) => void): ShardReport {
  const { scenario, seed } = job;
  const writer = openShardWriter(job.dir, job.shard, { views: VIEWS, truth: true });
  try {
    const truth = simulateShard(job, writer, onDay);
    const { personas } = truth;
    return {
      facts: writer.close(),
      devices: smallTable(
        devices,
        personas.map((persona) => deviceRow(scenario, persona)),
      ),
      truthDevices: smallTable(
        truthDevices,
        personas.map((persona) => truthDeviceRow(seed, scenario, persona)),
      ),
      safeguards: truth.safeguards,
      notices: truth.notices.map((owner) => ({ ...owner, ended: owner.ended.length })),
      truth: truthRows(scenario, truth),
      lost: truth.lost,
      inFlight: truth.inFlight,
      repeated: truth.repeated,
      unheard: truth.unheard,
    };
  } catch (error) {
    writer.abort();
    throw error;
  }
}
