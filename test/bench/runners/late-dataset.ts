import { openDataset } from "../../../datasets/dataset.ts";
import { VIEW_TABLES, type ViewColumn, type ViewName } from "../../../datasets/view.ts";
import { generate } from "../../../jobs/generate.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";

/** Generates a few lines of city@L0 for some days: every view, with records that come late. */
export async function writeLateDataset(dir: string): Promise<string> {
  const scenario = loadScenario("city@L0", { devices: 18, days: 4 });
  await generate({ scenario, seed: "3", out: dir, workers: 1 });
  return dir;
}

/** All columns of a view. */
export function columnsOf(view: ViewName): ViewColumn[] {
  return VIEW_TABLES[view].columns.map(({ name }) => name) as ViewColumn[];
}

/** How many rows of a view closed in an earlier hour than a row of their line that came before. */
export function lateRows(dir: string, view: ViewName): number {
  const dataset = openDataset(dir);
  const latest = new Map<number, number>();
  let late = 0;
  for (const { length, device, time } of dataset.readView(view, 0, ["device", "time"])) {
    for (let i = 0; i < length; i++) {
      const hour = Math.floor(time[i] / 3_600_000);
      const last = latest.get(device[i]) ?? 0;
      if (hour < last) late++;
      latest.set(device[i], Math.max(hour, last));
    }
  }
  dataset.close();
  return late;
}
