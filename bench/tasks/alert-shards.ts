import type { ViewName } from "../../datasets/view.ts";
import { openAlertBuffer } from "../alerts/alert-buffer.ts";
import { ofShard, streamAlerts } from "../alerts/alerts-of-shards.ts";
import { type AlertFilter, type AlertTaker, Gathering } from "../alerts/gathering.ts";
import type { Alerts } from "../alerts.ts";
import { openCombination } from "./combination.ts";
import { readyWorld } from "./ready-world.ts";
import type { ScoreTask } from "./task.ts";

/** The alerts of a run, shard by shard, as often as they are asked for. */
export interface AlertShards {
  /** Hands over the alerts of one shard, in order of time on each device. */
  stream(shard: number, into: AlertTaker): void;
}

/** Opens the alerts of a detector, as its runs left them, or of several combined. */
function openAlertShards(task: ScoreTask): AlertShards {
  const { members, combiner, view } = task;
  const { source } = readyWorld(task, view);
  if (combiner === null) {
    const [{ view: own, shards }] = members;
    return {
      stream: (shard, into) =>
        streamAlerts(source, own, ofShard(shards, shard), (batch, rows, firstRow) =>
          into.addRows(batch, rows, firstRow),
        ),
    };
  }
  const scoringOf = (name: ViewName) => readyWorld(task, name).scored;
  return oneKept(openCombination(source, { members, combiner, scoringOf }));
}

/** Combining is dear: what was combined last is kept, which is all there is of a small dataset. */
function oneKept(combined: (shard: number) => Alerts): AlertShards {
  let last: { readonly shard: number; readonly alerts: Alerts } | null = null;
  return {
    stream(shard, into) {
      if (last?.shard !== shard) last = { shard, alerts: combined(shard) };
      into.add(last.alerts);
    },
  };
}

/** Alerts of a cell, and those of its rule as written. */
export interface CellAlerts {
  readonly own: AlertShards;
  /**
   * A combiner as written combines its members as written, which are other alerts where one of them
   * was calibrated; all others have the same, and then it is the same object.
   */
  readonly written: AlertShards;
}

/** Opens the alerts of a cell. */
export function openCellAlerts(task: ScoreTask): CellAlerts {
  const { combiner, members } = task;
  const own = openAlertShards(task);
  if (combiner === null || members.every(({ pass, written = pass }) => pass === written)) {
    return { own, written: own };
  }
  const asWritten = members.map(({ written, ...member }) => ({
    ...member,
    pass: written ?? member.pass,
  }));
  return { own, written: openAlertShards({ ...task, members: asWritten }) };
}

/** Room for the alerts of one cell after the other: fresh memory costs as much as filling it. */
const room = openAlertBuffer();

/** Gathers what is wanted of one shard's alerts: good until the next are gathered. */
export function gatherShard(from: AlertShards, shard: number, filter: AlertFilter): Alerts {
  const gathering = new Gathering(filter, room);
  from.stream(shard, gathering);
  return gathering.alerts();
}
