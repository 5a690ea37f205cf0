import type { RecordedWorld } from "../../bench/cutting/recorded-world.ts";
import { ownerChecksBill } from "../../bench/floors/owner-checks-bill.ts";
import { detectorColumns } from "../../bench/runners/detector-columns.ts";
import { loadWorld } from "../../bench/worlds/load-world.ts";
import { VIEW_TABLES, type ViewColumn, type ViewName } from "../../datasets/view.ts";
import { createDetector } from "../../detectors/create-detector.ts";
import type { SetStrategy } from "./answering.ts";
import type { Heard } from "./heard.ts";
import { listening, type SetDetector, specNamed } from "./watch.ts";

/** What a detector hears of a dataset: every alert at or above its threshold, shard after shard. */
export function hearRecords(recorded: RecordedWorld, detector: SetDetector): readonly Heard[] {
  const { dataset, fleet } = recorded;
  const { use, view, options, isFloor } = detector;
  if (isFloor) return lookAtBills(recorded, detector);
  const spec = specNamed(use);
  const { columns } = detectorColumns(spec, view, columnsOf(recorded, view));
  const read = [...new Set([...columns, ...networkOf(view)])];
  const heard: Heard[] = [];
  for (let shard = 0; shard < dataset.shards; shard++) {
    // A fresh one for each shard: time begins anew there, and lines have nothing in common.
    const watch = listening(createDetector(spec, options, fleet, view), detector);
    for (const batch of dataset.readView(view, shard, read)) watch.rows(batch);
    heard.push(...watch.heard());
  }
  return heard;
}

/** Says why a strategy can't be asked of a dataset; null where it can. */
export function whyUnheard(
  recorded: RecordedWorld,
  { detectors }: Pick<SetStrategy, "detectors">,
): string | null {
  const { dataset } = recorded;
  if (detectors.length === 0) {
    return "safeguards can't be applied to records; a study of a scenario lives with them";
  }
  for (const { use, view, isFloor } of detectors) {
    if (!dataset.views.includes(view)) {
      return `${use} must have the view ${view}, got ${dataset.views.join(", ")}`;
    }
    if (isFloor) continue;
    const { missing } = detectorColumns(specNamed(use), view, columnsOf(recorded, view));
    if (missing.length > 0) {
      return `${use} must have ${missing.join(", ")} on ${view}, which these records do not tell`;
    }
  }
  return null;
}

function columnsOf({ dataset }: RecordedWorld, view: ViewName): readonly string[] {
  return dataset.manifest.views[view]?.columns ?? [];
}

/** Columns that tell on which network a row lies. */
function networkOf(view: ViewName): readonly ViewColumn[] {
  const declared = VIEW_TABLES[view].columns.map(({ name }) => name);
  return (["access", "ratingGroup"] as const).filter((name) => declared.includes(name));
}

/** Owners who look at their bills every morning. */
function lookAtBills(
  { dataset, fleet }: RecordedWorld,
  { options }: SetDetector,
): readonly Heard[] {
  const { charge, at } = options as { readonly charge: number; readonly at: number };
  const scored = new Uint8Array(fleet.deviceCount).fill(1);
  const alerts = ownerChecksBill(
    { world: loadWorld(dataset, "charging"), time: { scored } },
    { charge, at },
  );
  return Array.from({ length: alerts.length }, (_, i) => ({
    ...{ device: alerts.device[i], time: alerts.time[i], score: 1 },
    ...{ view: "charging" as const, plane: "cellular" as const },
  }));
}
