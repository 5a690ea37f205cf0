import type { PresetName } from "../../scenario.ts";
import type { VolumePreset } from "../volume-preset.ts";
import { cn2015 } from "./cn2015.ts";
import { cn2024 } from "./cn2024.ts";
import { esimTrip } from "./esim-trip.ts";
import { fi2017 } from "./fi2017.ts";
import { uk2019 } from "./uk2019.ts";

/** Volume presets by name. */
export const VOLUME_PRESETS: Readonly<Record<PresetName, VolumePreset>> = {
  cn2015,
  cn2024,
  "esim-trip": esimTrip,
  fi2017,
  uk2019,
};
