import { GB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { RATS } from "../../../datasets/vocabularies.ts";
import { EUROPE } from "../eagerness.ts";
import type { VolumePreset } from "../volume-preset.ts";

/**
 * The United Kingdom early in 2019: three of five phones stay below 1 GB a month, one in ten passes
 * 5 GB, and most of the time they are on Wi-Fi. The mean follows from the two shares.
 */
export const uk2019: VolumePreset = {
  name: "uk2019",
  source:
    "mean: 2.3 GB a month, of the lognormal month through Ofcom's two shares, 60 % below 1 GB and 10 % from 5 GB on; RAT share: Ofcom 2019, 17 % of mobile time on 3g; Wi-Fi at home and at work: measured against bar F17, 69 % of connected time; sigmas, size scale and share of other models: measured against bars F1-F6, F8 and F9; caps 20 GB a day and 2 GB a session: chosen; video rate, Wi-Fi and RAT rates: chosen",
  dailyMean: (2.3 * GB) / 30,
  personSigma: 1.55,
  daySigma: 1.3,
  otherShare: 0.06,
  floorShare: 0.25,
  floorSigma: 0.35,
  sizeScale: 0.3,
  dayCap: 20 * GB,
  sessionCap: 2 * GB,
  eagerness: EUROPE,
  videoRate: 1_500_000,
  olderRat: codeOf(RATS, "3g"),
  newerRat: codeOf(RATS, "lte"),
  olderRatShare: 0.17,
  olderRatRate: 0.3,
  newerRatRate: 1.3,
  wifiHomes: 0.82,
  wifiWorkplaces: 0.62,
  wifiDown: 45_000_000,
  wifiUp: 9_000_000,
};
