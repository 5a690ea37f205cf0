import { type MarkedDays, markDays } from "../../datasets/audit/case-days.ts";
import { daysOf } from "../../datasets/audit/day-series.ts";
import { bestThreshold, eventF1 } from "../../datasets/audit/event-f1.ts";
import { casesOf, linesOf, ordinaryOf, weighed } from "../../datasets/audit/event-scores.ts";
import { f1Interval } from "../../datasets/audit/f1-interval.ts";
import { gateDensity } from "../../datasets/audit/one-liner-gate.ts";
import type { Reference } from "../../datasets/audit/solvable-gate.ts";
import { civilDay } from "../../datasets/civil-time.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { detectorNamed } from "../../detectors/catalogue.ts";
import { createDetector } from "../../detectors/create-detector.ts";
import { shareOfDays } from "../combining/share-of-days.ts";
import { type Cue, REFERENCES } from "./catalogue.ts";
import { cueOptions, volumeOf } from "./cue-options.ts";

/** A cue that is as strong on this share of ordinary days is worth nothing (chosen: every tenth). */
const COMMON = 0.1;

/** What evidence of several cues reaches with a kind, and on how many cases that was measured. */
export interface MeasuredReference extends Reference {
  readonly cases: number;
  /** 95 % interval of the event-F1, by lines. */
  readonly low: number;
  readonly high: number;
  /** The cue that goes farthest by itself on the calibration half, and the share of the kind's look-alikes that lack it. */
  readonly strongest: string;
  readonly lacking: number;
}

/**
 * Measures how far the reference of each kind gets: the cues of a day are added up, each worth one
 * less the share of ordinary days of the calibration half on which it is as strong, over a tenth. The
 * threshold comes from that half, the event-F1 from the test half, at the density of the one-liner
 * gate. A kind without a reference, without cases in both halves, or whose views are missing, has no
 * figure. Several seeds are pooled. A pass over each view for each cue; 8 bytes a device, day and cue.
 */
export function measureReferences(
  datasets: readonly Dataset[],
  density: number = gateDensity(datasets[0].manifest.level),
): MeasuredReference[] {
  const marks = datasets.map(markDays);
  const kinds = [...new Set(marks.flatMap(({ cases }) => cases.map(({ kind }) => kind)))].sort();
  const lines = linesOf(marks, datasets.map(daysOf), true);
  const strongest = new Map<string, Float64Array>();
  const maxima = (d: number, cue: Cue): Float64Array => {
    const key = `${d} ${JSON.stringify(cue)}`;
    const known = strongest.get(key) ?? dayMaxima(datasets[d], cue);
    strongest.set(key, known);
    return known;
  };
  return kinds.flatMap((kind) => {
    const cues = REFERENCES[kind] ?? [];
    const isSeen = cues.every(({ view }) => datasets.every(({ views }) => views.includes(view)));
    if (cues.length === 0 || !isSeen) return [];
    // Its bytes are those of that world.
    const asked = (d: number, cue: Cue): Float64Array => {
      const { params } = detectorNamed(cue.detector);
      const volume = volumeOf(datasets[d].manifest.scenario, kind);
      return maxima(d, { ...cue, options: cueOptions(params, cue.options ?? {}, volume) });
    };
    const values = datasets.map((_, d) =>
      evidenceOf(
        cues.map((cue) => asked(d, cue)),
        marks[d],
      ),
    );
    const [learnt, tested] = [false, true].map((isTest) =>
      weighed(casesOf(values, marks, kind, isTest), ordinaryOf(values, marks, isTest), density),
    );
    if (learnt.cases.length === 0 || tested.cases.length === 0) return [];
    const name = `evidence of ${cues.map(({ detector }) => detector).join(", ")}`;
    const threshold = bestThreshold(learnt);
    const f1 = eventF1(tested, threshold);
    const alone = cues.map((cue) => {
      const scores = datasets.map((_, d) => asked(d, cue));
      return { cue, scores, ...aloneOn(scores, marks, { kind, density }) };
    });
    const best = alone.reduce((a, b) => (b.f1 > a.f1 ? b : a));
    const said = { strongest: best.cue.detector, lacking: lackingIn(best, marks, kind) };
    const interval = f1Interval(tested, lines, threshold);
    return [{ kind, name, f1, ...interval, cases: tested.cases.length, ...said }];
  });
}

/** How far a cue goes by itself on the calibration half, and from where on it is seen. */
function aloneOn(
  scores: readonly Float64Array[],
  marks: readonly MarkedDays[],
  { kind, density }: { readonly kind: string; readonly density: number },
): { readonly f1: number; readonly threshold: number } {
  const learnt = weighed(
    casesOf(scores, marks, kind, false),
    ordinaryOf(scores, marks, false),
    density,
  );
  const threshold = bestThreshold(learnt);
  return { f1: eventF1(learnt, threshold), threshold };
}

/** Share of a kind's look-alikes that never show the cue; 0 where it has none. */
function lackingIn(
  { scores, threshold }: { readonly scores: readonly Float64Array[]; readonly threshold: number },
  marks: readonly MarkedDays[],
  kind: string,
): number {
  const shown = marks.flatMap(({ lookAlikes }, d) =>
    lookAlikes
      .filter((each) => each.kind === kind)
      .map(({ cells }) => cells.some((cell) => scores[d][cell] >= threshold)),
  );
  return shown.filter((shows) => !shows).length / Math.max(1, shown.length);
}

/** The strongest score of a cue on each civil day of each device, by when its rows began. */
function dayMaxima(dataset: Dataset, { detector: name, view, options = {} }: Cue): Float64Array {
  const spec = detectorNamed(name);
  const { devices, span } = dataset.manifest;
  const days = daysOf(dataset);
  const first = civilDay(span.from, span.utcOffset);
  const strongest = new Float64Array(devices * days).fill(Number.NEGATIVE_INFINITY);
  const fleet = dataset.fleet();
  let scores = new Float64Array(0);
  for (let shard = 0; shard < dataset.shards; shard++) {
    const detector = createDetector(spec, options, fleet, view);
    for (const batch of dataset.readView(view, shard)) {
      if (scores.length < batch.length) scores = new Float64Array(batch.length);
      detector.observe(batch, scores);
      for (let i = 0; i < batch.length; i++) {
        const day = civilDay(batch.start[i], span.utcOffset) - first;
        if (day < 0 || day >= days) continue;
        const cell = batch.device[i] * days + day;
        if (scores[i] > strongest[cell]) strongest[cell] = scores[i];
      }
    }
  }
  return strongest;
}

/** What the cues of each day are worth together. */
function evidenceOf(cues: readonly Float64Array[], { ordinary }: MarkedDays): Float64Array {
  const sums = new Float64Array(cues[0].length);
  for (const cue of cues) {
    const reference = Float64Array.from(ordinary.calibration, (cell) => cue[cell]).sort();
    const known = { reference, referenceDays: reference.length };
    for (let cell = 0; cell < cue.length; cell++) {
      sums[cell] += Math.max(0, 1 - shareOfDays(known, cue[cell]) / COMMON);
    }
  }
  return sums;
}
