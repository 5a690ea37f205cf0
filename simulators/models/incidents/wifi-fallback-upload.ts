import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { largestRemainder } from "../../behaviour/largest-remainder.ts";
import { spread } from "../../behaviour/spread.ts";
import { wholeBetween } from "../../behaviour/whole-between.ts";
import { exponential, integer, lognormal } from "../../chance/samplers.ts";
import type { EmitContext, TrafficModel } from "../../model.ts";
import { cellularUpIn } from "../../network/cellular-link.ts";

const params = {
  startFrom: {
    summary: "earliest start, hours after civil midnight",
    unit: "h",
    default: 22,
    min: 0,
    max: 30,
    source: "cited: article B, an evening in the hotel",
  },
  startTo: {
    summary: "latest start, hours after civil midnight",
    unit: "h",
    default: 24.5,
    min: 0,
    max: 30,
    source: "cited: article B, an evening in the hotel",
  },
  duration: {
    summary: "length of the night's upload",
    unit: "ms",
    default: 5 * HOUR,
    min: MINUTE,
    max: 12 * HOUR,
    source: "chosen: until the upload is through, or the owner wakes",
  },
  bytesMin: {
    summary: "least bytes over cellular",
    unit: "bytes",
    default: 200 * MB,
    min: 0,
    max: 1e11,
    source: "cited: article B, several hundred megabytes",
  },
  bytesMax: {
    summary: "most bytes over cellular",
    unit: "bytes",
    default: 900 * MB,
    min: 0,
    max: 1e11,
    source: "cited: article B, several hundred megabytes",
  },
  failMin: {
    summary: "least share of minutes without Wi-Fi",
    unit: "share",
    default: 0.2,
    min: 0.01,
    max: 1,
    source: "chosen: an unstable access point",
  },
  failMax: {
    summary: "largest share of minutes without Wi-Fi",
    unit: "share",
    default: 0.4,
    min: 0.01,
    max: 1,
    source: "chosen: an unstable access point",
  },
  failRun: {
    summary: "mean length of one failure",
    unit: "ms",
    default: 4 * MINUTE,
    min: MINUTE,
    max: HOUR,
    source: "chosen: an access point that restarts",
  },
  appsMin: {
    summary: "least apps that upload",
    unit: "count",
    default: 2,
    min: 1,
    max: 5,
    source: "cited: article B, several apps",
  },
  appsMax: {
    summary: "most apps that upload",
    unit: "count",
    default: 5,
    min: 1,
    max: 5,
    source: "cited: article B, several apps",
  },
  upShare: {
    summary: "bytes sent of all bytes",
    unit: "share",
    default: 0.85,
    min: 0.5,
    max: 1,
    source: "chosen: photos and videos up, thumbnails and answers down",
  },
  upSpread: {
    summary: "the share of one night lies up to so much above or below, uniformly",
    unit: "share",
    default: 0.06,
    min: 0,
    max: 0.5,
    source: "chosen: what is looked at meanwhile differs",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof params>;

type Notes = { readonly [K in "bytes" | "fail" | "apps" | "upShare"]: number };

const UPLOADERS = (["cloud", "social", "messaging", "mail", "web"] as const).map((word) =>
  codeOf(APPS, word, "wifi-fallback-upload"),
);
/** Share of the uplink that an upload fills. */
const FILL = 0.8;

/**
 * Uploads photos and videos in the background over cellular whenever the Wi-Fi at home fails.
 *
 * The apps began on Wi-Fi and go on over the default route without asking. Only what passes over
 * cellular belongs to it. It comes in runs of minutes, upwards, from several apps, with the screen
 * off. The safeguard restrict-background prevents it wholly.
 */
export const wifiFallbackUpload: TrafficModel<typeof params> = {
  name: "wifi-fallback-upload",
  version: 1,
  summary: "background uploads fall back to cellular while the Wi-Fi fails",
  role: "incident",
  twin: "photo-trip",
  params,

  eligible: ({ persona }) => persona.hasHomeWifi,

  plan({ dayStart, random, life }, options) {
    if (!life.settings.backgroundData) return [];
    const hour = drawBetween(random, options.startFrom, options.startTo);
    const bytes = drawBetween(random, options.bytesMin, options.bytesMax);
    const start = Math.floor((dayStart + hour * HOUR) / MINUTE) * MINUTE;
    const notes = {
      bytes: Math.round(bytes),
      fail: drawBetween(random, options.failMin, options.failMax),
      apps: wholeBetween(random, options.appsMin, options.appsMax),
      upShare: spread(random, options.upShare, options.upSpread),
    };
    return [{ start, end: start + Math.round(options.duration), notes }];
  },

  emit(context, options, sink) {
    const { random, life, episode } = context;
    const { bytes, apps, upShare } = episode.notes as Notes;
    const minutes = failingMinutes(context, options);
    const weights = minutes.map(() => lognormal(random, 1, 0.6));
    const parts = largestRemainder(bytes, weights);
    const first = integer(random, UPLOADERS.length);

    sink.foreground = 0;
    sink.network = "cellular-only";
    sink.flows = 4;
    sink.peers = 2;
    sink.hiPortShare = 0;
    sink.packetUp = 1300;
    sink.packetDown = 200;
    let waiting = 0;
    for (const [i, t] of minutes.entries()) {
      const app = UPLOADERS[(first + (i % apps)) % UPLOADERS.length] as number;
      const rate = FILL * cellularUpIn(life, t, t + MINUTE);
      waiting += parts[i] as number;
      const moved = Math.min(waiting, Math.floor((rate * MINUTE) / 8000));
      if (moved === 0) continue;
      waiting -= moved;
      const up = Math.round(moved * upShare);
      sink.app = app;
      sink.guess = app;
      sink.transfer(t, up, moved - up, rate);
    }
  },

  cause() {
    return {
      trigger: "an access point that loses its clients",
      vector: "wifi-loss",
      amplifier: "uploads that go on over any route",
    };
  },
};

/** Starts of the minutes in which the Wi-Fi is down, at least one: runs of failure and of order, exponential. */
function failingMinutes({ random, episode }: EmitContext, options: Options): number[] {
  const { fail } = episode.notes as Notes;
  const order = (options.failRun * (1 - fail)) / fail;
  const minutes: number[] = [];
  let down = false;
  let until = episode.start + exponential(random, order);
  for (let t = episode.start; t + MINUTE <= episode.end; t += MINUTE) {
    while (until <= t) {
      down = !down;
      until += Math.max(1, exponential(random, down ? options.failRun : order));
    }
    if (down) minutes.push(t);
  }
  return minutes.length > 0 ? minutes : [episode.start];
}
