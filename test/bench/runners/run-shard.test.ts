import { describe, expect, it } from "vitest";
import { openAlertMemory } from "../../../bench/runners/alert-log.ts";
import { detectorColumns } from "../../../bench/runners/detector-columns.ts";
import { localObserver } from "../../../bench/runners/local-observer.ts";
import { recut } from "../../../bench/runners/recut.ts";
import { runShard } from "../../../bench/runners/run-shard.ts";
import type { ViewBatch } from "../../../datasets/view.ts";
import type { Detector, DetectorSpec } from "../../../detectors/detector.ts";
import {
  COLUMNS,
  chargingBatches,
  DEVICES,
  FLEET as fleet,
  ROWS,
  CHARGING_SHARD as shard,
} from "./charging-shard.ts";

function spec(create: () => Detector): DetectorSpec {
  return {
    name: "under-test",
    summary: "",
    views: ["charging"],
    reads: ["down"],
    detects: [],
    scope: "device",
    score: { unit: "bytes", threshold: 1 },
    params: {},
    create,
  };
}

function runOf(create: () => Detector) {
  const declared = spec(create);
  const { columns: given } = detectorColumns(declared, "charging", COLUMNS);
  return {
    columns: given,
    scope: "device" as const,
    timeout: 5000,
    sink: openAlertMemory(),
    open: () =>
      localObserver({ spec: declared, options: {}, fleet, view: "charging", columns: given }),
  };
}

const used = () => {
  const total = new Float64Array(DEVICES);
  return {
    observe({ length, device, down }: ViewBatch, scores: Float64Array) {
      for (let i = 0; i < length; i++) {
        const id = device[i] as number;
        total[id] = (total[id] as number) + (down[i] as number);
        scores[i] =
          (total[id] as number) > 2_000_000 ? (total[id] as number) : Number.NEGATIVE_INFINITY;
      }
    },
  };
};

const wrecks: readonly [string, () => Detector, string, RegExp][] = [
  [
    "reads ahead in its batch",
    () => ({
      observe({ length, down }, scores) {
        for (let i = 0; i < length; i++) scores[i] = down[Math.min(i + 1, length - 1)] as number;
      },
    }),
    "invalid",
    /^looks ahead/,
  ],
  [
    "keeps state per batch",
    () => ({
      observe({ length, down }, scores) {
        let sum = 0;
        for (let i = 0; i < length; i++) scores[i] = sum += down[i] as number;
      },
    }),
    "invalid",
    /^keeps state per batch/,
  ],
  [
    "mixes up devices",
    () => {
      let sum = 0;
      return {
        observe({ length, down }, scores) {
          for (let i = 0; i < length; i++) scores[i] = sum += down[i] as number;
        },
      };
    },
    "invalid",
    /^mixes up devices/,
  ],
  [
    "writes to its input",
    () => ({
      observe({ length, down }, scores) {
        scores.fill(0);
        if (length > 3) (down as Float64Array)[3] = 1e9;
      },
    }),
    "invalid",
    /^wrote to its input: column down/,
  ],
  [
    "answers NaN",
    () => ({
      observe({ length, down }, scores) {
        for (let i = 0; i < length; i++) scores[i] = (down[i] as number) === 2800 ? Number.NaN : 1;
      },
    }),
    "invalid",
    /^the score of row \d+ is NaN/,
  ],
  [
    "answers +Infinity",
    () => ({ observe: (_batch, scores) => void scores.fill(Number.POSITIVE_INFINITY) }),
    "invalid",
    /^the score of row 0 is \+Infinity/,
  ],
  [
    "leaves rows out",
    () => ({ observe: ({ length }, scores) => void scores.subarray(0, length - 1).fill(0) }),
    "invalid",
    /never written/,
  ],
  [
    "crashes on the third batch",
    () => {
      let batches = 0;
      return {
        observe(_batch, scores) {
          if (++batches === 3) throw new TypeError("no such thing");
          scores.fill(0);
        },
      };
    },
    "error",
    /^TypeError: no such thing$/,
  ],
  [
    "reads a column that it does not declare",
    () => ({ observe: ({ charged }, scores) => void scores.fill(charged[0] as number) }),
    "error",
    /^TypeError/,
  ],
  [
    "crashes in create",
    () => {
      throw new RangeError("no");
    },
    "error",
    /^RangeError: no$/,
  ],
];

describe("runShard", () => {
  it("gives the same alerts whatever runs beside it", async () => {
    const alone = runOf(used);
    const [answer] = await runShard(shard, [alone]);
    expect(answer.failure).toBeNull();
    expect(answer.alerts).toBeGreaterThan(1000);
    const among = runOf(used);
    await runShard(shard, [
      ...wrecks.map(([, create]) => runOf(create)),
      among,
      ...wrecks.map(([, create]) => runOf(create)),
    ]);
    expect(among.sink.alerts()).toEqual(alone.sink.alerts());
  });

  it("leaves rows with -Infinity out and keeps every other", async () => {
    const run = runOf(used);
    await runShard(shard, [run]);
    const scores = new Float64Array(ROWS).fill(Number.NaN);
    const detector = used();
    let first = 0;
    for (const batch of chargingBatches()) {
      detector.observe(batch, scores.subarray(first, first + batch.length));
      first += batch.length;
    }
    const rows = [...scores.keys()].filter((row) => scores[row] !== Number.NEGATIVE_INFINITY);
    const alerts = run.sink.alerts();
    expect([...alerts.rows]).toEqual(rows);
    expect([...alerts.scores]).toEqual(rows.map((row) => scores[row]));
  });

  it.each(wrecks)("finds out a detector that %s", async (_what, create, status, reason) => {
    const run = runOf(create);
    const [answer] = await runShard(shard, [run]);
    expect(answer.failure).toEqual({ status, reason: expect.stringMatching(reason) });
    expect(answer.alerts).toBe(0);
    expect(run.sink.alerts().length).toBe(0);
  });
});

describe("recut", () => {
  it("loses no row and cuts elsewhere under another key", () => {
    const pieces = (key: number) =>
      [...recut(chargingBatches(), { columns: ["time"], key, longest: 100 })].map((piece) => [
        piece.first,
        piece.batch.length,
      ]);
    const lengths = pieces(1).map(([, length]) => length as number);
    expect(lengths.reduce((a, b) => a + b, 0)).toBe(ROWS);
    expect(pieces(1)).toEqual(pieces(1));
    expect(pieces(1)).not.toEqual(pieces(2));
  });
});
