import { HOUR, MINUTE } from "../../datasets/sizes.ts";
import type { ObservationSetting } from "../scenario.ts";

/** Names of the profiles, from the one that misses nothing to the one that misses most. */
export const PROFILES = ["perfect", "typical", "messy"] as const;

/** Nothing is missed: the default. */
const PERFECT: ObservationSetting = {
  ...{ p2pRecall: 1, unknownApp: 0, unknownSystem: 0 },
  ...{ flowLoss: 0, flowLate: 0, flowLateBy: HOUR, probeDelay: MINUTE },
  ...{ flowTwice: 0, sampling: 1, uplink: 1 },
  ...{ counterLoss: 0, clockSkew: 0, vpnTwice: 0 },
  ...{ interim: 10 * MINUTE, interimLoss: 0, lostStop: 0, gigawordsLost: 0, egress: 0, nat: 0 },
};

/**
 * What observers miss, by profile; a scenario's own keys change single ones.
 *
 * All figures are chosen: `typical` is an operator's system in order, with a probe that names four of
 * five torrents and can't tell every tenth app or system; in `messy` most of it goes wrong three to
 * ten times as often, and interim rows come every 30 minutes. Both are meant to be swept, not believed.
 * `sampling` and `uplink` are off in all three: a probe that samples, or sees one way alone, is another
 * kind of source, not a worse one, and is to be asked for by name.
 */
export const OBSERVATION_PROFILES: Readonly<Record<(typeof PROFILES)[number], ObservationSetting>> =
  {
    perfect: PERFECT,
    typical: {
      ...PERFECT,
      ...{ p2pRecall: 0.8, unknownApp: 0.1, unknownSystem: 0.1 },
      ...{ flowLoss: 0.002, flowLate: 0.01, flowTwice: 0.001 },
      ...{ counterLoss: 0.002, clockSkew: MINUTE, vpnTwice: 0.03 },
      ...{ interimLoss: 0.01, lostStop: 0.02, gigawordsLost: 0.02, egress: 0.02, nat: 0.05 },
    },
    messy: {
      ...PERFECT,
      ...{ p2pRecall: 0.4, unknownApp: 0.35, unknownSystem: 0.3 },
      ...{ flowLoss: 0.02, flowLate: 0.05, flowLateBy: 6 * HOUR, probeDelay: 5 * MINUTE },
      ...{ flowTwice: 0.01, counterLoss: 0.02, clockSkew: 10 * MINUTE, vpnTwice: 0.08 },
      ...{ interim: 30 * MINUTE, interimLoss: 0.1, lostStop: 0.1 },
      ...{ gigawordsLost: 0.15, egress: 0.1, nat: 0.15 },
    },
  };
