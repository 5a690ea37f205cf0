import type { ViewName } from "../../datasets/view.ts";
import type { TrafficModel } from "../model.ts";
import type { Safeguard } from "../safeguard.ts";
import type { Scenario } from "../scenario.ts";
import type { Onlooker } from "./onlooker.ts";

/** What to simulate: consecutive devices of a scenario. */
export interface ShardPlan {
  readonly seed: string;
  readonly scenario: Scenario;
  readonly models: readonly TrafficModel[];
  /** Safeguards that the scenario may name; by default those that come with the package. */
  readonly safeguards?: readonly Safeguard[];
  readonly first: number;
  readonly count: number;
  /** Those of them that live, with all on their bills; all by default. Their rows are the same with fewer. */
  readonly lines?: readonly number[];
  /** Views that are observed; all by default. Their rows are the same with fewer. */
  readonly views?: readonly ViewName[];
  /** Looks on; nobody by default. */
  readonly onlooker?: Onlooker;
}
