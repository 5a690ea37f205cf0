import { openDataset } from "../dataset.ts";
import type { AuditSummary, Manifest, ViewSummary } from "../format/manifest.ts";
import type { ViewName } from "../view.ts";
import { type DeviceDay, readDeviceDay } from "./device-day.ts";
import { type Marginals, measureMarginals } from "./marginals.ts";
import { measureOneLiners, type OneLiners } from "./one-liners.ts";

/** What inspect tells of a dataset; plain JSON. */
export interface Inspection {
  readonly format: number;
  readonly name: string;
  readonly origin: Manifest["origin"];
  readonly level: string | null;
  readonly seed: string | null;
  readonly currency: string;
  /** ms UTC. */
  readonly span: { readonly from: number; readonly to: number };
  readonly devices: number;
  readonly views: Readonly<
    Partial<
      Record<
        ViewName,
        Pick<ViewSummary, "rows" | "up" | "down" | "columns" | "logicalHash"> & {
          readonly marginals: Marginals;
        }
      >
    >
  >;
  readonly truth: null | {
    readonly incidents: Readonly<Record<string, number>>;
    readonly lookAlikes: Readonly<Record<string, number>>;
    readonly cases: number;
    readonly enriched: boolean;
  };
  /** What an audit found when it was published; null: nobody has published it. */
  readonly audit: AuditSummary | null;
  /** How far one number of a device's day gets with each incident kind; null without truth. */
  readonly oneLiners: OneLiners | null;
  /** One day of one device, where it was asked for. */
  readonly device?: DeviceDay;
}

/** Which device and day to look at closely. */
export interface InspectOptions {
  readonly device?: number;
  /** Any moment of the day, ms UTC; default: the device's heaviest day. */
  readonly at?: number;
}

/**
 * Tells what a dataset holds: rows, span, columns, labels, hashes, how its bytes are spread, and, for
 * a device, its day and its bill.
 *
 * Takes the counts from the manifest and trusts it; verify does not. Reads each view once.
 */
export function inspectDataset(dir: string, { device, at }: InspectOptions = {}): Inspection {
  const dataset = openDataset(dir);
  try {
    const { manifest } = dataset;
    if (at !== undefined && device === undefined) {
      throw new RangeError("inspect: at must come with a device, got none");
    }
    const { format, name, origin, level, seed, currency, span, devices, truth } = manifest;
    return {
      format,
      name,
      origin,
      level,
      seed,
      currency,
      span: { from: span.from, to: span.to },
      devices,
      views: Object.fromEntries(
        dataset.views.map((view) => {
          const { rows, up, down, columns, logicalHash } = manifest.views[view] as ViewSummary;
          const marginals = measureMarginals(dataset, view);
          return [view, { rows, up, down, columns, logicalHash, marginals }];
        }),
      ),
      truth: truth && {
        incidents: truth.incidents,
        lookAlikes: truth.lookAlikes,
        cases: truth.cases,
        enriched: truth.enriched,
      },
      audit: manifest.audit ?? null,
      oneLiners: truth && measureOneLiners(dataset),
      ...(device === undefined ? {} : { device: readDeviceDay(dataset, device, at) }),
    };
  } finally {
    dataset.close();
  }
}
