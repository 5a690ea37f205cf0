import { describe, expect, it } from "vitest";
import { DETECTORS } from "../../detectors/catalogue.ts";
import { testDetector } from "../../detectors/conformance.ts";
import { type DetectorSpec, defineDetector } from "../../detectors/detector.ts";

/** Counts the bytes of a device: right in every respect; each wreck below changes one thing. */
const sound = defineDetector({
  name: "sound",
  summary: "bytes of a device so far",
  views: ["flows", "charging"],
  reads: ["device", "up", "down"],
  detects: [],
  scope: "device",
  score: { unit: "bytes", threshold: 1 },
  params: {
    weight: {
      summary: "what a byte counts",
      unit: "share",
      default: 1,
      min: 0,
      max: 1,
      source: "chosen: for the test",
    },
  },
  create({ weight }, { deviceCount }) {
    const used = new Float64Array(deviceCount);
    return {
      observe({ length, device, up, down }, scores) {
        for (let i = 0; i < length; i++) {
          used[device[i]] += (up[i] + down[i]) * weight;
          scores[i] = used[device[i]];
        }
      },
    };
  },
});

let shared = 0;

/** What goes wrong, what the kit says of it, and how `observe` or the spec does it. */
const WRECKS: readonly (readonly [string, RegExp, Partial<DetectorSpec>])[] = [
  [
    "reads ahead in its batch",
    /^wreck: (depends on how batches are cut|looks ahead)/,
    {
      create: () => ({
        observe: ({ length, up, down }, scores) => {
          for (let i = 0; i < length; i++) scores[i] = up[i] + down[Math.min(i + 1, length - 1)];
        },
      }),
    },
  ],
  [
    "reads past the length of its batch",
    /^wreck: (depends on how batches are cut|looks ahead)/,
    {
      create: () => ({
        observe: ({ length, up }, scores) => {
          for (let i = 0; i < length; i++) scores[i] = up[i + 1] > 1000 ? 1 : 0;
        },
      }),
    },
  ],
  [
    "keeps state for a batch only",
    /^wreck: depends on how batches are cut/,
    {
      create: () => ({
        observe: ({ length, up }, scores) => {
          let sum = 0;
          for (let i = 0; i < length; i++) {
            sum += up[i];
            scores[i] = sum;
          }
        },
      }),
    },
  ],
  [
    "holds on to the arrays of the last batch",
    /^wreck: depends on how batches are cut/,
    {
      create: () => {
        let last: Float64Array | null = null;
        let before = 0;
        return {
          observe: ({ length, up }, scores) => {
            for (let i = length - 1; i > 0; i--) scores[i] = up[i - 1];
            if (length > 0) scores[0] = last === null ? 0 : last[before];
            if (length > 0) last = up;
            if (length > 0) before = length - 1;
          },
        };
      },
    },
  ],
  [
    "mixes up devices",
    /^wreck: mixes devices/,
    {
      create: () => {
        let sum = 0;
        return {
          observe: ({ length, up }, scores) => {
            for (let i = 0; i < length; i++) {
              sum += up[i];
              scores[i] = sum;
            }
          },
        };
      },
    },
  ],
  [
    "keeps state outside create",
    /^wreck: (is not deterministic|keeps state outside create)/,
    {
      create: () => ({
        observe: ({ length, up }, scores) => {
          for (let i = 0; i < length; i++) {
            shared += up[i];
            scores[i] = shared;
          }
        },
      }),
    },
  ],
  [
    "writes to its input",
    /^wreck: writes to its input: up of row \d+ of the view flows was \d+ and is 0/,
    {
      create: () => ({
        observe: ({ length, up }, scores) => {
          for (let i = 0; i < length; i++) {
            scores[i] = up[i];
            up[i] = 0;
          }
        },
      }),
    },
  ],
  [
    "touches a column that it does not declare",
    /^wreck: touches the column peers on the view flows/,
    {
      create: () => ({
        observe: ({ length, peers }, scores) => {
          for (let i = 0; i < length; i++) scores[i] = peers[i];
        },
      }),
    },
  ],
  [
    "divides nothing by nothing",
    /^wreck: score of row \d+ of the view flows must be a number or -Infinity, got NaN/,
    {
      create: () => ({
        observe: ({ length, up, down }, scores) => {
          for (let i = 0; i < length; i++) scores[i] = (up[i] * 0) / (down[i] * 0);
        },
      }),
    },
  ],
  [
    "answers too few rows",
    /^wreck: score of row \d+ of the view flows must be a number or -Infinity, got NaN or nothing/,
    {
      create: () => ({
        observe: ({ length }, scores) => {
          for (let i = 0; i < length - 1; i++) scores[i] = 0;
        },
      }),
    },
  ],
  [
    "writes scores past the end",
    /^wreck: writes scores past the batch's length/,
    { create: () => ({ observe: (_, scores) => void scores.fill(0) }) },
  ],
  [
    "breaks at the bound of an option",
    /^wreck: score of row \d+ of the view flows must be a number or -Infinity, got Infinity/,
    {
      create: ({ weight }) => ({
        observe: ({ length, up }, scores) => {
          for (let i = 0; i < length; i++) scores[i] = (up[i] + 1) / weight;
        },
      }),
    },
  ],
  [
    "reads a column that one of its views lacks",
    /^wreck: reads peers, which the view charging does not have/,
    { reads: ["device", "up", "down", "peers"] },
  ],
  [
    "leaves an option without a source",
    /^wreck: weight must have a source that begins with measured, cited or chosen, and the reference, got undefined/,
    { params: { weight: { summary: "w", unit: "", default: 1, min: 0 } } as never },
  ],
  [
    "has a default outside its bounds",
    /^wreck: weight must have its default in \[0, 1\], got 2/,
    { params: { weight: { ...sound.params.weight, default: 2 } } },
  ],
  [
    "remembers longer than its window",
    /^wreck: remembers longer than its window/,
    {
      params: {
        window: { summary: "w", unit: "ms", default: 1000, min: 1, source: "chosen: for the test" },
      },
      create: () => {
        const last = new Float64Array(1000);
        return {
          observe: ({ length, device, up }, scores) => {
            for (let i = 0; i < length; i++) {
              scores[i] = last[device[i]];
              last[device[i]] = up[i] + 1;
            }
          },
        };
      },
    },
  ],
  ...["bytes", "MB", "ms", "hours", "percent", "yuan", "minor units", "hour of day"].map(
    (unit) =>
      [
        `divides by an option though its scores are in ${unit}`,
        new RegExp(
          `^wreck: score\\.of must be left out where score\\.unit is a quantity, got of weight with unit ${unit};`,
        ),
        { score: { unit, threshold: 1, of: "weight" } },
      ] as const,
  ),
  [
    "divides by an option that it has not",
    /^wreck: score\.of must name an option, got weigh; did you mean weight/,
    { score: { unit: "share of the limit", threshold: 1, of: "weigh" } },
  ],
  ["has no proper name", /^Wreck_1: name must be in kebab-case, got Wreck_1/, { name: "Wreck_1" }],
];

describe("testDetector", () => {
  it("lets a sound detector pass", () => {
    expect(() => testDetector(sound)).not.toThrow();
  });

  it.each(["share of the limit", "share", "times the limit"])(
    "lets a score in %s say which option it divides by",
    (unit) => {
      const score = { unit, threshold: 1, of: "weight" };
      expect(() => testDetector({ ...sound, score } as DetectorSpec)).not.toThrow();
    },
  );

  it.each(WRECKS)("refuses a detector that %s", (_, message, wreck) => {
    expect(() => testDetector({ ...sound, name: "wreck", ...wreck } as DetectorSpec)).toThrow(
      message,
    );
  });
});

describe.each(DETECTORS)("$name", (spec) => {
  it("keeps every promise of the contract", () => {
    expect(() => testDetector(spec)).not.toThrow();
  });
});
