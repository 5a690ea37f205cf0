import type { Dataset } from "../dataset.ts";
import { VIEWS, type ViewName } from "../view.ts";
import { type MarkedDays, markDays } from "./case-days.ts";
import { type DaySeries, daysOf, readDaySeries, type Window } from "./day-series.ts";
import { bestThreshold, eventF1 } from "./event-f1.ts";
import { casesOf, ordinaryOf, weighed } from "./event-scores.ts";
import { besideOwnPast, FORMS, type Form } from "./own-past.ts";

/**
 * Cases of a kind per 1,000 device-days at which the gate is stated, by level; ordinary days are
 * weighed so, and look-alikes with them (chosen: L1 as the levels' prototypes had it, L2 as `city`
 * has it). Other datasets are gated as L1 is.
 */
export const GATE_DENSITY: Readonly<Record<string, number>> = { L1: 3.6, L2: 1.9 };

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
  /** Event-F1 on the test half, threshold from the calibration half. */
  readonly f1: number;
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
  const views = VIEWS.filter((view) => datasets.every((dataset) => dataset.views.includes(view)));
  const best = new Map<string, GatedRule>();
  for (const view of views) {
    const parts = datasets.map((dataset) => readDaySeries(dataset, view));
    for (const [s, { feature, window }] of parts[0].entries()) {
      for (const form of FORMS) {
        const values = parts.map((part, d) => formed(part[s], datasets[d], form));
        for (const found of rulesOf(values, marks, kinds, density)) {
          const key = `${found.kind} ${view}`;
          if (found.f1 <= (best.get(key)?.f1 ?? -1)) continue;
          best.set(key, { ...found, view, feature, window, form });
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

type Found = Pick<GatedRule, "kind" | "sign" | "f1" | "cases">;

function rulesOf(
  values: readonly Float64Array[],
  marks: readonly MarkedDays[],
  kinds: readonly string[],
  density: number,
): Found[] {
  const found: Found[] = [];
  for (const sign of ["above", "below"] as const) {
    const signed = sign === "above" ? values : values.map((part) => part.map((value) => -value));
    const [calibration, test] = [ordinaryOf(signed, marks, false), ordinaryOf(signed, marks, true)];
    for (const kind of kinds) {
      const [learnt, asked] = [false, true].map((isTest) => casesOf(signed, marks, kind, isTest));
      if (learnt.length === 0 || asked.length === 0) continue;
      const threshold = bestThreshold(weighed(learnt, calibration, density));
      const f1 = eventF1(weighed(asked, test, density), threshold);
      found.push({ kind, sign, f1, cases: asked.length });
    }
  }
  return found;
}
