import type { NewKind } from "./kind.ts";

const TEXTS = `  role: "look-alike",
  twin: "app-auto-update",
  cue: "foreground: it is on screen while it loads",
  explanation: "The owner downloads a season of a series over cellular, for the journey tomorrow.",`;

const PARAMS = `  startHour: {
    summary: "when it begins, hours after civil midnight",
    unit: "h",
    default: 20,
    min: 0,
    max: 23,
    source: "chosen: the evening before",
  },
  bytes: {
    summary: "mean bytes of all of it",
    unit: "bytes",
    default: 900_000_000,
    min: 1e6,
    max: 1e12,
    source: "chosen: as an unasked batch of updates",
  },
`;

const PLUG_IN = `// A look-alike for billshock: legitimate use that resembles one incident kind, its twin.
//
// In a scenario file:   lookAlikes: { MY-UNIT: {} }
//   npx billshock generate mine.yaml --model ./MY-UNIT.js -o data/mine

const [MINUTE, HOUR] = [60_000, 3_600_000];

const params = {
${PARAMS}};

/** @type {import("billshock/simulators").TrafficModel} */
export const lookAlike = {
  name: "MY-UNIT",
  version: 1,
  summary: "a season of a series, downloaded on purpose",
${TEXTS}
  params,

  plan({ dayStart, random, life }, { startHour, bytes }) {
    const share = 0.5 + random.uniform();
    const wished = dayStart + Math.round(startHour * HOUR);
    const start = Math.max(Math.ceil(life.wakesAt), Math.min(wished, Math.floor(life.sleepsAt) - HOUR));
    return [{ start, end: start + HOUR, notes: { bytes: Math.round(bytes * share) } }];
  },

  emit({ episode }, _options, sink) {
    sink.foreground = 1;
    sink.network = "cellular-only";
    const each = Math.ceil(episode.notes.bytes / 60);
    for (let t = episode.start; t < episode.end; t += MINUTE) {
      sink.transfer(t, Math.ceil(each / 60), each, 2e7);
    }
  },
};
`;

const UNIT = `import type { Params } from "../../../datasets/param.ts";
import { HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { startAwake } from "../../behaviour/awake.ts";
import { uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { tlsDownload } from "../../protocols/tls-download.ts";

const params = {
${PARAMS}} as const satisfies Params;

/**
 * Downloads a season of a series over cellular, on purpose, for an hour.
 *
 * Say here which rules it fools, and why only the cue tells it from its twin.
 */
export const myUnit: TrafficModel<typeof params> = {
  name: "MY-UNIT",
  version: 1,
  summary: "a season of a series, downloaded on purpose",
${TEXTS}
  params,

  plan({ dayStart, random, life }, { startHour, bytes }) {
    const whole = Math.round(bytes * uniform(random, 0.5, 1.5));
    const start = dayStart + Math.round(startHour * HOUR);
    return [startAwake(life, { start, end: start + HOUR, notes: { bytes: whole } }, tlsDownload)];
  },

  emit({ episode }, _options, sink) {
    sink.foreground = 1;
    sink.network = "cellular-only";
    sink.protocol = tlsDownload;
    const each = Math.ceil((episode.notes?.["bytes"] ?? 0) / 60);
    for (let t = episode.start; t < episode.end; t += MINUTE) {
      sink.transfer(t, 0, each, 2e7);
    }
  },
};
`;

const TEST = `import { describe, expect, test } from "vitest";
import { playModel } from "../../../../simulators/model-kit/model-play.ts";
import { myUnit } from "../../../../simulators/models/look-alikes/MY-UNIT.ts";

const plays = Array.from({ length: 30 }, (_, device) =>
  playModel(myUnit, { seed: "MY-UNIT", device, day: device % 5, options: { bytes: 6e8 } }),
).flat();

describe("MY-UNIT", () => {
  test("is on screen, on cellular, and moves half to three halves of its bytes", () => {
    expect(plays).toHaveLength(30);
    for (const { transfers } of plays) {
      const down = transfers.reduce((sum, transfer) => sum + transfer.down, 0);
      expect(down).toBeGreaterThan(2.9e8);
      expect(down).toBeLessThan(9.1e8);
      for (const { foreground, network } of transfers) {
        expect([foreground, network]).toEqual([1, "cellular-only"]);
      }
    }
  });
});
`;

/** A look-alike: its twin and cue are to be changed with it. */
export const lookAlike: NewKind = {
  name: "look-alike",
  summary: "legitimate use that resembles one incident kind",
  homes: ["look-alikes"],
  plugIn: {
    ending: ".js",
    text: PLUG_IN,
    next: (path) =>
      `let it happen: name it under lookAlikes: in a scenario file, then npx billshock generate FILE --model ${path} -o data/mine`,
  },
  unit: () => ({
    files: {
      "simulators/models/look-alikes/MY-UNIT.ts": UNIT,
      "test/simulators/models/look-alikes/MY-UNIT.test.ts": TEST,
    },
    catalogues: [
      {
        file: "simulators/models/catalogue.ts",
        list: "LOOK_ALIKE_MODELS",
        from: "./look-alikes/MY-UNIT.ts",
      },
    ],
    next: [
      "BILLSHOCK_DOCS=write npx vitest run test/simulators/models/twins.test.ts",
      "npx vitest run test/simulators/models/look-alikes/MY-UNIT.test.ts test/simulators/models/contract.test.ts test/names.test.ts",
    ],
  }),
};
