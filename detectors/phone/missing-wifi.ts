import { DAY, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";

/** Buckets of a civil day: the two hours in which phones count. */
const BUCKET = 2 * HOUR;
const BUCKETS = DAY / BUCKET;

/**
 * Scores background bytes over cellular at an hour at which the phone is usually on Wi-Fi and now is not.
 *
 * The phone alone knows its Wi-Fi. Of each part of the day it is remembered on how many days Wi-Fi
 * carried anything; where that is usual and none did, something goes over cellular that was never
 * meant to. The score is that share of days times log2 of one and the bytes over
 * `least`; what its owner looked at does not count, who is out takes the phone along. A part of the day is judged
 * when the next one has a row, so an answer comes up to two hours late. It fails on a trip, and on
 * owners who switch Wi-Fi off.
 *
 * O(1) a row, 121 bytes a device.
 *
 * @example
 * const detector = createDetector(missingWifi, {}, fleet, "netstats");
 */
export const missingWifi = defineDetector({
  name: "missing-wifi",
  summary: "background bytes over cellular at an hour that is usually spent on Wi-Fi",
  views: ["netstats"],
  reads: ["device", "start", "up", "down", "access", "foreground", "tethering"],
  detects: ["app-auto-update", "wifi-fallback-upload"],
  scope: "device",
  score: { unit: "doublings by share of days", threshold: 0.6 },
  params: {
    least: {
      summary: "background bytes of two hours that count once",
      unit: "bytes",
      default: 50 * MB,
      min: 1,
      source: "chosen: a phone's background moves less in two hours of most days",
    },
    days: {
      summary: "days of the phone's past before any hour is usual",
      unit: "days",
      default: 3,
      min: 1,
      source: "chosen: as few as tell a habit from a coincidence",
    },
  },

  create({ least, days }, { deviceCount, utcOffset }) {
    const wifi = codeOf(ACCESS, "wifi", "access");
    const firstDay = new Float64Array(deviceCount).fill(Number.NaN);
    const bucket = new Float64Array(deviceCount).fill(Number.NEGATIVE_INFINITY);
    const cellular = new Float64Array(deviceCount);
    const onWifi = new Uint8Array(deviceCount);
    const usual = new Float64Array(deviceCount * BUCKETS);

    /** Closes the device's bucket: what it says, before it becomes part of what is usual. */
    function judged(id: number): number {
      const at = bucket[id];
      if (at === Number.NEGATIVE_INFINITY) return Number.NEGATIVE_INFINITY;
      const day = Math.floor(at / BUCKETS);
      const place = id * BUCKETS + (at - day * BUCKETS);
      const past = day - firstDay[id];
      const share = past < days ? 0 : usual[place] / past;
      usual[place] += onWifi[id];
      if (onWifi[id] === 1 || share === 0 || cellular[id] === 0) return Number.NEGATIVE_INFINITY;
      return share * Math.log2(1 + cellular[id] / least);
    }

    return {
      observe({ length, device, start, up, down, access, foreground, tethering }, scores) {
        for (let i = 0; i < length; i++) {
          const id = device[i];
          const now = Math.floor((start[i] + utcOffset[id] * MINUTE) / BUCKET);
          scores[i] = Number.NEGATIVE_INFINITY;
          if (now > bucket[id]) {
            scores[i] = judged(id);
            if (Number.isNaN(firstDay[id])) firstDay[id] = Math.floor(now / BUCKETS);
            bucket[id] = now;
            cellular[id] = 0;
            onWifi[id] = 0;
          }
          // A row of an hour that has been judged comes too late to change it.
          if (now < bucket[id]) continue;
          if (access[i] === wifi) onWifi[id] = 1;
          else if (foreground[i] === 0 && tethering[i] === 0) cellular[id] += up[i] + down[i];
        }
      },
    };
  },
});
