import { APP_BATCH_PARAMS, emitAppBatch, planAppBatch } from "../../behaviour/app-batch.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.9, idle: 0.75, wifiDown: 0.25 },
    source: "chosen: started last thing in the evening",
  }),
  ...APP_BATCH_PARAMS,
  several: {
    ...APP_BATCH_PARAMS.several,
    default: 0,
    source: "chosen: it is one game",
  },
} as const;

/**
 * Downloads one large game from the store overnight, because the owner asked for it.
 *
 * Screen off, owner asleep, as many bytes as a night of unasked updates; but it is one package, or a
 * game and its data.
 */
export const gameOvernight: TrafficModel<typeof params> = {
  name: "game-overnight",
  version: 1,
  summary: "a wanted game from the store, left to load overnight",
  role: "look-alike",
  twin: "app-auto-update",
  cue: "packages: one or two instead of a batch",
  explanation:
    "The owner chose a large game in the evening and let it load over cellular overnight.",
  params,
  spreads: true,

  plan: planAppBatch,

  emit(context, _, sink) {
    sink.network = "cellular-only";
    emitAppBatch(context, sink);
  },
};
