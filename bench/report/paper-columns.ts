import type { DetectorRow, RunDataset, RunFile } from "../run-file.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { isCase } from "./dataset-facts.ts";
import type { PlainColumn } from "./formats/format.ts";
import { nameOf, pointOf } from "./ranking.ts";
import { isTaught, TAUGHT } from "./table-notes.ts";
import { currencyName, duration, intervalOf, money, NONE, rareEstimate } from "./wording.ts";

/** Room for a table: a page takes the three numbers that decide with intervals, a screen all. */
export type Room = "page" | "screen";

/** A column of a paper's table, and how it is read off a row. */
export interface PaperColumn extends PlainColumn {
  cell(row: DetectorRow): string;
}

/** The columns of a dataset's table, as many as there is room for. */
export function paperColumns(
  { prevalence }: RunFile,
  seeds: readonly RunDataset[],
  room: Room,
): PaperColumn[] {
  const [{ currency, truth }] = seeds;
  const wide = room === "screen";
  const at = `precision, prevalence ${prevalence?.name}`;
  return [
    left("detector", (row) => `${nameOf(row)}${isTaught(row) ? TAUGHT : ""}`),
    left("reads", ({ role, view }) => view ?? (role === "ceiling" ? "any" : NONE)),
    left("point", (row) => (isEntrant(row) ? pointOf(row) : row.role)),
    share("recall %", (row) => row.recall),
    share("precision %", (row) => row.precision),
    ...(prevalence === null
      ? []
      : [right(at, (row) => rareEstimate(row.precisionAtPrevalence, wide))]),
    share("F1 %", (row) => row.f1, wide),
    share("bytes by kind %", (row) => row.valueDetectionRateByKindMean),
    share("all bytes %", (row) => row.valueDetectionRate, wide),
    right(`${currencyName(currency)} saved`, (row) => money(row.moneySaved?.value)),
    ...(wide ? [share("in 1 h %", (row) => row.latency?.within1h ?? null)] : []),
    right("p50 if caught", (row) => delay(row.latency?.p50SecondsCaught)),
    ...(wide ? [right("p90 if caught", (row) => delay(row.latency?.p90SecondsCaught))] : []),
    // A rate of the one line of a case, over its day or two, would be a number without a meaning.
    isCase(seeds)
      ? right("false alarms", ({ counts }) => String(counts?.false ?? NONE))
      : right("false / 1000 line-days", (row) => rate(row.falseAlarmsPer1000DeviceDays, wide)),
    ...(truth === null
      ? [
          right("alarms", ({ alarms }) => String(alarms)),
          right("per 1000 line-days", (row) => rate(row.alarmsPer1000DeviceDays, true)),
        ]
      : []),
  ];
}

/** Tells whether a row competes: it has a point and a threshold. */
export function isEntrant({ role }: Pick<DetectorRow, "role">): boolean {
  return role === "detector" || role === "combiner";
}

type Cell = PaperColumn["cell"];

const left = (title: string, cell: Cell): PaperColumn => ({ title, align: "left", cell });
const right = (title: string, cell: Cell): PaperColumn => ({ title, align: "right", cell });

function share(title: string, read: (row: DetectorRow) => Estimate | null, interval = true) {
  const percent = (of: number) => String(Math.round(of * 100));
  return right(title, (row) => written(read(row), percent, interval));
}

function rate(estimate: Estimate | null, interval: boolean): string {
  return written(estimate, (value) => value.toFixed(1), interval);
}

function written(of: Estimate | null, write: (value: number) => string, interval: boolean): string {
  if (of?.value == null) return NONE;
  return `${write(of.value)} ${interval ? intervalOf(of, write) : ""}`.trim();
}

function delay(estimate: Estimate | null | undefined): string {
  return estimate?.value == null ? NONE : duration(estimate.value);
}
