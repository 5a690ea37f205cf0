import { describe, expect, it } from "vitest";
import { detectorColumns } from "../../../bench/runners/detector-columns.ts";
import type { ViewColumn, ViewName } from "../../../datasets/view.ts";

/** What every log has that knows bytes and when. */
const BARE = ["time", "visibleAt", "device", "seq", "start", "up", "down"];

interface Declared {
  readonly reads?: readonly ViewColumn[];
  readonly mayRead?: readonly ViewColumn[];
  readonly readsAny?: readonly ViewColumn[];
}

function columnsOf(declared: Declared, view: ViewName = "flows", more: readonly string[] = []) {
  const { columns, missing } = detectorColumns({ reads: [], ...declared }, view, [
    ...BARE,
    ...more,
  ]);
  return { given: columns.filter((name) => !BARE.includes(name)), missing };
}

describe("the columns that a detector is given", () => {
  it("are those that it may read, also where the dataset does not know them", () => {
    expect(columnsOf({ mayRead: ["access"] })).toEqual({ given: ["access"], missing: [] });
  });

  it("are none that its view has not", () => {
    expect(columnsOf({ mayRead: ["access", "ratingGroup"] }, "charging").given).toEqual([
      "ratingGroup",
    ]);
    expect(columnsOf({ mayRead: ["access"] }, "wlan").given).toEqual([]);
  });

  it("must hold what it reads", () => {
    expect(columnsOf({ reads: ["up", "peers"] }).missing).toEqual(["peers"]);
    expect(columnsOf({ reads: ["up", "peers"] }, "flows", ["peers"])).toEqual({
      given: ["peers"],
      missing: [],
    });
  });

  it.each([
    ["flows", [], ["ttl", "osFingerprint"]],
    ["flows", ["osFingerprint"], []],
    ["netstats", [], ["tethering"]],
    ["netstats", ["tethering"], []],
    ["charging", [], []],
  ] as const)(
    "must hold one of what tells the same on %s that knows %j",
    (view, known, missing) => {
      const readsAny = ["ttl", "osFingerprint", "tethering"] as const;
      expect(columnsOf({ readsAny }, view, known).missing).toEqual(missing);
    },
  );
});
