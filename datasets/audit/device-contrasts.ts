import type { Dataset } from "../dataset.ts";
import { codeOf } from "../table.ts";
import type { ViewColumn } from "../view.ts";
import { ACCESS, SPLITS } from "../vocabularies.ts";
import type { Contrast } from "./contrast.ts";
import { joined } from "./joined.ts";
import type { SampleColumn } from "./sample.ts";

const CALIBRATION = codeOf(SPLITS, "calibration");
const TEST = codeOf(SPLITS, "test");
const WIFI = codeOf(ACCESS, "wifi");

/** What is known of lines before anything happens: numbers, the CRM, and the warm-up's volume. */
interface Lines {
  readonly columns: SampleColumn[];
  /** 1 = a case hits it. */
  readonly hit: Uint8Array;
  readonly split: Uint8Array;
  /** Lines of a household belong together, and would tell of each other across folds. */
  readonly cluster: Uint32Array;
}

/** Lists lines with a case beside the others, and the calibration half beside the test half. */
export function* deviceContrasts(datasets: readonly Dataset[]): Generator<Contrast> {
  const parts = datasets.map(readLines);
  const columns = parts[0].columns.map(({ name }, c) => ({
    name,
    values: joined(parts.map((part) => part.columns[c].values)),
  }));
  const hit = Uint8Array.from(parts.flatMap((part) => [...part.hit]));
  const split = Uint8Array.from(parts.flatMap((part) => [...part.split]));
  const all = Uint32Array.from(hit.keys());
  const clusters = joinClusters(datasets, parts);
  const shared = { view: "devices", group: "lines" } as const;
  yield {
    ...{ ...shared, inside: "lines with a case", outside: "other lines" },
    sample: { columns, labels: hit, devices: clusters },
  };
  const halves = all.filter((i) => split[i] === CALIBRATION || split[i] === TEST);
  if (halves.length === 0) return;
  const blocks = joinBlocks(datasets);
  yield {
    ...{ ...shared, inside: "calibration half", outside: "test half" },
    sample: {
      columns: columns.map(({ name, values }) => ({
        name,
        values: Float64Array.from(halves, (i) => values[i]),
      })),
      labels: Uint8Array.from(halves, (i) => (split[i] === CALIBRATION ? 1 : 0)),
      devices: halves.map((i) => blocks[i]),
    },
  };
}

/** Lines side by side are dealt to the halves together, some here and the others there: one tells of the next. */
const DEALT = 8;

/** Numbers the blocks in which lines are dealt to the halves, over all datasets. */
function joinBlocks(datasets: readonly Dataset[]): Uint32Array {
  let first = 0;
  const all: number[] = [];
  for (const { manifest } of datasets) {
    for (let line = 0; line < manifest.devices; line++) all.push(first + Math.floor(line / DEALT));
    first += Math.ceil(manifest.devices / DEALT);
  }
  return Uint32Array.from(all);
}

/** Numbers clusters over all datasets, by the place of their first line in the pool. */
function joinClusters(datasets: readonly Dataset[], parts: readonly Lines[]): Uint32Array {
  let first = 0;
  const all: number[] = [];
  for (const [i, { cluster }] of parts.entries()) {
    for (const line of cluster) all.push(first + line);
    first += datasets[i].manifest.devices;
  }
  return Uint32Array.from(all);
}

const CRM = ["quota", "price", "billingDay", "segment", "deviceType", "homeProvince"] as const;

function readLines(dataset: Dataset): Lines {
  const { devices, devicesPerShard } = dataset.manifest;
  const fleet = dataset.fleet();
  const numbers = Float64Array.from({ length: devices }, (_, device) => device);
  const hit = new Uint8Array(devices);
  for (const device of dataset.readTruth("cases").device) hit[device] = 1;
  const truth = dataset.readTruth("devices");
  const split = new Uint8Array(devices);
  const cluster = Uint32Array.from(split.keys());
  for (let i = 0; i < truth.length; i++) {
    split[truth.device[i]] = truth.split[i];
    cluster[truth.device[i]] = truth.cluster[i];
  }
  const columns: SampleColumn[] = [
    { name: "line", values: numbers },
    ...[4, 8, 56].map((modulus) => ({
      name: `line mod ${modulus}`,
      values: numbers.map((device) => device % modulus),
    })),
    { name: "place in its shard", values: numbers.map((device) => device % devicesPerShard) },
    ...[...CRM, "activatedAt" as const].map((name) => ({
      name,
      values: Float64Array.from(fleet[name]),
    })),
    { name: "bytes of the warm-up", values: warmUpBytes(dataset) },
  ];
  return { columns, hit, split, cluster };
}

/**
 * The phone's own counters see all of a line's bytes; without them the first view that there is. Bytes
 * over private Wi-Fi are left out: who has it at home may lose it there, which is how some kinds begin.
 */
function warmUpBytes(dataset: Dataset): Float64Array {
  const { devices, span } = dataset.manifest;
  const bytes = new Float64Array(devices);
  const view = dataset.views.includes("netstats") ? "netstats" : dataset.views[0];
  const columns: ViewColumn[] = ["device", "start", "up", "down"];
  if (view === "netstats") columns.push("access");
  for (let shard = 0; shard < dataset.shards; shard++) {
    for (const batch of dataset.readView(view, shard, columns)) {
      const { length, device, start, up, down, access } = batch;
      for (let i = 0; i < length; i++) {
        if (start[i] >= span.from + span.warmUp) continue;
        if (view !== "netstats" || access[i] !== WIFI) bytes[device[i]] += up[i] + down[i];
      }
    }
  }
  return bytes;
}
