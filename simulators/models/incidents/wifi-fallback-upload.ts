import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { HOUR, MB, MINUTE, SECOND } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { largestRemainder } from "../../behaviour/largest-remainder.ts";
import { sendPhotos } from "../../behaviour/send-photos.ts";
import { wholeBetween } from "../../behaviour/whole-between.ts";
import { exponential, integer, lognormal } from "../../chance/samplers.ts";
import type { EmitContext, TrafficModel } from "../../model.ts";
import { cellularUpIn } from "../../network/cellular-link.ts";
import { httpsUpload } from "../../protocols/https-upload.ts";

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
  runSigma: {
    summary: "ln-sigma by which failures differ in what they move by time",
    unit: "ln",
    default: 0.6,
    min: 0,
    max: 2,
    source: "chosen: apps do not queue evenly",
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
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof params>;

type Notes = { readonly [K in "bytes" | "fail" | "apps"]: number };

const UPLOADERS = (["cloud", "social", "messaging", "mail", "web"] as const).map((word) =>
  codeOf(APPS, word, "wifi-fallback-upload"),
);
/** The phone notices no shorter failure (chosen). */
const SHORTEST = 5 * SECOND;
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
  version: 2,
  summary: "background uploads fall back to cellular while the Wi-Fi fails",
  role: "incident",
  twin: "photo-trip",
  params,

  eligible: ({ persona }) => persona.hasHomeWifi,

  plan({ dayStart, random, life }, options) {
    if (!life.settings.backgroundData) return [];
    const hour = drawBetween(random, options.startFrom, options.startTo);
    const bytes = drawBetween(random, options.bytesMin, options.bytesMax);
    const start = Math.floor(dayStart + hour * HOUR);
    const notes = {
      bytes: Math.round(bytes),
      fail: drawBetween(random, options.failMin, options.failMax),
      apps: wholeBetween(random, options.appsMin, options.appsMax),
    };
    return [{ start, end: start + Math.round(options.duration), notes }];
  },

  emit(context, options, sink) {
    const { random, life, episode } = context;
    const { bytes, apps } = episode.notes as Notes;
    const failures = failuresOf(context, options);
    const weights = failures.map(
      ({ from, to }) => (to - from) * lognormal(random, 1, options.runSigma),
    );
    const parts = largestRemainder(bytes, weights);
    const first = integer(random, UPLOADERS.length);

    sink.foreground = 0;
    sink.network = "cellular-only";
    sink.protocol = httpsUpload;
    let waiting = 0;
    for (const [i, { from, to }] of failures.entries()) {
      const app = UPLOADERS[(first + (i % apps)) % UPLOADERS.length] as number;
      sink.app = app;
      sink.guess = app;
      waiting += parts[i] as number;
      const rateAt = (t: number) => FILL * cellularUpIn(life, t, t + MINUTE);
      waiting = sendPhotos(sink, random, { from, to, bytes: waiting, rateAt });
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

/** Stretches in which the Wi-Fi is down, at least one: runs of failure and of order, exponential. */
function failuresOf(
  { random, episode }: EmitContext,
  options: Options,
): { from: number; to: number }[] {
  const { fail } = episode.notes as Notes;
  const order = (options.failRun * (1 - fail)) / fail;
  const failures: { from: number; to: number }[] = [];
  for (let t = episode.start + exponential(random, order); t < episode.end; ) {
    const to = Math.min(episode.end, t + Math.max(SHORTEST, exponential(random, options.failRun)));
    if (to - t >= SHORTEST) failures.push({ from: Math.floor(t), to: Math.floor(to) });
    t = to + exponential(random, order);
  }
  const first = { from: episode.start, to: Math.min(episode.end, episode.start + MINUTE) };
  return failures.length > 0 ? failures : [first];
}
