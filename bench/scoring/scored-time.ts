import { DAY } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { SPLITS } from "../../datasets/vocabularies.ts";
import type { World } from "../world.ts";
import type { Split } from "./scoring-options.ts";

/** When each device of one split is scored. */
export interface ScoredTime {
  /** 1 where the device belongs to the split. */
  readonly scored: Uint8Array;
  /** Scored time of each device, `[from, to)`; empty for others. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Sum over the devices, in days of 24 h. */
  readonly deviceDays: number;
}

/**
 * Works out the scored time: from the end of the warm-up, or the device's first moment, to the end
 * of the span, or the device's last. Silent devices count, the time of incidents too: an operator
 * knows these days and no detector can change them.
 */
export function scoredTime(world: World, split: Split): ScoredTime {
  const code = codeOf(SPLITS, split, "split");
  const { deviceCount, span } = world;
  const scored = new Uint8Array(deviceCount);
  const from = new Float64Array(deviceCount);
  const to = new Float64Array(deviceCount);
  let total = 0;
  for (let device = 0; device < deviceCount; device++) {
    if (world.split[device] !== code) continue;
    scored[device] = 1;
    from[device] = Math.max(span.from + span.warmUp, world.from[device]);
    to[device] = Math.max(from[device], Math.min(span.to, world.to[device]));
    total += to[device] - from[device];
  }
  return { scored, from, to, deviceDays: total / DAY };
}
