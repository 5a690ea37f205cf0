import { codeOf } from "../table.ts";
import type { ViewBatch, ViewName } from "../view.ts";
import { APPS, SESSION_STATUS } from "../vocabularies.ts";
import type { AuditRow } from "./audit-row.ts";
import { SILENCE } from "./flow-openings.ts";

const UNKNOWN = APPS.indexOf("unknown");
const START = codeOf(SESSION_STATUS, "start");
const WIDTH = APPS.length;

/** Follows the rows of each device and app: which of them open a session, and what came before. */
export interface RowStreams {
  /** Takes the next row, and whose it is; true when it opens a session, as far as rows come in order. */
  opens(batch: ViewBatch, i: number, owner: number): boolean;
  /** What came before the row last taken, on its device and app, where both are of the same owner. */
  before(): AuditRow["before"];
}

/**
 * Opens the streams of a view: 44 bytes a device and app. Of a row whose app nobody could tell nobody
 * knows what came before it, and nothing came before one that is told late or twice. What somebody else
 * did on the same app just before says how busy the phone is, which is behaviour.
 */
export function openRowStreams(view: ViewName, devices: number): RowStreams {
  const end = new Float64Array(devices * WIDTH).fill(Number.NEGATIVE_INFINITY);
  const last = [0, 1, 2, 3].map(() => new Float64Array(devices * WIDTH));
  const owners = new Int32Array(devices * WIDTH).fill(-1);
  const was = new Float64Array(4);
  let isNew = true;
  let isAlone = true;
  return {
    opens(batch, i, owner) {
      const { device, app, start, time, up, down, packetsUp, packetsDown, ratingGroup, status } =
        batch;
      const stream = view === "charging" ? ratingGroup[i] : view === "wlan" ? 0 : app[i];
      const at = device[i] * WIDTH + stream;
      isNew = start[i] - end[at] >= SILENCE;
      const isNameless = view === "flows" && stream === UNKNOWN;
      isAlone = isNew || isNameless || time[i] <= end[at] || owners[at] !== owner;
      owners[at] = owner;
      end[at] = Math.max(end[at], time[i]);
      for (let k = 0; k < 4; k++) was[k] = last[k][at];
      last[0][at] = up[i];
      last[1][at] = down[i];
      if (view === "flows") {
        last[2][at] = packetsUp[i];
        last[3][at] = packetsDown[i];
      }
      return view === "wlan" ? status[i] === START : isNew;
    },
    before() {
      if (isAlone) return null;
      return { up: was[0], down: was[1], packetsUp: was[2], packetsDown: was[3] };
    },
  };
}
