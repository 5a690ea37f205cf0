import type { NewKind } from "./kind.ts";

/** Lines that the unit and the plug-in have in common. */
const PARAMS = `  times: {
    summary: "mean number of downloads a day",
    unit: "1/day",
    default: 3,
    min: 0,
    max: 1000,
    source: "chosen: a few a day",
  },
  bytes: {
    summary: "bytes of one download",
    unit: "bytes",
    default: 20_000_000,
    min: 1,
    max: 1e10,
    source: "chosen: a podcast",
  },
`;

const PLUG_IN = `// A traffic model for billshock: a few downloads a day, whenever the owner is awake.
//
// In a scenario file:   models: { MY-UNIT: { times: 5 } }
//   npx billshock generate mine.yaml --model ./MY-UNIT.js -o data/mine
//
// In a test of your own:
//   import { testModel } from "billshock/testing";
//   import { model } from "./MY-UNIT.js";
//   testModel(model); // throws, in plain words, when a promise of the contract is broken

const DAY = 86_400_000;

const params = {
${PARAMS}};

/** @type {import("billshock/simulators").TrafficModel} */
export const model = {
  name: "MY-UNIT",
  version: 1,
  summary: "a few downloads a day",
  role: "normal",
  params,

  // A normal model is asked for every day: here one episode that lasts from midnight to midnight.
  plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + DAY }],

  // Chance comes from random alone. The link decides when a transfer ends, and the engine labels it.
  emit({ random, dayStart, life }, { times, bytes }, sink) {
    const count = Math.floor(times) + (random.uniform() < times % 1 ? 1 : 0);
    sink.foreground = 1;
    for (let i = 0; i < count; i++) {
      const start = dayStart + Math.floor(random.uniform() * DAY);
      if (life.awakeAt(start)) sink.transfer(start, Math.ceil(bytes / 50), Math.ceil(bytes), 2e7);
    }
  },
};
`;

const UNIT = `import type { Params } from "../../../datasets/param.ts";
import { DAY } from "../../../datasets/sizes.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import { poisson } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
${PARAMS}} as const satisfies Params;

/**
 * Downloads a few times a day, whenever the owner is awake.
 *
 * Say here who does that, how often, and where the figures come from.
 */
export const myUnit: TrafficModel<typeof params> = {
  name: "MY-UNIT",
  version: 1,
  summary: "a few downloads a day",
  role: "normal",
  params,
  plan: wholeDay,

  emit({ random, dayStart, life }, { times, bytes }, sink) {
    sink.foreground = 1;
    for (let left = poisson(random, times); left > 0; left--) {
      const start = dayStart + Math.floor(random.uniform() * DAY);
      if (life.awakeAt(start)) sink.transfer(start, Math.ceil(bytes / 50), Math.ceil(bytes), 2e7);
    }
  },
};
`;

const TEST = `import { describe, expect, test } from "vitest";
import { playModel } from "../../../../simulators/model-kit/model-play.ts";
import { myUnit } from "../../../../simulators/models/normal/MY-UNIT.ts";

/** Transfers of forty lines on one day each. */
const transfers = (options: Readonly<Record<string, number>>) =>
  Array.from({ length: 40 }, (_, device) =>
    playModel(myUnit, { seed: "MY-UNIT", device, day: device % 5, options }),
  ).flatMap((plays) => plays.flatMap((play) => play.transfers));

describe("MY-UNIT", () => {
  test("moves as many bytes as its option says, on screen", () => {
    const found = transfers({ bytes: 1000 });
    expect(found.length).toBeGreaterThan(20);
    for (const { down, foreground } of found) expect([down, foreground]).toEqual([1000, 1]);
  });

  test("is silent when it happens no times a day", () => {
    expect(transfers({ times: 0 })).toEqual([]);
  });
});
`;

/** A model of what people do every day. */
export const model: NewKind = {
  name: "model",
  summary: "what people or programs do every day",
  homes: ["normal"],
  plugIn: {
    ending: ".js",
    text: PLUG_IN,
    next: (path) =>
      `let it happen: name it under models: in a scenario file, then npx billshock generate FILE --model ${path} -o data/mine`,
  },
  unit: () => ({
    files: {
      "simulators/models/normal/MY-UNIT.ts": UNIT,
      "test/simulators/models/normal/MY-UNIT.test.ts": TEST,
    },
    catalogues: [
      {
        file: "simulators/models/catalogue.ts",
        list: "NORMAL_MODELS",
        from: "./normal/MY-UNIT.ts",
      },
    ],
    next: [
      "npx vitest run test/simulators/models/normal/MY-UNIT.test.ts test/simulators/models/contract.test.ts test/names.test.ts",
      "node dist/cli/main.js generate city@L0 --set models.MY-UNIT.times=5 --dry-run",
    ],
  }),
};
