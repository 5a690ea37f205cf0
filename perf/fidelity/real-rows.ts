import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDataset } from "../../datasets/dataset.ts";
import { importDataset } from "../../datasets/importing/import-dataset.ts";
import { HOUR } from "../../datasets/sizes.ts";
import { CAPTURES, type Capture } from "../real-captures.ts";
import { COMPARED_COLUMNS, type ComparedRow } from "./compared-row.ts";
import { selectFlows } from "./select-flows.ts";
import type { TrafficGroup } from "./traffic-group.ts";

/** More than a packet of any network holds: the recorder saw packets that were merged before. */
const LARGEST_PACKET = 1500;

/** A row of a capture. */
export interface RealRow extends ComparedRow {
  /** It is of the one phone that was recorded for hours. */
  readonly isPhone: boolean;
}

/** Rows of real captures of one kind of traffic. */
export interface RealRows {
  readonly rows: readonly RealRow[];
  /** Names of the captures that they come from. */
  readonly captures: readonly string[];
  /** Rows left out since their mean packet was larger than a packet can be. */
  readonly merged: number;
}

/**
 * Imports the flows of a kind of traffic from all captures that hold it, as `billshock import` does.
 *
 * A row's device numbers its capture, or its hour of the one phone that was recorded for hours: rows
 * of one hour or capture hang together, so a model must not learn from some and be asked of others.
 */
export async function readRealRows(
  group: TrafficGroup,
  data: string,
  scratch: string,
): Promise<RealRows> {
  const rows: RealRow[] = [];
  const captures: string[] = [];
  const parts = new Map<string, number>();
  let merged = 0;
  for (const capture of CAPTURES) {
    if (!group.isCapture(capture.name, capture.kind)) continue;
    const before = rows.length;
    for (const { time, values } of await importSome(capture, group, { data, scratch })) {
      const { up, down, packetsUp, packetsDown } = values;
      if (up > LARGEST_PACKET * packetsUp || down > LARGEST_PACKET * packetsDown) {
        merged++;
        continue;
      }
      if (group.isMinute?.(values) === false) continue;
      const isPhone = capture.kind === "phone";
      const hour = isPhone ? Math.floor(time / HOUR) : 0;
      const part = `${capture.name} ${hour}`;
      const device = parts.get(part) ?? parts.size;
      parts.set(part, device);
      rows.push({ device, values, before: null, isPhone });
    }
    if (rows.length > before) captures.push(capture.name);
  }
  return { rows, captures, merged };
}

interface Folders {
  readonly data: string;
  readonly scratch: string;
}

async function importSome(capture: Capture, group: TrafficGroup, { data, scratch }: Folders) {
  const { name, log, format, devices } = capture;
  const text = selectFlows(join(data, log), capture, (flow) => group.isFlow(flow));
  if (text === null) return [];
  const folder = join(scratch, `real ${group.name}`.replace(/\W+/g, "-"));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.${format === "argus" ? "binetflow" : "csv"}`);
  writeFileSync(file, text);
  const out = join(folder, name);
  await importDataset({
    ...{ file, out, format, devices, forgetKeys: true },
    // One capture was put together from two that lie four years apart: it is looked at as one.
    ...{ from: "1970-01-01", to: "2030-01-01" },
  });
  const dataset = openDataset(out);
  const rows: { time: number; values: ComparedRow["values"] }[] = [];
  for (const batch of dataset.readView("flows", 0, ["time", ...COMPARED_COLUMNS])) {
    for (let i = 0; i < batch.length; i++) {
      const values = Object.fromEntries(COMPARED_COLUMNS.map((key) => [key, batch[key][i]]));
      rows.push({ time: batch.time[i], values: values as ComparedRow["values"] });
    }
  }
  dataset.close();
  return rows;
}
