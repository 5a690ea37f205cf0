import { describe, expect, it } from "vitest";
import { END_KINDS } from "../../../datasets/vocabularies.ts";
import { LineEpisodes } from "../../../simulators/engine/line-episodes.ts";
import type { Placement } from "../../../simulators/engine/placement.ts";
import type { Placed } from "../../../simulators/engine/plan-placed.ts";
import type { EmitContext, TrafficModel } from "../../../simulators/model.ts";

const model = { name: "night", role: "incident" } as TrafficModel;
const other = { name: "page", role: "normal" } as TrafficModel;
const placement = (day: number, begun?: number): Placement => ({
  ...{ model: "night", day, index: day, options: {}, share: 0.5 },
  ...(begun === undefined ? {} : { begun }),
});
const placed = (place: number, begun: number, of = model) =>
  ({ model: of, options: {}, place, begun }) as unknown as Placed;
const emitting = (start: number, end: (typeof END_KINDS)[number]) =>
  ({
    episode: { start, end: start + 1, notes: { endKind: END_KINDS.indexOf(end) } },
  }) as unknown as EmitContext;

describe("LineEpisodes", () => {
  it("keeps one record for what comes on over days, which the last of them ends", () => {
    const told = new LineEpisodes(3, [placement(0), placement(1, 0)], []);
    const first = told.recordOf(placed(0, 0), 0, emitting(10, "owner"));
    const second = told.recordOf(placed(1, 0), 0, emitting(20, "network"));
    expect(second).toBe(first);
    expect(told.all).toHaveLength(1);
    expect(first?.planned.start).toBe(10);
    expect(END_KINDS[first?.endsBy ?? 0]).toBe("network");
  });

  it("gives each place numbers of its own, and a model of daily use none", () => {
    const told = new LineEpisodes(3, [placement(0), placement(1)], []);
    const numbers = [
      told.recordOf(placed(0, 0), 0, emitting(10, "self")),
      told.recordOf(placed(0, 0), 1, emitting(12, "self")),
      told.recordOf(placed(1, 1), 0, emitting(20, "self")),
    ].map((record) => record?.number);
    expect(numbers).toEqual([192, 194, 193]);
    expect(told.recordOf(placed(1, 1, other), 3, emitting(30, "self"))).toBe(undefined);
  });
});
