import { describe, expect, it } from "vitest";
import { compareColumns, thinShare } from "../../../perf/fidelity/compare-columns.ts";
import { rowsOf } from "./made-up-rows.ts";

const verdicts = (...sides: Parameters<typeof compareColumns>) =>
  Object.fromEntries(compareColumns(...sides).map(({ name, verdict }) => [name, verdict]));

describe("columns of real rows beside simulated ones", () => {
  it("are met by rows of one distribution", () => {
    const found = Object.values(verdicts(rowsOf(200, { seed: "a" }), rowsOf(800, { seed: "b" })));
    expect(found).toEqual(Array(7).fill("met"));
  });

  it("are missed where the real median is half as large again as the simulated one, and only there", () => {
    const real = rowsOf(200, { seed: "a", packet: 180 });
    const found = verdicts(real, rowsOf(800, { seed: "b" }));
    expect(found["packet up, B"]).toBe("missed");
    expect(found["packet down, B"]).toBe("met");
    expect(found["5-tuples per remote"]).toBe("met");
  });

  it("are not judged on 19 rows, nor where rows were told by the column", () => {
    expect(new Set(Object.values(verdicts(rowsOf(19, {}), rowsOf(800, {}))))).toEqual(
      new Set(["too few rows"]),
    );
    const told = verdicts(rowsOf(200, {}), rowsOf(800, {}), ["up share"]);
    expect(told["up share"]).toBe("told by it");
  });

  it("count rows whose packets are smaller than headers", () => {
    const [row] = rowsOf(1, {});
    const sent = (up: number, packetsUp: number) => ({
      ...row,
      values: { ...row.values, up, packetsUp },
    });
    expect(thinShare([sent(39, 1), sent(80, 2), sent(99, 2), sent(0, 0)])).toBeCloseTo(1 / 3);
  });

  it("have the median and the percentiles 5 and 95 that one counts by hand", () => {
    const rows = Array.from({ length: 21 }, (_, i) => ({
      device: 0,
      before: null,
      values: {
        ...{ up: 100 * (i + 1), down: 0, packetsUp: 1, packetsDown: 0 },
        ...{ flows: 1, peers: 1, hiPortShare: 0 },
      },
    }));
    const [up, down, , share] = compareColumns(rows, rows);
    expect(up.real).toEqual([200, 1100, 2000]);
    expect(down.real).toBeNull();
    expect(share.simulated).toEqual([1, 1, 1]);
  });
});
