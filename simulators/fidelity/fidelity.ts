import { resolveOptions } from "../../datasets/options.ts";
import { DAY } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, APPS } from "../../datasets/vocabularies.ts";
import { openStream, Random, STREAM_WORDS } from "../chance/streams.ts";
import type { DeviceLife } from "../life/device-life.ts";
import { openLife } from "../life/life.ts";
import { drawPersona } from "../life/persona.ts";
import { CATEGORIES } from "../life/presets.ts";
import type { Sink } from "../model.ts";
import { NORMAL_MODELS } from "../models/catalogue.ts";
import { ConnectionSets, PERFECT_SIGHT } from "../network/connection-sets.ts";
import { copyPen, Pen } from "../pen.ts";
import type { Scenario } from "../scenario.ts";

const CELLULAR = codeOf(ACCESS, "cellular");

/** Category that an app's bytes count to; what is pushed and mailed counts as messages. */
const CATEGORY_OF_APP: Readonly<Record<string, (typeof CATEGORIES)[number]>> = {
  video: "video",
  social: "social",
  messaging: "messaging",
  push: "messaging",
  mail: "messaging",
  store: "store",
  web: "web",
  cloud: "cloud",
};
const CATEGORY_CODES = APPS.map((app) =>
  CATEGORIES.indexOf(CATEGORY_OF_APP[app] as (typeof CATEGORIES)[number]),
);

/** What a normal population moved over cellular, added up as it was drawn. */
export interface Volumes {
  readonly devices: number;
  readonly days: number;
  /** Bytes of each device and day, device by device. */
  readonly byDay: Float64Array;
  /** Bytes up and down of each category, in the order of CATEGORIES. */
  readonly up: Float64Array;
  readonly down: Float64Array;
  /** Transfers in all. */
  transfers: number;
  /** Sum over device-days of how many times the mean each was drawn to use. */
  drawnUse: number;
}

/**
 * Lives the normal models of so many devices and adds up what they ask of the cellular network;
 * no link, no records, no files. About 60 us a device and day, 8 bytes of memory for each.
 */
export function addUpVolumes(
  seed: string,
  scenario: Scenario,
  span: { readonly devices: number; readonly days: number },
): Volumes {
  const { devices, days } = span;
  const volumes: Volumes = {
    devices,
    days,
    byDay: new Float64Array(devices * days),
    up: new Float64Array(CATEGORIES.length),
    down: new Float64Array(CATEGORIES.length),
    transfers: 0,
    drawnUse: 0,
  };
  const sink = new Adder(volumes);
  const models = NORMAL_MODELS.map((model) => ({
    model,
    options: resolveOptions(model, scenario.models[model.name]),
  }));
  const words = new Uint32Array(STREAM_WORDS * models.length);
  const observerWords = new Uint32Array(STREAM_WORDS);
  const random = new Random();
  for (let device = 0; device < devices; device++) {
    const life = openLife(seed, scenario, drawPersona(seed, scenario, device));
    for (const [m, { model }] of models.entries()) {
      openStream(seed, device, model.name, words.subarray(m * STREAM_WORDS));
    }
    openStream(seed, device, "observers", observerWords);
    for (let day = 0; day < days; day++) {
      life.enterDay(day);
      volumes.drawnUse += life.persona.volumeFactor * life.dayFactor;
      sink.life = life;
      sink.sets.enter(observerWords, life.terminals);
      sink.slot = device * days + day;
      const context = { life, day, dayStart: scenario.from + day * DAY, share: 1, random };
      for (const [m, { model, options }] of models.entries()) {
        random.seed(words, m * STREAM_WORDS, day);
        for (const episode of model.plan(context, options)) {
          sink.reset();
          model.emit({ ...context, episode }, options, sink);
        }
      }
    }
  }
  return volumes;
}

const PLAIN = /* @__PURE__ */ new Pen();

/** A sink that keeps nothing but sums of what starts on cellular, with what its protocol adds. */
class Adder extends Pen implements Sink {
  life: DeviceLife | undefined;
  slot = 0;
  readonly sets = new ConnectionSets(PERFECT_SIGHT);
  private readonly volumes: Volumes;

  constructor(volumes: Volumes) {
    super();
    this.volumes = volumes;
  }

  reset(): void {
    copyPen(PLAIN, this);
  }

  transfer(start: number, up: number, down: number): void {
    const { life, volumes, slot, sets } = this;
    if (life === undefined || this.network === "wifi-only") return;
    if (life.today.access[life.segmentAt(start)] !== CELLULAR) return;
    const set = sets.find(this, start);
    const allUp = up + sets.costUp(set, start, up, down);
    const allDown = down + sets.costDown(set, start, up, down);
    volumes.byDay[slot] += allUp + allDown;
    // What guests do is none of the phone's apps.
    const category = this.terminal > 0 ? undefined : CATEGORY_CODES[this.app];
    if (category !== undefined && category >= 0) {
      volumes.up[category] += allUp;
      volumes.down[category] += allDown;
    }
    volumes.transfers++;
  }

  session(): void {}
}
