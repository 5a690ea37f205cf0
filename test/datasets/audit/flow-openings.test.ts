import { describe, expect, it } from "vitest";
import { openingsOf } from "../../../datasets/audit/flow-openings.ts";
import { openRowStreams } from "../../../datasets/audit/row-streams.ts";
import { MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import type { ViewBatch } from "../../../datasets/view.ts";
import { APPS } from "../../../datasets/vocabularies.ts";

type App = "video" | "web" | "unknown";
/** Minute, app, and the line where it is not line 0. */
type Seen = readonly [minute: number, app: App, line?: number, owner?: number];

function openings(rows: readonly Seen[]): number[] {
  const start = Float64Array.from(rows, ([minute]) => minute * MINUTE);
  return [
    ...openingsOf({
      start,
      time: start.map((moment) => moment + MINUTE),
      device: Uint32Array.from(rows, ([, , line = 0]) => line),
      app: Uint8Array.from(rows, ([, app]) => codeOf(APPS, app)),
    }),
  ];
}

describe("a row opens a session", () => {
  it.each<[string, readonly Seen[], number[]]>([
    [
      "after five minutes of silence of its app",
      [
        [0, "video"],
        [1, "video"],
        [7, "video"],
      ],
      [1, 0, 1],
    ],
    [
      "whatever other apps do",
      [
        [0, "video"],
        [1, "web"],
      ],
      [1, 1],
    ],
    [
      "whatever other lines do",
      [
        [0, "video"],
        [1, "video", 1],
      ],
      [1, 1],
    ],
    [
      "but not where something without a name went before",
      [
        [0, "unknown"],
        [1, "video"],
      ],
      [1, 0],
    ],
    [
      "without a name only where nothing went before",
      [
        [0, "video"],
        [1, "unknown"],
        [9, "unknown"],
      ],
      [1, 0, 1],
    ],
    [
      "by when it began, though it comes last",
      [
        [1, "video"],
        [2, "video"],
        [0, "video"],
      ],
      [0, 0, 1],
    ],
    [
      "once, though it is told twice",
      [
        [0, "video"],
        [0, "video"],
      ],
      [1, 0],
    ],
  ])("%s", (_, rows, want) => {
    expect(openings(rows)).toEqual(want);
  });
});

describe("what came before a row", () => {
  it.each<[string, readonly Seen[], readonly (number | null)[]]>([
    [
      "is the row of its app",
      [
        [0, "video"],
        [1, "web"],
        [1, "video"],
      ],
      [null, null, 100],
    ],
    [
      "is nothing after silence",
      [
        [0, "video"],
        [7, "video"],
      ],
      [null, null],
    ],
    [
      "is unknown of what has no name",
      [
        [0, "unknown"],
        [1, "unknown"],
      ],
      [null, null],
    ],
    [
      "is nothing where somebody else did that",
      [
        [0, "video", 0, -1],
        [1, "video", 0, 7],
        [2, "video", 0, 7],
        [3, "video", 0, 8],
        [4, "video"],
      ],
      [null, null, 101, null, null],
    ],
    [
      "is nothing for what is told late or twice",
      [
        [1, "video"],
        [1, "video"],
        [0, "video"],
      ],
      [null, null, null],
    ],
  ])("%s", (_, rows, want) => {
    const streams = openRowStreams("flows", 2);
    const found = rows.map(([minute, app, line = 0, owner = -1], i) => {
      const start = minute * MINUTE;
      const marks = { device: line, app: codeOf(APPS, app), start, time: start + MINUTE };
      const values = { ...marks, up: i, down: 100 + i, packetsUp: 1, packetsDown: 1 };
      const columns = Object.entries(values).map(([name, value]) => [name, [value]]);
      streams.opens(Object.fromEntries(columns) as unknown as ViewBatch, 0, owner);
      return streams.before()?.down ?? null;
    });
    expect(found).toEqual(want);
  });
});
