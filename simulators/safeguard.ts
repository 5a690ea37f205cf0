import type { Settings } from "./life/device-life.ts";

/**
 * A setting that prevents runaway use: a switch on the phone that a scenario may turn. It changes
 * the settings of a device and nothing else; what it saves must come out of the models that obey
 * those settings, so a safeguard without a mechanism shows no effect.
 */
export interface Safeguard {
  readonly name: string;
  readonly summary: string;
  /** Who can turn it on. */
  readonly by: "owner" | "seller" | "operator";
  /** Turns it on, in place. */
  apply(settings: Settings): void;
}
