import type { Params } from "../../datasets/param.ts";
import { HOUR, MB } from "../../datasets/sizes.ts";
import { READER } from "../charging/notice-params.ts";
import { hear } from "../charging/notice-terms.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  factor: {
    summary: "times the line's usual day at which a message is sent",
    unit: "times",
    default: 10,
    min: 0,
    max: 1000,
    source: "measured: of lines' heaviest days of a month half pass twelve times their median",
  },
  least: {
    summary: "bytes that such a day holds at least",
    unit: "bytes",
    default: 500 * MB,
    min: 0,
    max: 1e12,
    source: "chosen: what little use is small money",
  },
  lag: {
    summary: "from the record that reaches it to the message",
    unit: "ms",
    default: HOUR,
    min: 0,
    max: 48 * HOUR,
    source: "chosen: a job that runs every hour over what was rated",
  },
  ...READER,
} as const satisfies Params;

/**
 * Sends the owner a message on a day that holds far more than the line's own usual day, which is the mean
 * of those before it, mobile data and WLAN apart; a line that nobody knows yet is taken to use its
 * bundle evenly. Heavy days are common, so it mostly tells of wanted use.
 */
export const anomalyAlert: Safeguard<typeof params> = {
  name: "anomaly-alert",
  summary: "a message on a day far above the line's own usual one",
  by: "operator",
  claims: [
    { kind: "bt-over-hotspot", source: "article C: unusual volume was not told in time" },
    { kind: "wlan-credential-theft", source: "article C: unusual volume was not told in time" },
    { kind: "buggy-app-version", source: "article C: unusual volume was not told in time" },
  ],
  params,
  apply({ notices }, { factor, least, lag, ...reader }) {
    notices.unusual = Math.min(notices.unusual ?? Infinity, factor);
    notices.unusualBytes = Math.min(notices.unusualBytes ?? Infinity, Math.round(least));
    notices.unusualLag = Math.min(notices.unusualLag ?? Infinity, Math.round(lag));
    hear(notices, reader);
  },
};
