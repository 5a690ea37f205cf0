import type { Tariff } from "../billing/tariff.ts";
import { BILLING_DAY, importPlan } from "./import-plan.ts";
import { prevailingOffset } from "./import-rows.ts";
import type { OwnSum } from "./importer.ts";
import type { Oddity } from "./oddities.ts";
import { type ImportSettings, openInputs } from "./open-inputs.ts";
import type { RatedSum } from "./rate-usage.ts";
import { type ReadFacts, readFiles } from "./read-files.ts";
import { openSideRating } from "./side-rating.ts";
import { readTruthIntervals } from "./truth-intervals.ts";
import type { Zone } from "./zone.ts";

/** One record as it was understood. */
export interface PreviewRow {
  /** ms UTC. */
  readonly start: number;
  readonly end: number;
  /** Minutes east of UTC of the local times at which it began and ended. */
  readonly utcOffset: number;
  readonly endOffset: number;
  /** How the source names the device. */
  readonly device: string;
  readonly up: number;
  readonly down: number;
}

/** Options of {@link previewImport}. */
export interface PreviewOptions extends ImportSettings {
  /** Tariff, its name, or a file: rates the records. */
  readonly tariff?: Tariff | string;
  /** CSV of `device,kind,from,to`, checked against the records. */
  readonly truth?: string;
}

/** What an import would come to. */
export interface ImportPreview {
  readonly format: string;
  readonly timezone: string;
  readonly read: ReadFacts;
  readonly rows: readonly PreviewRow[];
  /** First start and last end, ms UTC; null without a record. */
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly devices: number;
  /** Bytes of all records. */
  readonly up: number;
  readonly down: number;
  /** What the lines pay, as far as it is known. */
  readonly plan: Tariff;
  /** What the tariff makes of the records; null without one, and of flows. */
  readonly rated: RatedSum | null;
  /** What the file's own numbers add up to, column by column. */
  readonly sums: readonly OwnSum[];
  /** Intervals of the truth file by kind; null without one. */
  readonly truth: Readonly<Record<string, number>> | null;
  readonly skipped: readonly Oddity[];
  readonly warnings: readonly Oddity[];
}

const ROWS = 5;

/**
 * Reads foreign files as an import does, and writes nothing: shows the first records as they were
 * understood, and totals to be compared with what the files' own tools say.
 *
 * Totals are those of the records as they were read: of flows, before they are folded into minutes.
 * Throws a RangeError where an import would, of the truth file too.
 */
export async function previewImport(settings: PreviewOptions): Promise<ImportPreview> {
  const { tariff, plan } = importPlan(settings.tariff, settings.map);
  const { importer, sources, reading } = await openInputs(settings);
  const isFlows = importer.view === "flows";
  const rating = isFlows || tariff === null ? null : openSideRating(tariff);
  const first: Omit<PreviewRow, "device">[] = [];
  const devices: number[] = [];
  const total = { up: 0, down: 0, from: Number.POSITIVE_INFINITY, to: 0 };
  const emit = (row: Float64Array): void => {
    const end = row[isFlows ? 3 : 1] as number;
    const [start, up, down] = [row[4] as number, row[5] as number, row[6] as number];
    total.up += up;
    total.down += down;
    total.from = Math.min(total.from, start);
    total.to = Math.max(total.to, end);
    rating?.add(row);
    if (first.length === ROWS) return;
    const [utcOffset, endOffset] = [start, end].map(reading.zone.offsetAt) as [number, number];
    first.push({ start, end, utcOffset, endOffset, up, down });
    devices.push(row[2] as number);
  };
  let rated: RatedSum | null = null;
  try {
    const files = await readFiles(importer, sources(), { ...reading, emit });
    const { counts, identifiers, read, span } = files;
    if (rating !== null && read.records > 0) {
      const utcOffset = prevailingOffset(reading.zone, span, counts.tally);
      rated = rating.sum({ utcOffset, billingDay: BILLING_DAY, from: span.from });
    }
    return {
      format: importer.name,
      timezone: reading.zone.name,
      read,
      rows: first.map((row, i) => ({
        ...row,
        device: identifiers[devices[i] as number]?.join(",") ?? "",
      })),
      span: read.records === 0 ? null : { from: total.from, to: total.to },
      devices: identifiers.length,
      up: total.up,
      down: total.down,
      plan,
      rated,
      sums: read.sums,
      truth: await truthKinds(settings, {
        zone: reading.zone,
        later: reading.later ?? false,
        files,
      }),
      skipped: counts.skipped(),
      warnings: counts.warnings(),
    };
  } finally {
    rating?.close();
  }
}

interface TruthReading {
  readonly zone: Zone;
  readonly later: boolean;
  readonly files: Awaited<ReturnType<typeof readFiles>>;
}

/** Checks the truth file as the import will, and counts its intervals. */
async function truthKinds(
  { truth }: PreviewOptions,
  { zone, later, files: { deviceOf, span, read } }: TruthReading,
): Promise<Readonly<Record<string, number>> | null> {
  if (truth === undefined || read.records === 0) return null;
  const kinds: Record<string, number> = {};
  const options = { zone, later, deviceOf, from: span.from, to: span.to };
  for (const { kind } of await readTruthIntervals(truth, options)) {
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}
