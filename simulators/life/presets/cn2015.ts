import { GB, MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { RATS } from "../../../datasets/vocabularies.ts";
import { CHINA } from "../eagerness.ts";
import type { VolumePreset } from "../volume-preset.ts";

/** China in 2015: 389 MB a month, half of it on 3g. */
export const cn2015: VolumePreset = {
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
  eagerness: CHINA,
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
};
