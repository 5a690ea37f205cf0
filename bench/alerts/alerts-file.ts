import type { Alerts } from "../alerts.ts";
import type { World } from "../world.ts";
import { openAlertBuffer } from "./alert-buffer.ts";
import type { AlertLine } from "./alert-lines.ts";
import { sortAlerts } from "./sort-alerts.ts";

/** Alerts that somebody else made, tied to the rows that they name where there are such rows. */
export interface AlertsFile {
  /** Whose they are, where the file says so. */
  readonly detector: string | null;
  readonly alerts: Alerts;
  readonly hasScores: boolean;
  /** Whether some time names no offset, and was taken as the dataset's local time. */
  readonly isLocal: boolean;
  /** `checked` where every alert says when it was raised, on a row that had been delivered by then. */
  readonly causality: "checked" | "unchecked";
}

/**
 * Ties lines to the rows of a world's view, one file of alerts for each detector that they name; lines
 * on other views are passed over. An alert on a row stands at the row's visibleAt, or at the later
 * `at`; one that names no row stands at `at` or `time`, and its causality is unchecked. Throws on an
 * alert that was raised before its row could be seen.
 */
export function tieAlerts(lines: readonly AlertLine[], world: World): AlertsFile[] {
  const here = lines.filter(({ view }) => view === null || view === world.view);
  const groups = new Map<string | null, AlertLine[]>();
  if (here.length === 0) groups.set(null, []);
  for (const line of here) {
    const group = groups.get(line.detector);
    if (group) group.push(line);
    else groups.set(line.detector, [line]);
  }
  return [...groups].map(([detector, own]) => ({ detector, ...tied(own, world) }));
}

function tied(lines: readonly AlertLine[], world: World): Omit<AlertsFile, "detector"> {
  const wanted = new Map<string, AlertLine[]>();
  for (const line of lines) {
    const key = `${line.device}/${line.time}`;
    const same = wanted.get(key);
    if (same) same.push(line);
    else wanted.set(key, [line]);
  }
  const buffer = openAlertBuffer();
  const found = new Set<AlertLine>();
  let unchecked = 0;
  world.scan(["device", "time", "visibleAt", "start"], (batch, firstRow) => {
    for (let i = 0; i < batch.length; i++) {
      const device = batch.device[i];
      for (const line of wanted.get(`${device}/${batch.time[i]}`) ?? []) {
        if (found.has(line)) continue;
        found.add(line);
        const { at, score, place } = line;
        const seen = batch.visibleAt[i];
        if (at !== null && at < seen) {
          throw new RangeError(
            `${place}: at must not lie before its row was visible, ${seen}, got ${at}`,
          );
        }
        if (at === null) unchecked++;
        const [rowStart, rowEnd] = [batch.start[i], batch.time[i]];
        buffer.push({
          device,
          time: at ?? seen,
          row: firstRow + i,
          rowStart,
          rowEnd,
          score: score ?? 1,
        });
      }
    }
  });
  for (const line of lines) {
    if (found.has(line)) continue;
    const time = line.at ?? line.time;
    unchecked++;
    buffer.push({
      device: line.device,
      time,
      row: -1,
      rowStart: time,
      rowEnd: time,
      score: line.score ?? 1,
    });
  }
  const causality = unchecked > 0 ? "unchecked" : "checked";
  const hasScores = lines.some(({ score }) => score !== null);
  const isLocal = lines.some((line) => line.isLocal);
  return { alerts: sortAlerts(buffer.alerts()), hasScores, isLocal, causality };
}
