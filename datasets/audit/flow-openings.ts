import type { Dataset } from "../dataset.ts";
import { MINUTE } from "../sizes.ts";
import { APPS } from "../vocabularies.ts";

/** Silence after which an app's next row opens a session. */
export const SILENCE = 5 * MINUTE;
const UNKNOWN = APPS.indexOf("unknown");

/** Whose rows, of what, and from when to when, ms UTC; in any order. */
export interface FlowMarks {
  readonly device: Uint32Array;
  readonly app: Uint8Array;
  readonly start: Float64Array;
  readonly time: Float64Array;
}

/** Marks the rows of a shard of the flows view that open a session. Memory: 30 bytes a row of the shard. */
export function flowOpenings(dataset: Dataset, shard: number): Uint8Array {
  return openingsOf(marksOf(dataset, shard));
}

/**
 * Marks rows that open a session: 1 for each that does. They are told by when they began, since a probe
 * delivers late, and not in order: of a session whose first row comes last, another would seem to be
 * the first.
 *
 * A probe that can't name every app changes the name of what goes on. So a row opens a session where
 * neither its app nor one without a name was seen lately, and one without a name where nothing was.
 */
export function openingsOf({ device, app, start, time }: FlowMarks): Uint8Array {
  const order = byDeviceAndStart(device, start);
  const opens = new Uint8Array(device.length);
  const end = new Float64Array(APPS.length);
  let any = Number.NEGATIVE_INFINITY;
  let id = -1;
  for (const row of order) {
    if (device[row] !== id) {
      id = device[row];
      end.fill(Number.NEGATIVE_INFINITY);
      any = Number.NEGATIVE_INFINITY;
    }
    const own = app[row];
    const seen = own === UNKNOWN ? any : Math.max(end[own], end[UNKNOWN]);
    if (start[row] - seen >= SILENCE) opens[row] = 1;
    end[own] = Math.max(end[own], time[row]);
    any = Math.max(any, time[row]);
  }
  return opens;
}

/**
 * Rows in order of (device, start, row): dealt out to their devices, each put in its place among those
 * before it, which is near, since a view is in order of time.
 */
function byDeviceAndStart(device: Uint32Array, start: Float64Array): Uint32Array {
  const devices = device.reduce((most, id) => Math.max(most, id + 1), 0);
  const next = new Uint32Array(devices + 1);
  for (const id of device) next[id + 1]++;
  for (let id = 0; id < devices; id++) next[id + 1] += next[id];
  const first = next.slice();
  const order = new Uint32Array(device.length);
  for (let row = 0; row < device.length; row++) {
    const id = device[row];
    let at = next[id]++;
    while (at > first[id] && start[order[at - 1]] > start[row]) {
      order[at] = order[at - 1];
      at--;
    }
    order[at] = row;
  }
  return order;
}

function marksOf(dataset: Dataset, shard: number): FlowMarks {
  const parts: FlowMarks[] = [];
  for (const batch of dataset.readView("flows", shard, ["device", "app", "start", "time"])) {
    const { device, app, start, time } = batch;
    parts.push({
      ...{ device: device.slice(), app: app.slice() },
      ...{ start: start.slice(), time: time.slice() },
    });
  }
  const length = parts.reduce((sum, { device }) => sum + device.length, 0);
  const whole: FlowMarks = {
    ...{ device: new Uint32Array(length), app: new Uint8Array(length) },
    ...{ start: new Float64Array(length), time: new Float64Array(length) },
  };
  let at = 0;
  for (const part of parts) {
    whole.device.set(part.device, at);
    whole.app.set(part.app, at);
    whole.start.set(part.start, at);
    whole.time.set(part.time, at);
    at += part.device.length;
  }
  return whole;
}
