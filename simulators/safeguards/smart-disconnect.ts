import type { Params } from "../../datasets/param.ts";
import { GB } from "../../datasets/sizes.ts";
import { tighterStop } from "../charging/line-terms.ts";
import { ALL_APPS, appBits } from "../network/route.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  cap: {
    summary: "bytes of a billing period at which the line is stopped at once",
    unit: "bytes",
    default: 30 * GB,
    min: 0,
    max: 1e13,
    source: "chosen: some half more than the mean line of cn2024 moves in a month",
  },
} as const satisfies Params;

/** What people wait for: messages, mail, maps, and the channel of pushed messages. */
const ALLOWED = /* @__PURE__ */ appBits(["messaging", "mail", "map", "push"]);

/**
 * Rules of a data seller's own app: no unseen app gets cellular data but those on a list, and the line
 * stops at a monthly volume without delay. It is restrict-background with exceptions and dual-cap-stop
 * without its lag; where a month holds more than the cap, the rest of it is lost, wanted or not.
 */
export const smartDisconnect: Safeguard<typeof params> = {
  name: "smart-disconnect",
  summary: "only listed apps get cellular data unseen, and the line stops at a monthly volume",
  by: "seller",
  claims: [
    { kind: "wifi-fallback-upload", source: "article B: ban what is not needed, stop at the most" },
    { kind: "runaway-sync", source: "article B: ban what is not needed, stop at the most" },
    { kind: "bt-over-hotspot", source: "article B: a monthly maximum that stops at once" },
  ],
  params,
  apply({ settings, terms }, { cap }) {
    settings.unseenWifiOnly |= ALL_APPS & ~ALLOWED;
    terms.volumeStop = tighterStop(terms.volumeStop, Math.round(cap));
    terms.lag = 0;
  },
};
