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
import { integer, lognormal, poisson } from "../../chance/samplers.ts";
import { cappedMean } from "../../life/presets.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";

const params = {
  median: {
    summary: "median size of a session, before the preset's size scale",
    unit: "bytes",
    default: 0.5 * MB,
    min: 10_000,
    max: 1e9,
    source: "cited: IMC 2023 doi 10.1145/3618257.3624825, Facebook and Snapchat",
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
    summary: "mean share of the bytes that go up",
    unit: "share",
    default: 0.1,
    min: 0,
    max: 0.6,
    source: "cited: Sandvine 2021, solved for an uplink share of 8 %",
  },
  rate: {
    summary: "median rate of a session",
    unit: "bit/s",
    default: 800_000,
    min: 1000,
    max: 1e9,
    source: "chosen: scrolling stops and starts",
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

const SOCIAL = codeOf(APPS, "social");
const CELLULAR = codeOf(ACCESS, "cellular");
const WIFI = codeOf(ACCESS, "wifi");
const session: Session = { start: 0, up: 0, down: 0, rate: 0 };

type Options = { readonly [K in keyof typeof params]: number };

/** Scrolls through feeds: pictures and short clips, some posted, in sessions of half a megabyte and a long tail. */
export const social: TrafficModel<typeof params> = {
  name: "social",
  version: 1,
  summary: "feeds of pictures and short clips, and posts",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { sizeScale, sessionCap } = context.life.volume;
    const meanSize = cappedMean(options.median * sizeScale, options.sigma, sessionCap);
    const count = cellularSessions(context, "social", meanSize);
    for (let i = 0; i < count; i++) scroll(context, options, sink, CELLULAR);
    const atHome = poisson(context.random, options.wifiSessions);
    for (let i = 0; i < atHome; i++) scroll(context, options, sink, WIFI);
  },
};

function scroll({ life, random }: EmitContext, options: Options, sink: Sink, access: number): void {
  const { sizeScale, sessionCap } = life.volume;
  const wished = lognormal(random, options.median * sizeScale, options.sigma);
  splitBytes(session, random, Math.max(2000, Math.min(sessionCap, wished)), options.upShare);
  session.rate = Math.max(60_000, lognormal(random, options.rate, 0.7));
  if (!placeSession(life, random, access, session)) return;
  sink.app = SOCIAL;
  sink.guess = SOCIAL;
  sink.peers = 2 + integer(random, 7);
  sink.flows = sink.peers + integer(random, 8);
  sink.foreground = 1;
  sink.packetUp = 180;
  sink.packetDown = 1200;
  sink.transfer(session.start, session.up, session.down, session.rate);
}
