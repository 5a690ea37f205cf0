import { DAY } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";

/** Hardware addresses that an account is known by; the one longest unheard of gives way. */
const REMEMBERED = 32;

/**
 * Counts the devices that logged in to a WLAN account for the first time within a day.
 *
 * People own two or three devices and change one every other year; a sold account meets a new one
 * every ten minutes. Each new hardware address counts as the share of the day that is left to it. An
 * account that was never used has no devices at all, so its first one counts as new like the others.
 * It fails on phones that change their address at every login, and on a thief with one device.
 *
 * O(1) a row (up to 32 addresses are compared), 641 bytes a device.
 *
 * @example
 * const detector = createDetector(newDevice, {}, fleet, "wlan");
 */
export const newDevice = defineDetector({
  name: "new-device",
  summary: "devices that log in to an account for the first time within a day",
  views: ["wlan"],
  reads: ["time", "device", "clientMac"],
  detects: ["wlan-credential-theft"],
  scope: "device",
  score: { unit: "new devices", threshold: 3 },
  params: {
    fade: {
      summary: "how long a device is new",
      unit: "ms",
      default: DAY,
      min: 60_000,
      source: "cited: new-device rules of login systems, a day",
    },
  },

  create({ fade }, { deviceCount }) {
    const address = new Uint32Array(deviceCount * REMEMBERED);
    const since = new Float64Array(deviceCount * REMEMBERED);
    const heard = new Float64Array(deviceCount * REMEMBERED);
    // Addresses that an account has: they fill its slots from the first on.
    const known = new Uint8Array(deviceCount);

    /** A slot for an address that is new to the account. */
    function newSlot(id: number): number {
      const base = id * REMEMBERED;
      if (known[id] < REMEMBERED) return base + known[id]++;
      let oldest = base;
      for (let k = base; k < base + REMEMBERED; k++) if (heard[k] < heard[oldest]) oldest = k;
      return oldest;
    }

    return {
      observe({ length, device, time, clientMac }, scores) {
        for (let i = 0; i < length; i++) {
          const id = device[i];
          const now = time[i];
          const base = id * REMEMBERED;
          let slot = base;
          while (slot < base + known[id] && address[slot] !== clientMac[i]) slot++;
          if (slot === base + known[id]) {
            slot = newSlot(id);
            address[slot] = clientMac[i];
            since[slot] = now;
            heard[slot] = now;
          }
          heard[slot] = Math.max(heard[slot], now);
          let fresh = 0;
          for (let k = base; k < base + known[id]; k++) {
            const left = 1 - Math.max(0, now - since[k]) / fade;
            if (left > 0) fresh += left;
          }
          scores[i] = fresh;
        }
      },
    };
  },
});
