import type { Param } from "../../../datasets/param.ts";
import { HOUR, MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { ACCESS, APPS } from "../../../datasets/vocabularies.ts";
import { dataOf } from "../../behaviour/data-of.ts";
import {
  cellularSessions,
  placeSession,
  type Session,
  wholeDay,
} from "../../behaviour/sessions.ts";
import { chance, integer, lognormal, uniform } from "../../chance/samplers.ts";
import { cappedMean } from "../../life/presets.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";
import { httpsUpload } from "../../protocols/https-upload.ts";
import { mailSync } from "../../protocols/mail-sync.ts";

const params = {
  median: {
    summary: "median size of a sync on cellular, before the preset's size scale",
    unit: "bytes",
    default: 0.5 * MB,
    min: 10_000,
    max: 1e9,
    source: "cited: IMC 2023 doi 10.1145/3618257.3624825, iCloud",
  },
  sigma: {
    summary: "ln-sigma of a sync's size",
    unit: "1",
    default: 2.35,
    min: 0,
    max: 4,
    source: "cited: the same",
  },
  uploads: {
    summary: "share of syncs that send; the others fetch",
    unit: "share",
    default: 0.6,
    min: 0,
    max: 1,
    source: "cited: Sandvine 2021 gives 67 %, Ericsson 54 %",
  },
  nightly: {
    summary: "share of nights on Wi-Fi with a backup of the day's photos",
    unit: "share",
    default: 0.5,
    min: 0,
    max: 1,
    source: "chosen: no figure found",
  },
  photo: {
    summary: "median size of a photo",
    unit: "bytes",
    default: 2 * MB,
    min: 1,
    max: 1e8,
    source: "cited: HEIF 1.3 MB, JPEG 2.5 MB (gamebastion)",
  },
} as const satisfies Record<string, Param>;

const CLOUD = codeOf(APPS, "cloud");
const CELLULAR = codeOf(ACCESS, "cellular");
const session: Session = { start: 0, up: 0, down: 0, rate: 0, protocol: mailSync };

type Options = { readonly [K in keyof typeof params]: number };

/**
 * Keeps files and photos in the cloud: small syncs on cellular while the phone is in use, more up
 * than down, and on many nights the day's photos over Wi-Fi. Where the phone keeps unseen apps off
 * cellular, they wait for Wi-Fi.
 */
export const cloudBackup: TrafficModel<typeof params> = {
  name: "cloud-backup",
  version: 2,
  summary: "small syncs on cellular, the day's photos over Wi-Fi by night",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { life } = context;
    sink.app = CLOUD;
    sink.guess = CLOUD;
    sink.foreground = 0;
    backUp(context, options, sink);
    const { sizeScale, sessionCap } = life.volume;
    const meanSize = cappedMean(options.median * sizeScale, options.sigma, sessionCap);
    const count = cellularSessions(context, "cloud", meanSize);
    for (let i = 0; i < count; i++) sync(context, options, sink);
  },
};

function sync({ life, random }: EmitContext, options: Options, sink: Sink): void {
  const { sizeScale, sessionCap } = life.volume;
  const wished = lognormal(random, options.median * sizeScale, options.sigma);
  const bytes = Math.max(1000, Math.min(sessionCap, wished));
  const sends = chance(random, options.uploads);
  sink.protocol = sends ? httpsUpload : mailSync;
  session.protocol = sink.protocol;
  const data = dataOf(sink.protocol, bytes);
  session.up = sends ? data : 0;
  session.down = data - session.up;
  session.rate = Math.max(200_000, lognormal(random, 5_000_000, 0.6));
  if (!placeSession(life, random, CELLULAR, session)) return;
  sink.transfer(session.start, session.up, session.down, session.rate);
}

function backUp({ life, random, dayStart }: EmitContext, options: Options, sink: Sink): void {
  const tonight = chance(random, options.nightly);
  const photos = 1 + integer(random, 12);
  const bytes = Math.round(photos * lognormal(random, options.photo, 0.4));
  const start = dayStart + Math.round(uniform(random, 1, 5) * HOUR);
  if (!tonight || !life.persona.hasHomeWifi) return;
  sink.network = "wifi-only";
  sink.protocol = httpsUpload;
  sink.transfer(start, bytes, 0, 20_000_000);
  sink.network = "any";
}
