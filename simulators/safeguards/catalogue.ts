import type { Safeguard } from "../safeguard.ts";
import { restrictBackground } from "./restrict-background.ts";
import { wifiOnlyUpdates } from "./wifi-only-updates.ts";

/** Every safeguard that a scenario can name, in order of their names. */
export const SAFEGUARDS: readonly Safeguard[] = [restrictBackground, wifiOnlyUpdates];
