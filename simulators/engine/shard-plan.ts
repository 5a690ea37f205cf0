import type { ViewName } from "../../datasets/view.ts";
import type { TrafficModel } from "../model.ts";
import type { Scenario } from "../scenario.ts";

/** What to simulate: consecutive devices of a scenario. */
export interface ShardPlan {
  readonly seed: string;
  readonly scenario: Scenario;
  readonly models: readonly TrafficModel[];
  readonly first: number;
  readonly count: number;
  /** Views that are observed; all by default. Their rows are the same with fewer. */
  readonly views?: readonly ViewName[];
}
