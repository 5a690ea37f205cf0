import fc from "fast-check";
import { expect, it } from "vitest";
import { DAY } from "../../../datasets/sizes.ts";
import { DayOrder } from "../../../simulators/engine/day-order.ts";

it("orders by (start, index), however crowded one minute is and whatever was ordered before", () => {
  const order = new DayOrder();
  const moment = fc.oneof(
    fc.integer({ min: 0, max: DAY }),
    fc.integer({ min: 65_500, max: 65_600 }),
  );
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 300, size: "max" }), (offsets) => {
      const from = 1.4e12;
      const into = new Uint32Array(offsets.length);
      order.order(
        Float64Array.from(offsets, (t) => t + from),
        offsets.length,
        from,
        into,
      );
      const expected = [...offsets.keys()].sort(
        (a, b) => (offsets[a] as number) - (offsets[b] as number) || a - b,
      );
      expect([...into]).toEqual(expected);
    }),
    { seed: 3 },
  );
});
