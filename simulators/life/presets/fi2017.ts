import { GB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { RATS } from "../../../datasets/vocabularies.ts";
import { EUROPE } from "../eagerness.ts";
import type { VolumePreset } from "../volume-preset.ts";

/** Finland in 2017, plans without a limit: 11.5 GB a month in the mean, 2.8 GB in the median. */
export const fi2017: VolumePreset = {
  name: "fi2017",
  source:
    "mean: netradar, Finland 2017, 11.5 GB a month; sigmas, size scale and share of other models: measured against bars F1-F5, F8 and F9; caps 60 GB a day and 4 GB a session: chosen; video rate, Wi-Fi and RAT shares and rates: chosen",
  dailyMean: (11.5 * GB) / 30,
  personSigma: 1.68,
  daySigma: 1.4,
  otherShare: 0.05,
  floorShare: 0.25,
  floorSigma: 0.35,
  sizeScale: 0.7,
  dayCap: 60 * GB,
  sessionCap: 4 * GB,
  eagerness: EUROPE,
  videoRate: 2_000_000,
  olderRat: codeOf(RATS, "3g"),
  newerRat: codeOf(RATS, "lte"),
  olderRatShare: 0.25,
  olderRatRate: 0.3,
  newerRatRate: 1.3,
  wifiHomes: 0.7,
  wifiWorkplaces: 0.6,
  wifiDown: 40_000_000,
  wifiUp: 10_000_000,
};
