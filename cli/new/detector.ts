import type { NewKind } from "./kind.ts";

const PLUG_IN = `// A detector for billshock: bytes that a line moved between midnight and six, its own time.
//
//   npx billshock bench -d ./MY-UNIT.js                         score it on city@L1 and the two cases
//   npx billshock bench -d ./MY-UNIT.js:limit=500MB,view=flows  with an option, on one view
//
// In a test of your own:
//   import { testDetector } from "billshock/testing";
//   import { detector } from "./MY-UNIT.js";
//   testDetector(detector); // throws, in plain words, when a promise of the contract is broken

const DAY = 86_400_000;
const NIGHT = 6 * 3_600_000;

/** @type {import("billshock/detectors").DetectorSpec} */
export const detector = {
  name: "MY-UNIT",
  summary: "bytes between midnight and six",

  // It runs on any ONE of these views: flows, charging, netstats, wlan.
  views: ["flows", "charging"],
  // Columns that it touches; an undeclared one is an error. \`npx billshock list detectors --json\`
  // shows what the others read.
  reads: ["time", "device", "up", "down"],
  // Incident kinds that it claims to find; alarms in other kinds count as well.
  detects: ["bt-over-hotspot", "app-auto-update"],
  // "device": a line's scores depend on its own rows alone.
  scope: "device",
  // What the score is measured in, the number at which the rule alarms as written, and the option
  // that a score of 1 stands for.
  score: { unit: "share of the limit", threshold: 1, of: "limit" },

  // Options are numbers with bounds, and say where their default comes from.
  params: {
    limit: {
      summary: "bytes of a night that are all right",
      unit: "bytes",
      default: 1e9,
      min: 1,
      source: "chosen: more than anybody's phone syncs in its sleep",
    },
  },

  // Called once a run. \`fleet\` is what the operator knows of each line: quota, price, utcOffset ...
  create({ limit }, { deviceCount, utcOffset }) {
    // State lies in typed arrays, indexed by device: nothing is allocated for a row.
    const used = new Float64Array(deviceCount);
    const nightOf = new Float64Array(deviceCount).fill(-1);

    return {
      // Rows come in order of when they became visible. Write one score for each: how strong the
      // evidence is at that row, from this and earlier rows alone. -Infinity says "nothing". The
      // arrays are used again for the next batch, and may be longer than \`length\`.
      observe({ length, time, device, up, down }, scores) {
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          const id = device[i];
          const local = time[i] + utcOffset[id] * 60_000;
          if (local % DAY >= NIGHT) continue;
          const night = Math.floor(local / DAY);
          if (night > nightOf[id]) {
            nightOf[id] = night;
            used[id] = 0;
          }
          if (night < nightOf[id]) continue; // delivered a day late
          used[id] += up[i] + down[i];
          scores[i] = used[id] / limit;
        }
      },
    };
  },
};
`;

const UNIT = `import { DAY, GB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";

/**
 * Scores how much of a limit a line has used since its civil midnight.
 *
 * Say here why the rule exists, whom it is known from, and where it fails.
 *
 * O(1) a row, 16 bytes a device.
 */
export const myUnit = defineDetector({
  name: "MY-UNIT",
  summary: "bytes of a civil day against a limit",
  views: ["flows", "charging"],
  reads: ["time", "device", "up", "down"],
  detects: ["bt-over-hotspot"],
  scope: "device",
  score: { unit: "share of the limit", threshold: 1, of: "limit" },
  params: {
    limit: {
      summary: "bytes of a day that are all right",
      unit: "bytes",
      default: 2 * GB,
      min: 1,
      source: "chosen: more than an evening of video",
    },
  },

  create({ limit }, { deviceCount, utcOffset }) {
    const used = new Float64Array(deviceCount);
    const dayOf = new Float64Array(deviceCount).fill(-1);

    return {
      observe({ length, time, device, up, down }, scores) {
        for (let i = 0; i < length; i++) {
          const id = device[i];
          const day = Math.floor((time[i] + utcOffset[id] * 60_000) / DAY);
          if (day > dayOf[id]) {
            dayOf[id] = day;
            used[id] = 0;
          }
          // A record that comes late, of a day that is over, counts no more.
          if (day === dayOf[id]) used[id] += up[i] + down[i];
          scores[i] = used[id] / limit;
        }
      },
    };
  },
});
`;

const TEST = `import { describe, expect, it } from "vitest";
import { myUnit } from "../../../detectors/HOME/MY-UNIT.ts";
import { plainFleet, scoresOf } from "../rows.ts";

const limit = 100;

describe("MY-UNIT", () => {
  it("adds up both directions and scores the share of the limit", () => {
    const rows = [
      { at: 1, down: 60 },
      { at: 2, down: 30, up: 10 },
      { at: 3, up: 50 },
    ];
    expect(scoresOf(myUnit, "charging", rows, { limit })).toEqual([0.6, 1, 1.5]);
  });

  it("starts from zero at the line's own midnight, and lets late rows of the day before be", () => {
    const rows = [
      { at: 15.9, down: 60 },
      { at: 16, down: 50 },
      { at: 15.5, down: 7 },
    ];
    const fleet = plainFleet({ utcOffset: new Int32Array(4).fill(480) });
    expect(scoresOf(myUnit, "charging", rows, { limit }, fleet)).toEqual([0.6, 0.5, 0.5]);
  });
});
`;

/** A detector: outside of the tree a plain module without imports, so that it runs wherever it lies. */
export const detector: NewKind = {
  name: "detector",
  summary: "a rule that scores every row",
  homes: ["rules", "baselines", "traces", "logins", "phone"],
  plugIn: {
    ending: ".js",
    text: PLUG_IN,
    next: (path) => `score it: npx billshock bench -d ${path}`,
  },
  unit: ({ home }) => ({
    files: {
      [`detectors/${home}/MY-UNIT.ts`]: UNIT,
      [`test/detectors/${home}/MY-UNIT.test.ts`]: TEST,
    },
    catalogues: [
      {
        file: "detectors/catalogue.ts",
        list: "DETECTORS",
        from: `./${home}/MY-UNIT.ts`,
      },
    ],
    next: [
      'BILLSHOCK_GOLDEN=write npx vitest run test/detectors/golden-scores.test.ts -t "golden: MY-UNIT "',
      "npx vitest run test/detectors/HOME/MY-UNIT.test.ts test/detectors/catalogue.test.ts test/detectors/conformance.test.ts test/detectors/golden-scores.test.ts test/names.test.ts",
      "node dist/cli/main.js bench city@L0 -d MY-UNIT",
    ],
  }),
};
