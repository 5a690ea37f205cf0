import { openDataset } from "../datasets/dataset.ts";
import { askPeer, type PeerAnswer } from "./peer.ts";
import { leastCpu } from "./stopwatch.ts";

/** Reading all columns of the flows view from its files, and adding up its bytes. */
export interface ReadResults {
  readonly rows: number;
  readonly ours: ReadAnswer;
  readonly pyarrow: PeerAnswer<ReadAnswer>;
  readonly polars: PeerAnswer<ReadAnswer>;
}

/** Least seconds of CPU that a reader took, and what it read. */
export interface ReadAnswer {
  readonly version: string;
  readonly cpu: number;
  readonly rows: number;
  readonly up: number;
  readonly down: number;
}

/** Reads the flows view of the dataset with every reader. */
export function measureRead(city: string, quick: boolean): ReadResults {
  const repeats = quick ? 2 : 5;
  const ours = readOurs(city, repeats);
  const args = [city, String(repeats)];
  return {
    rows: ours.rows,
    ours,
    pyarrow: askPeer("read_flows.py", ["pyarrow", ...args]),
    polars: askPeer("read_flows.py", ["polars", ...args]),
  };
}

function readOurs(city: string, repeats: number): ReadAnswer {
  const dataset = openDataset(city);
  const sums = { rows: 0, up: 0, down: 0 };
  const cpu = leastCpu(repeats, () => {
    Object.assign(sums, { rows: 0, up: 0, down: 0 });
    for (let shard = 0; shard < dataset.shards; shard++) {
      for (const { length, up, down } of dataset.readView("flows", shard)) {
        sums.rows += length;
        for (let i = 0; i < length; i++) sums.up += up[i];
        for (let i = 0; i < length; i++) sums.down += down[i];
      }
    }
  });
  dataset.close();
  return { version: "billshock", cpu, ...sums };
}
