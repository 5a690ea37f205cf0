import { formatCivil, formatUtcOffset } from "../../datasets/civil-time.ts";
import { csvField } from "../../datasets/csv-field.ts";
import { openDataset } from "../../datasets/dataset.ts";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import { readKeys } from "../../datasets/importing/read-keys.ts";
import { datasetName } from "../run/provenance.ts";
import type { DetectorRow, RowAlarm, RunFile } from "../run/run-file.ts";

/** Where alarms go, and whether lines are named by the identifiers that an import has put aside. */
export interface AlarmsWanted {
  /** A file of CSV, or of JSON lines where it ends in .jsonl or .ndjson. */
  readonly path: string;
  readonly identifiers?: boolean;
}

/** A dataset that alarms are raised on; its folder need not be there yet. */
export interface AlarmedDataset {
  readonly dir: string;
  readonly name: string;
  readonly seed: string | null;
}

/** What a dataset knows of its lines. */
interface Lines {
  readonly currency: string;
  readonly utcOffset: Int32Array;
  readonly keys: ReturnType<typeof readKeys>;
}

/**
 * Makes sure, before anything runs, that lines can be named by their identifiers where that is
 * wanted. Throws a RangeError when no dataset holds a key, or two go by one name.
 */
export function checkAlarms(
  datasets: readonly AlarmedDataset[],
  { identifiers }: AlarmsWanted,
): void {
  const seen = new Map<string, string>();
  for (const { dir, name, seed } of datasets) {
    const other = seen.get(keyOf(name, seed));
    if (other !== undefined) {
      throw new RangeError(
        `--alarms: ${other} and ${dir} are both called ${name}: their lines could not be told apart`,
      );
    }
    seen.set(keyOf(name, seed), dir);
  }
  if (!identifiers || datasets.some(({ dir }) => readKeys(dir) !== null)) return;
  throw new RangeError(
    `--identifiers: ${datasets.map(({ dir }) => dir).join(", ")} holds no private/keys.csv: it was generated, or imported with --forget-keys`,
  );
}

/**
 * Writes the alarms of a run's leading rows, one a line: who, when (civil time of the line, and
 * UTC), with what score against which threshold, and what the line had moved and been charged in its
 * billing period so far; its class where there is truth. `billshock score` takes the file back.
 * Written by a temporary name and a rename. Throws a RangeError for a run whose lists were cut, as
 * run.json's are.
 */
export function writeAlarms(run: RunFile, datasets: readonly string[], wanted: AlarmsWanted): void {
  const lines = new Map(datasets.map((dir) => linesOf(run, dir)));
  const isJson = /\.(jsonl|ndjson)$/.test(wanted.path);
  const hasTruth = run.datasets.some(({ truth }) => truth !== null);
  const records = run.detectors
    .filter(({ role, leads, today }) => /detector|combiner/.test(role) && leads && !today)
    .flatMap((row) => {
      mustBeComplete(row);
      return row.alarmList.map((alarm) => {
        const of = lines.get(keyOf(row.dataset, alarm.seed));
        if (of === undefined) throw new RangeError(`alarms: no dataset is called ${row.dataset}`);
        return recordOf({ row, alarm, of, hasTruth, identifiers: wanted.identifiers === true });
      });
    });
  const text = isJson
    ? records.map((record) => `${JSON.stringify(record)}\n`)
    : [headOf({ hasTruth, identifiers: wanted.identifiers === true }), ...records.map(csvOf)];
  writeWhole(wanted.path, text.join(""), wanted.identifiers === true ? 0o600 : undefined);
}

/** run.json holds the first alarms only, and a file of those would look like all there are. */
function mustBeComplete({ name, dataset, alarms, alarmList }: DetectorRow): void {
  if (alarmList.length === alarms) return;
  throw new RangeError(
    `alarms: ${name} on ${dataset} has ${alarms} alarms, of which this run lists ${alarmList.length}; run the bench again with --alarms`,
  );
}

function keyOf(name: string, seed: string | null): string {
  return JSON.stringify([name, seed]);
}

function linesOf(run: RunFile, dir: string): [string, Lines] {
  const dataset = openDataset(dir);
  try {
    const name = datasetName(dataset.manifest);
    const { seed } = dataset.manifest;
    const currency =
      run.datasets.find((each) => each.name === name && each.seed === seed)?.currency ?? "";
    const { utcOffset } = dataset.fleet();
    return [keyOf(name, seed), { currency, utcOffset, keys: readKeys(dir) }];
  } finally {
    dataset.close();
  }
}

interface Told {
  readonly row: DetectorRow;
  readonly alarm: RowAlarm;
  readonly of: Lines;
  readonly hasTruth: boolean;
  readonly identifiers: boolean;
}

type Record = Readonly<{ [column: string]: string | number | null }>;

function recordOf({ row, alarm, of, hasTruth, identifiers }: Told): Record {
  const { device, time, closed, score, bytes, money } = alarm;
  const offset = of.utcOffset[device];
  const threshold = row.thresholds.find(({ seed }) => seed === alarm.seed)?.value ?? null;
  return {
    dataset: row.dataset,
    seed: alarm.seed,
    detector: row.name,
    point: row.point === "shipped" ? "as written" : row.point,
    view: row.view,
    device,
    ...(identifiers ? { identifier: of.keys?.get(device)?.join(" ") ?? null } : {}),
    local: `${formatCivil(time, offset).replace(" ", "T")}${formatUtcOffset(offset)}`,
    at: new Date(time).toISOString(),
    time: new Date(closed).toISOString(),
    score,
    threshold: threshold !== null && Number.isFinite(threshold) ? threshold : null,
    unit: row.thresholdUnit,
    bytes,
    money: money === null ? null : (money / 100).toFixed(2),
    currency: money === null ? null : of.currency,
    ...(hasTruth ? { class: row.counts === null ? null : alarm.class } : {}),
  };
}

function headOf({ hasTruth, identifiers }: Pick<Told, "hasTruth" | "identifiers">): string {
  const columns = ALARM_COLUMNS.filter(
    (name) => (identifiers || name !== "identifier") && (hasTruth || name !== "class"),
  );
  return `${columns.join(",")}\n`;
}

/** Columns of a file of alarms. */
export const ALARM_COLUMNS = [
  ...["dataset", "seed", "detector", "point", "view", "device", "identifier"],
  ...["local", "at", "time", "score", "threshold", "unit", "bytes", "money", "currency", "class"],
];

function csvOf(record: Record): string {
  const fields = Object.values(record).map((value) => csvField(String(value ?? "")));
  return `${fields.join(",")}\n`;
}
