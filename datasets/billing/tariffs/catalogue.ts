import { suggest } from "../../nearest-name.ts";
import type { Tariff } from "../tariff.ts";
import { cmccWlan2013 } from "./cmcc-wlan-2013.ts";
import { cn2024 } from "./cn-2024.ts";
import { cnRoaming2014 } from "./cn-roaming-2014.ts";
import { ct2015 } from "./ct2015.ts";
import { esimMonth } from "./esim-month.ts";
import { esimWeek } from "./esim-week.ts";
import { euRoaming } from "./eu-roaming.ts";
import { prepaidEsim } from "./prepaid-esim.ts";
import { throttleAfterQuota } from "./throttle-after-quota.ts";

/** Every tariff that comes with the package, by name. */
export const TARIFFS: readonly Tariff[] = [
  cmccWlan2013,
  cn2024,
  cnRoaming2014,
  ct2015,
  esimMonth,
  esimWeek,
  euRoaming,
  prepaidEsim,
  throttleAfterQuota,
];

/** Finds a tariff by its name; names the nearest when there is none. */
export function tariffNamed(name: string): Tariff {
  const tariff = TARIFFS.find((candidate) => candidate.name === name);
  if (tariff === undefined) {
    const names = TARIFFS.map((candidate) => candidate.name);
    throw new RangeError(`tariff: ${name} is not known; ${suggest(name, names)}`);
  }
  return tariff;
}
