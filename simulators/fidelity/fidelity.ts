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
  };
  const sink = new Adder(volumes);
  const models = NORMAL_MODELS.map((model) => ({
    model,
    options: resolveOptions(model, scenario.models[model.name]),
  }));
  const words = new Uint32Array(STREAM_WORDS * models.length);
  const random = new Random();
  for (let device = 0; device < devices; device++) {
    const life = openLife(seed, scenario, drawPersona(seed, scenario, device));
    for (const [m, { model }] of models.entries()) {
      openStream(seed, device, model.name, words.subarray(m * STREAM_WORDS));
    }
    for (let day = 0; day < days; day++) {
      life.enterDay(day);
      sink.life = life;
      sink.slot = device * days + day;
      const context = { life, day, dayStart: scenario.from + day * DAY, random };
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

/** A sink that keeps nothing but sums of what starts on cellular. */
class Adder implements Sink {
  app = 0;
  guess = 0;
  flows = 1;
  peers = 1;
  hiPortShare = 0;
  foreground: 0 | 1 = 1;
  tethered: 0 | 1 = 0;
  ttl = 0;
  osFingerprint = 0;
  packetUp = 0;
  packetDown = 0;
  network: Sink["network"] = "any";
  life: DeviceLife | undefined;
  slot = 0;
  private readonly volumes: Volumes;

  constructor(volumes: Volumes) {
    this.volumes = volumes;
  }

  reset(): void {
    this.network = "any";
  }

  transfer(start: number, up: number, down: number): void {
    const { life, volumes, slot } = this;
    if (life === undefined || this.network === "wifi-only") return;
    if (life.today.access[life.segmentAt(start)] !== CELLULAR) return;
    const category = CATEGORY_CODES[this.app] as number;
    volumes.byDay[slot] += up + down;
    volumes.up[category] += up;
    volumes.down[category] += down;
    volumes.transfers++;
  }

  session(): void {}
}
