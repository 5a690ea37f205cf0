import { describe, expect, it } from "vitest";
import { openAlertMemory } from "../../../bench/runners/alert-log.ts";
import { detectorColumns } from "../../../bench/runners/detector-columns.ts";
import { localObserver } from "../../../bench/runners/local-observer.ts";
import { recut } from "../../../bench/runners/recut.ts";
import { runShard } from "../../../bench/runners/run-shard.ts";
import { openSample, sampledBills } from "../../../bench/runners/sample.ts";
import type { Shard } from "../../../bench/runners/shard.ts";
import { allocate, type Values } from "../../../datasets/table.ts";
import { VIEW_TABLES, type ViewBatch } from "../../../datasets/view.ts";
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

/** A shard of so many rows, one a second on 24 devices in turn: a fleet's busy day. */
function longShard(rows: number): Shard {
  return {
    ...shard,
    *batches() {
      for (let from = 0; from < rows; from += 30_000) {
        const length = Math.min(30_000, rows - from);
        const batch: Record<string, Values> = Object.fromEntries(
          VIEW_TABLES.charging.columns.map((column) => [column.name, allocate(column, length)]),
        );
        for (let i = 0; i < length; i++) {
          batch["device"][i] = ((from + i) * 7) % DEVICES;
          batch["seq"][i] = from + i;
          batch["down"][i] = (((from + i) * 7919) % 10_007) * 100 + 1;
        }
        yield { length, ...batch } as unknown as ViewBatch;
      }
    },
  };
}

const LONG = longShard(70_000);

/** Sums over all devices: what a detector of scope fleet may do. */
const fleetSum = (): Detector => {
  let sum = 0;
  return {
    observe({ length, down }, scores) {
      for (let i = 0; i < length; i++) scores[i] = sum += Math.sqrt(down[i]);
    },
  };
};

const fleetCheats: readonly [string, () => Detector, RegExp][] = [
  [
    "looks ahead in its batch once the days are over that a sample would begin with",
    () => ({
      observe({ length, seq, down }, scores) {
        for (let i = 0; i < length; i++) {
          scores[i] = down[seq[i] < 50_000 ? i : Math.min(i + 1, length - 1)];
        }
      },
    }),
    /^looks ahead: .* \(row \d+ scored \d+, then \d+\)$/,
  ],
  [
    "keeps a sum per batch",
    () => ({
      observe({ length, down }, scores) {
        let sum = 0;
        for (let i = 0; i < length; i++) scores[i] = sum += down[i];
      },
    }),
    /^keeps state per batch/,
  ],
  [
    "looks ahead for quiet alone, and names no row that it keeps silent on",
    () => ({
      observe({ length, down }, scores) {
        for (let i = 0; i < length; i++) {
          const goesOn = down.subarray(i, i + 200).some((bytes) => bytes > 1_000_600);
          scores[i] = down[i] > 900_000 && goesOn ? 1 : Number.NEGATIVE_INFINITY;
        }
      },
    }),
    /^looks ahead: .* \(row \d+ scored (1|-Infinity), then (1|-Infinity)\)$/,
  ],
  [
    "draws lots",
    () => ({ observe: ({ length }, s) => void s.subarray(0, length).fill(Math.random()) }),
    /^answers otherwise when it runs again/,
  ],
];

describe("the second look", () => {
  it("forgives the rounding of sums that are added up batch by batch", async () => {
    const run = runOf(() => {
      const total = new Float64Array(DEVICES);
      return {
        observe({ length, device, down }, scores) {
          const part = new Float64Array(DEVICES);
          for (let i = 0; i < length; i++) {
            part[device[i]] += Math.sqrt(down[i]);
            scores[i] = total[device[i]] + part[device[i]];
          }
          for (let id = 0; id < DEVICES; id++) total[id] += part[id];
        },
      };
    });
    expect((await runShard(shard, [run]))[0].failure).toBeNull();
  });

  it("does not forgive a millionth, and shows both scores", async () => {
    const run = runOf(() => ({
      observe({ length }, scores) {
        for (let i = 0; i < length; i++) scores[i] = 7 + (length > 64 ? 7e-6 : 0);
      },
    }));
    expect((await runShard(shard, [run]))[0].failure?.reason).toMatch(
      /^looks ahead: .* \(row \d+ scored 7\.000007, then 7\)$/,
    );
  });

  it("finds a detector of scope device out that breaks the rule late", async () => {
    const run = runOf(() => ({
      observe({ length, seq, down }, scores) {
        for (let i = 0; i < length; i++) {
          scores[i] = down[seq[i] < 65_000 ? i : Math.min(i + 1, length - 1)];
        }
      },
    }));
    const [{ failure }] = await runShard(LONG, [run]);
    expect(failure?.reason).toMatch(/^looks ahead/);
  });

  it("lets an honest detector of scope fleet pass, with all its alerts", async () => {
    const run = { ...runOf(fleetSum), scope: "fleet" as const };
    expect(await runShard(LONG, [run])).toMatchObject([{ failure: null, alerts: 70_000 }]);
    expect(run.sink.alerts().length).toBe(70_000);
  });

  it.each(fleetCheats)("finds a detector of scope fleet out that %s", async (_, create, reason) => {
    const run = { ...runOf(create), scope: "fleet" as const };
    const [answer] = await runShard(LONG, [run]);
    expect(answer.failure).toEqual({ status: "invalid", reason: expect.stringMatching(reason) });
    expect(answer.alerts).toBe(0);
  });
});

const PAYER = Uint32Array.from({ length: DEVICES }, (_, device) => device);

describe("a sample", () => {
  it("goes on to the last row with fewer devices when there are too many rows", () => {
    const columns = ["device", "seq"] as const;
    const sampling = openSample(columns, sampledBills(3, PAYER), PAYER);
    for (const piece of recut(longShard(200_000).batches(columns), {
      columns,
      key: 1,
      longest: 30_000,
    })) {
      sampling.add(piece);
    }
    const { rows, bills, length, part } = sampling.finish();
    expect(length).toBeGreaterThan(30_000);
    expect(length).toBeLessThanOrEqual(40_000);
    expect(bills).toBe(4);
    expect(rows.at(-1)).toBeGreaterThan(199_900);
    expect([...part(0, length).seq]).toEqual([...rows]);
  });
});

describe("recut", () => {
  it("ends pieces behind the rows that it is told", () => {
    const behind = Uint32Array.of(0, 17, 2499, 5000);
    const ends = [
      ...recut(chargingBatches(), { columns: ["time"], key: 1, longest: 1e6, behind }),
    ].map(({ first, batch }) => first + batch.length - 1);
    for (const row of behind) expect(ends).toContain(row);
  });

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
