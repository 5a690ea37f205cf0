import { describe, expect, it } from "vitest";
import { GB, MB } from "../../../datasets/sizes.ts";
import type { Batch } from "../../../datasets/table.ts";
import type { ViewBatch } from "../../../datasets/view.ts";
import { testDetector } from "../../../detectors/conformance.ts";
import { createDetector, fitDetector } from "../../../detectors/create-detector.ts";
import { type DetectorSpec, defineDetector, type Fitted } from "../../../detectors/detector.ts";
import { logistic } from "../../../detectors/learners/logistic.ts";
import { segmentQuantiles } from "../../../detectors/learners/segment-quantiles.ts";
import { fitLogistic } from "../../../detectors/state/fit-logistic.ts";
import { thinnedRows } from "../../../detectors/state/thinned-rows.ts";
import { batchOf, plainFleet, type RowFields } from "../rows.ts";

const asBatch = ({ length, columns }: Batch) => ({ length, ...columns }) as unknown as ViewBatch;

function taught(spec: DetectorSpec, rows: readonly RowFields[], given = {}): Fitted {
  const batches = [asBatch(batchOf("charging", rows))];
  const labels = () => Float64Array.from(rows, ({ incident = 0 }) => Number(incident));
  return fitDetector(spec, given, { batches, labels, fleet: plainFleet(), view: "charging" });
}

function scoresOf(spec: DetectorSpec, fitted: Fitted, rows: readonly RowFields[]): number[] {
  const batch = asBatch(batchOf("charging", rows));
  const scores = new Float64Array(rows.length);
  createDetector(spec, {}, plainFleet(), "charging", fitted).observe(batch, scores);
  return [...scores];
}

describe("segment-quantiles", () => {
  /** A line of segment 0 (and others of 1 and 2) that moves n MB in hour n of each of 30 days. */
  const days = Array.from({ length: 30 * 24 }, (_, at) => ({
    ...{ at: at + 0.5, device: 0, down: (1 + (at % 24)) * 100 * MB },
  }));

  it("learns what an hour's quantile is, hour by hour where it has seen enough", () => {
    const many = Array.from({ length: 10 }, () => days).flatMap((day, month) =>
      day.map((row) => ({ ...row, at: row.at + month * 720 })),
    );
    const { limits } = taught(segmentQuantiles, many);
    const learned = [...(limits as Float64Array)].slice(0, 24);
    expect(learned).toEqual(Array.from({ length: 24 }, (_, hour) => (1 + hour) * 100 * MB));
  });

  it("takes the whole day's where an hour tells too little, and the least of all where nothing does", () => {
    const { limits } = taught(segmentQuantiles, days, { quantile: 0.5 });
    expect(new Set((limits as Float64Array).slice(0, 24))).toEqual(new Set([1200 * MB]));
    const { limits: none } = taught(segmentQuantiles, []);
    expect(new Set(none as Float64Array)).toEqual(new Set([20 * MB]));
  });

  it("scores the running hour against it, and begins anew with the next", () => {
    const limits = new Float64Array(5 * 24).fill(100 * MB);
    const rows = [
      { at: 3.1, device: 0, down: 100 * MB },
      { at: 3.9, device: 0, up: 100 * MB },
      { at: 4.0, device: 0, down: 50 * MB },
      { at: 4.1, device: 0, down: GB, ratingGroup: "wlan" },
    ];
    expect(scoresOf(segmentQuantiles, { limits }, rows)).toEqual([1, 2, 0.5, 10.74]);
  });
});

describe("logistic", () => {
  const rows = Array.from({ length: 400 }, (_, i) => ({
    ...{ at: i / 10, device: i % 3, down: i % 4 === 0 ? 50 * MB : MB, up: 1000 },
    incident: i % 4 === 0 ? 50 * MB : 0,
  }));

  it("finds the rows that look like those that it was told of", () => {
    const fitted = taught(logistic, rows);
    const [small, large] = scoresOf(logistic, fitted, [
      { at: 100, device: 0, down: MB, up: 1000 },
      { at: 200, device: 0, down: 50 * MB, up: 1000 },
    ]);
    expect(small).toBeLessThan(0);
    expect(large).toBeGreaterThan(0);
    expect(fitted).toMatchObject({ rows: 300, incidentRows: 100 });
  });

  it("counts a row as an incident's from half of its bytes on", () => {
    const half = [
      { at: 1, device: 0, down: 100, incident: 50 },
      { at: 2, device: 0, down: 100, incident: 49 },
      { at: 3, device: 0, down: 0, incident: 0 },
    ];
    expect(taught(logistic, half)).toMatchObject({ rows: 2, incidentRows: 1 });
  });

  it("says that nothing is likely where no incident was told of", () => {
    const [score] = scoresOf(
      logistic,
      taught(
        logistic,
        rows.map(({ incident: _, ...row }) => row),
      ),
      [{ at: 1, device: 0, down: GB }],
    );
    expect(score).toBeLessThan(0);
    expect(Number.isFinite(score)).toBe(true);
  });
});

describe("fitLogistic", () => {
  it("gives the log-odds of two classes and one feature that tells nothing", () => {
    const sides = { values: Float64Array.of(-1, 1), length: 2 };
    const { bias, weights } = fitLogistic(
      [
        { ...sides, weight: 300 },
        { ...sides, weight: 100 },
      ],
      { width: 1, ridge: 1, steps: 20 },
    );
    expect(bias).toBeCloseTo(Math.log(100 / 300), 3);
    expect(weights[0]).toBeCloseTo(0, 9);
  });

  // Two values of one feature, 3 of 4 and 1 of 4 incidents: log-odds of log(3) and -log(3).
  it("finds the odds on either side", () => {
    const zeros = { values: Float64Array.of(0, 1, 1, 1), length: 4, weight: 1000 };
    const ones = { values: Float64Array.of(0, 0, 0, 1), length: 4, weight: 1000 };
    const { bias, weights } = fitLogistic([zeros, ones], { width: 1, ridge: 1e-6, steps: 20 });
    expect(bias).toBeCloseTo(Math.log(3), 4);
    expect(bias + weights[0]).toBeCloseTo(-Math.log(3), 4);
  });

  it("stays finite where the classes can be told apart without fault, and a feature never changes", () => {
    const { bias, weights } = fitLogistic(
      [
        { values: Float64Array.of(0, 5), length: 1, weight: 1 },
        { values: Float64Array.of(1, 5), length: 1, weight: 1 },
      ],
      { width: 2, ridge: 1, steps: 50 },
    );
    expect([bias, ...weights].every(Number.isFinite)).toBe(true);
    expect(weights[0]).toBeGreaterThan(0);
  });
});

describe("thinnedRows", () => {
  it.each([
    [3, 4, [0, 1, 2], 1],
    [4, 4, [0, 1, 2, 3], 1],
    [5, 4, [0, 2, 4], 2],
    [9, 4, [0, 4, 8], 4],
    [17, 4, [0, 8, 16], 8],
  ])("of %d rows and room for %d keeps %o, each for %d", (rows, most, kept, weight) => {
    const thinned = thinnedRows(1, most);
    for (let i = 0; i < rows; i++) thinned.add(Float64Array.of(i));
    expect([[...thinned.values()], thinned.length(), thinned.weight()]).toEqual([
      kept,
      kept.length,
      weight,
    ]);
  });
});

let leaked = 0;

/** Learns the mean of what it sees; each wreck changes one thing. */
const sound = defineDetector({
  ...{ name: "wreck", summary: "for the test", views: ["charging"], reads: ["up", "down"] },
  ...{ detects: [], scope: "device", learnsFrom: "labels" },
  ...{ score: { unit: "times", threshold: 1 }, params: {} },
  fit(batches, labels) {
    let [sum, rows] = [0, 0];
    for (const batch of batches) {
      rows += batch.length;
      for (const bytes of labels?.(batch) ?? []) sum += bytes;
    }
    return { mean: 1 + sum / Math.max(1, rows) };
  },
  create: (_options, _fleet, _view, { mean }) => ({
    observe({ length, up }, scores) {
      for (let i = 0; i < length; i++) scores[i] = up[i] / (mean as number);
    },
  }),
});

const WRECKS: readonly (readonly [string, RegExp, Partial<DetectorSpec>])[] = [
  ["has no fit", /learns from labels, so fit must be a function/, { fit: undefined as never }],
  [
    "does not say what it learns from",
    /has a fit, so learnsFrom must be/,
    { learnsFrom: "nothing" },
  ],
  [
    "learns otherwise each time",
    /^wreck: fit is not deterministic: .* gives another mean/,
    { fit: () => ({ mean: ++leaked }) },
  ],
  [
    "learns by batches",
    /^wreck: fit depends on how batches are cut/,
    { fit: (batches) => ({ mean: [...batches].length }) },
  ],
  [
    "writes to its input",
    /^wreck: writes to its input: up of row 0/,
    {
      fit(batches) {
        for (const { up } of batches) up.fill(3);
        return { mean: 1 };
      },
    },
  ],
  [
    "writes to its labels",
    /^wreck: writes to its input: labels/,
    {
      fit(batches, labels) {
        for (const batch of batches) labels?.(batch).fill(3);
        return { mean: 1 };
      },
    },
  ],
  [
    "touches a column that it does not declare",
    /touches the column ratingGroup/,
    {
      fit(batches) {
        for (const batch of batches) Reflect.get(batch, "ratingGroup");
        return { mean: 1 };
      },
    },
  ],
  [
    "can't learn from nothing",
    /score of row \d+ .* must be a number/,
    {
      fit(batches) {
        let [sum, rows] = [0, 0];
        for (const { length, up } of batches) {
          rows += length;
          for (let i = 0; i < length; i++) sum += up[i];
        }
        return { mean: sum / rows };
      },
    },
  ],
  [
    "lets create reach around",
    /^wreck: create reaches around what fit returned/,
    {
      fit(batches) {
        leaked = 0;
        for (const { length, up } of batches) for (let i = 0; i < length; i++) leaked += up[i];
        return {};
      },
      create() {
        const mean = 1 + leaked;
        return {
          observe({ length, up }, scores) {
            for (let i = 0; i < length; i++) scores[i] = up[i] / mean;
          },
        };
      },
    },
  ],
  [
    "returns an object",
    /fit must return numbers and typed arrays/,
    { fit: () => ({ a: [1] }) as never },
  ],
];

describe("the kit", () => {
  it("lets a sound learner pass", () => testDetector(sound));

  it.each(WRECKS)("catches a learner that %s", (_, message, change) => {
    expect(() => testDetector({ ...sound, ...change } as DetectorSpec)).toThrow(message);
  });
});

describe("createDetector", () => {
  it("refuses a learner that has learned nothing", () => {
    expect(() => createDetector(logistic, {}, plainFleet(), "charging")).toThrow(
      "logistic: must be given what its fit returned, got nothing",
    );
  });
});
