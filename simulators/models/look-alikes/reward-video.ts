import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitSpots, planSpots, spotParams } from "../../behaviour/video-spots.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.1, idle: 0.05, wifiDown: 0 },
    source: "chosen: a spot counts while it is on screen; some find a way around",
  }),
  ...spotParams({
    ...{ sitting: 1 },
    source: "chosen: a game that is played for an evening",
  }),
} as const;

const GAME = codeOf(APPS, "game", "reward-video");

/**
 * Watches spot after spot for the coins of a game, for hours.
 *
 * The same ads from the same networks in the same kind of app, and as many bytes as hidden ones bring
 * in a day; but they are on screen.
 */
export const rewardVideo: TrafficModel<typeof params> = {
  name: "reward-video",
  version: 1,
  summary: "video ads watched for a game's coins",
  role: "look-alike",
  twin: "ad-fraud",
  cue: "foreground: the spots are on screen, for they count there",
  explanation: "The owner watched ads for coins all evening.",
  params,

  plan: planSpots,

  emit(context, options, sink) {
    emitSpots(context, options, GAME, sink);
  },
};
