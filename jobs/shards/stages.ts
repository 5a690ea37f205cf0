import { coinPart, drawPart, settleDraws } from "../../bench/shards/floors-pass.ts";
import type { Part, PartAlerts, PartsRead, Sections } from "../../bench/shards/part.ts";
import { scorePart, settleScores } from "../../bench/shards/score-pass.ts";
import {
  countPart,
  placePart,
  settleCounts,
  settlePlaces,
} from "../../bench/shards/thresholds-pass.ts";
import type { StageName } from "./plan-file.ts";

/** One pass over all shards. */
export interface Stage {
  /** What it does, for those who watch. */
  readonly summary: string;
  /** Does it on one shard, from what was settled before. */
  run(part: Part, alerts: PartAlerts, before: Sections): Sections;
  /** Settles what all shards did; null where only the merge reads it. */
  readonly settle: null | ((part: Part, parts: PartsRead, before: Sections) => Sections);
}

/** The passes by name. */
export const STAGE: Readonly<Record<StageName, Stage>> = {
  count: {
    summary: "lives its lines, runs the detectors, counts their alarms at every score",
    run: (part, alerts) => countPart(part, alerts),
    settle: (part, parts) => settleCounts(part, parts),
  },
  place: {
    summary: "looks thresholds up among its alerts",
    run: placePart,
    settle: settlePlaces,
  },
  score: {
    summary: "tallies detectors at their thresholds, and the floors that need no number",
    run: scorePart,
    settle: (part, parts) => settleScores(part, parts),
  },
  draw: {
    summary: "draws the floors that have as many alarms as a detector",
    run: (part, _, asked) => drawPart(part, asked),
    settle: settleDraws,
  },
  coin: {
    summary: "sums what the coins among them save",
    run: (part, _, settled) => coinPart(part, settled),
    settle: null,
  },
};
