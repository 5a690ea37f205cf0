/**
 * Gives the text of a detector to start from: a plain module without imports, so that it runs
 * wherever it lies. It keeps every promise that testDetector looks for.
 */
export function detectorTemplate(name: string): string {
  return TEMPLATE.replaceAll("MY-RULE", name);
}

const TEMPLATE = `// A detector for billshock: bytes that a line moved between midnight and six, its own time.
//
//   npx billshock bench -d ./MY-RULE.js                         score it on city@L1 and the two cases
//   npx billshock bench -d ./MY-RULE.js:limit=500MB,view=flows  with an option, on one view
//
// In a test of your own:
//   import { testDetector } from "billshock/testing";
//   import { detector } from "./MY-RULE.js";
//   testDetector(detector); // throws, in plain words, when a promise of the contract is broken

const DAY = 86_400_000;
const NIGHT = 6 * 3_600_000;

/** @type {import("billshock/detectors").DetectorSpec} */
export const detector = {
  name: "MY-RULE",
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
