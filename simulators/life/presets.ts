import { GB, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { RATS } from "../../datasets/vocabularies.ts";
import { exp, log, normalShare } from "../chance/exact-math.ts";

/** Kinds of use that people's cellular volume is made of; each has a normal model. */
export const CATEGORIES = ["video", "social", "messaging", "store", "web", "cloud"] as const;

/** One of {@link CATEGORIES}. */
export type Category = (typeof CATEGORIES)[number];

/** How much people use, and in what sessions, at one time and place. */
export interface VolumePreset {
  readonly name: "cn2015" | "cn2024";
  readonly source: string;
  /** Mean cellular bytes of a device and day. */
  readonly dailyMean: number;
  /** Standard deviation of the logarithm of a person's mean, and of a day about that mean. */
  readonly personSigma: number;
  readonly daySigma: number;
  /** Share of the volume that models outside {@link CATEGORIES} move: hotspots, wanted downloads, games, lookups. */
  readonly otherShare: number;
  /** Share of the volume that flows by itself, evenly: push, sync, feeds fetched ahead. */
  readonly floorShare: number;
  /** ln-sigma of a day of that share. */
  readonly floorSigma: number;
  /** Size of a session compared with the sessions measured in 2019-2023. */
  readonly sizeScale: number;
  /** Most cellular bytes that a day may hold, and that one session may hold. */
  readonly dayCap: number;
  readonly sessionCap: number;
  /** Median rate at which video is sent, bit/s. */
  readonly videoRate: number;
  /** Codes of RATS in use, the share of cellular time on the older one, and both rates compared with the scenario's median. */
  readonly olderRat: number;
  readonly newerRat: number;
  readonly olderRatShare: number;
  readonly olderRatRate: number;
  readonly newerRatRate: number;
  /** Homes and workplaces with private Wi-Fi, and median rates of it in bit/s. */
  readonly wifiHomes: number;
  readonly wifiWorkplaces: number;
  readonly wifiDown: number;
  readonly wifiUp: number;
}

/** Volume presets by name. */
export const VOLUME_PRESETS: Readonly<Record<VolumePreset["name"], VolumePreset>> = {
  cn2015: {
    name: "cn2015",
    source:
      "mean: MIIT, 389.3 MB a month in 2015; share of other models: measured on 40,000 devices against bar F1; sigmas and size scale: measured on a prototype against bars F2-F8; cap 4 GB a day: chosen; video rate, Wi-Fi and RAT shares and rates: chosen",
    dailyMean: (389.3 * MB) / 30,
    personSigma: 1.55,
    daySigma: 1.3,
    otherShare: 0.1,
    floorShare: 0.25,
    floorSigma: 0.35,
    sizeScale: 0.07,
    dayCap: 4 * GB,
    sessionCap: 1 * GB,
    videoRate: 900_000,
    olderRat: codeOf(RATS, "3g"),
    newerRat: codeOf(RATS, "lte"),
    olderRatShare: 0.45,
    olderRatRate: 0.3,
    newerRatRate: 1.3,
    wifiHomes: 0.5,
    wifiWorkplaces: 0.3,
    wifiDown: 8_300_000,
    wifiUp: 2_000_000,
  },
  cn2024: {
    name: "cn2024",
    source:
      "mean: MIIT, 19.11 GB a month in November 2024; share of other models: measured on 40,000 devices against bar F1; sigmas and size scale: measured on a prototype against bars F2-F8; caps 60 GB a day and 4 GB a session: chosen; video rate, Wi-Fi and RAT shares and rates: chosen",
    dailyMean: (19.11 * GB) / 30,
    personSigma: 1.6,
    daySigma: 1.4,
    otherShare: 0.05,
    floorShare: 0.25,
    floorSigma: 0.35,
    sizeScale: 1,
    dayCap: 60 * GB,
    sessionCap: 4 * GB,
    videoRate: 3_000_000,
    olderRat: codeOf(RATS, "lte"),
    newerRat: codeOf(RATS, "nr"),
    olderRatShare: 0.35,
    olderRatRate: 0.45,
    newerRatRate: 1.3,
    wifiHomes: 0.65,
    wifiWorkplaces: 0.45,
    wifiDown: 100_000_000,
    wifiUp: 30_000_000,
  },
};

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
