import { FIDELITY_BARS } from "../../simulators/fidelity/fidelity-bars.ts";
import type { Spread } from "../fidelity/compare-columns.ts";
import type { ProtocolResult } from "../fidelity/measure-protocols.ts";
import type { VolumeResult } from "../fidelity/measure-volumes.ts";
import type { Area } from "../fidelity/tell-apart.ts";
import { markdownTable } from "./markdown.ts";

/** Every bar on volumes with the values of each preset, seed by seed; what misses its bar says so. */
export function volumesFigure(volumes: readonly VolumeResult[]): string {
  const presets = [...new Set(volumes.map(({ preset }) => preset))];
  const seeds = (preset: string, of: (one: VolumeResult) => string | undefined) =>
    volumes.flatMap((one) => (one.preset === preset ? (of(one) ?? []) : [])).join(", ") || "-";
  const rows = FIDELITY_BARS.map(({ name, summary, unit, low, high }) => [
    `${name}: ${summary}, ${unit}`,
    `${low} to ${high}`,
    ...presets.map((preset) =>
      seeds(preset, ({ bars }) => {
        const found = bars.find((bar) => bar.name === name);
        if (found === undefined) return undefined;
        return `${three(found.value)}${found.miss > 0 ? " **missed**" : ""}`;
      }),
    ),
  ]);
  const mean = (title: string, of: (one: VolumeResult) => number) => [
    ...[title, "-"],
    ...presets.map((preset) => seeds(preset, (one) => of(one).toFixed(0))),
  ];
  return markdownTable(
    ["bar", "range", ...presets],
    [
      ...rows,
      mean("mean month, MB", (one) => one.mean),
      mean("the same without the luck of who was drawn", (one) => one.steadyMean),
    ],
  );
}

/** Where each kind of traffic comes from, and how it was told. */
export function toldFigure(protocols: readonly ProtocolResult[]): string {
  const rows = protocols.map(({ name, protocols: own, told, simulated, captures }) => [
    ...[name, own.join(", "), told, simulated, captures.join(", ")],
  ]);
  return markdownTable(
    ["traffic", "protocols", "real: how it was told", "simulated", "captures"],
    rows,
  );
}

/** Real beside simulated, column by column. */
export function columnsFigure(protocols: readonly ProtocolResult[]): string {
  const lines = protocols.flatMap(({ name, rows, captures, columns, thin }) => [
    ...columns.map((column, i) => [
      i === 0 ? `${name}: ${rowsOf(rows)}, ${countOf(captures)}` : "",
      column.name,
      spread(column.real),
      spread(column.simulated),
      column.verdict === "missed" ? "**missed**" : column.verdict,
    ]),
    ["", "rows whose packets up are below 40 B", percent(thin.real), percent(thin.simulated), ""],
  ]);
  return markdownTable(["traffic", "column", "real", "simulated", "verdict"], lines);
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/** How far a classifier tells real rows from simulated ones. */
export function twoSampleFigure(protocols: readonly ProtocolResult[]): string {
  const lines = protocols.map(({ name, captures, rows, apart }) => {
    const [best, next] = apart.columns;
    const named = (one: (Area & { name: string }) | undefined) =>
      one === undefined ? "-" : `${one.name} ${area(one)}`;
    return [
      ...[name, `${apart.rows[0]} of ${rows.real}`, `${captures.length} (${apart.parts[0]})`],
      `${apart.rows[1]} (${apart.parts[1]})`,
      apart.all === null ? "too few" : area(apart.all),
      ...[named(best), named(next)],
    ];
  });
  const head = ["traffic", "real rows", "captures (parts)", "simulated rows (devices)"];
  return markdownTable([...head, "AUC, 95 %", "best column alone", "next"], lines);
}

function rowsOf({ real, phone, sized }: ProtocolResult["rows"]): string {
  const matched = sized === 0 ? "none of a simulated size" : `${sized} of a simulated size`;
  return `${real} rows, ${phone} of the phone, ${matched}`;
}

function area({ area: value, low, high }: Area): string {
  return `${value.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

function countOf(captures: readonly string[]): string {
  return captures.length === 1 ? "1 capture" : `${captures.length} captures`;
}

function spread(values: Spread | null): string {
  if (values === null) return "-";
  const [low, median, high] = values.map(three);
  return `${median} [${low}, ${high}]`;
}

/** Three digits, without an exponent. */
function three(value: number): string {
  if (value === 0 || value >= 1000) return value.toFixed(0);
  return String(Number(value.toPrecision(3)));
}
