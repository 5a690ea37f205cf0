import { HOUR, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { SESSION_STATUS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Counts the logins of an account within some hours.
 *
 * One person logs in, stays and leaves; an account that was sold is logged in to again and again.
 * Starts are counted; where accounting reports at the stop alone there are none, and it is silent. It
 * fails on access points that restart, and on a family's first day on a campus.
 *
 * O(1) a row, 116 bytes a device.
 *
 * @example
 * const detector = createDetector(loginBurst, {}, fleet, "wlan");
 */
export const loginBurst = defineDetector({
  name: "login-burst",
  summary: "logins of an account within some hours",
  views: ["wlan"],
  reads: ["time", "device", "status"],
  detects: ["wlan-credential-theft"],
  scope: "device",
  score: { unit: "logins", threshold: 4 },
  params: {
    window: {
      summary: "length of the window",
      unit: "ms",
      default: 4 * HOUR,
      min: MINUTE,
      source: "chosen: an afternoon",
    },
  },

  create({ window }, { deviceCount }) {
    const start = codeOf(SESSION_STATUS, "start", "status");
    const sums = slidingSums(deviceCount, window, 12);
    return {
      observe({ length, device, time, status }, scores) {
        for (let i = 0; i < length; i++) {
          const isLogin = status[i] === start;
          scores[i] = isLogin ? sums.add(device[i], time[i], 1) : Number.NEGATIVE_INFINITY;
        }
      },
    };
  },
});
