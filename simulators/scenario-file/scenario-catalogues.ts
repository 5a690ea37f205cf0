import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { TrafficModel } from "../model.ts";
import type { Safeguard } from "../safeguard.ts";

/** What names in a scenario may mean. */
export interface ScenarioCatalogues {
  readonly models: readonly TrafficModel[];
  readonly tariffs: readonly Tariff[];
  readonly safeguards: readonly Safeguard[];
  /**
   * Makes a tariff of one written out, or of the path of a file, beside the scenario file `from`;
   * throws a RangeError. Files are the caller's: resolving is pure.
   */
  readonly readTariff: (given: unknown, from: string | null) => Tariff;
}
