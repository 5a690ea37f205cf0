import type { CombinerMember } from "../combiner.ts";

const BUCKETS = 24;

/** The strongest thing that each member said of each device lately. */
export interface RecentMaxima {
  note(member: number, device: number, time: number, value: number): void;
  /** -Infinity where the member said nothing within the window. */
  strongest(member: number, device: number, time: number): number;
}

/**
 * Opens maxima over a sliding window, cut in 24 parts: it forgets what is `window` old, and may
 * forget the oldest part a little sooner. Times must not run backwards. 384 bytes a member and
 * device, O(1) a call.
 */
export function recentMaxima(members: readonly CombinerMember[], window: number): RecentMaxima {
  let devices = 0;
  for (const { alerts } of members) {
    for (let i = 0; i < alerts.length; i++) devices = Math.max(devices, alerts.device[i] + 1);
  }
  const width = window / BUCKETS;
  const values = new Float64Array(members.length * devices * BUCKETS);
  const bucketOf = new Float64Array(values.length).fill(-Infinity);
  return {
    note(member, device, time, value) {
      const bucket = Math.floor(time / width);
      const slot = (member * devices + device) * BUCKETS + (bucket % BUCKETS);
      values[slot] = bucketOf[slot] === bucket ? Math.max(values[slot], value) : value;
      bucketOf[slot] = bucket;
    },
    strongest(member, device, time) {
      const oldest = Math.floor(time / width) - BUCKETS;
      const base = (member * devices + device) * BUCKETS;
      let best = -Infinity;
      for (let slot = base; slot < base + BUCKETS; slot++) {
        if (bucketOf[slot] > oldest && values[slot] > best) best = values[slot];
      }
      return best;
    },
  };
}
