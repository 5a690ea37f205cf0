import type { NewKind } from "./kind.ts";

const HEAD = `import type { OptionsOf } from "../../../datasets/param.ts";
import { HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
`;

/** Options that an incident and its twin share, so that both are as large and as long. */
const PARAMS = `
const params = {
  startHour: {
    summary: "when it begins, hours after civil midnight",
    unit: "h",
    default: START_HOUR,
    min: 0,
    max: 23,
    source: "chosen: START_WHY",
  },
  hours: {
    summary: "how long it goes on",
    unit: "h",
    default: 2,
    min: 0.1,
    max: 12,
    source: "chosen: until the phone is looked at",
  },
  bytes: {
    summary: "median bytes of one fetch",
    unit: "bytes",
    default: 6e6,
    min: 1e4,
    max: 1e9,
    source: "chosen: a page's worth of pictures",
  },
  sigma: {
    summary: "ln-sigma of those bytes",
    unit: "ln",
    default: 0.5,
    min: 0,
    max: 2,
    source: "chosen: fetches differ",
  },
} as const;

const APP = codeOf(APPS, "social", "NAME");
/** Median pause between two fetches, and rate, bit/s (chosen). */
const [PAUSE, RATE] = [MINUTE, 2e7];
`;

const EMIT = `    sink.app = APP;
    sink.guess = APP;
    sink.foreground = SCREEN;
    sink.network = "cellular-only";
    sink.protocol = tlsDownload;
    for (let t = episode.start; t < episode.end; ) {
      const bytes = Math.ceil(lognormal(random, options.bytes, options.sigma));
      sink.transfer(t, 0, bytes, RATE);
      t += Math.ceil((bytes * 8000) / RATE + lognormal(random, PAUSE, options.sigma));
    }
`;

const params = (name: string, hour: number, why: string) =>
  PARAMS.replace("NAME", name).replace("START_HOUR", String(hour)).replace("START_WHY", why);

const INCIDENT = `${HEAD}import { lognormal } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { tlsDownload } from "../../protocols/tls-download.ts";
${params("MY-UNIT", 2, "while the owner sleeps")}
/**
 * Fetches the same pictures again and again by night, because the app's cache refuses them.
 *
 * Say here what burns the data, why its owner does not know, and which cues it leaves in which view.
 */
export const myUnit: TrafficModel<typeof params> = {
  name: "MY-UNIT",
  version: 1,
  summary: "an app fetches the same pictures all over again",
  role: "incident",
  twin: "MY-UNIT-on-purpose",
  params,

  plan({ dayStart }, options) {
    const start = dayStart + Math.round(options.startHour * HOUR);
    return [{ start, end: start + Math.round(options.hours * HOUR) }];
  },

  emit({ episode, random }, options: OptionsOf<typeof params>, sink) {
${EMIT.replace("SCREEN", "0")}  },

  cause() {
    return {
      trigger: "a release that marks every picture as outdated",
      vector: "buggy-release",
      amplifier: "no limit on what an app fetches unseen",
    };
  },
};
`;

const TWIN = `${HEAD}import { startAwake } from "../../behaviour/awake.ts";
import { lognormal } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { tlsDownload } from "../../protocols/tls-download.ts";
${params("MY-UNIT-on-purpose", 20, "an evening on the sofa")}
/** Looks through albums for hours, on purpose: as many bytes by the same protocol, but on screen. */
export const myUnitOnPurpose: TrafficModel<typeof params> = {
  name: "MY-UNIT-on-purpose",
  version: 1,
  summary: "an evening with albums, picture after picture",
  role: "look-alike",
  twin: "MY-UNIT",
  cue: "foreground: somebody looks at what is fetched",
  explanation: "The owner looked through the albums of a journey over cellular.",
  params,

  plan({ dayStart, life }, options) {
    const start = dayStart + Math.round(options.startHour * HOUR);
    const end = start + Math.round(options.hours * HOUR);
    return [startAwake(life, { start, end }, tlsDownload)];
  },

  emit({ episode, random }, options: OptionsOf<typeof params>, sink) {
${EMIT.replace("SCREEN", "1")}  },
};
`;

const TEST = `import { describe, expect, test } from "vitest";
import type { TrafficModel } from "../../../../simulators/model.ts";
import { playModel } from "../../../../simulators/model-kit/model-play.ts";
import { myUnit } from "../../../../simulators/models/incidents/MY-UNIT.ts";
import { myUnitOnPurpose } from "../../../../simulators/models/look-alikes/MY-UNIT-on-purpose.ts";

const playsOf = (model: TrafficModel) =>
  Array.from({ length: 30 }, (_, device) =>
    playModel(model, { seed: "MY-UNIT", device, day: device % 5 }),
  ).flat();

describe("MY-UNIT", () => {
  test("runs unseen, on cellular, one fetch after the other", () => {
    const plays = playsOf(myUnit);
    expect(plays).toHaveLength(30);
    for (const { transfers } of plays) {
      expect(transfers.length).toBeGreaterThan(20);
      for (const { foreground, network } of transfers) {
        expect([foreground, network]).toEqual([0, "cellular-only"]);
      }
    }
  });
});

test("MY-UNIT-on-purpose is on screen all the while", () => {
  for (const { transfers } of playsOf(myUnitOnPurpose)) {
    expect(transfers.every(({ foreground }) => foreground === 1)).toBe(true);
  }
});
`;

/** An incident kind with the look-alike that every kind needs: its mechanism is to be changed. */
export const incident: NewKind = {
  name: "incident",
  summary: "what burns data unknown to its owner, with its look-alike",
  homes: ["incidents"],
  plugIn: null,
  unit: () => ({
    files: {
      "simulators/models/incidents/MY-UNIT.ts": INCIDENT,
      "simulators/models/look-alikes/MY-UNIT-on-purpose.ts": TWIN,
      "test/simulators/models/incidents/MY-UNIT.test.ts": TEST,
    },
    catalogues: [
      {
        file: "simulators/models/catalogue.ts",
        list: "INCIDENT_MODELS",
        from: "./incidents/MY-UNIT.ts",
      },
      {
        file: "simulators/models/catalogue.ts",
        list: "LOOK_ALIKE_MODELS",
        from: "./look-alikes/MY-UNIT-on-purpose.ts",
      },
    ],
    next: [
      "BILLSHOCK_DOCS=write npx vitest run test/simulators/models/twins.test.ts",
      "npx vitest run test/simulators/models/incidents/MY-UNIT.test.ts test/simulators/models/contract.test.ts test/names.test.ts",
    ],
  }),
};
