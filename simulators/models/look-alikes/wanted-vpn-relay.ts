import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitRelay, planRelay, relayParams } from "../../behaviour/relay.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.95, idle: 0.3, wifiDown: 0 },
    source: "chosen: switched on and put away",
  }),
  ...relayParams({
    ...{ sitting: 0.3, many: 0.05 },
    source: "chosen: left on for days mostly, and one tunnel goes to the one who uses it",
  }),
} as const;

/**
 * Lets one of the family who is abroad go online through the phone, by a tunnel that its owner set up.
 *
 * As much up as down, at all hours, for days, with the screen off; but by one tunnel.
 */
export const wantedVpnRelay: TrafficModel<typeof params> = {
  name: "wanted-vpn-relay",
  version: 1,
  summary: "one of the family goes online through the phone, by a tunnel",
  role: "look-alike",
  twin: "proxyware",
  cue: "peers: one tunnel instead of hundreds of remotes",
  explanation: "The owner made the phone a relay for a child who studies abroad.",
  params,

  plan: planRelay,

  emit: emitRelay,
};
