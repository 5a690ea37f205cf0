import { HOUR, SECOND } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { SESSION_STATUS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";

/** Sessions of an account that are remembered; more at once score no higher. */
const REMEMBERED = 16;

/**
 * Counts the WLAN sessions that an account has open at once.
 *
 * The collision rule of fraud management: one person surfs in one place. Starts, interims and stops
 * are followed; where accounting reports at the stop alone, a stop still tells since when its session
 * was open, and the overlap comes out late. A session that has not been heard of for `silence` counts
 * as gone, so a lost stop raises the count for a while only. It fails on a thief who waits for the
 * owner to leave, and on families that share an account.
 *
 * O(1) a row (up to 16 sessions are compared), 321 bytes a device.
 *
 * @example
 * const detector = createDetector(concurrentSessions, {}, fleet, "wlan");
 */
export const concurrentSessions = defineDetector({
  name: "concurrent-sessions",
  summary: "WLAN sessions of an account that are open at once",
  views: ["wlan"],
  reads: ["time", "device", "session", "status", "sessionTime"],
  detects: ["wlan-credential-theft"],
  scope: "device",
  score: { unit: "open sessions", threshold: 3 },
  params: {
    silence: {
      summary: "a session that is not heard of for longer counts as gone",
      unit: "ms",
      default: 2 * HOUR,
      min: 60_000,
      source: "chosen: several of the interim intervals that RFC 2869 suggests, 10 min and more",
    },
  },

  create({ silence }, { deviceCount }) {
    const session = new Uint32Array(deviceCount * REMEMBERED);
    const began = new Float64Array(deviceCount * REMEMBERED);
    const ends = new Float64Array(deviceCount * REMEMBERED);
    // Sessions that an account has had: they fill its slots from the first on.
    const known = new Uint8Array(deviceCount);
    const stop = codeOf(SESSION_STATUS, "stop", "status");

    /** A slot for a session that is new to the account: a free one, or that which ended first. */
    function newSlot(id: number): number {
      const base = id * REMEMBERED;
      if (known[id] < REMEMBERED) return base + known[id]++;
      let oldest = base;
      for (let slot = base; slot < base + REMEMBERED; slot++) {
        if (ends[slot] < ends[oldest]) oldest = slot;
      }
      return oldest;
    }

    function openAt(id: number, moment: number): number {
      const base = id * REMEMBERED;
      let open = 0;
      for (let slot = base; slot < base + known[id]; slot++) {
        if (began[slot] <= moment && moment < ends[slot]) open++;
      }
      return open;
    }

    return {
      observe({ length, device, time, session: ids, status, sessionTime }, scores) {
        for (let i = 0; i < length; i++) {
          const id = device[i];
          const base = id * REMEMBERED;
          let slot = base;
          while (slot < base + known[id] && session[slot] !== ids[i]) slot++;
          const isKnown = slot < base + known[id];
          if (!isKnown) slot = newSlot(id);
          const start = time[i] - sessionTime[i] * SECOND;
          const end = status[i] === stop ? time[i] : time[i] + silence;
          session[slot] = ids[i];
          began[slot] = isKnown ? Math.min(began[slot], start) : start;
          // A row that comes late must not open again what its stop has closed.
          ends[slot] = isKnown && status[i] !== stop ? Math.max(ends[slot], end) : end;
          scores[i] = Math.max(
            1,
            openAt(id, began[slot]),
            openAt(id, status[i] === stop ? time[i] - 1 : time[i]),
          );
        }
      },
    };
  },
});
