import {
  APP_OF_THREE_PARAMS,
  emitOneOf,
  planOneOf,
  type Three,
  usedIn,
  useOf,
} from "../../behaviour/app-of-three.ts";
import { emitRelay } from "../../behaviour/relay.ts";
import { emitUnseenUploads } from "../../behaviour/unseen-uploads.ts";
import type { TrafficModel } from "../../model.ts";
import { adFraud } from "./ad-fraud.ts";
import { malwareExfil } from "./malware-exfil.ts";
import { proxyware } from "./proxyware.ts";

/** What each does once it is on the phone: how it got there is this kind's own. */
const THREE: Three = [
  /* @__PURE__ */ useOf({ ...malwareExfil, emit: emitUnseenUploads }),
  /* @__PURE__ */ useOf(adFraud),
  /* @__PURE__ */ useOf({ ...proxyware, emit: emitRelay }),
];

/**
 * Does what malware, ad fraud or proxyware does, because its owner installed an app from outside the
 * store.
 *
 * It has no traffic of its own: an app that nobody checked is more often one of these three, and its
 * cause says how it got in. So its weight in a scenario is what such apps add to the hazard of the
 * three, and a rule finds it by finding them. Like malware it is placed where no Wi-Fi waits at home.
 * The safeguard official-store-only keeps it out.
 */
export const unknownSourceApp: TrafficModel<typeof APP_OF_THREE_PARAMS> = {
  name: "unknown-source-app",
  version: 1,
  summary: "an app from outside the store steals, plays hidden ads or relays",
  role: "incident",
  twin: "other-store-app",
  params: APP_OF_THREE_PARAMS,

  eligible: (life) => malwareExfil.eligible?.(life) ?? true,

  plan(context, options) {
    return planOneOf(context, options, THREE);
  },

  emit(context, _, sink) {
    if (context.life.settings.otherStores) emitOneOf(context, THREE, sink);
  },

  cause(context) {
    const { model, options } = usedIn(context, THREE);
    const own = model.cause?.(context, options);
    return {
      trigger: "an app from a site that checks nothing",
      vector: "sideloaded-app",
      amplifier: own?.amplifier ?? "",
    };
  },
};
