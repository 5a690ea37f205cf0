import { type Dataset, openDataset } from "../datasets/dataset.ts";
import { type Billed, readBilled } from "../datasets/inspection/billed.ts";
import {
  type Happening,
  happeningsIn,
  type LineTruth,
  readLineTruth,
} from "../datasets/inspection/happenings.ts";
import { heaviestDay } from "../datasets/inspection/heaviest-day.ts";
import { type Measure, readMeasures } from "../datasets/inspection/measures.ts";
import { readSighting, type Sighting } from "../datasets/inspection/sighting.ts";
import type { TimeWindow } from "../datasets/inspection/time-window.ts";
import { DAY, HOUR } from "../datasets/sizes.ts";
import type { ViewName } from "../datasets/view.ts";
import { INCIDENT_MODELS, LOOK_ALIKE_MODELS } from "../simulators/models/catalogue.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";

/** Which line, around what, and how far. */
export interface ExplainOptions {
  readonly device: number;
  /** A moment (`to` equals `from`) or a stretch, ms UTC; default: the line's first case, else its dearest day. */
  readonly at?: TimeWindow;
  /** ms that are told before and after it; default: six hours. */
  readonly around?: number;
  /** Observers that are asked; default: all that the dataset has. */
  readonly views?: readonly string[];
}

/** Why the sheet is about that stretch of time. */
export type LookedFor = "asked" | "first case" | "dearest day" | "heaviest day" | "first day";

/** The evidence on one line; plain JSON, times in ms UTC, money in the plan's minor unit. */
export interface Explanation {
  readonly dataset: string;
  readonly level: string | null;
  readonly seed: string | null;
  readonly origin: "generated" | "imported";
  readonly currency: string;
  /** Minutes east of UTC. */
  readonly utcOffset: number;
  readonly device: number;
  readonly about: TimeWindow & { readonly why: LookedFor };
  /** What is told of: `about`, and so much before and after it as the dataset has. */
  readonly window: TimeWindow;
  /** What happened; null where the dataset has no truth. */
  readonly truth: null | {
    /** Incidents and look-alikes that touch the window; `summary` says what their kind is. */
    readonly episodes: readonly (Happening & { readonly summary: string | null })[];
    /** Those of the line that do not. */
    readonly elsewhere: readonly Pick<Happening, "kind" | "role" | "start" | "end">[];
    /**
     * Safeguards that were on for the line, what they do, and who can turn them on; null for imported
     * records, whose labels do not say.
     */
    readonly safeguards:
      | null
      | readonly {
          readonly name: string;
          readonly summary: string | null;
          readonly by: string | null;
        }[];
  };
  /** What was done about the line. */
  readonly measures: readonly Measure[];
  /** What each observer saw. */
  readonly views: Readonly<Partial<Record<ViewName, Sighting>>>;
  /** What was billed; null where the dataset has no charging view. */
  readonly bill: Billed | null;
}

const AROUND = 6 * HOUR;

/**
 * Gathers the evidence that an owner is told to keep, and that a complaints desk has to answer with:
 * what happened to one line around a moment, what each observer saw and how late, what was billed.
 *
 * It answers for one line; who else was hit is a question to `inspect` and `bench`. What truth says is
 * known of simulated or labelled data alone. Reads the line's shard of each view once or twice, a
 * batch at a time; what it keeps is the charging records of a billing period.
 *
 * Throws a RangeError for a device, a stretch or a view that the dataset has not.
 *
 * @example
 * import { explain } from "billshock";
 * const { truth, views, bill } = explain("data/night", { device: 0 });
 */
export function explainLine(dir: string, options: ExplainOptions): Explanation {
  const dataset = openDataset(dir);
  try {
    const { device } = options;
    check(dataset, options);
    const { name, level, seed, origin, currency, span } = dataset.manifest;
    const lineTruth = readLineTruth(dataset, device);
    const about = aboutOf(dataset, lineTruth, options);
    const { around = AROUND } = options;
    const window = {
      from: Math.max(span.from, about.from - around),
      to: Math.min(span.to, about.to + around),
    };
    const truth = lineTruth && truthIn(lineTruth, window);
    const episodes = truth?.episodes.map(({ episode }) => episode) ?? [];
    const views = dataset.views.filter((view) => options.views?.includes(view) ?? true);
    const bill = readBilled(dataset, device, window);
    return {
      ...{ dataset: name, level, seed, origin, device, about, window },
      currency: bill?.currency ?? currency,
      utcOffset: span.utcOffset,
      truth,
      measures: readMeasures(dataset, device, window),
      views: Object.fromEntries(
        views.map((view) => [view, readSighting(dataset, view, { device, window, episodes })]),
      ),
      bill,
    };
  } finally {
    dataset.close();
  }
}

function check(dataset: Dataset, { device, at, around, views = [] }: ExplainOptions): void {
  const { devices, span } = dataset.manifest;
  if (!(Number.isInteger(device) && device >= 0 && device < devices)) {
    throw new RangeError(`explain: device must be in [0, ${devices}), got ${device}`);
  }
  if (at !== undefined && !(at.from <= at.to && at.from < span.to && at.to >= span.from)) {
    const range = `[${span.from}, ${span.to})`;
    throw new RangeError(`explain: at must touch ${range}, got ${at.from} to ${at.to}`);
  }
  if (around !== undefined && !(around > 0 && Number.isFinite(around))) {
    throw new RangeError(`explain: around must be above 0 ms, got ${around}`);
  }
  const unknown = views.find((view) => !dataset.views.some((each) => each === view));
  if (unknown !== undefined) {
    throw new RangeError(
      `explain: view must be one of ${dataset.views.join(", ")}, got ${unknown}`,
    );
  }
}

function aboutOf(
  dataset: Dataset,
  truth: LineTruth | null,
  { device, at }: ExplainOptions,
): Explanation["about"] {
  if (at !== undefined) return { ...at, why: "asked" };
  const first = truth?.episodes.find(({ case: facts }) => facts !== null);
  if (first !== undefined) return { from: first.start, to: first.end, why: "first case" };
  const dearest = heaviestDay(dataset, device, "money");
  if (dearest !== null) return { ...dearest, why: "dearest day" };
  const heaviest = heaviestDay(dataset, device, "bytes");
  if (heaviest !== null) return { ...heaviest, why: "heaviest day" };
  const { from } = dataset.manifest.span;
  return { from, to: from + DAY, why: "first day" };
}

function truthIn(truth: LineTruth, window: TimeWindow): Explanation["truth"] {
  const inside = happeningsIn(truth, window);
  const models = [...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS];
  return {
    episodes: inside.map((episode) => ({
      ...episode,
      summary: models.find(({ name }) => name === episode.kind)?.summary ?? null,
    })),
    elsewhere: truth.episodes
      .filter((episode) => !inside.includes(episode))
      .map(({ kind, role, start, end }) => ({ kind, role, start, end })),
    safeguards:
      truth.safeguards?.map((name) => {
        const known = SAFEGUARDS.find((each) => each.name === name);
        return { name, summary: known?.summary ?? null, by: known?.by ?? null };
      }) ?? null,
  };
}
