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
import { evenTransfer } from "./even-transfer.ts";

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
/** Messages of so many stretches of some seconds are drawn together and flow evenly (chosen: minutes of them). */
const STRETCHES = 6;
/** Bytes that go up for each byte of words: beats of the channel, that it came, that it was shown (chosen: with what the protocol adds, as of the channel's usual rows). */
const [TOLD_LEAST, TOLD_MOST] = [0.08, 0.28];
/** Share of a picture's bytes that goes up: what asks for it, and that it was shown (chosen: as of a feed). */
const [ASKED_LEAST, ASKED_MOST] = [0.015, 0.08];

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
  let since = episode.start;
  let stretches = 0;
  eachStretch({ random, sigma: STRETCH_SIGMA }, episode.start, episode.end, (_, until) => {
    stretches++;
    if (stretches < STRETCHES && until < episode.end) return;
    const due = (until - since) * perMs;
    const words = Math.round(poisson(random, due) * options.payload);
    const told = Math.round(words * uniform(random, TOLD_LEAST, TOLD_MOST));
    holdAppPen(sink, { app: PUSH, protocol: pushHeartbeat, foreground: 0 });
    sink.network = "any";
    evenTransfer(sink, since, until, { up: told, down: words });
    let pictures = 0;
    for (let i = poisson(random, due * options.rich); i > 0; i--) {
      pictures += Math.round(lognormal(random, options.picture, options.pictureSigma));
    }
    const up = Math.round(pictures * uniform(random, ASKED_LEAST, ASKED_MOST));
    const foreground = opened === 1 && life.awakeAt(since) ? 1 : 0;
    holdAppPen(sink, { ...to, foreground });
    evenTransfer(sink, since, until, { up, down: pictures - up });
    [since, stretches] = [until, 0];
  });
}
