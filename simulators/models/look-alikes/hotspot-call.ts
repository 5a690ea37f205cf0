import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { startAwake } from "../../behaviour/awake.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { eachStretch, STRETCH_SIGMA } from "../../behaviour/each-stretch.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import { holdGuestPen } from "../../behaviour/guest-pen.ts";
import { uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { realTimeCall } from "../../protocols/real-time-call.ts";

const params = {
  hoursMin: {
    summary: "shortest call",
    unit: "h",
    default: 0.75,
    min: 0.1,
    max: 24,
    source: "chosen: a lesson",
  },
  hoursMax: {
    summary: "longest call",
    unit: "h",
    default: 4,
    min: 0.1,
    max: 24,
    source: "chosen: a seminar, or a workshop",
  },
  rateMin: {
    summary: "least rate of each direction",
    unit: "bit/s",
    default: 1.5e6,
    min: 1e4,
    max: 1e8,
    source: "chosen: what makers of such programs ask for a call in high resolution",
  },
  rateMax: {
    summary: "largest rate of each direction",
    unit: "bit/s",
    default: 4e6,
    min: 1e4,
    max: 1e8,
    source: "chosen: the same with several people on screen",
  },
  jitter: {
    summary: "a stretch of some seconds is so much faster or slower, uniformly",
    unit: "share",
    default: 0.2,
    min: 0,
    max: 0.9,
    source: "chosen: pictures move more or less",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof params>;

const MESSAGING = codeOf(APPS, "messaging", "hotspot-call");
/** Share of its waking day by whose end a call has begun. */
const LATEST = 0.8;

/**
 * Holds a long video call from a PC behind the hotspot.
 *
 * As much up as down, from a PC, for an hour or more; but with one remote, and by day.
 */
export const hotspotCall: TrafficModel<typeof params> = {
  name: "hotspot-call",
  version: 1,
  summary: "a long video call from a PC over the hotspot",
  role: "look-alike",
  twin: "bt-over-hotspot",
  cue: "peers: one server instead of dozens of remotes",
  explanation: "The owner had lessons or a workshop by video on a PC behind the phone.",
  params,

  plan({ life, random }, options: Options) {
    const share = uniform(random, 0, LATEST);
    const start = Math.floor(life.wakesAt + share * (life.sleepsAt - life.wakesAt));
    const hours = drawBetween(random, options.hoursMin, options.hoursMax);
    const rate = drawBetween(random, options.rateMin, options.rateMax);
    const end = start + Math.max(MINUTE, Math.round(hours * HOUR));
    return [startAwake(life, { start, end, notes: { rate } }, realTimeCall)];
  },

  emit({ episode, random }, options, sink) {
    const { rate } = episode.notes as { readonly rate: number };
    holdGuestPen(sink, "pc");
    sink.guess = MESSAGING;
    sink.protocol = realTimeCall;
    const { jitter } = options;
    eachStretch({ random, sigma: STRETCH_SIGMA }, episode.start, episode.end, (from, to) => {
      const bytes = () =>
        Math.round((rate * uniform(random, 1 - jitter, 1 + jitter) * (to - from)) / 8000);
      const up = bytes();
      evenTransfer(sink, from, to, { up, down: bytes() });
    });
  },
};
