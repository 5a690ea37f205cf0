import { describe, expect, it } from "vitest";
import type { MadeRow } from "../../../bench/run/made-rows.ts";
import { chosenViews } from "../../../bench/run/row-extras.ts";
import type { DetectorRow } from "../../../bench/run/run-file.ts";
import type { ViewName } from "../../../datasets/view.ts";

/** [view, savings on the calibration half, savings on the test half]. */
type Line = readonly [view: ViewName, calibration: number | null, test: number, status?: string];

function made(name: string, lines: readonly Line[], dataset = "city"): MadeRow[] {
  return lines.map(([view, calibration, test, status = "ok"]) => {
    const row = {
      dataset,
      name,
      view,
      point: "calibrated",
      status,
      calibration:
        calibration === null ? null : { from: "city", valueDetectionRateByKindMean: calibration },
      valueDetectionRateByKindMean: { value: test },
    };
    return { row: row as unknown as DetectorRow, parts: [] } as unknown as MadeRow;
  });
}

const chosen = (rows: readonly MadeRow[]) =>
  chosenViews(rows).flatMap(({ row }) => (row.chosenView ? [`${row.name} ${row.view}`] : []));

describe("the view that stands for a detector", () => {
  it.each([
    [
      "is the best in calibration, whatever the test half says",
      [
        ["flows", 0.2, 0.9],
        ["wlan", 0.3, 0.1],
      ],
      "wlan",
    ],
    [
      "is the first declared where views are equal",
      [
        ["flows", 0.3, 0.1],
        ["wlan", 0.3, 0.9],
      ],
      "flows",
    ],
    [
      "is the first declared where nothing was calibrated",
      [
        ["flows", null, 0.1],
        ["wlan", null, 0.9],
      ],
      "flows",
    ],
    [
      "is one that ran where another failed",
      [
        ["flows", 0.9, 0, "timeout"],
        ["wlan", 0, 0],
      ],
      "wlan",
    ],
    [
      "is the first where all failed",
      [
        ["flows", null, 0, "error"],
        ["wlan", null, 0, "error"],
      ],
      "flows",
    ],
  ] as const)("%s", (_title, lines, view) => {
    expect(chosen(made("cap", lines as readonly Line[]))).toEqual([`cap ${view}`]);
  });

  it("is chosen for each detector and each dataset apart", () => {
    const rows = [
      ...made("cap", [
        ["flows", 0.1, 0],
        ["wlan", 0.2, 0],
      ]),
      ...made(
        "cap",
        [
          ["flows", 0.2, 0],
          ["wlan", 0.1, 0],
        ],
        "night",
      ),
      ...made("rate", [["netstats", 0, 0]]),
    ];
    expect(chosen(rows)).toEqual(["cap wlan", "cap flows", "rate netstats"]);
  });
});
