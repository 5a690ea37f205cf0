import { formatCivil } from "../../datasets/civil-time.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { readKeys } from "../../datasets/importing/read-keys.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import { counted } from "../report/wording.ts";
import { datasetName } from "../run/provenance.ts";
import { type AlertLine, readAlertLines } from "./alert-lines.ts";

/** Alerts of several files, and what of them won't count. */
export interface ReadAlerts {
  readonly files: readonly { readonly path: string; readonly lines: readonly AlertLine[] }[];
  /** The view that they are about. */
  readonly view: ViewName;
  readonly warnings: readonly string[];
}

/**
 * Reads files of alerts about a dataset: its lines by number or identifier, times without an offset
 * by its clock. Throws where a file is about other datasets or another view alone, since it would
 * then score as a rule that never alarms; lines that are passed over, and alerts before or after the
 * data, are told.
 */
export function readAlerts(
  paths: readonly string[],
  dataset: Dataset,
  asked: ViewName | undefined,
): ReadAlerts {
  const { manifest, dir } = dataset;
  const { span, devices } = manifest;
  const known = readKeys(dir);
  const keys = known && new Map<string, number>();
  for (const [device, names] of known ?? []) {
    for (const name of [...names, names.join(" ")]) keys?.set(name, device);
  }
  const subject = {
    dataset: datasetName(manifest),
    seed: manifest.seed,
    devices,
    keys,
    utcOffset: span.utcOffset,
  };
  const warnings: string[] = [];
  const files = paths.map((path) => {
    const { lines, elsewhere } = readAlertLines(path, subject);
    if (elsewhere > 0) {
      warnings.push(
        `${path}: ${counted(elsewhere, "alert")} of other datasets passed over, ${lines.length} read`,
      );
    }
    const outside = lines.filter(({ at, time }) => {
      const moment = at ?? time;
      return moment < span.from || moment > span.to;
    });
    if (outside.length > 0) {
      const [from, to] = [span.from, span.to].map((time) => formatCivil(time, span.utcOffset));
      const among = `${outside.length} of ${counted(lines.length, "alert")}`;
      warnings.push(
        `${outside[0].place}: the first of ${among} outside the data, ${from} to ${to}`,
      );
    }
    return { path, lines };
  });
  return { files, view: viewOf(files, dataset, asked), warnings };
}

/**
 * The view that alerts are scored on: the one asked for, else the only one that the files name, else
 * the dataset's first. Throws where that would leave out all of a file in silence.
 */
function viewOf(
  files: ReadAlerts["files"],
  { manifest }: Dataset,
  asked: ViewName | undefined,
): ViewName {
  const present = VIEWS.filter((each) => manifest.views[each] !== undefined);
  const named = [...new Set(files.flatMap(({ lines }) => lines.flatMap(({ view }) => view ?? [])))];
  const [only] = named;
  if (asked === undefined && named.length > 1) {
    throw new RangeError(
      `alerts: are on ${named.join(", ")}; say which view to score, such as --view ${only}`,
    );
  }
  const view = asked ?? present.find((each) => each === only) ?? present[0] ?? "charging";
  for (const { path, lines } of files) {
    if (lines.length === 0 || lines.some((line) => (line.view ?? view) === view)) continue;
    throw new RangeError(`${path}: alerts are on ${lines[0].view}, and ${view} is scored`);
  }
  return view;
}
