import { GB, MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { RATS } from "../../../datasets/vocabularies.ts";
import { CHINA } from "../eagerness.ts";
import type { VolumePreset } from "../volume-preset.ts";

/** Travellers who pay for what they use abroad: 200 MB a day in the mean, so that a week fits into a package. */
export const esimTrip: VolumePreset = {
  name: "esim-trip",
  source:
    "chosen: no figure is published; 200 MB a day, a week of which fits three times into a package of 5 GB, in the sessions and with the tail of bars F2-F5, F8 and F9; caps 20 GB a day and 2 GB a session, video rate, Wi-Fi and RAT shares and rates: chosen",
  dailyMean: 200 * MB,
  personSigma: 1.55,
  daySigma: 1.3,
  otherShare: 0.05,
  floorShare: 0.25,
  floorSigma: 0.35,
  sizeScale: 0.5,
  dayCap: 20 * GB,
  sessionCap: 2 * GB,
  eagerness: CHINA,
  videoRate: 2_000_000,
  olderRat: codeOf(RATS, "lte"),
  newerRat: codeOf(RATS, "nr"),
  olderRatShare: 0.5,
  olderRatRate: 0.45,
  newerRatRate: 1.3,
  wifiHomes: 0.65,
  wifiWorkplaces: 0.45,
  wifiDown: 50_000_000,
  wifiUp: 15_000_000,
};
