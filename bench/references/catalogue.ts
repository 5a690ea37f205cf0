import { HOUR } from "../../datasets/sizes.ts";

/** Something that a kind shows: a detector, its options as on the command line, and the view that it reads. */
export interface Cue {
  readonly detector: string;
  readonly view: "flows" | "charging" | "netstats" | "wlan";
  readonly options?: Readonly<Record<string, number>>;
}

/**
 * By kind of incident: what a careful analyst would look at together. They are what a level is held to
 * be solvable by, and no more than that: nobody claims that they are the best there is. Those of the
 * kinds of `city` were chosen on `city@L2`, seeds 5 to 8, by adding and dropping one cue after the
 * other; those of other kinds follow from what the kind says of itself, or say on what they were chosen.
 */
export const REFERENCES: Readonly<Record<string, readonly Cue[]>> = {
  "ad-fraud": [
    { detector: "new-app", view: "netstats" },
    { detector: "screen-off-video", view: "netstats" },
    { detector: "background-budget", view: "netstats" },
  ],
  "app-auto-update": [
    { detector: "store-unseen", view: "netstats" },
    { detector: "missing-wifi", view: "netstats" },
    { detector: "background-budget", view: "netstats" },
    { detector: "night-volume", view: "flows" },
  ],
  "bt-over-hotspot": [
    { detector: "bt-flow-shape", view: "flows" },
    { detector: "uplink-symmetry", view: "flows", options: { least: 1e9, window: 6 * HOUR } },
    { detector: "night-volume", view: "flows" },
    { detector: "cusum", view: "charging" },
    { detector: "cusum", view: "flows" },
  ],
  "malware-exfil": [
    { detector: "periodicity", view: "flows" },
    { detector: "exfil-ratio", view: "flows" },
    { detector: "background-budget", view: "netstats" },
  ],
  "os-auto-update": [
    { detector: "missing-wifi", view: "netstats" },
    { detector: "background-budget", view: "netstats" },
    { detector: "night-volume", view: "flows" },
    { detector: "idle-load", view: "flows" },
  ],
  proxyware: [
    { detector: "relay-symmetry", view: "flows" },
    { detector: "fan-out", view: "flows" },
    { detector: "bt-flow-shape", view: "flows" },
    { detector: "background-budget", view: "netstats" },
  ],
  "push-flood": [
    { detector: "push-count", view: "flows" },
    { detector: "background-budget", view: "netstats" },
    { detector: "cusum", view: "netstats" },
  ],
  "runaway-sync": [
    { detector: "periodicity", view: "flows" },
    { detector: "background-budget", view: "netstats" },
    { detector: "background-runaway", view: "netstats" },
  ],
  "unknown-source-app": [
    { detector: "new-app", view: "netstats" },
    { detector: "background-budget", view: "netstats" },
    { detector: "night-volume", view: "flows" },
  ],
  "wifi-fallback-upload": [
    { detector: "upload-runs", view: "flows" },
    { detector: "upload-apps", view: "flows" },
    { detector: "background-budget", view: "netstats" },
    { detector: "missing-wifi", view: "netstats" },
    { detector: "exfil-ratio", view: "flows" },
  ],
  // In flows the phone's own provinces and those of its account stand side by side.
  "wlan-credential-theft": [
    { detector: "new-device", view: "wlan" },
    { detector: "province-velocity", view: "flows" },
  ],
  // Chosen on a draft of `family-plan@L2`, seeds 5 to 8: hour after hour of one app, while nearly everybody sleeps.
  "user-mistake": [
    { detector: "background-runaway", view: "netstats" },
    { detector: "night-volume", view: "flows", options: { from: 2, to: 5, window: 3 * HOUR } },
    { detector: "cusum", view: "netstats", options: { drift: 2 } },
    { detector: "background-budget", view: "netstats" },
  ],
  // No level above L1 has these: their cues follow from their stories, and from docs/detectors.md.
  "creeping-sync": [
    { detector: "creeping-trend", view: "netstats" },
    { detector: "background-budget", view: "netstats" },
    { detector: "exfil-ratio", view: "flows" },
  ],
  "retry-loop": [
    { detector: "background-budget", view: "netstats" },
    { detector: "idle-load", view: "flows" },
    { detector: "missing-wifi", view: "netstats" },
  ],
  // Chosen on drafts of `esim-trip@L2`, seeds 5 and 6: hours of one unseen app that is new, and that sends.
  "roaming-map-upload": [
    { detector: "background-runaway", view: "netstats" },
    { detector: "new-app", view: "netstats" },
    { detector: "exfil-ratio", view: "flows" },
  ],
  "buggy-app-version": [
    { detector: "app-cohort", view: "netstats" },
    { detector: "background-runaway", view: "netstats" },
    { detector: "cusum", view: "charging" },
  ],
  "hotspot-pc-housekeeping": [
    { detector: "tethering-meter", view: "flows" },
    { detector: "tether-fingerprint", view: "flows" },
    { detector: "cusum", view: "flows" },
  ],
  "account-block-sweep": [
    { detector: "account-block", view: "wlan" },
    { detector: "new-device", view: "wlan" },
    { detector: "province-velocity", view: "flows" },
  ],
};
