import type { Table } from "./table.ts";
import { charging } from "./tables/charging.ts";
import { flows } from "./tables/flows.ts";
import { netstats } from "./tables/netstats.ts";
import { wlan } from "./tables/wlan.ts";

/** The four observers. */
export const VIEWS = ["flows", "charging", "netstats", "wlan"] as const;

/** Name of one observer's view. */
export type ViewName = (typeof VIEWS)[number];

/** Table of each view. */
export const VIEW_TABLES: Readonly<Record<ViewName, Table>> = { flows, charging, netstats, wlan };

/**
 * A run of rows of one view, column by column, in order of (visibleAt, device, seq).
 *
 * Every column that any view has is declared; a batch carries those of its own view. A reader
 * touches no index at or above `length`: arrays are reused and longer than the batch.
 */
export interface ViewBatch {
  readonly length: number;
  readonly time: Float64Array;
  readonly visibleAt: Float64Array;
  readonly device: Uint32Array;
  readonly seq: Uint32Array;
  readonly start: Float64Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
  readonly packetsUp: Uint32Array;
  readonly packetsDown: Uint32Array;
  readonly flows: Uint32Array;
  readonly peers: Uint32Array;
  readonly hiPortShare: Float32Array;
  readonly app: Uint8Array;
  readonly access: Uint8Array;
  readonly rat: Uint8Array;
  readonly province: Uint8Array;
  readonly roaming: Uint8Array;
  readonly ttl: Uint8Array;
  readonly osFingerprint: Uint8Array;
  readonly ratingGroup: Uint8Array;
  readonly cause: Uint8Array;
  readonly inBundle: Float64Array;
  readonly charged: Float64Array;
  readonly foreground: Uint8Array;
  readonly tethering: Uint8Array;
  readonly account: Uint32Array;
  readonly session: Uint32Array;
  readonly status: Uint8Array;
  readonly nas: Uint32Array;
  readonly clientMac: Uint32Array;
  readonly octetsUp: Uint32Array;
  readonly octetsDown: Uint32Array;
  readonly gigawordsUp: Uint32Array;
  readonly gigawordsDown: Uint32Array;
  readonly sessionTime: Uint32Array;
  readonly method: Uint8Array;
  readonly terminateCause: Uint8Array;
}

/** Name of a column of some view. */
export type ViewColumn = Exclude<keyof ViewBatch, "length">;
