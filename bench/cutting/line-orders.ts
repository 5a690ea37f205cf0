import type { EnforcementRow } from "../../datasets/enforcement.ts";
import type { Bucket } from "./line-steps.ts";
import type { Window } from "./windows.ts";

/** A row that stops what only another observer tells apart: guests, or apps off screen. */
export interface Picking extends Window {
  readonly row: EnforcementRow;
}

/** What was done about one line, by what it does to recorded rows. */
export interface LineOrders {
  /** No mobile data. */
  readonly blocks: readonly Window[];
  readonly buckets: readonly Bucket[];
  /** No mobile data for guests of the hotspot, or for some apps. */
  readonly tethers: readonly Picking[];
  readonly apps: readonly Picking[];
  /** Incidents that had begun by `from` are over, wherever they ran. */
  readonly ends: readonly Window[];
  /** WLAN sessions that are open then end. */
  readonly endings: readonly number[];
  /** Nobody logs in; strangers do not. */
  readonly refusals: readonly Window[];
  /** The line is dead on WLAN too: where no record is a session, its bytes in that time are gone. */
  readonly deaths: readonly Window[];
  readonly factors: readonly Window[];
  /** Everything that was stopped asks again: whether it came later, no record tells. */
  readonly waits: boolean;
}

/** Sorts the rows of one line; those that nothing can be said of must be gone. */
export function lineOrders(rows: readonly EnforcementRow[]): LineOrders {
  const acting = rows.filter(({ action }) => action !== "notify");
  const windowOf = ({ from, until }: EnforcementRow): Window => ({
    ...{ from, until: until ?? Number.POSITIVE_INFINITY },
  });
  const picking = (actions: readonly EnforcementRow["action"][]) =>
    doing(actions, "cellular").map((row) => ({ ...windowOf(row), row }));
  const doing = (actions: readonly EnforcementRow["action"][], plane: "cellular" | "wlan") =>
    acting.filter((row) => actions.includes(row.action) && [plane, "both"].includes(row.plane));
  return {
    blocks: doing(["cut-data", "suspend-line"], "cellular").map(windowOf),
    buckets: doing(["throttle"], "cellular").map((row) => ({ ...windowOf(row), rate: row.rate })),
    tethers: picking(["block-tether"]),
    apps: picking(["block-app", "defer-to-wifi"]),
    ends: doing(["owner-stops"], "cellular").map(windowOf),
    endings: doing(["disconnect-session", "suspend-line"], "wlan").map(({ from }) => from),
    refusals: doing(["block-new-login", "suspend-line"], "wlan").map(windowOf),
    deaths: doing(["suspend-line"], "wlan").map(windowOf),
    factors: doing(["require-second-factor"], "wlan").map(windowOf),
    waits: acting.length > 0 && acting.every(({ retry }) => retry === "later"),
  };
}
