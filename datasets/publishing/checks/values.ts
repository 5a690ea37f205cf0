import type { Manifest } from "../../format/manifest.ts";
import { MINUTE } from "../../sizes.ts";
import type { Column, Table } from "../../table.ts";
import { codeOf } from "../../table.ts";
import { VIEW_TABLES, type ViewBatch, type ViewName } from "../../view.ts";
import { CAUSES, RATING_GROUPS } from "../../vocabularies.ts";
import type { Findings } from "./finding.ts";

/** Checks values of one batch that starts at row `base` of its shard. */
export type ValuesCheck = (batch: ViewBatch, base: number) => void;

/** Where findings of one view and shard belong. */
export interface Place {
  readonly manifest: Manifest;
  readonly view: ViewName;
  readonly file: string;
}

/**
 * Opens the checks of single rows: integers, flags and shares in their range, a flow row within one
 * UTC minute, a charging record within its limits and not over another of its rating group.
 *
 * Overlap is looked for between each record and the latest one before it; records of the WLAN group
 * may overlap, since an account holds several sessions at once.
 */
export function openValuesCheck(place: Place, findings: Findings): ValuesCheck {
  const { manifest, view, file } = place;
  const add: Add = (check, row, message, level = "error") =>
    findings.add({ level, check, file, row, message });
  const known = new Set(manifest.views[view]?.columns);
  const columns = (VIEW_TABLES[view] as Table).columns.filter(({ name }) => known.has(name));
  const checks: ValuesCheck[] = columns.flatMap((column) => rangeCheck(column, add) ?? []);
  if (view === "flows") checks.push(minuteCheck(add));
  if (view === "charging") checks.push(...chargingChecks(manifest, known, add));
  return (batch, base) => {
    for (const check of checks) check(batch, base);
  };
}

type Add = (check: string, row: number, message: string, level?: "error" | "warning") => void;

function rangeCheck({ name, kind }: Column, add: Add): ValuesCheck | null {
  const integers = kind === "bytes" || kind === "money";
  if (!integers && kind !== "flag" && kind !== "share") return null;
  const most = integers ? Number.MAX_SAFE_INTEGER : 1;
  const rule = integers ? "an integer in [0, 2^53)" : kind === "flag" ? "0 or 1" : "in [0, 1]";
  return (batch, base) => {
    const values = batch[name as "up"];
    for (let i = 0; i < batch.length; i++) {
      const value = values[i];
      if (!(value >= 0 && value <= most) || (integers && Math.floor(value) !== value)) {
        add("range", base + i, `${name} must be ${rule}, got ${value}`);
      }
    }
  };
}

function minuteCheck(add: Add): ValuesCheck {
  return ({ length, start, time }, base) => {
    for (let i = 0; i < length; i++) {
      const minute = start[i] - (start[i] % MINUTE);
      if (time[i] > minute + MINUTE) {
        add(
          "minute",
          base + i,
          `must end within the UTC minute of its start, ${time[i] - minute} ms`,
        );
      }
    }
  };
}

/** What one bearer carries; WLAN sessions may stand side by side. */
const CELLULAR: ReadonlySet<number> = new Set([
  codeOf(RATING_GROUPS, "data"),
  codeOf(RATING_GROUPS, "roaming"),
]);
const VOLUME_LIMIT = codeOf(CAUSES, "volumeLimit");

function chargingChecks(manifest: Manifest, known: ReadonlySet<string>, add: Add): ValuesCheck[] {
  const checks: ValuesCheck[] = [];
  if (known.has("inBundle")) checks.push(bundleCheck(add));
  const limits = limitsOf(manifest);
  if (limits !== null && known.has("cause")) checks.push(limitCheck(limits, add));
  if (known.has("ratingGroup")) checks.push(overlapCheck(manifest, add));
  return checks;
}

function bundleCheck(add: Add): ValuesCheck {
  return ({ length, up, down, inBundle }, base) => {
    for (let i = 0; i < length; i++) {
      if (inBundle[i] > up[i] + down[i]) {
        const got = `${inBundle[i]} of ${up[i] + down[i]}`;
        add("bundle", base + i, `inBundle must be at most the record's bytes, got ${got}`);
      }
    }
  };
}

interface Limits {
  readonly volumeLimit: number;
  readonly overshoot: number;
}

/** What the scenario says of the charging plane; imports say nothing. */
function limitsOf({ scenario }: Manifest): Limits | null {
  const charging = (scenario as { charging?: Partial<Limits> } | null)?.charging;
  const { volumeLimit, overshoot = 0 } = charging ?? {};
  return typeof volumeLimit === "number" ? { volumeLimit, overshoot } : null;
}

function limitCheck({ volumeLimit, overshoot }: Limits, add: Add): ValuesCheck {
  const most = volumeLimit + overshoot;
  return ({ length, up, down, ratingGroup, cause }, base) => {
    for (let i = 0; i < length; i++) {
      if (!CELLULAR.has(ratingGroup[i])) continue;
      const bytes = up[i] + down[i];
      const least = cause[i] === VOLUME_LIMIT ? volumeLimit : 0;
      if (bytes < least || bytes > most) {
        const what = cause[i] === VOLUME_LIMIT ? "a record closed by volume" : "a record";
        add("limit", base + i, `${what} must hold ${least} to ${most} bytes, got ${bytes}`);
      }
    }
  };
}

function overlapCheck({ devices, origin }: Manifest, add: Add): ValuesCheck {
  const level = origin === "generated" ? "error" : "warning";
  const latestStart = new Float64Array(devices);
  const latestEnd = new Float64Array(devices).fill(Number.NEGATIVE_INFINITY);
  return ({ length, device, start, time, ratingGroup }, base) => {
    for (let i = 0; i < length; i++) {
      const id = device[i];
      if (!CELLULAR.has(ratingGroup[i]) || id >= devices) continue;
      // A record that a stop closed as it opened lasts no time, and may be seen before the one it follows.
      const isLatest =
        time[i] > latestEnd[id] || (time[i] === latestEnd[id] && start[i] >= latestStart[id]);
      if (isLatest ? start[i] < latestEnd[id] : time[i] > latestStart[id]) {
        add("overlap", base + i, `overlaps another record of device ${id}`, level);
      }
      if (isLatest) {
        latestStart[id] = start[i];
        latestEnd[id] = time[i];
      }
    }
  };
}
