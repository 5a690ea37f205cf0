import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import { detectAll, type Rows } from "../../perf/three-detections.ts";

const MEGABYTE = 1_000_000;

/** Rows from `[device, hours, up, down]`, in megabytes. */
function rowsOf(list: readonly (readonly [number, number, number, number])[]): Rows {
  return {
    length: list.length,
    devices: 2,
    device: Uint32Array.from(list, ([device]) => device),
    visibleAt: Float64Array.from(list, ([, hours]) => hours * HOUR),
    up: Float64Array.from(list, ([, , up]) => up * MEGABYTE),
    down: Float64Array.from(list, ([, , , down]) => down * MEGABYTE),
  };
}

describe("the three detections that every engine does", () => {
  it("volume finds the row that passes 1 GB, once a device and day", () => {
    const rows = rowsOf([
      [0, 1, 0, 600],
      [1, 2, 0, 900],
      [0, 3, 100, 301],
      [0, 4, 0, 5000],
      [1, 25, 0, 1000],
      [0, 26, 1, 1000],
    ]);
    expect(detectAll.volume(rows)).toEqual({ count: 2, checksum: 3 * HOUR + DAY + 2 * HOUR });
  });

  it("upShare judges each hour of a device by itself, also the last", () => {
    const rows = rowsOf([
      [0, 1, 3, 2],
      [1, 1.5, 4, 4],
      [0, 2, 2, 1],
      [1, 2.5, 9, 1],
    ]);
    expect(detectAll.upShare(rows)).toEqual({ count: 2, checksum: 12 * MEGABYTE });
  });

  it("spike needs sixteen rows of the same device before it judges one", () => {
    const quiet = Array.from({ length: 16 }, (_, i) => [0, i, 0, 1] as const);
    const rows = rowsOf([...quiet.slice(1), [0, 16, 0, 9], ...quiet.slice(0, 0), [0, 17, 0, 20]]);
    expect(detectAll.spike(rows)).toEqual({ count: 1, checksum: 20 * MEGABYTE });
    expect(detectAll.spike(rowsOf([...quiet, [1, 17, 0, 20], [0, 18, 0, 8]])).count).toBe(0);
    expect(detectAll.spike(rowsOf([...quiet, [0, 18, 0, 8.1]])).count).toBe(1);
  });
});
