import { describe, expect, it } from "vitest";
import { KB, MB } from "../../../datasets/sizes.ts";
import { btFlowShape } from "../../../detectors/traces/bt-flow-shape.ts";
import { type RowFields, scoresOf } from "../rows.ts";

/** A row that closes at a second and opened ten before. */
function row(second: number, fields: Readonly<Record<string, number | string>>): RowFields {
  const start = Math.max(0, second - 10) / 3600;
  return { at: second / 3600, start, down: MB, hiPortShare: 1, ...fields };
}

describe("bt-flow-shape", () => {
  it.each([
    ["a swarm that moves much", { flows: 80, peers: 75, down: 100 * MB }, 75],
    ["a swarm that only asks counts double", { flows: 300, peers: 280, down: 100 * KB }, 560],
    ["at two KB a tuple it does not", { flows: 50, peers: 50, down: 100 * KB }, 50],
    ["fellow viewers beside servers", { flows: 60, peers: 60, hiPortShare: 0.5 }, 15],
    ["a page of many hosts", { flows: 40, peers: 34, hiPortShare: 0 }, -Infinity],
  ])("scores remotes times the square of high ports: %s", (_, fields, score) => {
    expect(scoresOf(btFlowShape, "flows", [row(30, fields)])).toEqual([score]);
  });

  it("adds up the rows of a device and minute, whatever app they are taken for", () => {
    const rows = [
      row(30, { flows: 10, peers: 10, app: "p2p" }),
      row(40, { flows: 10, peers: 10, app: "video" }),
      row(50, { flows: 20, peers: 20, app: "unknown", device: 1 }),
      row(59, { flows: 20, peers: 20, app: "unknown" }),
    ];
    expect(scoresOf(btFlowShape, "flows", rows)).toEqual([10, 20, 20, 40]);
  });

  it("starts anew with the next minute; a row that closes at the full minute belongs to the last", () => {
    const rows = [59, 60, 61].map((second) => row(second, { flows: 9, peers: 9 }));
    expect(scoresOf(btFlowShape, "flows", rows)).toEqual([9, 18, 9]);
  });

  it("books a late row in its own minute, and drops one that comes four minutes late", () => {
    const rows = [30, 90, 31].map((second) => row(second, { flows: 5, peers: 5 }));
    expect(scoresOf(btFlowShape, "flows", rows)).toEqual([5, 5, 10]);
    const late = [30, 270, 32].map((second) => row(second, { flows: 5, peers: 5 }));
    expect(scoresOf(btFlowShape, "flows", late)).toEqual([5, 5, -Infinity]);
  });
});
