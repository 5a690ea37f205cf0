import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { held } from "../reacting/held.ts";
import { HOLD, LATENCY } from "./timing-params.ts";

const params = { latency: LATENCY, hold: HOLD } as const satisfies Params;

/**
 * Keeps apps off mobile data while nobody looks at them, on the phone itself, which alone knows. What
 * was stopped is not asked for again. A guest behind the hotspot is no app of the phone and goes on.
 */
export const blockApp: Policy<typeof params> = {
  name: "block-app",
  summary: "apps that nobody looks at get no mobile data",
  by: "owner",
  needs: ["netstats"],
  acts: ["block-app"],
  reaches: "cellular",
  params,
  open: (options) => held(options, { action: "block-app", foreground: "background" }),
};
