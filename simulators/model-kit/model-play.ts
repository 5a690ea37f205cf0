import { suggest } from "../../datasets/nearest-name.ts";
import { resolveOptions } from "../../datasets/options.ts";
import { DAY } from "../../datasets/sizes.ts";
import { openStream, Random, STREAM_WORDS } from "../chance/streams.ts";
import { lineTargets } from "../engine/line-targets.ts";
import type { Timeline } from "../life/device-life.ts";
import { openLife } from "../life/life.ts";
import { drawPersona } from "../life/persona.ts";
import type { Cause, Episode, TrafficModel, WlanLogin } from "../model.ts";
import { PEN_PROPERTIES } from "../pen.ts";
import type { ModelSetting, PlanSetting, Scenario } from "../scenario.ts";
import { createRecorder, type RecordedTransfer } from "./recorder.ts";

/** What a model demanded for one episode. */
export interface Play {
  readonly device: number;
  readonly day: number;
  readonly episode: Episode;
  readonly cause: Cause | undefined;
  readonly transfers: readonly RecordedTransfer[];
  readonly logins: readonly WlanLogin[];
}

/** Where a model is played: which seed, line and day, with which options and safeguards. */
export interface PlaySetting {
  readonly seed: string;
  readonly device: number;
  readonly day: number;
  /** Options that differ from the model's defaults. */
  readonly options?: ModelSetting;
  readonly safeguards?: readonly string[];
  /** Where the line lives; {@link PLAIN_SCENARIO} if not given. */
  readonly scenario?: Scenario;
  /** Asks for the plan so many times before the one that counts, which must not notice. */
  readonly rehearsals?: number;
  /** Part of the whole that is asked for; 1 if not given. */
  readonly share?: number;
}

/** An ordinary month of ordinary lines, in which no incident is planned: Monday, 4 November 2024 in China. */
export const PLAIN_SCENARIO: Scenario = {
  name: "plain",
  summary: "ordinary lines in which no incident is planned",
  level: "L0",
  preset: "cn2024",
  from: 1_730_649_600_000,
  utcOffset: 480,
  days: 30,
  warmUpDays: 0,
  devices: 1000,
  attribution: "confirmed",
  holidays: [],
  plans: [],
  network: { down: 40e6, up: 12e6, sigma: 0.6, contention: false },
  models: {},
  incidents: {},
  lookAlikes: {},
  enrichment: {
    devicesPerCase: 0,
    lookAlikesPerCase: 0,
    fromDay: 0,
    toDay: 30,
    maxVolumeFactor: 2,
  },
  pinned: [],
  safeguards: [],
  without: [],
  charging: {
    volumeLimit: 52_428_800,
    overshoot: 1024,
    timeLimit: 3_600_000,
    idleRelease: 1_800_000,
    mediationDelay: 600_000,
  },
  observation: {
    ...{ p2pRecall: 0.4, unknownApp: 0, unknownSystem: 0 },
    ...{ flowLoss: 0, flowLate: 0, flowLateBy: 0, probeDelay: 60_000 },
    ...{ flowTwice: 0, sampling: 1, uplink: 1, counterLoss: 0, clockSkew: 0, vpnTwice: 0 },
    ...{ interim: 600_000, interimLoss: 0, lostStop: 0, gigawordsLost: 0, egress: 0, nat: 0 },
  },
  split: { calibration: 0.5 },
};

/** Models see no plan; safeguards of a line's terms need one. */
const NO_PLAN: PlanSetting = {
  ...{ name: "none", share: 1, suspensionLag: null, reinstated: "never", usedAtStart: 0 },
  tariff: {
    ...{ name: "none", summary: "nothing is charged", source: "chosen", currency: "CNY" },
    ...{ kind: "overage", groups: {}, moneyCap: 0, volumeCap: 0, period: "month" },
  },
};

/**
 * Plays one model alone on one line and day, and returns what it demanded,
 * episode by episode. Nothing is moved, observed or charged: the engine does that.
 */
export function playModel(model: TrafficModel, setting: PlaySetting): Play[] {
  const { seed, device, day, scenario = PLAIN_SCENARIO } = setting;
  const life = openLife(seed, scenario, drawPersona(seed, scenario, device));
  const safeguards = (setting.safeguards ?? []).map((use) => ({ use, adoption: 1, options: {} }));
  const plans = scenario.plans.length > 0 ? scenario.plans : [NO_PLAN];
  const lived = { ...scenario, plans, safeguards };
  Object.assign(
    life.settings,
    lineTargets({ seed, scenario: lived }, life.persona).targets.settings,
  );
  life.enterDay(day);
  Object.freeze(life.settings);
  Object.freeze(life.persona);
  const whole = timelineSum(life.today);
  const words = new Uint32Array(STREAM_WORDS);
  openStream(seed, device, model.name, words);
  const random = new Random();
  const dayStart = scenario.from + day * DAY;
  const context = { life, day, dayStart, share: setting.share ?? 1, random };
  const options = resolveOptions(model, setting.options);
  for (let i = 0; i < (setting.rehearsals ?? 0); i++) {
    random.seed(words, 0, day);
    model.plan(context, options);
  }
  random.seed(words, 0, day);
  const plays = model.plan(context, options).map((episode) => {
    const recorder = createRecorder(life.settings);
    const emitting = { ...context, episode };
    const cause = model.cause?.(emitting, options);
    const known = new Set(Object.keys(recorder));
    model.emit(emitting, options, recorder);
    const unheard = Object.keys(recorder).find((name) => !known.has(name));
    if (unheard !== undefined) {
      const near = suggest(unheard, PEN_PROPERTIES);
      throw new RangeError(`${model.name}: sink.${unheard} is no property of a pen; ${near}`);
    }
    return {
      ...{ device, day, episode, cause },
      ...{ transfers: recorder.transfers, logins: recorder.logins },
    };
  });
  if (timelineSum(life.today) !== whole) {
    throw new RangeError("a model must not write to the timeline, got another one");
  }
  return plays;
}

/** Models obey life and never change it: frozen where that can be had, summed where it can't. */
function timelineSum(today: Timeline): number {
  let sum = today.length;
  for (const values of Object.values(today)) {
    if (!ArrayBuffer.isView(values)) continue;
    for (let i = 0; i < today.length; i++) sum += ((values as Float64Array)[i] as number) * (i + 1);
  }
  return sum;
}

/** Lists the first devices of a seed that may have the model, looking at `among` devices at most. */
export function eligibleDevices(
  model: TrafficModel,
  { seed, count, among }: { seed: string; count: number; among: number },
): number[] {
  const devices: number[] = [];
  for (let device = 0; device < among && devices.length < count; device++) {
    const persona = drawPersona(seed, PLAIN_SCENARIO, device);
    if (model.eligible?.({ persona }) ?? true) devices.push(device);
  }
  return devices;
}
