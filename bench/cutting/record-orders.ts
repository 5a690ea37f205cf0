import type { EnforcementRow } from "../../datasets/enforcement.ts";
import { type LineOrders, lineOrders } from "./line-orders.ts";
import { type Makeup, type Observer, observedMakeup } from "./observed-makeup.ts";
import type { RecordedWorld } from "./recorded-world.ts";
import { tellsOf, whyUntold } from "./untold.ts";

/** What was done about the lines of a dataset, as far as its records tell. */
export interface RecordOrders {
  readonly ordersOf: ReadonlyMap<number, LineOrders>;
  readonly guests: ReadonlyMap<number, Makeup>;
  readonly apps: ReadonlyMap<number, Makeup>;
  /** What the records can't tell of it, in words. */
  readonly untold: readonly string[];
  /** Something was done, and nothing of it can be told. */
  readonly isUntold: boolean;
}

/** Sorts an enforcement table by line, and reads what other observers tell where it asks for that. */
export function recordOrders(
  recorded: RecordedWorld,
  enforcement: readonly EnforcementRow[],
): RecordOrders {
  const tells = tellsOf(recorded);
  const acting = enforcement.filter(({ action }) => action !== "notify");
  const untold = new Set<string>();
  const byLine = new Map<number, EnforcementRow[]>();
  for (const row of acting) {
    const why = whyUntold(row, tells);
    const here = byLine.get(row.device);
    if (why !== null) untold.add(`${row.action}: ${why}`);
    else if (here === undefined) byLine.set(row.device, [row]);
    else here.push(row);
  }
  const ordersOf = new Map([...byLine].map(([line, rows]) => [line, lineOrders(rows)]));
  const makeup = (observer: Observer | null, what: "tethers" | "apps") => {
    const asking = [...ordersOf].filter(([, orders]) => orders[what].length > 0);
    const lines = new Set(asking.map(([line]) => line));
    return observer === null || lines.size === 0
      ? new Map<number, Makeup>()
      : observedMakeup(recorded, observer, lines);
  };
  return {
    ...{ ordersOf, guests: makeup(tells.guests, "tethers"), apps: makeup(tells.apps, "apps") },
    untold: [...untold],
    isUntold: acting.length > 0 && byLine.size === 0,
  };
}
