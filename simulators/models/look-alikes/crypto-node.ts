import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitRelay, planRelay, relayParams } from "../../behaviour/relay.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.8, idle: 0.4, wifiDown: 0 },
    source: "chosen: while the phone charges, with a look at what it earned",
  }),
  ...relayParams({
    ...{ sitting: 0.95, many: 0.9 },
    source: "chosen: on while it charges, with as many others as will have it",
  }),
} as const;

/**
 * Runs a node of a network of coins on the phone, on purpose: it tells hundreds of others what hundreds
 * of others told it.
 *
 * As much up as down, to as many remotes as a relay for strangers, mostly unseen; but its owner lets it
 * run while the phone charges, and then it is over.
 */
export const cryptoNode: TrafficModel<typeof params> = {
  name: "crypto-node",
  version: 1,
  summary: "a node of a network of coins, on while the phone charges",
  role: "look-alike",
  twin: "proxyware",
  cue: "length: it is over when the phone is charged",
  explanation: "The owner runs the node for what it earns.",
  params,

  plan: planRelay,

  emit: emitRelay,
};
