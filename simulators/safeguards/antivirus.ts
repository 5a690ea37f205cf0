import type { Params } from "../../datasets/param.ts";
import { DAY } from "../../datasets/sizes.ts";
import { chance } from "../chance/samplers.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  share: {
    summary: "share of families of apps that it knows",
    unit: "share",
    default: 0.5,
    min: 0,
    max: 1,
    source: "chosen: laboratories count known samples and find nearly all, new ones fewer",
  },
  delay: {
    summary: "from when such an app begins to when it is removed",
    unit: "ms",
    default: DAY,
    min: 0,
    max: 30 * DAY,
    source: "chosen: one scan a day",
  },
} as const satisfies Params;

/**
 * Removes apps that steal, play ads unseen or relay, some time after they begin, where it knows their
 * family; whether it does is drawn once for a device and family, so who has it knows more at a larger
 * share. Until then such an app does what it does, and one that is through by then loses nothing; what
 * it left waiting for a network still goes. It does not keep one from getting in, takes no wanted app
 * for a bad one, costs no bytes for its lists, and knows nothing of faults, settings and guests.
 */
export const antivirus: Safeguard<typeof params> = {
  name: "antivirus",
  summary: "harmful apps are removed some time after they begin, where they are known",
  by: "owner",
  claims: [
    { kind: "malware-exfil", source: "article A: antivirus software" },
    { kind: "ad-fraud", source: "article A: antivirus software" },
    { kind: "proxyware", source: "chosen: as of other harmful apps" },
    { kind: "unknown-source-app", source: "chosen: as of other harmful apps" },
  ],
  params,
  apply({ settings }, { share, delay }, random) {
    for (const family of ["thiefRemoval", "adPlayerRemoval", "relayRemoval"] as const) {
      if (!chance(random, share)) continue;
      settings[family] = Math.min(settings[family] ?? Infinity, Math.round(delay));
    }
  },
};
