import { formatCivil } from "../datasets/civil-time.ts";
import type { AuditSummary } from "../datasets/format/manifest.ts";
import type { DeviceDay } from "../datasets/inspection/device-day.ts";
import type { Inspection } from "../datasets/inspection/inspect.ts";
import { type OneLiners, SOLVED } from "../datasets/inspection/one-liners.ts";
import { DAY } from "../datasets/sizes.ts";
import { bandedTable } from "./banded-table.ts";
import { billTable, runsOf } from "./bill-table.ts";
import { moneyText } from "./money-text.ts";
import { proseTable } from "./prose-table.ts";
import { sizeText } from "./size-text.ts";
import { wrapped } from "./wrapped.ts";

/** Whose clock times are told by, and how wide the screen is. */
export interface InspectionLayout {
  /** Minutes east of UTC. */
  readonly utcOffset: number;
  readonly width: number;
}

/** Words an inspection for people: a table of views, the labels, and a line's day when there is one. */
export function inspectionText(inspection: Inspection, layout: InspectionLayout): string {
  const { utcOffset, width } = layout;
  const wrap = (text: string) => wrapped(text, { width, indent: "  " });
  const { name, level, seed, span, devices, views, truth, audit, oneLiners, device } = inspection;
  const days = Math.round((span.to - span.from) / DAY);
  const head = [
    `${name}${level === null ? "" : `@${level}`}`,
    ...(seed === null ? [] : [`seed ${seed}`]),
    `${devices} ${devices === 1 ? "line" : "lines"} x ${days} days`,
    `${formatCivil(span.from, utcOffset)} to ${formatCivil(span.to, utcOffset)}`,
  ].join(", ");
  const rows = Object.entries(views).map(([view, { rows, up, down, columns, marginals }]) => [
    view,
    String(rows),
    sizeText(up),
    sizeText(down),
    sizeText(marginals.dayBytes.mean),
    sizeText(marginals.dayBytes.p50),
    sizeText(marginals.dayBytes.p99),
    share(marginals.topShares.top1),
    String(columns.length),
  ]);
  const labels =
    truth === null
      ? "no truth"
      : `incidents: ${counts(truth.incidents)}\nlook-alikes: ${counts(truth.lookAlikes)}` +
        (truth.enriched ? "\nenriched: incidents are far denser than anywhere in the world" : "");
  return [
    wrap(head),
    bandedTable(
      ["view", "rows", "up", "down", "a day", "p50", "p99", "top 1 %", "columns"],
      rows,
      layout,
    ),
    wrap(labels),
    ...(audit === null ? [] : [wrap(auditLine(audit, level))]),
    ...(oneLiners === null ? [] : ["", oneLinersText(oneLiners, layout)]),
    ...(device === undefined ? [] : ["", deviceText(device, layout)]),
  ].join("\n");
}

/** Says what an audit found: the best rule of one number of each kind beside its reference. */
function auditLine(
  { seeds, artefacts, oneLiners, references, failures }: AuditSummary,
  level: string | null,
): string {
  const { judged, contrasts, leaking } = artefacts;
  const kinds = [...new Set(oneLiners.map(({ kind }) => kind))].sort();
  const best = (kind: string, all: readonly { readonly kind: string; readonly f1: number }[]) =>
    Math.max(0, ...all.filter((each) => each.kind === kind).map(({ f1 }) => f1)).toFixed(2);
  const told = kinds.map((kind) => `${kind} ${best(kind, oneLiners)} / ${best(kind, references)}`);
  const held = level === null ? "no level" : level;
  return [
    failures.length === 0
      ? `audit: holds the bars of ${held}`
      : `audit: published by force, it misses the bars of ${held}`,
    ...failures.map((failure) => `  ${failure}`),
    `  ${leaking} of ${judged} judged contrasts of by-products leak (${contrasts} in all, seeds ${seeds.join(", ")})`,
    `  event-F1 of the best rule of one number / of several cues: ${told.join(", ")}`,
  ].join("\n");
}

/** Says which kinds a single number solves: on those, a good score means little. */
function oneLinersText(oneLiners: OneLiners, layout: InspectionLayout): string {
  const rows = Object.entries(oneLiners).map(([kind, list]) => {
    const [best] = list;
    const verdict = best !== undefined && best.f1 >= SOLVED ? "solves it" : "-";
    const told = list.map(({ view, feature, f1 }) => `${feature} (${view}) ${f1.toFixed(2)}`);
    return [kind, verdict, told.join(", ")];
  });
  return proseTable(
    ["incident kind", "one number", "best single numbers of a day, F1 at the best threshold"],
    rows,
    layout,
  );
}

function deviceText(
  { device, plan, billedWith, currency, day, views, bill, episodes }: DeviceDay,
  { utcOffset, width }: InspectionLayout,
) {
  const wrap = (text: string) => wrapped(text, { width, indent: "  " });
  const money = (minor: number) => moneyText(minor, currency);
  const seen = Object.entries(views).map(([view, { rows, up, down }]) => [
    view,
    String(rows),
    sizeText(up),
    sizeText(down),
  ]);
  const happened = (episodes ?? []).map(({ kind, role, start, end, up, down }) => {
    const span = `${formatCivil(start, utcOffset)} to ${formatCivil(end, utcOffset)}`;
    return `${role} ${kind}, ${span}, ${sizeText(up + down)}`;
  });
  return [
    wrap(
      `line ${device} on ${formatCivil(day.from, utcOffset).slice(0, 10)}, plan ${plan}${withLines(billedWith)}`,
    ),
    bandedTable(["view", "rows", "up", "down"], seen, { width }),
    ...happened.map(wrap),
    wrap(
      `bill of the period from ${formatCivil(bill.periodFrom, utcOffset)}: ` +
        `${money(bill.rated)} rated, ${money(bill.billed)} billed`,
    ),
    ...(bill.records.length === 0
      ? []
      : [billTable(runsOf(bill.records), { currency, utcOffset, width })]),
  ].join("\n");
}

function counts(entries: Readonly<Record<string, number>>): string {
  const words = Object.entries(entries).map(([kind, count]) => `${count} ${kind}`);
  return words.join(", ") || "none";
}

function share(value: number): string {
  return `${(100 * value).toFixed(0)} %`;
}

function withLines(lines: readonly number[]): string {
  if (lines.length === 0) return "";
  return `, on one bill with ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`;
}
