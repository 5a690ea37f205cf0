import { describe, expect, test } from "vitest";
import type { Param } from "../../datasets/param.ts";
import { HOUR, MB } from "../../datasets/sizes.ts";
import { uniform } from "../../simulators/chance/samplers.ts";
import type { TrafficModel } from "../../simulators/model.ts";
import { testModel } from "../../testing.ts";

const size: Param = {
  summary: "bytes received",
  unit: "bytes",
  default: MB,
  min: 1,
  max: 100 * MB,
  source: "chosen: for the test",
};

/** A model without fault, which each test breaks in one place. */
const plain: TrafficModel = {
  name: "plain",
  version: 1,
  summary: "one download a day",
  role: "normal",
  params: { size },
  plan({ dayStart, random }) {
    const start = dayStart + Math.floor(uniform(random, 0, 20) * HOUR);
    return [{ start, end: start + HOUR }];
  },
  emit({ episode }, options, sink) {
    sink.transfer(episode.start, 0, Math.round(options["size"] ?? 0), 1e6);
  },
};

const login = {
  start: 0,
  end: 1,
  up: 0,
  down: 1,
  province: 1,
  nas: 1,
  clientMac: 1,
  method: 1,
  own: 0,
  terminateCause: 1,
} as const;

const alike = { role: "look-alike", twin: "x", cue: "c", explanation: "e" } as const;

function wifiDownAt(start: number, { from, to }: { readonly from: number; readonly to: number }) {
  return { start, end: start + HOUR, wifiDown: { from: start + from, to: start + to } };
}

let calls = 0;

const BROKEN: readonly (readonly [string, Partial<TrafficModel>, RegExp])[] = [
  ["a name of two words", { name: "Two words" }, /name must be in kebab-case/],
  ["no name", { name: undefined as never }, /name must be in kebab-case, got undefined/],
  ["no summary", { summary: "" }, /summary must say what it is/],
  ["no plan", { plan: undefined as never }, /plain: plan must be a function, got undefined/],
  ["no params", { params: undefined as never }, /params must list its options, got undefined/],
  ["an option without unit", { params: { size: { ...size, unit: "" } } }, /must have a unit/],
  [
    "an option without bounds",
    { params: { size: { ...size, max: Number.POSITIVE_INFINITY } } },
    /option size must have finite bounds, got 1 to Infinity/,
  ],
  ["a default out of bounds", { params: { size: { ...size, default: 0 } } }, /default in \[1, /],
  [
    "a default without reference",
    { params: { size: { ...size, source: "chosen" } } },
    /measured, cited or chosen, and the reference, got chosen/,
  ],
  ["a normal model with a cue", { cue: "peers" }, /of role normal must have no cue/],
  ["a normal model with a twin", { twin: "x" }, /a normal model has no twin, got x/],
  ["an incident without cause", { role: "incident" }, /an incident must have a cause/],
  ["a look-alike without cue", { role: "look-alike", twin: "x" }, /must have its cue/],
  [
    "a look-alike without explanation",
    { role: "look-alike", twin: "x", cue: "peers" },
    /must have its explanation/,
  ],
  [
    "a look-alike without twin",
    { role: "look-alike", cue: "peers", explanation: "wanted" },
    /must name its twin/,
  ],
  ["a model for nobody", { eligible: () => false }, /eligible must accept some of 400 lines/],
  ["a model that moves nothing", { emit: () => undefined }, /must move bytes, got none/],
  [
    "memory between plays",
    {
      emit({ episode }, _, sink) {
        calls++;
        sink.transfer(episode.start, 0, calls, 1e6);
      },
    },
    /must give the same traffic for the same seed/,
  ],
  [
    "chance from elsewhere",
    {
      plan: ({ dayStart }) => {
        const start = dayStart + Math.floor(Math.random() * HOUR);
        return [{ start, end: start + HOUR }];
      },
    },
    /must give the same traffic for the same seed/,
  ],
  [
    "a plan that leaves a trace",
    {
      plan: (() => {
        let last = 0;
        return ({ dayStart }) => {
          const start = dayStart + (dayStart === last ? HOUR : 0);
          last = dayStart;
          return [{ start, end: start + HOUR }];
        };
      })(),
    },
    /plan must leave no trace/,
  ],
  [
    "half a byte",
    { emit: ({ episode }, _, sink) => sink.transfer(episode.start, 0.5, 1, 1e6) },
    /transfer 0: bytes must be whole, 0 or more, below 2\^53, got 0.5 up, 1 down/,
  ],
  [
    "negative bytes",
    { emit: ({ episode }, _, sink) => sink.transfer(episode.start, 0, -1, 1e6) },
    /bytes must be whole/,
  ],
  [
    "a transfer before its episode",
    { emit: ({ episode }, _, sink) => sink.transfer(episode.start - 1, 0, 1, 1e6) },
    /must not start before its episode, got 1 ms before/,
  ],
  [
    "an episode of another day",
    { plan: ({ dayStart }) => [{ start: dayStart - HOUR, end: dayStart }] },
    /must begin on the day that plan was asked for, got -1 h after its midnight/,
  ],
  [
    "no rate",
    { emit: ({ episode }, _, sink) => sink.transfer(episode.start, 0, 1, 0) },
    /rate must be finite and above 0, got 0/,
  ],
  [
    "an app that no vocabulary knows",
    {
      emit({ episode }, _, sink) {
        sink.app = 99;
        sink.transfer(episode.start, 0, 1, 1e6);
      },
    },
    /app must be a code of its vocabulary, 0 to 13, got 99/,
  ],
  [
    "a property that no pen has",
    {
      emit({ episode }, _, sink) {
        (sink as unknown as { ttl: number }).ttl = 127;
        sink.transfer(episode.start, 0, 1, 1e6);
      },
    },
    /sink.ttl is no property of a pen; /,
  ],
  [
    "half a remote",
    {
      emit({ episode }, _, sink) {
        sink.remotes = 1.5;
        sink.transfer(episode.start, 0, 1, 1e6);
      },
    },
    /remotes must be whole, 0 or more, got 1.5/,
  ],
  [
    "a session without length",
    {
      emit: ({ episode: { start } }, _, sink) => sink.session({ ...login, start, end: start }),
    },
    /session 0: must end after it starts, got 0 ms/,
  ],
  [
    "Wi-Fi that is back before it failed",
    { ...alike, plan: ({ dayStart }) => [wifiDownAt(dayStart, { from: 2, to: 0 })] },
    /wifiDown must end after it begins, got -2 ms/,
  ],
  [
    "Wi-Fi that fails at half a ms",
    { ...alike, plan: ({ dayStart }) => [wifiDownAt(dayStart, { from: 0.5, to: 9 })] },
    /wifiDown must be whole ms, got/,
  ],
  [
    "everyday life that takes Wi-Fi",
    { plan: ({ dayStart }) => [wifiDownAt(dayStart, { from: 0, to: 9 })] },
    /a normal model takes nobody's Wi-Fi, got wifiDown/,
  ],
  [
    "everyday use that says so",
    { plan: ({ dayStart: start }) => [{ start, end: start + HOUR, everyday: true }] },
    /a normal model's episodes are all everyday, got everyday/,
  ],
  [
    "a change of life",
    {
      plan({ life, dayStart }) {
        life.settings.updatesOverCellular = false;
        return [{ start: dayStart, end: dayStart + HOUR }];
      },
    },
    /must not throw, got TypeError: Cannot assign to read only property/,
  ],
  [
    "a change of the timeline",
    {
      plan({ life, dayStart }) {
        life.today.rateDown[0] = 1;
        return [{ start: dayStart, end: dayStart + HOUR }];
      },
    },
    /must not write to the timeline/,
  ],
  [
    "an option that breaks at its bound",
    {
      emit({ episode }, options, sink) {
        sink.transfer(episode.start, 0, MB - Math.round((options["size"] ?? 0) / 50), 1e6);
      },
    },
    /option size = 104857600, transfer 0: bytes must be whole/,
  ],
  [
    "an option that throws only when drawn",
    {
      params: { size, more: { ...size, summary: "more" } },
      emit({ episode }, options, sink) {
        const both = options["size"] === size.max && options["more"] === size.max;
        if (both) throw new Error("too much");
        sink.transfer(episode.start, 0, 1, 1e6);
      },
    },
    /options \{"size":104857600,"more":104857600\}: must not throw, got Error: too much/,
  ],
];

describe("testModel", () => {
  test("lets a model without fault pass", () => {
    expect(() => testModel(plain)).not.toThrow();
  });

  test.each(BROKEN)("refuses %s", (_, change, message) => {
    const model = { ...plain, ...change } as TrafficModel;
    expect(() => testModel(model, { fuzz: 40, days: 3 })).toThrow(message);
  });

  test("refuses a cause that says which safeguards failed: the engine does", () => {
    const model: TrafficModel = {
      ...plain,
      role: "incident",
      cause: () =>
        ({ trigger: "t", vector: "v", amplifier: "a", failedSafeguards: ["x"] }) as never,
    };
    expect(() => testModel(model)).toThrow(/the engine says what did not hold/);
  });

  test("does not let an incident run on after its end", () => {
    const model: TrafficModel = {
      ...plain,
      role: "incident",
      cause: () => ({ trigger: "t", vector: "v", amplifier: "a" }),
      emit: ({ episode }, _, sink) => sink.transfer(episode.end + 5, 0, 1, 1e6),
    };
    expect(() => testModel(model)).toThrow(
      /must not start after its episode ended, got 5 ms after/,
    );
  });
});
