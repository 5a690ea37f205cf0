import type { OptionsOf, Param } from "../../datasets/param.ts";
import { HOUR, KB, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { chance, lognormal, poisson, uniform } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import type { Protocol } from "../protocol.ts";
import { pushHeartbeat } from "../protocols/push-heartbeat.ts";
import { holdAppPen } from "./app-pen.ts";
import { drawBetween } from "./draw-between.ts";
import { drawLogBetween } from "./draw-log-between.ts";
import { eachStretch, STRETCH_SIGMA } from "./each-stretch.ts";

/** Shares of what a day of messages of a story has about it. */
interface Shares {
  readonly quiet: number;
  readonly opened: number;
  readonly source: Param["source"];
}

/** Options of a day of pushed messages, wanted or not. */
export function pushedParams({ quiet, opened, source }: Shares) {
  const share = { unit: "share", min: 0, max: 1, source } as const;
  return {
    quiet: {
      ...share,
      summary: "share in which nothing comes while the owner sleeps",
      default: quiet,
    },
    opened: {
      ...share,
      summary: "share in which pictures load on screen, as the owner opens the message",
      default: opened,
    },
    ...PUSHED_PARAMS,
  } as const satisfies Record<string, Param>;
}

const PUSHED_PARAMS = {
  messagesMin: {
    summary: "least messages of a day",
    unit: "1/day",
    default: 1000,
    min: 1,
    max: 100_000,
    source: "chosen: a dozen times what people get",
  },
  messagesMax: {
    summary: "most messages of a day",
    unit: "1/day",
    default: 20_000,
    min: 1,
    max: 100_000,
    source: "chosen: one every four seconds, some hundred times what people get",
  },
  payload: {
    summary: "mean bytes of a message",
    unit: "bytes",
    default: 2 * KB,
    min: 1,
    max: 4096,
    source: "cited: push services cap the payload at 4096 B; the mean is chosen",
  },
  rich: {
    summary: "share of messages that bring a picture",
    unit: "share",
    default: 0.4,
    min: 0,
    max: 1,
    source: "chosen: some show words alone",
  },
  picture: {
    summary: "median bytes of a picture",
    unit: "bytes",
    default: 65 * KB,
    min: KB,
    max: 1e8,
    source: "chosen: banners and thumbnails of 20 to 200 kB",
  },
  pictureSigma: {
    summary: "ln-sigma of those bytes",
    unit: "ln",
    default: 0.6,
    min: 0,
    max: 2,
    source: "chosen: as the median",
  },
  hoursMin: {
    summary: "least hours of it, where it is not quiet by night",
    unit: "h",
    default: 18,
    min: 1,
    max: 48,
    source: "chosen: all day",
  },
  hoursMax: {
    summary: "most hours of it, where it is not quiet by night",
    unit: "h",
    default: 24,
    min: 1,
    max: 48,
    source: "chosen: all day and all night",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof pushedParams>>;

type Notes = { readonly [K in "messages" | "quiet" | "opened"]: number };

/** Which app shows what is pushed, and how its pictures travel. */
export interface PushedTo {
  /** Code of APPS. */
  readonly app: number;
  readonly protocol: Protocol;
}

const PUSH = codeOf(APPS, "push", "pushed-messages");
/** It begins in the night or the morning, hours after midnight at most (chosen). */
const BEGINS = 8;
/** Messages of so many stretches of some seconds are moved at once: a push channel wakes a phone for several. */
const STRETCHES = 6;
/** Bytes that a message sends up for each that it brings: that it came, that it was shown (chosen). */
const TOLD = 0.08;
/** Rates in bit/s (chosen: nothing of it is large). */
const [MESSAGE_RATE, PICTURE_RATE] = [1e6, 8e6];

/** Plans a day of messages: as many whether they come all day and night or while the owner is up. */
export function planPushed(
  { random, life, dayStart }: PlanContext,
  options: Options,
): readonly Episode[] {
  const quiet = chance(random, options.quiet);
  const opened = chance(random, options.opened);
  const perDay = drawLogBetween(random, options.messagesMin, options.messagesMax);
  const hours = drawBetween(random, options.hoursMin, options.hoursMax);
  const begins = dayStart + Math.floor(uniform(random, 0, BEGINS * HOUR));
  const messages = (perDay * hours) / 24;
  const notes = { messages, quiet: +quiet, opened: +opened };
  const [start, end] = quiet
    ? [Math.ceil(life.wakesAt), Math.floor(life.sleepsAt)]
    : [begins, begins + Math.round(hours * HOUR)];
  return [{ start, end: Math.max(start + MINUTE, end), notes }];
}

/**
 * Brings the messages of the day. Words come through the system's own channel, which no switch for
 * background data stops (cited: Android exempts its push service from Data Saver); pictures are
 * fetched by the app that shows them, which it does stop.
 */
export function emitPushed(
  { episode, random, life }: EmitContext,
  options: Options,
  to: PushedTo,
  sink: Sink,
): void {
  const { messages, opened } = episode.notes as Notes;
  const perMs = messages / (episode.end - episode.start);
  let waiting = 0;
  let stretches = 0;
  eachStretch({ random, sigma: STRETCH_SIGMA }, episode.start, episode.end, (from, until) => {
    waiting += (until - from) * perMs;
    stretches++;
    if (stretches < STRETCHES && until < episode.end) return;
    const count = poisson(random, waiting);
    const pictures = poisson(random, waiting * options.rich);
    [waiting, stretches] = [0, 0];
    holdAppPen(sink, life.settings, { app: PUSH, protocol: pushHeartbeat, foreground: 0 });
    sink.network = "any";
    const words = Math.round(count * options.payload);
    sink.transfer(from, Math.round(words * TOLD), words, MESSAGE_RATE);
    const foreground = opened === 1 && life.awakeAt(from) ? 1 : 0;
    holdAppPen(sink, life.settings, { ...to, foreground });
    let bytes = 0;
    for (let i = 0; i < pictures; i++) {
      bytes += lognormal(random, options.picture, options.pictureSigma);
    }
    sink.transfer(from, 0, Math.round(bytes), PICTURE_RATE);
  });
}
