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
import { lognormal, poisson, uniform } from "../../chance/samplers.ts";
import type { DeviceLife } from "../../life/device-life.ts";
import { cappedMean, UPDATES_OVER_CELLULAR } from "../../life/presets.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";
import { appStoreUpdate } from "../../protocols/app-store-update.ts";

const params = {
  median: {
    summary: "median size of an update, before the root of the preset's size scale",
    unit: "bytes",
    default: 20 * MB,
    min: 10_000,
    max: 1e10,
    source:
      "chosen: 60 MB an app, a third of it after delta compression (Play 2016: 65-90 % smaller)",
  },
  sigma: {
    summary: "ln-sigma of an update's size",
    unit: "1",
    default: 1,
    min: 0,
    max: 4,
    source: "chosen: apps of 10 to 400 MB",
  },
  nightly: {
    summary: "mean number of updates a night over private Wi-Fi",
    unit: "1/day",
    default: 1,
    min: 0,
    max: 50,
    source: "chosen: most updates run at night while charging (androidcentral)",
  },
} as const satisfies Record<string, Param>;

const STORE = codeOf(APPS, "store");
const CELLULAR = codeOf(ACCESS, "cellular");
const WIFI = codeOf(ACCESS, "wifi");
const session: Session = { start: 0, up: 0, down: 0, rate: 0, protocol: appStoreUpdate };

type Options = { readonly [K in keyof typeof params]: number };

/**
 * Updates apps that their owner lets update: at night over Wi-Fi, and by day over cellular where
 * the phone allows it. Where it does not, the same updates wait for Wi-Fi, and are given up when
 * none comes for a week. Where nothing updates unasked, their owner asks for them over Wi-Fi (chosen:
 * who turns updates off to save data asks where they cost none).
 */
export const storeUpdate: TrafficModel<typeof params> = {
  name: "store-update",
  version: 2,
  summary: "app updates, over cellular only where allowed",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { life, random } = context;
    const { sessionCap, sizeScale } = life.volume;
    const median = options.median * Math.sqrt(sizeScale);
    const meanSize = cappedMean(median, options.sigma, sessionCap);
    sink.app = STORE;
    sink.guess = STORE;
    sink.foreground = 0;
    sink.protocol = appStoreUpdate;
    // Only some phones update over cellular; theirs make up for the others in the mean.
    const count = cellularSessions(context, "store", meanSize * UPDATES_OVER_CELLULAR);
    for (let i = 0; i < count; i++) update(context, options, sink, CELLULAR);
    const nightly = life.persona.hasHomeWifi ? poisson(random, options.nightly) : 0;
    for (let i = 0; i < nightly; i++) update(context, options, sink, 0);
  },
};

/** Hours of the night in which stores update. */
const [FIRST_HOUR, LAST_HOUR] = [0.5, 5];

/** One update: by day on cellular, or at night (access 0) over Wi-Fi. */
function update(
  { life, random, dayStart }: EmitContext,
  options: Options,
  sink: Sink,
  access: number,
): void {
  const { sessionCap, sizeScale } = life.volume;
  const wished = lognormal(random, options.median * Math.sqrt(sizeScale), options.sigma);
  session.up = 0;
  session.down = dataOf(appStoreUpdate, Math.max(50_000, Math.min(sessionCap, wished)));
  session.rate = Math.max(1_000_000, lognormal(random, 15_000_000, 0.5));
  const { updatesOverCellular, automaticUpdates } = life.settings;
  const allowed = updatesOverCellular && automaticUpdates;
  if (access === CELLULAR) {
    if (!placeSession(life, random, access, session)) return;
    sink.network = allowed ? "any" : "wifi-only";
  } else {
    const hour = uniform(random, FIRST_HOUR, LAST_HOUR);
    session.start = automaticUpdates ? dayStart + Math.round(hour * HOUR) : askedAt(life, hour);
    sink.network = "wifi-only";
  }
  sink.timed = automaticUpdates ? 1 : 0;
  sink.transfer(session.start, session.up, session.down, session.rate);
}

/** When an owner awake at home asks for what the store would have loaded at that hour of the night. */
function askedAt(life: DeviceLife, hour: number): number {
  const at = life.awakeMoment(WIFI, (hour - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR));
  return Math.floor(Number.isNaN(at) ? life.wakesAt : at);
}
