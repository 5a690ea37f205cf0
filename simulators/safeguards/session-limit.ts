import type { Params } from "../../datasets/param.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  sessions: {
    summary: "most sessions of an account at once",
    unit: "count",
    default: 2,
    min: 1,
    max: 100,
    source: "chosen: a phone and a computer",
  },
} as const satisfies Params;

/**
 * Refuses a WLAN login while the account has as many sessions as it may. The operator counts what
 * its accounting knows, so a session whose stop was lost still counts, and keeps its owner out.
 */
export const sessionLimit: Safeguard<typeof params> = {
  name: "session-limit",
  summary: "a WLAN account has a few sessions at once at most",
  by: "operator",
  claims: [{ kind: "wlan-credential-theft", source: "chosen: theft shows in sessions at once" }],
  params,
  apply({ checks }, { sessions }) {
    const most = Math.round(sessions);
    checks.sessionsAtOnce =
      checks.sessionsAtOnce === 0 ? most : Math.min(checks.sessionsAtOnce, most);
  },
};
