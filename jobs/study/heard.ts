import type { PolicyAlarm } from "../../bench/policy.ts";

/** What a detector has heard of a life: an alert above its threshold, and the network of its row. */
export type Heard = Omit<PolicyAlarm, "ordinal">;
