import { OWN_MODELS } from "../../jobs/load-models.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import { askPeer } from "../peer.ts";
import { leastCpu } from "../stopwatch.ts";
import type { Comparison, Turn } from "./comparison.ts";

const SHARD = 256;

/**
 * Labelled time series from GutenTAG beside labelled rows of ours, as many series as devices and as
 * many points as rows, all in memory. A point of GutenTAG's is one number and one bit; a row of ours
 * has the 19 columns of the flows view, and the bytes that incidents and look-alikes have in it. Equal
 * are the counts alone; each side looks by itself whether its labels are there.
 */
export function labelledPoints(devices: number, days: number, repeats: number): Comparison[] {
  const ours = () => labelledRows(devices, days, repeats);
  const { units } = labelledRows(devices, days, 0);
  return (["sine", "mixed"] as const).map((kind) => ({
    name: `labelled points (${kind})`,
    unit: "points",
    ours: { name: "billshock: flows with truth", turn: ours },
    peers: [
      {
        name: PEERS[kind],
        turn: () =>
          askPeer<Turn>(
            "gutentag_points.py",
            [kind, devices, units, repeats].map(String),
            ".venv-gutentag",
          ),
      },
    ],
  }));
}

const PEERS = {
  sine: "GutenTAG: sine waves",
  mixed: "GutenTAG: ECG, random walks, cylinder-bell-funnel, sine in turn",
};

/** Flows and their truth, as the engine delivers them in order of visibility. */
function labelledRows(devices: number, days: number, repeats: number): Turn {
  const scenario = loadScenario("city@L1", { devices: Math.max(500, devices), days });
  let rows = 0;
  const cpu = leastCpu(repeats, () => {
    rows = 0;
    let labels = 0;
    for (let first = 0; first < devices; first += SHARD) {
      const count = Math.min(SHARD, devices - first);
      let [own, last] = [0, -1];
      simulateShard(
        { seed: "1", scenario, models: OWN_MODELS, first, count, views: ["flows"] },
        {
          rows: (_view, { length }) => {
            own += length;
          },
          truth: (_view, { length, columns }) => {
            labels += length;
            for (let i = 0; i < length; i++) last = Math.max(last, columns["row"][i]);
          },
        },
      );
      if (last >= own) throw new Error(`flows: labels must name one of ${own} rows, got ${last}`);
      rows += own;
    }
    if (labels === 0) throw new Error("flows: some row must be labelled, got none");
  });
  const answer = { series: devices, points: rows };
  return { version: `Node ${process.versions.node}`, units: rows, cpu, answer };
}
