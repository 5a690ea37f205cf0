import type { Dataset } from "../../dataset.ts";
import { MINUTE, SECOND } from "../../sizes.ts";
import type { Table } from "../../table.ts";
import { VIEW_TABLES, type ViewBatch, type ViewName } from "../../view.ts";
import { areaUnderCurve, samplingError } from "./area-under-curve.ts";
import type { Findings } from "./finding.ts";

/** Measures what tells incidents from the rest without having to do with them. */
export interface LeakAudit {
  /** Takes all rows of a view. */
  rows(view: ViewName, batch: ViewBatch): void;
  /** Takes one row that truth names for an episode. */
  truth(view: ViewName, batch: ViewBatch, row: number, episode: number): void;
  finish(): void;
}

/** Half-width of what counts as chance, before the sampling error is added. */
const TOLERANCE = 0.03;
/** Standard errors that are added: about 30 measures are taken, and chance may fail none of them. */
const ERRORS = 3.5;
/** Rows of a case that are kept: a case's rows are alike, more would not say more. */
const ROWS_OF_A_CASE = 200;

/** Cases that must share a word before it counts: one victim in a province of its own is no leak. */
const CASES_OF_A_WORD = 5;

/** A property of single rows: a bin of 1024, or -1 where a row says nothing. */
interface RowFeature {
  readonly name: string;
  bin(batch: ViewBatch, row: number, isFirst: boolean): number;
}

/**
 * Rows cut at a minute say nothing of the clock: a transfer that lasts is cut at each, whatever it
 * is. Of the second within the minute only rows after a quiet minute tell: heavy use opens its next
 * row soon after each cut. Small rows say nothing of low bits: a keep-alive has its own size.
 */
const FEATURES: readonly RowFeature[] = [
  {
    name: "start mod 1 s",
    bin: ({ start }, row) => (start[row] % MINUTE === 0 ? -1 : start[row] % SECOND),
  },
  {
    name: "start mod 60 s",
    bin: ({ start }, row, isFirst) =>
      isFirst && start[row] % MINUTE !== 0 ? Math.floor((start[row] % MINUTE) / 60) : -1,
  },
  { name: "up mod 1 KB", bin: ({ up }, row) => (up[row] < 65_536 ? -1 : up[row] % 1024) },
  { name: "down mod 1 KB", bin: ({ down }, row) => (down[row] < 65_536 ? -1 : down[row] % 1024) },
];

/**
 * Opens the leak audit: areas under the curve (AUC) of features that must not tell a case from
 * other traffic, and category words that occur in rows of cases only.
 *
 * Each must lie in 0.5 +- (0.03 + 3.5 standard errors); the standard error is the exact one of the
 * rank statistic under chance, by the number of cases and not of rows, since rows of a case are
 * alike. Every figure is a note; outside is an error, and a warning for what a CRM knows.
 */
export function openLeakAudit(dataset: Dataset, findings: Findings): LeakAudit {
  const { episode, device } = dataset.readTruth("cases");
  const cases = new Set(episode);
  const { devices } = dataset.manifest;
  const views = new Map(dataset.views.map((view) => [view, openView(view, devices)]));

  return {
    rows(view, batch) {
      const leaks = views.get(view) as ViewLeaks;
      const { bins, words } = leaks;
      findFirst(batch, leaks);
      for (const [at, { bin }] of FEATURES.entries()) {
        for (let i = 0; i < batch.length; i++) {
          const value = bin(batch, i, leaks.isFirst[i] === 1);
          if (value >= 0) bins[at][value]++;
        }
      }
      for (const { name, all } of words) {
        const codes = batch[name];
        for (let i = 0; i < batch.length; i++) all[codes[i]]++;
      }
    },
    truth(view, batch, row, number) {
      if (!cases.has(number)) return;
      const { samples, words, isFirst } = views.get(view) as ViewLeaks;
      for (const { name, inCases, cases: own } of words) {
        inCases[batch[name][row]]++;
        own[batch[name][row]].add(number);
      }
      for (const [at, { bin }] of FEATURES.entries()) {
        const value = bin(batch, row, isFirst[row] === 1);
        if (value < 0) continue;
        const own = samples[at].get(number) ?? [];
        if (own.length < ROWS_OF_A_CASE) own.push(value);
        samples[at].set(number, own);
      }
    },
    finish() {
      const hit = new Set(device);
      if (hit.size < 2 || devices - hit.size < 2) {
        const message = `not audited: needs two devices with a case and two without, got ${hit.size} and ${devices - hit.size}`;
        findings.add({ level: "note", check: "leak", file: "devices.arrow", message });
        return;
      }
      auditDevices(dataset, hit, findings);
      for (const [view, leaks] of views) auditView(view, leaks, findings);
    },
  };
}

interface Word {
  readonly name: "app";
  readonly vocabulary: readonly string[];
  readonly all: Float64Array;
  readonly inCases: Float64Array;
  /** Cases in whose rows each word occurs. */
  readonly cases: readonly Set<number>[];
}

interface ViewLeaks {
  /** When each device's rows so far ended; and which rows of the batch follow a quiet minute. */
  readonly quietSince: Float64Array;
  isFirst: Uint8Array;
  readonly bins: readonly Float64Array[];
  /** Values of each feature on each case. */
  readonly samples: readonly Map<number, number[]>[];
  readonly words: readonly Word[];
}

function openView(view: ViewName, devices: number): ViewLeaks {
  return {
    quietSince: new Float64Array(devices),
    isFirst: new Uint8Array(0),
    bins: FEATURES.map(() => new Float64Array(1024)),
    samples: FEATURES.map(() => new Map()),
    words: (VIEW_TABLES[view] as Table).columns.flatMap(({ name, vocabulary = [] }) =>
      vocabulary.length === 0
        ? []
        : {
            name: name as "app",
            vocabulary,
            all: new Float64Array(vocabulary.length),
            inCases: new Float64Array(vocabulary.length),
            cases: vocabulary.map(() => new Set<number>()),
          },
    ),
  };
}

function findFirst({ length, device, start, time }: ViewBatch, leaks: ViewLeaks): void {
  const { quietSince } = leaks;
  if (leaks.isFirst.length < length) leaks.isFirst = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const id = device[i];
    leaks.isFirst[i] = start[i] - quietSince[id] >= MINUTE ? 1 : 0;
    if (time[i] > quietSince[id]) quietSince[id] = time[i];
  }
}

function auditView(view: ViewName, { bins, samples, words }: ViewLeaks, findings: Findings): void {
  const file = `views/${view}`;
  for (const [at, { name }] of FEATURES.entries()) {
    const areas = [...samples[at].values()].map((values) => placeAmong(values, bins[at]));
    if (areas.length < 2) continue;
    const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    judge(
      { name, file, area: mean, error: Math.sqrt(1 / 12 / areas.length) },
      areas.length,
      findings,
    );
  }
  for (const { name, vocabulary, all, inCases, cases } of words) {
    for (const [code, word] of vocabulary.entries()) {
      if (cases[code].size < CASES_OF_A_WORD || inCases[code] < all[code]) continue;
      const message = `${name} ${word} occurs in rows of cases only (${cases[code].size} cases)`;
      findings.add({ level: "warning", check: "leak", file, message });
    }
  }
}

/** Mean share of all rows that lie below these values; ties count half. */
function placeAmong(values: readonly number[], bins: Float64Array): number {
  let total = 0;
  const below = new Float64Array(bins.length);
  for (let i = 0; i < bins.length; i++) {
    below[i] = total + bins[i] / 2;
    total += bins[i];
  }
  return values.reduce((sum, value) => sum + below[value] / total, 0) / values.length;
}

function auditDevices(dataset: Dataset, hit: ReadonlySet<number>, findings: Findings): void {
  const { manifest } = dataset;
  const { activatedAt, billingDay } = dataset.fleet();
  const features: [string, (device: number) => number, "error" | "warning"][] = [
    ["device number", (device) => device, "error"],
    ["place in its shard", (device) => device % manifest.devicesPerShard, "error"],
    ["activatedAt", (device) => activatedAt[device], "warning"],
    ["billingDay", (device) => billingDay[device], "warning"],
  ];
  for (const [name, value, level] of features) {
    const [inside, outside]: [number[], number[]] = [[], []];
    for (let device = 0; device < manifest.devices; device++) {
      (hit.has(device) ? inside : outside).push(value(device));
    }
    const area = areaUnderCurve(inside, outside);
    const error = samplingError(inside.length, outside.length);
    judge({ name, file: "devices.arrow", area, error, level }, hit.size, findings);
  }
}

interface Measure {
  readonly name: string;
  readonly file: string;
  readonly area: number;
  /** Standard error of the area under chance. */
  readonly error: number;
  readonly level?: "error" | "warning";
}

function judge(
  { name, file, area, error, level = "error" }: Measure,
  n: number,
  findings: Findings,
): void {
  const half = TOLERANCE + ERRORS * error;
  const bounds = `${Math.max(0, 0.5 - half).toFixed(3)} to ${Math.min(1, 0.5 + half).toFixed(3)}`;
  const measured = `${name} tells cases from the rest with AUC ${area.toFixed(3)} (${n} cases, chance ${bounds})`;
  const isLeak = Math.abs(area - 0.5) > half;
  findings.add({ level: isLeak ? level : "note", check: "leak", file, message: measured });
}
