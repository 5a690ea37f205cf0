import { exp, log, normalShare } from "../chance/exact-math.ts";
import type { VolumePreset } from "./volume-preset.ts";

/** Kinds of use that people's cellular volume is made of; each has a normal model. */
export const CATEGORIES = ["video", "social", "messaging", "store", "web", "cloud"] as const;

/** One of {@link CATEGORIES}. */
export type Category = (typeof CATEGORIES)[number];

/** Shares of the whole volume: Sandvine 2021 mobile, renormalised over the categories modelled here. */
export const CATEGORY_SHARES: Readonly<Record<Category, number>> = {
  video: 0.6569,
  social: 0.1349,
  messaging: 0.0717,
  store: 0.0597,
  web: 0.0578,
  cloud: 0.019,
};

/** What the floor is made of (chosen): clips and feeds fetched ahead, mail, chats, small syncs. */
export const FLOOR_SHARES: Readonly<Record<Category, number>> = {
  video: 0.45,
  social: 0.25,
  messaging: 0.13,
  store: 0.05,
  web: 0.09,
  cloud: 0.03,
};

/** Share of phones that update apps over cellular too (chosen: stores ask once and remember). */
export const UPDATES_OVER_CELLULAR = 0.5;

/** Most that a person's factor times a day's factor may be, so that the day stays within its cap. */
export function largestFactor(preset: VolumePreset): number {
  return preset.dayCap / preset.dailyMean;
}

/** Mean bytes a day that an average person's sessions of a category hold on cellular. */
export function sessionBytes(preset: VolumePreset, category: Category): number {
  const floor = preset.floorShare * FLOOR_SHARES[category];
  return (
    (CATEGORY_SHARES[category] * (1 - preset.otherShare) - floor) *
    preset.dailyMean *
    (1 / meanUse(preset))
  );
}

/** Mean of a lognormal distribution whose values are cut off at `cap`. */
export function cappedMean(median: number, sigma: number, cap: number): number {
  const z = log(cap / median) / sigma;
  return median * exp((sigma * sigma) / 2) * normalShare(z - sigma) + cap * normalShare(-z);
}

/** Mean over people and days of how many times the mean they use: below 1 by what the cap takes off. */
export function meanUse(preset: VolumePreset): number {
  const variance = preset.personSigma * preset.personSigma + preset.daySigma * preset.daySigma;
  return cappedMean(exp(-variance / 2), Math.sqrt(variance), largestFactor(preset));
}
