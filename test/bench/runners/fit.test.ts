import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runBench } from "../../../bench/run/bench.ts";
import type { DetectorRow } from "../../../bench/run/run-file.ts";
import { calibrationRows } from "../../../bench/runners/calibration-rows.ts";
import { readFitted, writeFitted } from "../../../bench/runners/fitted-file.ts";
import { openDataset } from "../../../datasets/dataset.ts";
import { MB } from "../../../datasets/sizes.ts";
import { defineDetector } from "../../../detectors/detector.ts";
import { writeTinyDataset } from "../tiny-dataset.ts";

/** Lines 0, 1, 4, 5, 8 ... are for calibration; those that end in 2 and 7 lose five records of 1 GB each. */
const isCalibration = (device: number) => (device >> 1) % 2 === 0;
let folder = "";
let tiny = "";
let tests = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-fit-"));
  tiny = writeTinyDataset(join(folder, "tiny"));
  tests = writeTinyDataset(join(folder, "tests"), { name: "tests", seed: "2", split: false });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a plug-in that learns; `fit` and `create` are the bodies of its functions. */
function plugin(name: string, { fit, create = "", learnsFrom = "labels", before = "" }: Parts) {
  const file = join(folder, `${name}.js`);
  writeFileSync(
    file,
    `${before}
export default {
  name: ${JSON.stringify(name)}, summary: "for the test", views: ["charging"],
  reads: ["device", "up", "down"], detects: [], scope: "device",
  ${learnsFrom === "" ? "" : `learnsFrom: ${JSON.stringify(learnsFrom)},`}
  score: { unit: "bytes", threshold: 1 }, params: {},
  fit(batches, labels, options, fleet, view) { ${fit} },
  create(options, fleet, view, fitted) {
    ${create}
    return { observe(batch, scores) {
      for (let i = 0; i < batch.length; i++) scores[i] = (batch.up[i] + batch.down[i]) / fitted.limit;
    } };
  },
};
`,
  );
  return file;
}

interface Parts {
  readonly fit: string;
  readonly create?: string;
  readonly learnsFrom?: string;
  readonly before?: string;
}

async function rowsOf(
  detectors: readonly (string | ReturnType<typeof defineDetector>)[],
  options: Partial<Parameters<typeof runBench>[0]> = {},
): Promise<readonly DetectorRow[]> {
  const run = await runBench({ datasets: [tiny], detectors: detectors as string[], ...options });
  return run.detectors.filter(({ role, leads }) => role === "detector" && leads);
}

const LEARN = `
  let least = Infinity, rows = 0, lines = new Set();
  for (const batch of batches) {
    const bytes = labels(batch);
    for (let i = 0; i < batch.length; i++) {
      rows++; lines.add(batch.device[i]);
      if (bytes[i] > 0) least = Math.min(least, batch.up[i] + batch.down[i]);
    }
  }
  return { limit: least, rows, lines: Float64Array.from(lines) };`;

describe("a plug-in that learns from labels", () => {
  it("sees rows of calibration lines alone, and is told their incident bytes", async () => {
    const out = join(folder, "run");
    const [row] = await rowsOf([plugin("least-incident", { fit: LEARN })], { out });
    expect(row).toMatchObject({ status: "ok", learnsFrom: "labels", sandbox: "sandboxed" });
    const [{ file, sha256, from, seed }] = row.fitted;
    expect([from, seed, file]).toEqual(["tiny", "1", "fitted/tiny-1/least-incident.charging.json"]);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const { limit, lines, rows } = readFitted(join(out, file));
    expect(limit).toBeGreaterThan(1000 * MB);
    expect([...(lines as Float64Array)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, i) => i).filter(isCalibration),
    );
    expect(rows).toBeGreaterThan(20 * 8 * 20);
    expect(row.recall?.value).toBe(1);
  });

  it("learns elsewhere where a dataset has no calibration half, and says where", async () => {
    const file = plugin("borrowed", { fit: LEARN });
    const [row] = await rowsOf([file], { datasets: [tests], calibrate: tiny });
    expect(row).toMatchObject({ dataset: "tests", status: "ok", fitted: [{ from: "tiny" }] });
  });

  it("is not evaluable where nobody names a calibration half", async () => {
    const [row] = await rowsOf([plugin("nowhere", { fit: LEARN })], { datasets: [tests] });
    expect(row.status).toBe("not-evaluable");
    expect(row.reason).toBe(
      "learns from labels of a calibration half, which the dataset has not; --calibrate DATASET names one that has",
    );
  });

  it("gives the same rows with one worker and two, and when it is taken up again", async () => {
    const file = plugin("again", { fit: LEARN });
    const out = join(folder, "resumed");
    const names = [file, "logistic:view=charging", "segment-quantiles:view=charging"];
    const [first, second] = [
      await rowsOf(names, { out, workers: 1 }),
      await rowsOf(names, { out, workers: 2, resume: true }),
    ];
    expect(second).toEqual(first);
    expect(first.map(({ fitted }) => fitted.length)).toEqual([1, 1, 1]);
  });
});

const CHEATS: readonly (readonly [string, Parts, DetectorRow["status"], RegExp])[] = [
  [
    "leaves something behind for create",
    {
      before: "let limit;",
      fit: "limit = 5; globalThis.limit = 5; return {};",
      create: "fitted = { limit: limit ?? globalThis.limit };",
    },
    "invalid",
    /is NaN, or was never written/,
  ],
  [
    "writes to its input",
    { fit: "for (const b of batches) b.up.fill(7); return { limit: 1 };" },
    "invalid",
    /wrote to its input: column up was changed in fit/,
  ],
  [
    "writes to labels",
    { fit: "for (const b of batches) labels(b).fill(7); return { limit: 1 };" },
    "invalid",
    /labels were changed in fit/,
  ],
  [
    "learns something else each time",
    { fit: "for (const b of batches); return { limit: Math.random() };" },
    "invalid",
    /learns otherwise when it learns again/,
  ],
  [
    "learns by how batches are cut",
    { fit: "let n = 1; for (const b of batches) n++; return { limit: n };" },
    "invalid",
    /learns otherwise when it learns again/,
  ],
  [
    "returns more than numbers",
    { fit: "return { limit: 1, then: () => 1 };" },
    "error",
    /fit must return numbers and typed arrays .*, got .* as then/,
  ],
  ["returns nothing", { fit: "" }, "error", /fit must return a plain record, got undefined/],
  [
    "asks for labels that it does not declare",
    { learnsFrom: "traffic", fit: "for (const b of batches) labels(b); return { limit: 1 };" },
    "error",
    /labels is not a function/,
  ],
  [
    "asks for labels of another batch",
    { fit: "const [a, b] = batches; labels(a); return { limit: 1 };" },
    "error",
    /labels are known of the batch that was handed out last/,
  ],
  [
    "walks twice",
    { fit: "for (const b of batches); for (const b of batches); return { limit: 1 };" },
    "error",
    /batches can be walked through once/,
  ],
  [
    "opens the truth",
    {
      before: 'import { readFileSync } from "node:fs";',
      fit: "readFileSync('/etc/hostname'); return { limit: 1 };",
    },
    "error",
    /may not|not allowed|denied|read/,
  ],
  ["hangs", { fit: "for (;;);" }, "timeout", /gave no answer within 2 s/],
  [
    "says nothing of what it learns from",
    { learnsFrom: "", fit: "return { limit: 1 };" },
    "error",
    /has a fit, so learnsFrom must be traffic or labels/,
  ],
  [
    "misspells it",
    { learnsFrom: "label", fit: "return { limit: 1 };" },
    "error",
    /learnsFrom must be one of nothing, traffic, labels, got label; did you mean labels/,
  ],
];

describe("a plug-in that", () => {
  it.each(CHEATS)("%s gets a row that says so", async (what, parts, status, reason) => {
    const file = plugin(`cheat-${what.replaceAll(" ", "-")}`, parts);
    const [row] = await rowsOf([file], { timeout: 2000 });
    expect([row.status, row.reason]).toEqual([status, expect.stringMatching(reason)]);
  });
});

describe("an object of the caller's", () => {
  it("learns in the caller's process", async () => {
    const spec = defineDetector({
      ...{ name: "local-learner", summary: "for the test", views: ["charging"] },
      ...{ reads: ["up", "down"], detects: [], scope: "device", learnsFrom: "traffic" },
      ...{ score: { unit: "times", threshold: 100 }, params: {} },
      fit(batches) {
        let [sum, rows] = [0, 0];
        for (const { length, up, down } of batches) {
          rows += length;
          for (let i = 0; i < length; i++) sum += up[i] + down[i];
        }
        return { mean: sum / rows };
      },
      create: (_options, _fleet, _view, { mean }) => ({
        observe({ length, up, down }, scores) {
          for (let i = 0; i < length; i++) scores[i] = (up[i] + down[i]) / (mean as number);
        },
      }),
    });
    const [row] = await rowsOf([spec as never]);
    expect(row).toMatchObject({ status: "ok", learnsFrom: "traffic" });
    expect(row.fitted).toHaveLength(1);
  });
});

describe("what was learned", () => {
  it("comes back from its file to the bit", () => {
    const fitted = {
      ...{
        tiny: 5e-324,
        third: 1 / 3,
        never: Number.NEGATIVE_INFINITY,
        zero: -0,
        none: Number.NaN,
      },
      weights: Float64Array.of(0.1, -0, Number.POSITIVE_INFINITY),
      codes: Uint8Array.of(1, 255),
      small: Float32Array.of(0.1),
    };
    const path = join(folder, "fitted.json");
    writeFitted(path, fitted);
    expect(readFitted(path)).toEqual(fitted);
    expect(JSON.parse(readFileSync(path, "utf8")).numbers.zero).toBe("-0");
  });

  it("never came from a test line, whatever is asked for", () => {
    const dataset = openDataset(tiny);
    const asked = { view: "charging", columns: ["device", "up", "down"], longest: 100 } as const;
    let rows = 0;
    let bytes = 0;
    for (const { batch, incident } of calibrationRows(dataset, { ...asked, labels: true })) {
      rows += batch.length;
      expect(batch.device.every(isCalibration)).toBe(true);
      for (const value of incident ?? []) bytes += value;
    }
    dataset.close();
    expect(rows).toBeGreaterThan(0);
    // Lines 12, 17, 32 and 37: five records of 1 GB down and 1000 bytes up.
    expect(bytes).toBe(4 * 5 * (1024 * MB + 1000));
  });
});
