import type { Dataset } from "../dataset.ts";
import { collectRows } from "./collect-rows.ts";
import { deviceContrasts } from "./device-contrasts.ts";
import { type Judged, judge } from "./judge.ts";
import { shareProtocol } from "./kind-protocols.ts";
import { type Measured, measureContrast } from "./measure-contrast.ts";
import { type PlacementPair, sharedPlacements } from "./placements.ts";
import { rowContrasts, type SharesProtocol } from "./row-contrasts.ts";

/** What the artefact audit found in a pool of datasets. */
export interface ArtefactAudit {
  readonly contrasts: readonly Judged[];
  /** Datasets of other scenarios than the first: beside it in their placements, and in nothing else. */
  readonly apart: readonly string[];
  /** Datasets of one seed and different presets, beside each other. */
  readonly placements: readonly PlacementPair[];
  /** No contrast that could be judged failed, and no pair shares its placements. */
  readonly ok: boolean;
}

/** What an audit may be told. */
export interface AuditOptions {
  /** Look-alikes are compared with the kinds whose protocol they share; by default as {@link shareProtocol} knows it. */
  readonly sharesProtocol?: SharesProtocol;
  /** Which contrasts have figures: all that can have any, or only those that can be judged, for who asks for the verdict. */
  readonly measures?: "all" | "judged";
  /** Hears how many of all contrasts have been measured. */
  readonly onContrast?: (done: number, total: number) => void;
}

/**
 * Asks whether by-products of how rows are made tell incidents, look-alikes and normal rows apart.
 *
 * Several seeds of a scenario are pooled, until each side of a contrast has 60 devices; a contrast
 * with fewer is measured and not judged. Views are read once; rows are sampled, at most 40 a view
 * of each episode and 300 normal ones a cell of matching (1,500 in charging), so memory does not grow with the rows.
 */
export function auditArtefacts(
  datasets: readonly Dataset[],
  { sharesProtocol = shareProtocol, measures = "all", onContrast = () => {} }: AuditOptions = {},
): ArtefactAudit {
  const pool = poolOf(datasets);
  const measured: Measured[] = [];
  const contrasts = [...rowContrasts(collectRows(pool), sharesProtocol), ...deviceContrasts(pool)];
  for (const contrast of contrasts) {
    measured.push(measureContrast(contrast, measures));
    onContrast(measured.length, contrasts.length);
  }
  const judged = judge(measured);
  const placements = sharedPlacements(datasets);
  const ok =
    judged.every(({ leaks }) => leaks.length === 0) && placements.every(({ isLeak }) => !isLeak);
  const apart = datasets.filter((dataset) => !pool.includes(dataset)).map(({ dir }) => dir);
  return { contrasts: judged, apart, placements, ok };
}

/** Seeds of the first one's scenario: what another preset has on the same lines is no further evidence. */
function poolOf(datasets: readonly Dataset[]): Dataset[] {
  const { scenarioHash } = datasets[0].manifest;
  const pool = datasets.filter(({ manifest }) => manifest.scenarioHash === scenarioHash);
  const seeds = new Map<string | null, string>();
  for (const { dir, manifest } of pool) {
    const other = seeds.get(manifest.seed);
    if (other !== undefined) {
      throw new RangeError(
        `audit: seeds must differ, ${other} and ${dir} both have ${manifest.seed}`,
      );
    }
    seeds.set(manifest.seed, dir);
  }
  return pool;
}
