import { resolveOptions } from "../../datasets/options.ts";
import type { Params } from "../../datasets/param.ts";
import { chance } from "../chance/samplers.ts";
import type { Safeguard } from "../safeguard.ts";
import { avoidLinks } from "./avoid-links.ts";
import { denyPermissions } from "./deny-permissions.ts";
import { hotspotOffAtNight } from "./hotspot-off-at-night.ts";
import { officialStoreOnly } from "./official-store-only.ts";
import { restrictBackground } from "./restrict-background.ts";
import { wifiOnlyUpdates } from "./wifi-only-updates.ts";

const params = {
  taken: {
    summary: "share of each piece of advice that an owner who was told follows",
    unit: "share",
    default: 0.3,
    min: 0,
    max: 1,
    source: "chosen: no figure found; most people leave settings as they are",
  },
} as const satisfies Params;

/** Advice that is given: a habit each. */
const ADVICE = [
  avoidLinks,
  denyPermissions,
  hotspotOffAtNight,
  officialStoreOnly,
  restrictBackground,
  wifiOnlyUpdates,
] as readonly Safeguard[];

/**
 * Tells owners what they could do. Each follows some of it, drawn for the owner and piece of advice; so
 * it saves that share of what the habits save, and costs that share of what they cost.
 */
export const education: Safeguard<typeof params> = {
  name: "education",
  summary: "owners are told what they could do, and follow some of it",
  by: "seller",
  claims: [
    { kind: "app-auto-update", source: "article B: teach users" },
    { kind: "malware-exfil", source: "article B: teach users" },
    { kind: "bt-over-hotspot", source: "article B: teach users" },
    { kind: "wifi-fallback-upload", source: "article B: teach users" },
  ],
  params,
  apply(targets, { taken }, random) {
    // Drawn before any is taken, so that one piece of advice moves no other.
    const followed = ADVICE.filter(() => chance(random, taken));
    for (const advice of followed) advice.apply(targets, resolveOptions(advice, {}), random);
  },
};
