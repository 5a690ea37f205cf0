import type { OptionsOf, Param } from "../../datasets/param.ts";
import { GB, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { lognormal } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { quicVideo } from "../protocols/quic-video.ts";
import { holdAppPen } from "./app-pen.ts";
import type { circumstanceParams } from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";
import { eachBurst, planScattered, scatteredParams } from "./scattered-bursts.ts";

/** Options of spots of video, watched or not; stories differ in how often it is over in one sitting. */
export function spotParams({
  sitting,
  source,
}: {
  readonly sitting: number;
  readonly source: Param["source"];
}) {
  return {
    ...scatteredParams({
      ...{ sitting, source },
      burst: { median: 6 * MB, source: "chosen: half a minute in a player's resolution" },
    }),
    ...SPOT_PARAMS,
  } as const satisfies Record<string, Param>;
}

const SPOT_PARAMS = {
  dailyMin: {
    summary: "least bytes of a day",
    unit: "bytes",
    default: 0.1 * GB,
    min: 1e6,
    max: 2e10,
    source: "chosen: some apps show a few spots an hour",
  },
  dailyMax: {
    summary: "most bytes of a day",
    unit: "bytes",
    default: 0.6 * GB,
    min: 1e6,
    max: 2e10,
    source:
      "cited: DrainerBot 2019, more than 10 GB a month, so 0.35 GB in the mean of least and most",
  },
  rate: {
    summary: "median rate of a spot",
    unit: "bit/s",
    default: 4e6,
    min: 1e5,
    max: 1e9,
    source: "chosen: a player that fills its buffer",
  },
  rateSigma: {
    summary: "ln-sigma of that rate",
    unit: "ln",
    default: 0.4,
    min: 0,
    max: 1.5,
    source: "chosen: as the median",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof spotParams>> &
  OptionsOf<ReturnType<typeof circumstanceParams>>;

const VIDEO = codeOf(APPS, "video", "video-spots");

/** Plans spots of video, of as many bytes a day. */
export function planSpots(context: PlanContext, options: Options): Episode[] {
  const daily = drawBetween(context.random, options.dailyMin, options.dailyMax);
  return planScattered(context, options, { daily, protocol: quicVideo });
}

/** Plays the spots in an app (code of APPS); a probe sees video, whichever app it is. */
export function emitSpots(context: EmitContext, options: Options, app: number, sink: Sink): void {
  const { random, episode } = context;
  const foreground = episode.notes?.["screenOff"] === 1 ? 0 : 1;
  holdAppPen(sink, { app, protocol: quicVideo, foreground });
  sink.guess = VIDEO;
  eachBurst(context, options, (at, bytes) => {
    sink.transfer(at, 0, bytes, lognormal(random, options.rate, options.rateSigma));
  });
}
