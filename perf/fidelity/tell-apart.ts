import { ARTEFACT_COLUMNS } from "../../datasets/audit/artefact-columns.ts";
import { sampleOf } from "../../datasets/audit/contrast.ts";
import { foldArea } from "../../datasets/audit/fold-area.ts";
import { heldOutScores } from "../../datasets/audit/held-out-scores.ts";
import { devicesOfSides, type Sample } from "../../datasets/audit/sample.ts";
import { LEAST_ROWS } from "./compare-columns.ts";
import type { ColumnName } from "./compared-columns.ts";
import type { RowsBeside } from "./match-beside.ts";

/** Fewer parts on a side leave a fold without any. */
const LEAST_PARTS = 5;
/** By-products of the protocol: packets, 5-tuples, remotes and ports, as the audit reads them. */
const COLUMNS = ARTEFACT_COLUMNS.filter(
  ({ group, views }) => views.includes("flows") && (group === "packets" || group === "tuples"),
);

/** How well rows are told apart: .5 = not at all, 1 = every pair. */
export interface Area {
  readonly area: number;
  readonly low: number;
  readonly high: number;
}

/** What a classifier makes of rows of one side among those of the other. */
export interface ToldApart {
  readonly rows: readonly [inside: number, beside: number];
  /** Simulated devices; captures of the real side, with each hour of the phone for one. */
  readonly parts: readonly [inside: number, beside: number];
  /** null where a side has under 5 parts, or under 20 rows. */
  readonly all: Area | null;
  /** Each column alone, the most telling first. */
  readonly columns: readonly (Area & { readonly name: string })[];
}

/**
 * Asks the boosting of the audit to tell rows from those beside them by packets, 5-tuples, remotes
 * and ports, within folds by part: a part that is asked about taught nothing. The interval is the
 * bootstrap by part. About a second for 1,000 rows.
 */
export function tellApart(
  { rows, beside }: RowsBeside,
  toldBy: readonly ColumnName[] = [],
): ToldApart {
  const first = rows.reduce((most, { device }) => Math.max(most, device + 1), 0);
  const others = beside.map((row) => ({ ...row, device: first + row.device }));
  const byPort = toldBy.includes("share of high ports");
  const columns = COLUMNS.filter(({ name }) => !(byPort && name === "high-port share"));
  const sample = sampleOf(rows, others, columns);
  const parts = devicesOfSides(sample);
  const facts = { parts, rows: [rows.length, beside.length] as const };
  if (Math.min(...parts) < LEAST_PARTS || Math.min(...facts.rows) < LEAST_ROWS) {
    return { ...facts, all: null, columns: [] };
  }
  const alone = sample.columns.map((column) => ({
    name: column.name,
    ...areaOf({ ...sample, columns: [column] }),
  }));
  return { ...facts, all: areaOf(sample), columns: alone.sort((a, b) => b.area - a.area) };
}

function areaOf(sample: Sample): Area {
  const { area, low, high } = foldArea(sample, heldOutScores(sample));
  return { area, low, high };
}
