import { runUnit, type Unit } from "./unit.ts";

/*
 * Entry of a worker process: does the units of work that come by message, one at a time, and ticks
 * while it is at it, so that the harness can tell a slow detector from one that hangs.
 */
const TICK_EVERY_MS = 200;

let ticked = 0;
function tick(): void {
  const now = performance.now();
  if (now - ticked < TICK_EVERY_MS) return;
  ticked = now;
  process.send?.({ tick: true });
}

async function serve(unit: Unit): Promise<void> {
  try {
    process.send?.({ answers: await runUnit(unit, tick) });
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    process.send?.({ broken: error.message });
  }
}

process.on("message", (unit: Unit) => void serve(unit));
process.on("disconnect", () => process.exit(0));
