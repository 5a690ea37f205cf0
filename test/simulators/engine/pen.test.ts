import { describe, expect, it } from "vitest";
import { copyPen, type Pen, PLAIN_PEN, penOf } from "../../../simulators/engine/pen.ts";
import { createRecorder } from "../../../simulators/model-kit/recorder.ts";

/** Another value for every property of a pen. */
const other = Object.fromEntries(
  Object.entries(PLAIN_PEN).map(([name, value]) => [
    name,
    typeof value === "number" ? value + 1 : "wifi-only",
  ]),
) as unknown as Pen;

describe("a pen", () => {
  it("is copied with every property that it has", () => {
    const pen = penOf(PLAIN_PEN);
    expect({ ...pen }).toEqual(PLAIN_PEN);
    copyPen(other, pen);
    expect({ ...pen }).toEqual(other);
    expect(penOf(pen)).toEqual(other);
  });

  it("is recorded with every property that it has", () => {
    const recorder = createRecorder();
    copyPen(other, recorder);
    recorder.transfer(1, 2, 3, 4);
    expect(recorder.transfers).toEqual([{ ...other, start: 1, up: 2, down: 3, rate: 4 }]);
  });
});
