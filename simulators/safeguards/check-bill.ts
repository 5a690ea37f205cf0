import type { Params } from "../../datasets/param.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import { tighterStop } from "../charging/line-terms.ts";
import { ACTS } from "../charging/notice-params.ts";
import { actWithin } from "../charging/notice-terms.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  every: {
    summary: "from one look at the bill to the next",
    unit: "ms",
    default: DAY,
    min: HOUR,
    max: 90 * DAY,
    source: "chosen: once a day, as in Nanjing on waking; article A says regularly",
  },
  hour: {
    summary: "hour of the day of the first look; he looks on waking where he sleeps then",
    unit: "h",
    default: 7,
    min: 0,
    max: 23,
    source: "cited: Nanjing, where its owner looked at 07:00",
  },
  factor: {
    summary: "he goes into what is so many times his usual use since he last looked",
    unit: "times",
    default: 3,
    min: 0,
    max: 1000,
    source: "chosen: a heavy day of ten passes it",
  },
  acts: ACTS,
} as const satisfies Params;

/**
 * Has the owner look at what was rated, every so often and awake. Where it is far more than he usually
 * uses he goes into it and ends what burns the data that he did not want, or changes the password of
 * his WLAN account. What burnt before he looked is owed, so a night is over by then.
 */
export const checkBill: Safeguard<typeof params> = {
  name: "check-bill",
  summary: "the owner looks at the bill every so often, and goes into what is too much",
  by: "owner",
  claims: [
    { kind: "bt-over-hotspot", source: "article A: check the bill regularly" },
    { kind: "wlan-credential-theft", source: "article A: check the bill regularly" },
    { kind: "runaway-sync", source: "article A: check the bill regularly" },
    { kind: "roaming-map-upload", source: "article A: check the bill regularly" },
  ],
  params,
  apply({ notices }, { every, hour, factor, acts }) {
    notices.lookEvery = tighterStop(notices.lookEvery, Math.round(every));
    notices.lookHour ??= Math.floor(hour);
    notices.lookFactor = Math.min(notices.lookFactor ?? Infinity, factor);
    actWithin(notices, acts);
  },
};
