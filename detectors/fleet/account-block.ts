import { DAY } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { openDecay } from "../state/decay.ts";

/** Least places of the table of clients for each line, and how many a client may lie behind its own. */
const PLACES = 4;
const PROBES = 8;
/** Clients that an account remembers; the one longest unheard of gives way. */
const REMEMBERED = 4;

/**
 * Counts the WLAN accounts that one client logged in to, the latest counting most.
 *
 * Who tries a block of numbers with their first password uses each account little, so that no line's
 * own rows say anything; but the same hardware address comes to one account after the other. An
 * account counts as one when the client comes to it and fades from then on, each client once a day and
 * account. The clients of all lines lie in one table of fixed size, and where it is crowded the one
 * longest unheard of gives way.
 *
 * It sees the lines that are run together: in a bench those of a shard, so that a block that is spread
 * over more of them counts for less. It misses the first accounts of a block, and strangers who change
 * their address at each login. Of the look-alikes account-handout, with a client of its own for each,
 * does not fool it and lent-account seldom does; a hot spot behind a router, whose address stands for all
 * clients, must.
 *
 * O(1) a row (up to 12 addresses are compared), at most 208 bytes a device. Source: reports of 2013 on
 * default passwords of number blocks, as account-block-sweep cites them.
 *
 * @example
 * const detector = createDetector(accountBlock, {}, fleet, "wlan");
 */
export const accountBlock = defineDetector({
  name: "account-block",
  summary: "WLAN accounts that one client logged in to within a day",
  views: ["wlan"],
  reads: ["time", "device", "clientMac"],
  detects: ["account-block-sweep"],
  scope: "fleet",
  score: { unit: "accounts", threshold: 4 },
  params: {
    fade: {
      summary: "time constant by which an account counts less",
      unit: "ms",
      default: DAY,
      min: 60_000,
      source: "chosen: an afternoon and evening, as new-device",
    },
  },

  create({ fade }, { deviceCount }) {
    const left = openDecay(fade);
    const size = 1 << (32 - Math.clz32(PLACES * Math.max(8, deviceCount) - 1));
    const client = new Uint32Array(size);
    const accounts = new Float64Array(size);
    const heard = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
    const known = new Uint32Array(deviceCount * REMEMBERED);
    const met = new Float64Array(deviceCount * REMEMBERED).fill(Number.NEGATIVE_INFINITY);

    /** The client's place in the table: its own, a free one, or that of whom nobody has heard longest. */
    function placeOf(mac: number): number {
      const home = Math.imul(mac, 0x9e3779b1) >>> 0;
      let oldest = home & (size - 1);
      for (let k = 0; k < PROBES; k++) {
        const at = (home + k) & (size - 1);
        if (client[at] === mac && heard[at] !== Number.NEGATIVE_INFINITY) return at;
        if (heard[at] < heard[oldest]) oldest = at;
      }
      client[oldest] = mac;
      accounts[oldest] = 0;
      heard[oldest] = Number.NEGATIVE_INFINITY;
      return oldest;
    }

    /** Tells whether the client comes to an account that it was not on within the time constant. */
    function isNew(id: number, mac: number, now: number): boolean {
      const base = id * REMEMBERED;
      let at = base;
      for (let k = base; k < base + REMEMBERED; k++) {
        if (known[k] === mac && now - met[k] < fade) return false;
        if (met[k] < met[at]) at = k;
      }
      known[at] = mac;
      met[at] = now;
      return true;
    }

    return {
      observe({ length, device, time, clientMac }, scores) {
        for (let i = 0; i < length; i++) {
          const at = placeOf(clientMac[i]);
          const passed = Math.max(0, time[i] - Math.max(heard[at], 0));
          const before = accounts[at] === 0 ? 0 : accounts[at] * left(passed);
          heard[at] = Math.max(heard[at], time[i]);
          accounts[at] = before + (isNew(device[i], clientMac[i], time[i]) ? 1 : 0);
          scores[i] = accounts[at];
        }
      },
    };
  },
});
