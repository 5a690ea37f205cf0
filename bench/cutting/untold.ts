import type { EnforcementRow } from "../../datasets/enforcement.ts";
import type { ViewName } from "../../datasets/view.ts";
import type { RecordedWorld } from "./recorded-world.ts";

/** What the records of a dataset tell beside how many bytes moved when. */
export interface Tells {
  /** Records that are rated. */
  readonly ledger: ViewName;
  readonly truth: boolean;
  /** Who tells guests of a hotspot from the phone. */
  readonly guests: "flows" | "netstats" | null;
  /** Who tells apps, and what is on screen. */
  readonly apps: "netstats" | null;
}

/** Looks up what a dataset's columns tell. */
export function tellsOf({ dataset, ledger }: RecordedWorld): Tells {
  const { views, truth } = dataset.manifest;
  const has = (view: ViewName, ...columns: readonly string[]) =>
    columns.every((column) => views[view]?.columns.includes(column));
  const onFlows = has("flows", "access", "ttl") || has("flows", "access", "osFingerprint");
  const onPhone = has("netstats", "access", "tethering");
  return {
    ...{ ledger: ledger.view, truth: truth !== null },
    guests: onFlows ? "flows" : onPhone ? "netstats" : null,
    apps: onPhone && has("netstats", "app", "foreground") ? "netstats" : null,
  };
}

/**
 * Says why recorded rows can't tell what an action would have stopped; null where they can. What is
 * not told is not guessed.
 */
export function whyUntold(row: EnforcementRow, tells: Tells): string | null {
  const { action, terminal, province, foreground } = row;
  const isCut = action === "cut-data" || action === "throttle";
  if (province !== "any") return `no record is cut by province, got ${province}`;
  switch (action) {
    case "notify":
      return null;
    case "owner-stops":
      return tells.truth ? null : "what its owner would end, only truth tells";
    case "require-second-factor":
      return tells.truth ? sessionsUntold(tells) : "who is a stranger, only truth tells";
    case "block-tether":
      return tells.guests === null ? "no view tells guests of the hotspot from the phone" : null;
    case "block-app":
    case "defer-to-wifi":
      return tells.apps === null ? "no view tells apps, and which is on screen" : null;
    case "block-new-login":
    case "disconnect-session":
      return terminal === "any"
        ? sessionsUntold(tells)
        : `no record is cut for a ${terminal} alone`;
    default:
      if (isCut && terminal !== "any") return `no record is cut for a ${terminal} alone`;
      if (isCut && (foreground !== "any" || row.app !== "any")) {
        return "no view is cut by apps under a cut or a bucket of the line";
      }
      return null;
  }
}

/** A record of charging is a session; those of other views are parts of some. */
function sessionsUntold({ ledger }: Tells): string | null {
  return ledger === "charging"
    ? null
    : `where a WLAN session begins, only charging tells, got ${ledger}`;
}
