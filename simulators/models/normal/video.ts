import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { emitSessions, kindsOnce, type SessionKind } from "../../behaviour/emit-sessions.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import { chance } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { quicVideo } from "../../protocols/quic-video.ts";
import { sharedVideo } from "../../protocols/shared-video.ts";

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
  sharedUpFrom: {
    summary: "least share of a shared session's data that goes up",
    unit: "share",
    default: 0.08,
    min: 0,
    max: 0.9,
    source: "chosen: viewers serve each other a fifth of what they watch",
  },
  sharedUpTo: {
    summary: "largest share of a shared session's data that goes up",
    unit: "share",
    default: 0.21,
    min: 0,
    max: 0.9,
    source: "chosen: viewers serve each other a fifth of what they watch",
  },
  rateSigma: {
    summary: "ln-sigma of the rate, whose median is the preset's",
    unit: "ln",
    default: 0.4,
    min: 0,
    max: 2,
    source: "chosen: players pick a step of the ladder",
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

type Options = OptionsOf<typeof params>;

const VIDEO = codeOf(APPS, "video", "video");
const P2P = codeOf(APPS, "p2p", "video");
/** No session moves less, bytes: the first segment (chosen). */
const LEAST = 2000;
/** No player goes below so much of its usual rate (chosen). */
const SLOWEST = 0.25;

/** Clips and films, of those who share what they watch and of the others. */
const plainKinds = kindsOnce((options: Options) => kindsOf(options, 0));
const sharedKinds = kindsOnce((options: Options) => kindsOf(options, options.peerShare));

/**
 * Watches clips and films, the largest part of all volume: many clips of a few megabytes, now and
 * then a film, at the steady rate of a player. One in 25 people watches through a network whose
 * viewers also serve each other: tens of remotes on high ports and bytes upwards, which is wanted
 * and looks like file sharing.
 */
export const video: TrafficModel<typeof params> = {
  name: "video",
  version: 2,
  summary: "clips and films at a player's steady rate",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { persona, volume } = context.life;
    const kinds = persona.p2pVideo ? sharedKinds(options) : plainKinds(options);
    const use = { category: "video", app: VIDEO, rate: volume.videoRate, kinds } as const;
    emitSessions(context, { ...use, wifiSessions: options.wifiSessions }, sink);
  },
};

function kindsOf(options: Options, shared: number): readonly SessionKind[] {
  const { longShare, longMedian, longSigma, median, sigma, rateSigma } = options;
  const { sharedUpFrom, sharedUpTo, mistaken } = options;
  const steady = { rate: 1, rateSigma, rateLeast: SLOWEST, least: LEAST };
  const lengths = [
    { part: 1 - longShare, median, sigma },
    { part: longShare, median: longMedian, sigma: longSigma },
  ];
  return lengths.flatMap(({ part, ...size }): SessionKind[] => [
    { ...size, ...steady, share: part * (1 - shared), upFrom: 0, upTo: 0, protocol: quicVideo },
    {
      ...{ ...size, ...steady, share: part * shared, protocol: sharedVideo },
      ...{ upFrom: sharedUpFrom, upTo: Math.max(sharedUpFrom, sharedUpTo) },
      hold(sink, random) {
        if (chance(random, mistaken)) sink.guess = P2P;
      },
    },
  ]);
}
