import type { Dataset } from "../dataset.ts";
import { VIEWS, type ViewName } from "../view.ts";
import { type MarkedDays, markDays } from "./case-days.ts";
import { type DaySeries, daysOf, readDaySeries, type Window } from "./day-series.ts";
import { bestThreshold, eventF1 } from "./event-f1.ts";
import { casesOf, linesOf, ordinaryOf, weighed } from "./event-scores.ts";
import { type F1Interval, f1Interval } from "./f1-interval.ts";
import { besideOwnPast, FORMS, type Form } from "./own-past.ts";

/**
 * Cases of a kind per 1,000 device-days at which the gate is stated, by level; ordinary days are
 * weighed so, and look-alikes with them (chosen: L1 as the levels' prototypes had it, the others as
 * `city` has them). Other datasets are gated as L1 is.
 */
export const GATE_DENSITY: Readonly<Record<string, number>> = { L1: 3.6, L2: 1.9, L3: 1, L4: 0.5 };

/** Density at which a dataset of the level is gated. */
export function gateDensity(level: string | null): number {
  return GATE_DENSITY[level ?? "L1"] ?? (GATE_DENSITY["L1"] as number);
}

/** The rule of one number that goes farthest with a kind in a view. */
export interface GatedRule {
  readonly kind: string;
  readonly view: ViewName;
  readonly feature: string;
  readonly window: Window;
  readonly form: Form;
  /** Flags above or below its threshold. */
  readonly sign: "above" | "below";
  /** Event-F1 on the test half, threshold from the calibration half; and a 95 % interval, by lines. */
  readonly f1: number;
  readonly low: number;
  readonly high: number;
  readonly cases: number;
}

/**
 * Finds for each kind and view how far a rule of one number gets: every column over every window, as
 * it is and beside the device's own past, with the threshold fitted on the calibration half and its
 * event-F1 on the test half. The best of all is a little flattered, having been chosen on the test.
 *
 * Ordinary days are weighed so that cases stand at `density` per 1,000 device-days. Several seeds
 * are pooled. A kind without cases in both halves has no figure.
 */
export function oneLinerGate(
  datasets: readonly Dataset[],
  density: number = gateDensity(datasets[0].manifest.level),
): GatedRule[] {
  const marks = datasets.map(markDays);
  const kinds = [...new Set(marks.flatMap(({ cases }) => cases.map(({ kind }) => kind)))].sort();
  const lines = linesOf(marks, datasets.map(daysOf), true);
  const views = VIEWS.filter((view) => datasets.every((dataset) => dataset.views.includes(view)));
  const best = new Map<string, GatedRule>();
  for (const view of views) {
    const parts = datasets.map((dataset) => readDaySeries(dataset, view));
    for (const [s, { feature, window }] of parts[0].entries()) {
      for (const form of FORMS) {
        const values = parts.map((part, d) => formed(part[s], datasets[d], form));
        for (const { interval, ...found } of rulesOf(values, { marks, lines, kinds, density })) {
          const key = `${found.kind} ${view}`;
          if (found.f1 <= (best.get(key)?.f1 ?? -1)) continue;
          best.set(key, { ...found, ...interval(), view, feature, window, form });
        }
      }
    }
  }
  const order = kinds.flatMap((kind) => views.map((view) => best.get(`${kind} ${view}`)));
  return order.filter((rule) => rule !== undefined);
}

function formed({ values }: DaySeries, dataset: Dataset, form: Form): Float64Array {
  return besideOwnPast(values, daysOf(dataset), form);
}

type Found = Pick<GatedRule, "kind" | "sign" | "f1" | "cases"> & {
  /** Worked out for the rules that lead alone. */
  readonly interval: () => F1Interval;
};

/** What a rule is asked on. */
interface Asked {
  readonly marks: readonly MarkedDays[];
  /** Line of each ordinary day of the test half. */
  readonly lines: Uint32Array;
  readonly kinds: readonly string[];
  readonly density: number;
}

function rulesOf(
  values: readonly Float64Array[],
  { marks, lines, kinds, density }: Asked,
): Found[] {
  const found: Found[] = [];
  for (const sign of ["above", "below"] as const) {
    const signed = sign === "above" ? values : values.map((part) => part.map((value) => -value));
    const [calibration, test] = [ordinaryOf(signed, marks, false), ordinaryOf(signed, marks, true)];
    for (const kind of kinds) {
      const [learnt, asked] = [false, true].map((isTest) => casesOf(signed, marks, kind, isTest));
      if (learnt.length === 0 || asked.length === 0) continue;
      const threshold = bestThreshold(weighed(learnt, calibration, density));
      const scores = weighed(asked, test, density);
      const f1 = eventF1(scores, threshold);
      const interval = () => f1Interval(scores, lines, threshold);
      found.push({ kind, sign, f1, cases: asked.length, interval });
    }
  }
  return found;
}
