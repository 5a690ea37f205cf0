import { GB, MB } from "../../datasets/sizes.ts";
import { CATEGORIES, CATEGORY_SHARES, meanUse } from "../life/presets.ts";
import type { VolumePreset } from "../life/volume-preset.ts";
import { PRESET_NAMES } from "../scenario.ts";
import type { Volumes } from "./fidelity.ts";

/** One published statistic that a simulated population must meet. */
export interface FidelityBar {
  readonly name: string;
  readonly summary: string;
  readonly unit: string;
  readonly presets: readonly VolumePreset["name"][];
  readonly low: number;
  readonly high: number;
  readonly source: string;
  measure(sorted: SortedVolumes): number;
}

/** What the bars are measured on: volumes of devices and of device-days in ascending order. */
export interface SortedVolumes {
  readonly months: Float64Array;
  readonly days: Float64Array;
  readonly volumes: Volumes;
}

/** Every bar with its tolerance; tolerances hold for populations of 20,000 devices and 30 days. */
export const FIDELITY_BARS: readonly FidelityBar[] = [
  {
    name: "F2",
    summary: "mean over median of monthly volumes",
    unit: "ratio",
    presets: PRESET_NAMES,
    low: 2.9,
    high: 4.5,
    source: "cited: Finland 2017 (netradar) and UK 2019 (Ofcom), 3.2-4.1",
    measure: ({ months }) => mean(months) / quantile(months, 0.5),
  },
  {
    name: "F3",
    summary: "percentile at which the mean month lies",
    unit: "%",
    presets: PRESET_NAMES,
    low: 75,
    high: 81,
    source: "cited: Finland 2017 (netradar), 78",
    measure: ({ months }) => 100 * shareBelow(months, mean(months)),
  },
  {
    name: "F4",
    summary: "share of the bytes that the top 5 % of devices move",
    unit: "%",
    presets: PRESET_NAMES,
    low: 43,
    high: 55,
    source: "cited: Finland 2017 (netradar), 50",
    measure: ({ months }) => 100 * topShare(months, 0.05),
  },
  {
    name: "F5",
    summary: "bytes of the top half over those of the bottom half",
    unit: "ratio",
    presets: PRESET_NAMES,
    low: 16,
    high: 28,
    source: "cited: Finland 2017 (netradar), 23",
    measure: ({ months }) => 1 / (1 / topShare(months, 0.5) - 1),
  },
  {
    name: "F6 below 1 GB",
    summary: "share of devices that move less than 1 GB in a month",
    unit: "%",
    presets: ["uk2019"],
    low: 56,
    high: 64,
    source: "cited: UK Q1 2019, 150,000 phones (Ofcom), 60",
    measure: ({ months }) => 100 * shareBelow(months, GB),
  },
  {
    name: "F6 from 5 GB",
    summary: "share of devices that move 5 GB and more in a month",
    unit: "%",
    presets: ["uk2019"],
    low: 8,
    high: 12,
    source: "cited: UK Q1 2019, 150,000 phones (Ofcom), 10",
    measure: ({ months }) => 100 * (1 - shareBelow(months, 5 * GB)),
  },
  {
    name: "F7 top 10 %",
    summary: "share of the bytes in the top 10 % of device-days",
    unit: "%",
    presets: ["cn2015"],
    low: 72,
    high: 90,
    source: "cited: Amdocs 2015, 80; Arieso, 90",
    measure: ({ days }) => 100 * topShare(days, 0.1),
  },
  {
    name: "F7 top 1 %",
    summary: "share of the bytes in the top 1 % of device-days",
    unit: "%",
    presets: ["cn2015"],
    low: 33,
    high: 50,
    source: "cited: Arieso, 50; 40 without laptops",
    measure: ({ days }) => 100 * topShare(days, 0.01),
  },
  {
    name: "F8",
    summary: "share of the bytes that go up",
    unit: "%",
    presets: PRESET_NAMES,
    low: 6.5,
    high: 9.5,
    source: "cited: Ericsson and Sandvine 2021, 8",
    measure: ({ volumes: { up, down } }) => (100 * sum(up)) / (sum(up) + sum(down)),
  },
  {
    name: "F9",
    summary: "total variation between the category shares and the published ones",
    unit: "share",
    presets: PRESET_NAMES,
    low: 0,
    high: 0.05,
    source: "cited: Sandvine mobile 2021, renormalised over the categories that have a model",
    measure: categoryDistance,
  },
];

/** One bar and what a population makes of it; `miss` is how far outside it lies, 0 = inside. */
export interface BarResult {
  readonly bar: FidelityBar;
  readonly value: number;
  readonly miss: number;
}

/** Measures all bars of a preset on what a population moved. O(n log n) in its device-days. */
export function measureBars(preset: VolumePreset["name"], volumes: Volumes): readonly BarResult[] {
  const months = new Float64Array(volumes.devices);
  for (let i = 0; i < volumes.byDay.length; i++) {
    months[Math.floor(i / volumes.days)] += volumes.byDay[i];
  }
  const sorted = { months: months.sort(), days: volumes.byDay.slice().sort(), volumes };
  return FIDELITY_BARS.filter((bar) => bar.presets.includes(preset)).map((bar) => {
    const value = bar.measure(sorted);
    return { bar, value, miss: Math.max(0, bar.low - value, value - bar.high) };
  });
}

/** Mean bytes of a device in 30 days, in MB: F1, which only very large populations can test. */
export function monthlyMean({ devices, days, byDay }: Volumes): number {
  return (sum(byDay) / devices / days) * (30 / MB);
}

/**
 * The same without the luck of who was drawn: few heavy users decide a mean, and how heavy they were
 * drawn is known. What is left is noise of about 1 % in 2,000 devices, where the mean itself has 8 %.
 */
export function steadyMean(preset: VolumePreset, volumes: Volumes): number {
  const { devices, days, drawnUse } = volumes;
  return (monthlyMean(volumes) * meanUse(preset) * devices * days) / drawnUse;
}

function categoryDistance({ volumes: { up, down } }: SortedVolumes): number {
  const all = sum(up) + sum(down);
  let distance = 0;
  for (const [i, category] of CATEGORIES.entries()) {
    distance += Math.abs((up[i] + down[i]) / all - CATEGORY_SHARES[category]) / 2;
  }
  return distance;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

const mean = (values: Float64Array) => sum(values) / values.length;

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))];
}

function shareBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}

function topShare(sorted: Float64Array, share: number): number {
  return sum(sorted.subarray(sorted.length - Math.round(share * sorted.length))) / sum(sorted);
}
