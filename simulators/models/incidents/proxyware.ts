import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { endsBy } from "../../behaviour/ends-by.ts";
import { emitRelay, planRelay, relayParams } from "../../behaviour/relay.ts";
import { removedAfter } from "../../behaviour/removal.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 1, idle: 0.35, wifiDown: 0 },
    source: "chosen: customers come at all hours",
  }),
  ...relayParams({
    ...{ sitting: 0, many: 1 },
    source: "chosen: for as long as the app is installed, for whoever pays",
  }),
} as const;

/**
 * Sells the phone's connection to strangers: an app relays their traffic, and its owner pays for it.
 *
 * As much goes up as comes down, burst after burst at all hours for days, to hundreds of remotes, with
 * the screen off. No peer-to-peer client does so, since a swarm on a phone sends little; a call does,
 * but with one. How much it moves nobody has published, so the volume is swept. The safeguard
 * restrict-background keeps it to Wi-Fi, deny-permissions keeps it out.
 */
export const proxyware: TrafficModel<typeof params> = {
  name: "proxyware",
  version: 1,
  summary: "an app relays strangers' traffic over the phone for days",
  role: "incident",
  twin: "wanted-vpn-relay",
  params,

  plan(context, options) {
    const planned = endsBy(context.random, planRelay(context, options), ["self", "owner"]);
    return removedAfter(planned, context.life.settings.relayRemoval);
  },

  emit(context, options, sink) {
    if (context.life.settings.broadPermissions) emitRelay(context, options, sink);
  },

  cause() {
    return {
      trigger: "a free app whose terms let it share the connection",
      vector: "over-broad-permission",
      amplifier: "every byte counts twice, as it comes and as it goes",
    };
  },
};
