import { DAY } from "../../datasets/sizes.ts";
import type { Scenario } from "../scenario.ts";
import { ChargingObserver } from "./charging.ts";
import { FlowsObserver } from "./flows.ts";
import { NetstatsObserver } from "./netstats.ts";
import type { RowSink } from "./rows.ts";
import { WlanObserver } from "./wlan.ts";

/** The four observers of a shard. */
export interface Observers {
  readonly flows: FlowsObserver;
  readonly charging: ChargingObserver;
  readonly netstats: NetstatsObserver;
  readonly wlan: WlanObserver;
}

/** Posts the four observers of a scenario. */
export function openObservers(scenario: Scenario, sink: RowSink): Observers {
  const spanEnd = scenario.from + scenario.days * DAY;
  return {
    flows: new FlowsObserver(scenario.observation, sink),
    charging: new ChargingObserver(scenario.charging, sink),
    netstats: new NetstatsObserver(scenario.observation, sink),
    wlan: new WlanObserver(scenario.observation, spanEnd, sink),
  };
}
