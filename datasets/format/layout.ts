import type { Table } from "../table.ts";
import { cases } from "../tables/cases.ts";
import { devices } from "../tables/devices.ts";
import { enforcement } from "../tables/enforcement.ts";
import { episodes } from "../tables/episodes.ts";
import { incidents } from "../tables/incidents.ts";
import { notices } from "../tables/notices.ts";
import { safeguards } from "../tables/safeguards.ts";
import { truthDevices } from "../tables/truth-devices.ts";
import type { ViewName } from "../view.ts";

/** Tables that a dataset holds once, by their path below it. */
export const SMALL_TABLES = {
  "devices.arrow": devices,
  "enforcement.arrow": enforcement,
  "truth/incidents.arrow": incidents,
  "truth/cases.arrow": cases,
  "truth/episodes.arrow": episodes,
  "truth/devices.arrow": truthDevices,
  "truth/safeguards.arrow": safeguards,
  "truth/notices.arrow": notices,
} as const satisfies Readonly<Record<string, Table>>;

/** Path of a small table. */
export type SmallTablePath = keyof typeof SMALL_TABLES;

/** Tables that a dataset holds only where there is something to say. */
export const OPTIONAL_TABLES: readonly SmallTablePath[] = [
  "enforcement.arrow",
  "truth/safeguards.arrow",
  "truth/notices.arrow",
];

/** Path of a view's rows in one shard. */
export function viewPath(view: ViewName, shard: number): string {
  return `views/${view}/${shardName(shard)}`;
}

/** Path of the record truth of a view's rows in one shard. */
export function recordTruthPath(view: ViewName, shard: number): string {
  return `truth/${view}/${shardName(shard)}`;
}

function shardName(shard: number): string {
  return `${String(shard).padStart(4, "0")}.arrow`;
}

/** Path of the page of facts. */
export const MANIFEST_PATH = "manifest.json";
