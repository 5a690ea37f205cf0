import fc from "fast-check";
import { expect, it } from "vitest";
import { TimeOrder } from "../../../simulators/engine/order-by-time.ts";

it("orders like a stable comparison sort, leaving out what comes later", () => {
  const order = new TimeOrder();
  const time = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 4e9 }));
  fc.assert(
    fc.property(fc.array(time, { maxLength: 300 }), time, (offsets, until) => {
      const times = Float64Array.from(offsets, (t) => t + 1.4e12);
      const ready = order.order(times, times.length, until + 1.4e12);
      const expected = [...offsets.keys()]
        .filter((i) => (offsets[i] as number) < until)
        .sort((a, b) => (offsets[a] as number) - (offsets[b] as number) || a - b);
      expect([...order.place.subarray(0, ready)]).toEqual(expected);
    }),
    { seed: 3 },
  );
});

it("refuses times that lie too far from each other", () => {
  expect(() => new TimeOrder().order(Float64Array.of(0, 5e9), 2, 1e10)).toThrow(
    "rows: times must lie within 49 days of each other, got 5000000000 ms",
  );
});
