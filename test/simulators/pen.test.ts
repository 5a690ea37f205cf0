import { describe, expect, it } from "vitest";
import { createRecorder } from "../../simulators/model-kit/recorder.ts";
import { copyPen, Pen, penOf } from "../../simulators/pen.ts";
import { chat } from "../../simulators/protocols/chat.ts";

const PLAIN_PEN = new Pen();
const OTHER_WORDS = { protocol: chat, network: "wifi-only", bytes: "all" };

/** Another value for every property of a pen. */
const other = Object.fromEntries(
  Object.entries(PLAIN_PEN).map(([name, value]) => [
    name,
    typeof value === "number" ? value + 1 : OTHER_WORDS[name as keyof typeof OTHER_WORDS],
  ]),
) as unknown as Pen;

describe("a pen", () => {
  it("is copied with every property that it has", () => {
    const pen = penOf(PLAIN_PEN);
    expect(pen).toEqual(PLAIN_PEN);
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
