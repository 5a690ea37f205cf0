import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBytes, toBytes } from "../../../jobs/shards/plain-bytes.ts";

const array = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.uint16Array(),
  fc.uint8Array(),
);
const { value: plain } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(
      null,
      undefined,
      true,
      false,
      -0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      "\u0000",
    ),
    fc.double(),
    fc.integer(),
    fc.string({ unit: "binary" }),
    array,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie("value"), { maxKeys: 4 }),
    fc.array(fc.tuple(fc.integer(), tie("value")), { maxLength: 3 }).map((list) => new Map(list)),
  ),
}));

/** Whole numbers as the engine keeps doubles: in a list where a fraction stood. */
function asDoubles(values: readonly number[]): number[] {
  const list = [0.5];
  for (const [i, value] of values.entries()) list[i] = value;
  return list;
}

describe("results as bytes", () => {
  it("come back as they were, typed arrays and all that JSON can't say", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(fromBytes(toBytes(value))).toStrictEqual(deserialize(serialize(value)));
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it("follow from values alone, and not from how the engine keeps them", () => {
    const [plainly, doubled] = [[5, 7], asDoubles([5, 7])];
    expect(serialize(doubled).equals(serialize(plainly))).toBe(false);
    expect(toBytes(doubled)).toEqual(toBytes(plainly));
  });

  it.each([[() => 1], [5n], [new Date(0)], [{ "\u0000": 1 }], [{ of: [Symbol("x")] }]])(
    "refuse what is not plain: %s",
    (value) => {
      expect(() => toBytes(value)).toThrow(/results must be plain data/);
    },
  );
});
