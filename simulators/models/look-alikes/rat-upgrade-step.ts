import type { Param } from "../../../datasets/param.ts";
import { DAY, HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { largestRemainder } from "../../behaviour/largest-remainder.ts";
import { chance, lognormal, uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { cellularDownIn } from "../../network/cellular-link.ts";
import { quicVideo } from "../../protocols/quic-video.ts";
import { webPage } from "../../protocols/web-page.ts";

const params = {
  days: {
    summary: "days that are looked at after the step",
    unit: "days",
    default: 28,
    min: 1,
    max: 120,
    source: "chosen: as long as a sync that creeps",
  },
  more: {
    summary: "median bytes that a day has more from then on",
    unit: "bytes",
    default: 320 * MB,
    min: 1e5,
    max: 4e9,
    source: "cited: article C, the same pages and films take more bytes; chosen: how many",
  },
  moreSigma: {
    summary: "ln-sigma of those of a person",
    unit: "ln",
    default: 0.7,
    min: 0,
    max: 2,
    source: "chosen: who watches more notices more",
  },
  daySigma: {
    summary: "ln-sigma by which a day differs from the person's own",
    unit: "ln",
    default: 0.5,
    min: 0,
    max: 2,
    source: "chosen: as days do",
  },
  sessions: {
    summary: "sessions of a day",
    unit: "count",
    default: 6,
    min: 1,
    max: 48,
    source: "chosen: as a sync that creeps",
  },
  films: {
    summary: "share of them that are clips and films; the others are pages and feeds",
    unit: "share",
    default: 0.7,
    min: 0,
    max: 1,
    source: "cited: Sandvine 2021, 62 % of the bytes are video",
  },
} as const satisfies Record<string, Param>;

type Notes = { readonly more: number };

const VIDEO = codeOf(APPS, "video", "rat-upgrade-step");
const WEB = codeOf(APPS, "web", "rat-upgrade-step");
/** Hours of a day at which everybody is up. */
const [FROM, TO] = [12 * HOUR, 20.5 * HOUR];
/** Share of the link that it fills, and the rate that it asks for where there is none, bit/s. */
const [FILL, LEAST_RATE] = [0.9, 1e6];
/** Mean share of a page's data that goes up (chosen: as of everyday pages). */
const WEB_UP = 0.2;
/** Median rate of a session on the faster network, bit/s, and ln-sigma (chosen). */
const [RATE, RATE_SIGMA] = [12e6, 0.5];

/**
 * Uses as many bytes more from one day on as a faster network lets the same habits take.
 *
 * Films in a finer picture and pages that load whole: a step that stays. Every rule that compares a
 * day with the own past sees it for weeks, as it sees a sync that creeps; but it does not grow, and
 * somebody looks at all of it. The technology that a row names is the life's own: it tells of no step.
 */
export const ratUpgradeStep: TrafficModel<typeof params> = {
  name: "rat-upgrade-step",
  version: 1,
  summary: "a faster network: the same habits take more bytes from a day on",
  role: "look-alike",
  twin: "creeping-sync",
  cue: "growth: it steps up once and stays",
  explanation: "The owner moved to a faster network and does what was done before.",
  params,

  plan({ dayStart, random }, options) {
    const more = lognormal(random, options.more, options.moreSigma);
    const last = dayStart + (Math.round(options.days) - 1) * DAY;
    return [{ start: dayStart + FROM, end: last + TO, notes: { more } }];
  },

  emit({ dayStart, random, life, episode }, options, sink) {
    const { more } = episode.notes as Notes;
    sink.network = "cellular-only";
    sink.foreground = 1;
    for (let day = 0; day < Math.round(options.days); day++) {
      const from = dayStart + day * DAY;
      const bytes = Math.round(more * lognormal(random, 1, options.daySigma));
      const weights = Array.from({ length: Math.round(options.sessions) }, () =>
        lognormal(random, 1, 1),
      );
      for (const part of largestRemainder(bytes, weights)) {
        const start = Math.floor(uniform(random, from + FROM, from + TO));
        const isFilm = chance(random, options.films);
        const link = FILL * Math.max(LEAST_RATE, cellularDownIn(life, start, start + MINUTE));
        sink.app = isFilm ? VIDEO : WEB;
        sink.guess = sink.app;
        sink.protocol = isFilm ? quicVideo : webPage;
        const up = isFilm ? 0 : Math.round(part * uniform(random, WEB_UP / 2, 1.5 * WEB_UP));
        const rate = Math.min(link, lognormal(random, RATE, RATE_SIGMA));
        sink.transfer(start, up, part - up, rate);
      }
    }
  },
};
