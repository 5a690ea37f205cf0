import type { Param } from "../../../datasets/param.ts";
import { MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { ACCESS, APPS } from "../../../datasets/vocabularies.ts";
import {
  cellularSessions,
  placeSession,
  type Session,
  splitBytes,
  wholeDay,
} from "../../behaviour/sessions.ts";
import { chance, integer, lognormal, poisson, uniform } from "../../chance/samplers.ts";
import { cappedMean } from "../../life/presets.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";

const params = {
  median: {
    summary: "median size of a clip, before the preset's size scale",
    unit: "bytes",
    default: 2.4 * MB,
    min: 10_000,
    max: 1e9,
    source: "cited: IMC 2023 doi 10.1145/3618257.3624825, Instagram video and Netflix",
  },
  sigma: {
    summary: "ln-sigma of a clip's size",
    unit: "1",
    default: 2.2,
    min: 0,
    max: 4,
    source: "cited: the same",
  },
  longShare: {
    summary: "share of sessions that are films and episodes",
    unit: "share",
    default: 0.09,
    min: 0,
    max: 1,
    source: "cited: the same, second mode of Netflix",
  },
  longMedian: {
    summary: "median size of a film or episode, before the size scale",
    unit: "bytes",
    default: 200 * MB,
    min: 10_000,
    max: 1e10,
    source: "cited: the same",
  },
  longSigma: {
    summary: "ln-sigma of a film's size",
    unit: "1",
    default: 0.9,
    min: 0,
    max: 4,
    source: "chosen: IMC 2023 shows a narrow mode",
  },
  upShare: {
    summary: "mean share of the bytes that go up",
    unit: "share",
    default: 0.029,
    min: 0,
    max: 0.6,
    source: "cited: Sandvine 2021 and Ericsson, 3 %",
  },
  peerShare: {
    summary: "share of sessions through a sharing CDN, for those who have one",
    unit: "share",
    default: 0.8,
    min: 0,
    max: 1,
    source: "chosen: PROTOTYPE gate, 4 % of devices with many peers",
  },
  mistaken: {
    summary: "share of those sessions that the probe takes for p2p",
    unit: "share",
    default: 0.1,
    min: 0,
    max: 1,
    source: "chosen: probes mistake shared video now and then",
  },
  wifiSessions: {
    summary: "mean number of sessions a day on private Wi-Fi",
    unit: "1/day",
    default: 2.5,
    min: 0,
    max: 100,
    source: "chosen: modest, only the phone sees them",
  },
} as const satisfies Record<string, Param>;

const VIDEO = codeOf(APPS, "video");
const P2P = codeOf(APPS, "p2p");
const CELLULAR = codeOf(ACCESS, "cellular");
const WIFI = codeOf(ACCESS, "wifi");
const session: Session = { start: 0, up: 0, down: 0, rate: 0 };

type Options = { readonly [K in keyof typeof params]: number };

/**
 * Watches clips and films, the largest part of all volume: many clips of a few megabytes, now and
 * then a film, at the steady rate of a player. One in 25 people watches through a CDN whose
 * viewers also serve each other: tens of peers on high ports and 5 to 35 % upwards, which is
 * wanted and looks like file sharing.
 */
export const video: TrafficModel<typeof params> = {
  name: "video",
  version: 1,
  summary: "clips and films at a player's steady rate",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { volume } = context.life;
    const { median, sigma, longShare, longMedian, longSigma, wifiSessions } = options;
    const scale = volume.sizeScale;
    const cap = volume.sessionCap;
    const meanSize =
      (1 - longShare) * cappedMean(median * scale, sigma, cap) +
      longShare * cappedMean(longMedian * scale, longSigma, cap);
    const count = cellularSessions(context, "video", meanSize);
    for (let i = 0; i < count; i++) watch(context, options, sink, CELLULAR);
    const atHome = poisson(context.random, wifiSessions);
    for (let i = 0; i < atHome; i++) watch(context, options, sink, WIFI);
  },
};

function watch({ life, random }: EmitContext, options: Options, sink: Sink, access: number): void {
  const { sizeScale, sessionCap, videoRate } = life.volume;
  const film = chance(random, options.longShare);
  const median = (film ? options.longMedian : options.median) * sizeScale;
  const wished = lognormal(random, median, film ? options.longSigma : options.sigma);
  const bytes = Math.max(2000, Math.min(sessionCap, wished));
  const shared = life.persona.p2pVideo && chance(random, options.peerShare);
  splitBytes(session, random, bytes, shared ? uniform(random, 0.1, 0.23) : options.upShare);
  session.rate = Math.max(0.25 * videoRate, lognormal(random, videoRate, 0.4));
  if (!placeSession(life, random, access, session)) return;
  sink.app = VIDEO;
  sink.guess = shared && chance(random, options.mistaken) ? P2P : VIDEO;
  sink.peers = shared ? 20 + integer(random, 61) : 1 + integer(random, 4);
  sink.flows = sink.peers + 1 + integer(random, 3);
  sink.hiPortShare = shared ? uniform(random, 0.5, 0.9) : 0;
  sink.foreground = 1;
  sink.packetUp = shared ? 500 : 80;
  sink.packetDown = 1300;
  sink.transfer(session.start, session.up, session.down, session.rate);
}
