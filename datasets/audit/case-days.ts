import { civilDay } from "../civil-time.ts";
import type { Dataset } from "../dataset.ts";
import { DAY } from "../sizes.ts";
import { codeOf } from "../table.ts";
import { SPLITS } from "../vocabularies.ts";
import { daysOf } from "./day-series.ts";

const CALIBRATION = codeOf(SPLITS, "calibration");
const TEST = codeOf(SPLITS, "test");

/** A case and its days, as cells of device x days. */
export interface CaseDays {
  readonly kind: string;
  readonly isTest: boolean;
  readonly cells: readonly number[];
}

/** Which days are whose. */
export interface MarkedDays {
  readonly cases: readonly CaseDays[];
  /** Look-alikes by the kind that they resemble, and their days; those of the warm-up too. */
  readonly lookAlikes: readonly Omit<CaseDays, "isTest">[];
  /** Cells without any incident, after the warm-up. */
  readonly ordinary: Readonly<Record<"calibration" | "test", Uint32Array>>;
}

/** Marks the days of cases and the ordinary days of both halves; days of the warm-up are neither. */
export function markDays(dataset: Dataset): MarkedDays {
  const { span, devices } = dataset.manifest;
  const days = daysOf(dataset);
  const first = civilDay(span.from, span.utcOffset);
  const dayOf = (time: number) => civilDay(time, span.utcOffset) - first;
  const cellsOf = (device: number, from: number, to: number): number[] => {
    const cells: number[] = [];
    const last = Math.min(days - 1, dayOf(Math.max(from, to - 1)));
    for (let day = Math.max(0, dayOf(from)); day <= last; day++) cells.push(device * days + day);
    return cells;
  };
  const halves = new Uint8Array(devices);
  const lines = dataset.readTruth("devices");
  for (let i = 0; i < lines.length; i++) halves[lines.device[i]] = lines.split[i];
  const incidents = dataset.readTruth("incidents");
  const kinds = new Map<number, string>();
  for (let i = 0; i < incidents.length; i++) {
    kinds.set(incidents.incident[i], incidents.vocabularies["kind"][incidents.kind[i]]);
  }
  const table = dataset.readTruth("cases");
  const isHit = new Uint8Array(devices * days);
  const cases: CaseDays[] = [];
  for (let c = 0; c < table.length; c++) {
    const device = table.device[c];
    const cells = cellsOf(device, table.onset[c], table.end[c]);
    for (const cell of cells) isHit[cell] = 1;
    const kind = kinds.get(table.incident[c]) ?? "unknown";
    cases.push({ kind, isTest: halves[device] === TEST, cells });
  }
  const told = dataset.readTruth("episodes");
  const lookAlikes = Array.from({ length: told.length }, (_, e) => e)
    .filter((e) => told.vocabularies["role"][told.role[e]] === "look-alike")
    .map((e) => ({
      kind: told.vocabularies["twin"][told.twin[e]],
      cells: cellsOf(told.device[e], told.start[e], told.end[e]),
    }));
  const warm = Math.ceil(span.warmUp / DAY);
  const ordinary = (half: number) =>
    Uint32Array.from(
      [...isHit.keys()].filter(
        (cell) =>
          isHit[cell] === 0 && cell % days >= warm && halves[Math.floor(cell / days)] === half,
      ),
    );
  return {
    cases,
    lookAlikes,
    ordinary: { calibration: ordinary(CALIBRATION), test: ordinary(TEST) },
  };
}
