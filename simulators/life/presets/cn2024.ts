import { GB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { RATS } from "../../../datasets/vocabularies.ts";
import { CHINA } from "../eagerness.ts";
import type { VolumePreset } from "../volume-preset.ts";

/** China in 2024: 19 GB a month, on lte and nr. */
export const cn2024: VolumePreset = {
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
  eagerness: CHINA,
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
};
