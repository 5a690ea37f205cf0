import { formatCivil, formatUtcOffset, parseUtcOffset } from "../datasets/civil-time.ts";
import type { ImportReport } from "../datasets/importing/import-dataset.ts";
import type { Oddity } from "../datasets/importing/oddities.ts";
import type { ImportPreview } from "../datasets/importing/preview-import.ts";
import type { ReadFacts } from "../datasets/importing/read-files.ts";
import type { RowFault } from "../datasets/importing/row-error.ts";
import { openZone, type Zone } from "../datasets/importing/zone.ts";
import { GB, KB, MB } from "../datasets/sizes.ts";
import { chargesText } from "./charges-text.ts";
import { tableText } from "./table-text.ts";

/** Words what an import came to. */
export function reportText(report: ImportReport): string {
  const { manifest, format, read, skipped, timezone, plan, rated } = report;
  const { name, span, devices, truth } = manifest;
  const zone = openZone(timezone);
  const day = (time: number) => formatCivil(time, zone.offsetAt(time));
  const lines = Object.entries(manifest.views).map(
    ([view, { rows, up, down }]) =>
      `${name}: ${many(rows, "row")} of ${view} from ${format}, ${many(devices, "device")}, ${size(up)} up, ${size(down)} down, ${day(span.from)} to ${day(span.to)}`,
  );
  const isFixed = parseUtcOffset(timezone) !== null;
  lines.push(readText(read, skipped, isFixed ? formatUtcOffset(span.utcOffset) : timezone));
  lines.push(...chargesText({ charges: read.charges, rated, plan }));
  if (truth !== null) lines.push(`truth: ${many(truth.cases, "case")}`);
  return lines.join("\n");
}

/** Words what an import would come to: the first records, and totals beside the files' own. */
export function previewText(preview: ImportPreview): string {
  const { rows, span, sums, up, down, devices, read, skipped, timezone, format, plan, rated } =
    preview;
  const zone = openZone(timezone);
  const head = ["start", "end", "offset", "device", "up", "down"];
  const cells = rows.map(({ start, end, utcOffset, endOffset, device, ...bytes }) => [
    formatCivil(start, utcOffset),
    formatCivil(end, endOffset),
    offsets(utcOffset, endOffset),
    device,
    `${bytes.up} B`,
    `${bytes.down} B`,
  ]);
  const lines = [
    `${format}, as understood (nothing is written):`,
    tableText(head, cells),
    ...sums
      .filter(({ column }) => column !== read.charges?.own.column)
      .map(
        ({ column, unit, sum }) =>
          `the file's own sum of ${column}: ${Number(sum.toPrecision(15))} ${unit}`,
      ),
    `understood: ${many(devices, "device")}, ${up} B up (${size(up)}), ${down} B down (${size(down)})`,
    ...chargesText({ charges: read.charges, rated, plan }),
    span === null ? "no records" : spanText(span, zone),
    ...(preview.truth === null ? [] : [truthText(preview.truth)]),
    readText(read, skipped, timezone),
  ];
  return lines.join("\n");
}

function truthText(kinds: NonNullable<ImportPreview["truth"]>): string {
  const found = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
  return `truth: ${found.length === 0 ? "no interval" : found.join(", ")}`;
}

function spanText({ from, to }: NonNullable<ImportPreview["span"]>, zone: Zone): string {
  const [first, last] = [zone.offsetAt(from), zone.offsetAt(to)];
  return `from ${formatCivil(from, first)} to ${formatCivil(to, last)} at ${offsets(first, last)}`;
}

/** One offset, or both where clocks changed between. */
function offsets(first: number, last: number): string {
  return first === last
    ? formatUtcOffset(first)
    : `${formatUtcOffset(first)} and ${formatUtcOffset(last)}`;
}

function readText(read: ReadFacts, skipped: readonly Oddity[], clock: string): string {
  const left = skipped.reduce((sum, { rows = 0 }) => sum + rows, 0);
  const bad = read.badRows.length > 0 ? ` (${read.badRows.length} bad)` : "";
  return `read: ${many(read.files, "file")}, ${many(read.records, "record")}, ${left} left out${bad}; times are ${clock}`;
}

/** Words one bad row: place, value, reason. */
export function badRowText({ file, line, column, value, reason }: RowFault): string {
  const place = column === null ? `${file}:${line}` : `${file}:${line}:${column}`;
  return value === null
    ? `${place}: ${reason}`
    : `${place}: ${reason}, got ${JSON.stringify(value)}`;
}

/** Words how many rows had something in common, or what is so of the whole table. */
export function counted({ what, rows, bytes, line, file }: Oddity): string {
  const amounts = [
    ...(rows === undefined ? [] : [many(rows, "row")]),
    ...(bytes > 0 ? [size(bytes)] : []),
  ];
  const count = amounts.length === 0 ? "" : `${amounts.join(", ")}: `;
  const place =
    line === undefined ? "" : `, first on line ${line}${file === undefined ? "" : ` of ${file}`}`;
  return `${count}${what}${place}`;
}

function many(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** Binary units, as bills count. */
function size(bytes: number): string {
  const units: readonly (readonly [number, string])[] = [
    [GB, "GB"],
    [MB, "MB"],
    [KB, "KB"],
  ];
  const [unit, name] = units.find(([least]) => bytes >= least) ?? [1, "B"];
  return unit === 1 ? `${bytes} B` : `${(bytes / unit).toFixed(2)} ${name}`;
}
