import type { Dataset } from "../dataset.ts";
import { PROVINCES } from "../places.ts";
import { ACTIONS, APPS, GROUNDS, HANDS, PLANES, TERMINALS } from "../vocabularies.ts";
import { type TimeWindow, touches } from "./time-window.ts";

/** One thing that was done about a line. */
export interface Measure {
  readonly action: string;
  /** Who did it; null: nobody says. */
  readonly by: string | null;
  /** First moment at which it held, and first at which it no longer did, ms UTC; null: for good. */
  readonly from: number;
  readonly until: number | null;
  readonly plane: string;
  readonly terminal: string;
  /** null: whichever app, wherever. */
  readonly app: string | null;
  readonly province: string | null;
  readonly foreground: string;
  /** bit/s of a throttle; null: none. */
  readonly rate: number | null;
}

/** Reads what was done about a line and held at some moment of the window, in order of time. */
export function readMeasures(
  dataset: Dataset,
  device: number,
  window: TimeWindow,
): readonly Measure[] {
  const table = dataset.enforcement();
  if (table === null) return [];
  const found: Measure[] = [];
  for (let i = 0; i < table.length; i++) {
    const until = table.until[i] === 0 ? null : table.until[i];
    const isHeld = touches(window, table.from[i], until ?? Number.POSITIVE_INFINITY);
    if (table.device[i] !== device || !isHeld) continue;
    found.push({
      action: ACTIONS[table.action[i]],
      by: known(HANDS[table.by[i]]),
      from: table.from[i],
      until,
      plane: PLANES[table.plane[i]],
      terminal: TERMINALS[table.terminal[i]],
      app: known(APPS[table.app[i]]),
      province: known(PROVINCES[table.province[i]]),
      foreground: GROUNDS[table.foreground[i]],
      rate: table.rate[i] === 0 ? null : table.rate[i],
    });
  }
  return found.sort((a, b) => a.from - b.from);
}

function known(word: string): string | null {
  return word === "unknown" ? null : word;
}
