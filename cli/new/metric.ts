import type { NewKind } from "./kind.ts";

/** Lines that the unit and the plug-in have in common. */
const METRIC = `  summary: "share of incident weight that nobody noticed while it ran",
  unit: "share",
  better: "lower",
  // What it can't be told without: truth, money, look-alikes, calibration, prevalence.
  needs: ["truth"],
  // What is counted as its n.
  rests: "incidents",
  // Called again under the weights of every replicate: it reads the facts anew and keeps nothing.
  measure: (facts) => 1 - facts.share(CAUGHT),
`;
const CAUGHT = `{ key: "recall", part: ["caughtIncidents"], whole: ["incidents"] };`;

const PLUG_IN = `// A metric for billshock: what the bench measures on every row, with its interval.
//
//   npx billshock bench city@L1 --metric ./MY-UNIT.js --expect 'ewma: myUnit <= 0.5'
//
// It is trusted code: it runs in the process of the bench.

// A share of sums; docs/metrics.md says which sums there are.
const CAUGHT = ${CAUGHT}

/** @type {import("billshock/bench").GivenMetric} */
export const metric = {
  name: "myUnit",
${METRIC}  // May be left out.
  write: (value) => \`\${Math.round(100 * value)} %\`,
};
`;

const UNIT = `import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const CAUGHT: Share = ${CAUGHT}

/** Say here whom it serves, and what it does not tell. */
export const myUnit = {
  name: "myUnit",
${METRIC}  write: wholePercent,
} as const satisfies Metric;
`;

const TEST = `import { expect, it } from "vitest";
import { myUnit } from "../../../bench/metrics/MY-UNIT.ts";
import { openFacts } from "../../../bench/scoring/facts.ts";
import { poolOf } from "../../../bench/scoring/pool.ts";
import { resolveScoring } from "../../../bench/scoring/scoring-options.ts";
import { smallTally } from "./small-tally.ts";

/** Its value over the lines of a run, each with weight 1. */
function measured(lines: Parameters<typeof smallTally>[0]): number {
  const tally = smallTally(lines);
  const weights = new Float64Array(tally.clusters.length).fill(1);
  return myUnit.measure(openFacts(poolOf(tally, resolveScoring({})))(weights));
}

it.each([
  ["counts a miss among four incidents", ["caught", "caught", "caught", "missed"], 1 / 4],
  ["counts what was found late as not noticed", ["caught", "late"], 1 / 2],
  ["is 0 where all were caught", ["caught"], 0],
] as const)("myUnit %s", (_, outcomes, expected) => {
  const lines = outcomes.map((outcome) =>
    outcome === "caught" ? { outcome, after: 60 } : { outcome },
  );
  expect(measured(lines)).toBeCloseTo(expected, 12);
});
`;

/** A number that detectors are compared on. */
export const metric: NewKind = {
  name: "metric",
  summary: "a number that detectors are compared on",
  homes: ["metrics"],
  plugIn: {
    ending: ".js",
    text: PLUG_IN,
    next: (path) => `measure it: npx billshock bench city@L1 --metric ${path}`,
  },
  unit: () => ({
    files: {
      "bench/metrics/MY-UNIT.ts": UNIT,
      "test/bench/metrics/MY-UNIT.test.ts": TEST,
    },
    catalogues: [{ file: "bench/metrics/catalogue.ts", list: "METRICS", from: "./MY-UNIT.ts" }],
    next: [
      "npm run build",
      "npm run docs -- docs/metrics.md",
      "npx vitest run test/bench/metrics/MY-UNIT.test.ts test/bench/metrics/metrics.test.ts test/docs/metrics.test.ts",
      "node dist/cli/main.js list metrics",
    ],
  }),
};
