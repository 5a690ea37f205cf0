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

/** A stage that passes over rows that are there. */
export type PassName = Exclude<StageName, "live">;

/** One pass over all shards. */
export interface Stage {
  /** It looks at what detectors said. */
  readonly needsAlerts: boolean;
  /** Does it on one shard, from what was settled before. */
  run(part: Part, alerts: PartAlerts, before: Sections): Sections;
  /** Settles what all shards did; null where only the merge reads it. */
  readonly settle: null | ((part: Part, parts: PartsRead, before: Sections) => Sections);
}

/** The passes by name, in their order: docs/scale.md says what each is for. */
export const STAGE: Readonly<Record<PassName, Stage>> = {
  count: {
    needsAlerts: true,
    run: (part, alerts) => countPart(part, alerts),
    settle: (part, parts) => settleCounts(part, parts),
  },
  place: {
    needsAlerts: true,
    run: placePart,
    settle: settlePlaces,
  },
  score: {
    needsAlerts: true,
    run: scorePart,
    settle: (part, parts) => settleScores(part, parts),
  },
  draw: {
    needsAlerts: false,
    run: (part, _, asked) => drawPart(part, asked),
    settle: settleDraws,
  },
  coin: {
    needsAlerts: false,
    run: (part, _, settled) => coinPart(part, settled),
    settle: null,
  },
};
