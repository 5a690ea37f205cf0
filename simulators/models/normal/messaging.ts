import type { Param } from "../../../datasets/param.ts";
import { KB, MB } from "../../../datasets/sizes.ts";
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
    summary: "median size of a chat session, before the preset's size scale",
    unit: "bytes",
    default: 0.15 * MB,
    min: 10_000,
    max: 1e9,
    source: "cited: IMC 2023 doi 10.1145/3618257.3624825, WhatsApp and Telegram",
  },
  sigma: {
    summary: "ln-sigma of a session's size",
    unit: "1",
    default: 2.4,
    min: 0,
    max: 4,
    source: "cited: the same",
  },
  upShare: {
    summary: "mean share of a chat's bytes that go up",
    unit: "share",
    default: 0.155,
    min: 0,
    max: 0.6,
    source: "chosen: chats and calls together give the 20 % of Sandvine 2021",
  },
  callShare: {
    summary: "share of sessions that are voice or video calls",
    unit: "share",
    default: 0.05,
    min: 0,
    max: 1,
    source: "chosen: no figure found",
  },
  callMedian: {
    summary: "median size of a call, before the size scale",
    unit: "bytes",
    default: 450 * KB,
    min: 10_000,
    max: 1e9,
    source: "cited: IMC 2023, Meet",
  },
  rate: {
    summary: "median rate of a chat",
    unit: "bit/s",
    default: 150_000,
    min: 1000,
    max: 1e9,
    source: "chosen: words and pictures come minutes apart",
  },
  wifiSessions: {
    summary: "mean number of sessions a day on private Wi-Fi",
    unit: "1/day",
    default: 3,
    min: 0,
    max: 100,
    source: "chosen: modest, only the phone sees them",
  },
} as const satisfies Record<string, Param>;

const MESSAGING = codeOf(APPS, "messaging");
const CELLULAR = codeOf(ACCESS, "cellular");
const WIFI = codeOf(ACCESS, "wifi");
const session: Session = { start: 0, up: 0, down: 0, rate: 0 };

type Options = { readonly [K in keyof typeof params]: number };

/**
 * Chats with pictures and clips, and now and then calls: one remote and nearly as much up as down
 * at a steady rate, which is the most symmetric thing that people do on purpose.
 */
export const messaging: TrafficModel<typeof params> = {
  name: "messaging",
  version: 1,
  summary: "chats with pictures, and near-symmetric calls",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { sizeScale, sessionCap } = context.life.volume;
    const { median, sigma, callShare, callMedian } = options;
    const meanSize =
      (1 - callShare) * cappedMean(median * sizeScale, sigma, sessionCap) +
      callShare * cappedMean(callMedian * sizeScale, sigma, sessionCap);
    const count = cellularSessions(context, "messaging", meanSize);
    for (let i = 0; i < count; i++) talk(context, options, sink, CELLULAR);
    const atHome = poisson(context.random, options.wifiSessions);
    for (let i = 0; i < atHome; i++) talk(context, options, sink, WIFI);
  },
};

function talk({ life, random }: EmitContext, options: Options, sink: Sink, access: number): void {
  const { sizeScale, sessionCap } = life.volume;
  const call = chance(random, options.callShare);
  const median = (call ? options.callMedian : options.median) * sizeScale;
  const bytes = Math.max(500, Math.min(sessionCap, lognormal(random, median, options.sigma)));
  if (call) {
    session.up = Math.round(bytes * uniform(random, 0.42, 0.54));
    session.down = Math.round(bytes) - session.up;
    session.rate = lognormal(random, 250_000, 0.8);
  } else {
    splitBytes(session, random, bytes, options.upShare);
    session.rate = Math.max(10_000, lognormal(random, options.rate, 0.8));
  }
  if (!placeSession(life, random, access, session)) return;
  sink.app = MESSAGING;
  sink.guess = MESSAGING;
  sink.peers = call ? 1 : 1 + integer(random, 3);
  sink.flows = call ? 2 : sink.peers + integer(random, 3);
  sink.hiPortShare = call ? 1 : 0;
  sink.foreground = 1;
  sink.packetUp = call ? 400 : 220;
  sink.packetDown = call ? 420 : 900;
  sink.transfer(session.start, session.up, session.down, session.rate);
}
