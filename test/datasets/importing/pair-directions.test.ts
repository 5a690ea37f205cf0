import { describe, expect, it } from "vitest";
import type { FlowRecord } from "../../../datasets/importing/flow-record.ts";
import { openPairing } from "../../../datasets/importing/pair-directions.ts";

type Line = readonly [from: string, to: string, start: number, end: number, bytes: number];

function record([source, destination, start, end, sourceBytes]: Line): FlowRecord {
  return {
    start: start * 1000,
    end: end * 1000,
    protocol: "tcp",
    source,
    sourcePort: source === "phone" ? 40_000 : 443,
    destination,
    destinationPort: destination === "phone" ? 40_000 : 443,
    sourceBytes,
    destinationBytes: 0,
    sourcePackets: 1,
    destinationPackets: 0,
    file: "flows.csv",
    line: 1,
  };
}

function paired(lines: readonly Line[]): (string | number)[][] {
  const out: (string | number)[][] = [];
  const pairing = openPairing((flow) =>
    out.push([
      flow.source,
      flow.start / 1000,
      flow.end / 1000,
      flow.sourceBytes,
      flow.destinationBytes,
    ]),
  );
  for (const line of lines) pairing.add(record(line));
  pairing.flush();
  return out;
}

describe("pairing two directions", () => {
  it("makes one flow of both, closed when the later closed", () => {
    const lines: Line[] = [
      ["phone", "web", 0, 50, 100],
      ["web", "phone", 1, 70, 9000],
    ];
    expect(paired(lines)).toEqual([["phone", 0, 70, 100, 9000]]);
  });

  it("leaves alone what has no way back, or one at another time or place", () => {
    const lines: Line[] = [
      ["phone", "web", 0, 5, 1],
      ["phone", "other", 0, 5, 2],
      ["web", "phone", 7, 9, 3],
    ];
    expect(paired(lines).map((flow) => flow.slice(3))).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
  });

  it("pairs each record of a tuple that was cut once", () => {
    const lines: Line[] = [
      ["phone", "web", 0, 10, 1],
      ["phone", "web", 20, 30, 2],
      ["web", "phone", 20, 30, 20],
      ["web", "phone", 0, 10, 10],
    ];
    expect(paired(lines).map((flow) => flow.slice(3))).toEqual([
      [2, 20],
      [1, 10],
    ]);
  });

  it("loses no byte when more wait than it keeps", () => {
    let bytes = 0;
    const pairing = openPairing((flow) => {
      bytes += flow.sourceBytes + flow.destinationBytes;
    });
    for (let i = 0; i < 70_000; i++) pairing.add(record(["phone", `host-${i}`, i, i, 1]));
    expect(bytes).toBe(65_537 - 57_344);
    pairing.flush();
    expect(bytes).toBe(70_000);
  });
});
