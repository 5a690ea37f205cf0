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
    summary: "median size of a visit, before the preset's size scale",
    unit: "bytes",
    default: 0.2 * MB,
    min: 10_000,
    max: 1e9,
    source: "cited: IMC 2023 doi 10.1145/3618257.3624825, Wikipedia and Yahoo",
  },
  sigma: {
    summary: "ln-sigma of a visit's size",
    unit: "1",
    default: 1.8,
    min: 0,
    max: 4,
    source: "cited: the same",
  },
  upShare: {
    summary: "mean share of the bytes that go up",
    unit: "share",
    default: 0.29,
    min: 0,
    max: 0.6,
    source: "cited: Sandvine 2021, solved for an uplink share of 8 %",
  },
  rate: {
    summary: "median rate of a visit",
    unit: "bit/s",
    default: 400_000,
    min: 1000,
    max: 1e9,
    source: "chosen: page loads and reading in turn",
  },
  wifiSessions: {
    summary: "mean number of visits a day on private Wi-Fi",
    unit: "1/day",
    default: 3,
    min: 0,
    max: 100,
    source: "chosen: modest, only the phone sees them",
  },
} as const satisfies Record<string, Param>;

const WEB = codeOf(APPS, "web");
const CELLULAR = codeOf(ACCESS, "cellular");
const WIFI = codeOf(ACCESS, "wifi");
const session: Session = { start: 0, up: 0, down: 0, rate: 0 };

type Options = { readonly [K in keyof typeof params]: number };

/** Reads pages and uses the many apps that are pages in disguise: small visits to many hosts, with forms and uploads. */
export const web: TrafficModel<typeof params> = {
  name: "web",
  version: 1,
  summary: "pages and apps like pages, on many hosts",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { sizeScale, sessionCap } = context.life.volume;
    const meanSize = cappedMean(options.median * sizeScale, options.sigma, sessionCap);
    const count = cellularSessions(context, "web", meanSize);
    for (let i = 0; i < count; i++) visit(context, options, sink, CELLULAR);
    const atHome = poisson(context.random, options.wifiSessions);
    for (let i = 0; i < atHome; i++) visit(context, options, sink, WIFI);
  },
};

function visit({ life, random }: EmitContext, options: Options, sink: Sink, access: number): void {
  const { sizeScale, sessionCap } = life.volume;
  const wished = lognormal(random, options.median * sizeScale, options.sigma);
  splitBytes(session, random, Math.max(1000, Math.min(sessionCap, wished)), options.upShare);
  session.rate = Math.max(30_000, lognormal(random, options.rate, 0.8));
  if (!placeSession(life, random, access, session)) return;
  sink.app = WEB;
  sink.guess = WEB;
  sink.peers = 3 + integer(random, 14);
  sink.flows = sink.peers + integer(random, 20);
  sink.foreground = 1;
  sink.packetUp = 250;
  sink.packetDown = 1100;
  sink.transfer(session.start, session.up, session.down, session.rate);
}
