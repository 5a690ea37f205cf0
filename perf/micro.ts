import { rmSync } from "node:fs";
import { join } from "node:path";
import { Bench } from "tinybench";
import { openBootstrap } from "../bench/statistics/bootstrap.ts";
import { openHash } from "../datasets/format/logical-hash.ts";
import { openTableWriter } from "../datasets/format/writer.ts";
import { VIEW_TABLES } from "../datasets/view.ts";
import { exp } from "../simulators/chance/exact-math.ts";
import { lognormal } from "../simulators/chance/samplers.ts";
import { keyedRandom } from "../simulators/chance/streams.ts";
import { rowsInMemory } from "./detect.ts";

/** What one of the small things costs that are done for every row, transfer or replicate. */
export interface MicroCost {
  readonly name: string;
  /** On the clock, the middle of many calls, code compiled. */
  readonly nanoseconds: number;
}

const DRAWS = 10_000;
const REPLICATES = 1000;

/** Times the small things in this process; `dir` takes what the writer writes. */
export function measureMicro(dir: string, quick: boolean): MicroCost[] {
  const [batch] = rowsInMemory(quick ? 20 : 200).flows;
  if (batch === undefined) throw new Error("perf: a fleet must have flows, got none");
  const { length, ...columns } = batch;
  const table = VIEW_TABLES.flows;
  const path = join(dir, "micro.arrow");
  const random = keyedRandom("1", 0, "micro");
  const bench = new Bench({ time: quick ? 20 : 500, throws: true });
  const units = new Map<string, number>();
  // The sum is looked at in the end, so that no compiler drops what nobody reads.
  let sum = 0;
  const add = (name: string, count: number, work: () => number) => {
    units.set(name, count);
    bench.add(name, () => {
      sum += work();
    });
  };
  const drawn = (draw: (i: number) => number) => () => {
    let total = 0;
    for (let i = 0; i < DRAWS; i++) total += draw(i);
    return total;
  };
  add(
    "a uniform draw",
    DRAWS,
    drawn(() => random.uniform()),
  );
  add(
    "a lognormal draw",
    DRAWS,
    drawn(() => lognormal(random, 1000, 1)),
  );
  add(
    "an exact exponential",
    DRAWS,
    drawn((i) => exp(i / DRAWS)),
  );
  add("opening a keyed source", DRAWS / 100, () => {
    let total = 0;
    for (let i = 0; i < DRAWS / 100; i++) total += keyedRandom("1", i, "micro").bits();
    return total;
  });
  add("the logical hash of a flows row", length, () => {
    const hash = openHash(table);
    hash.add({ length, columns });
    return 1;
  });
  add("writing a flows row, with sha256", length, () => {
    const writer = openTableWriter(path, table);
    writer.write({ length, columns });
    const { bytes } = writer.close();
    rmSync(path);
    return bytes;
  });
  add("a weight of the bootstrap", REPLICATES, () => {
    const weights = openBootstrap("1", REPLICATES).weightsOf([{ seed: "1", cluster: 7 } as never]);
    return weights.of(0)[0] ?? 0;
  });
  bench.runSync();
  if (!(sum > 0)) throw new Error(`perf: the small things must add up to something, got ${sum}`);
  return bench.tasks.map(({ name, result }) => {
    if (!("latency" in result)) throw new Error(`perf: ${name} was not measured: ${result.state}`);
    return { name, nanoseconds: (result.latency.p50 * 1e6) / (units.get(name) as number) };
  });
}
