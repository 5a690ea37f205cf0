import type { Param } from "../../../datasets/param.ts";
import { MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { ACCESS, APPS } from "../../../datasets/vocabularies.ts";
import { placeSession, type Session, wholeDay } from "../../behaviour/sessions.ts";
import { lognormal, poisson, uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { game } from "../../protocols/game.ts";

const params = {
  volume: {
    summary: "share of the preset's mean day that matches on cellular hold",
    unit: "share",
    default: 0.012,
    min: 0,
    max: 0.5,
    source: "cited: Sandvine 2021, gaming about 1 % of mobile volume without downloads",
  },
  atHome: {
    summary: "mean number of matches a day on private Wi-Fi",
    unit: "1/day",
    default: 0.5,
    min: 0,
    max: 50,
    source: "chosen: as many at home",
  },
  length: {
    summary: "median length of a match",
    unit: "ms",
    default: 14 * MINUTE,
    min: MINUTE,
    max: 600 * MINUTE,
    source: "chosen: a round of what phones play",
  },
  lengthSigma: {
    summary: "ln-sigma of the length",
    unit: "ln",
    default: 0.6,
    min: 0,
    max: 2,
    source: "chosen: from one round to an evening",
  },
  rate: {
    summary: "median rate of both ways together",
    unit: "bit/s",
    default: 120000,
    min: 1000,
    max: 1e7,
    source: "chosen: states and inputs, tens of packets a second",
  },
  rateSigma: {
    summary: "ln-sigma of the rate",
    unit: "ln",
    default: 0.5,
    min: 0,
    max: 2,
    source: "chosen: games differ",
  },
  upFrom: {
    summary: "least share that goes up",
    unit: "share",
    default: 0.3,
    min: 0,
    max: 1,
    source: "chosen: inputs are smaller than states",
  },
  upTo: {
    summary: "largest share that goes up",
    unit: "share",
    default: 0.5,
    min: 0,
    max: 1,
    source: "chosen: inputs are smaller than states",
  },
} as const satisfies Record<string, Param>;

const GAME = codeOf(APPS, "game", "game-play");
const CELLULAR = codeOf(ACCESS, "cellular", "game-play");
const WIFI = codeOf(ACCESS, "wifi", "game-play");
/** Mean of length times rate beside the product of their medians, at the default sigmas. */
const TAILS = 1.36;
/** Nobody plays more matches a day (chosen). */
const MOST = 40;
const session: Session = { start: 0, up: 0, down: 0, rate: 0, protocol: game };

/** Plays matches against others: small datagrams both ways to one server on a high port, for a quarter of an hour. */
export const gamePlay: TrafficModel<typeof params> = {
  name: "game-play",
  version: 1,
  summary: "matches against others, small and even both ways",
  role: "normal",
  params,
  plan: wholeDay,
  emit({ life, random }, options, sink) {
    const { dailyMean, sizeScale } = life.volume;
    const mean = (options.rate * options.length * sizeScale * TAILS) / 8000;
    const use = options.volume * dailyMean * life.persona.volumeFactor * life.dayFactor;
    const places = [
      [CELLULAR, Math.min(MOST, poisson(random, use / mean))],
      [WIFI, poisson(random, options.atHome)],
    ] as const;
    sink.app = GAME;
    sink.guess = GAME;
    sink.protocol = game;
    for (const [access, matches] of places) {
      for (let i = 0; i < matches; i++) {
        const lasts = lognormal(random, options.length, options.lengthSigma);
        const rate = lognormal(random, options.rate, options.rateSigma);
        const bytes = Math.round((rate * lasts * sizeScale) / 8000);
        session.up = Math.round(
          bytes * uniform(random, options.upFrom, Math.max(options.upFrom, options.upTo)),
        );
        session.down = bytes - session.up;
        session.rate = Math.max(1, (Math.max(session.up, session.down) * 8000) / lasts);
        if (!placeSession(life, random, access, session)) continue;
        sink.transfer(session.start, session.up, session.down, session.rate);
      }
    }
  },
};
