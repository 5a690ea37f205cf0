import { chosenViews, labelOf, rankingOf } from "../../bench/report/ranking.ts";
import type { DetectorRow, RunFile } from "../../bench/run/run-file.ts";
import type { Claim } from "./claim.ts";

/** Detectors that have to beat chance. */
const ENOUGH = 6;
const CAUGHT = 0.5;
const MISSED = 0.1;
const RANKING = "valueDetectionRateByKindMean";

/** Judges the claims that one run on one dataset decides. */
export function judgeRun(run: RunFile, dataset: string, names: readonly string[]): Claim[] {
  return [
    hasEveryRow(run, dataset, names),
    beatsChance(run, dataset),
    ...kindsOf(run, dataset).map((kind) => isCaughtAndMissed(run, dataset, kind)),
  ];
}

/** Rows that surely save more than both floors with as many alarms, by disjoint 95 % intervals. */
export function beatingChance(run: RunFile, dataset: string): DetectorRow[] {
  return chosenRows(run, dataset).filter(({ role, floors, [RANKING]: own }) => {
    const low = own?.low ?? null;
    const floorHighs = [floors.coin, floors.blindPeriodic].map((floor) => floor?.[RANKING].high);
    return (
      role === "detector" &&
      low !== null &&
      floorHighs.every((high) => typeof high === "number" && low > high)
    );
  });
}

/** Kinds of incident that a dataset holds. */
export function kindsOf(run: RunFile, dataset: string): string[] {
  const rows = run.detectors.filter((row) => row.dataset === dataset);
  return [...new Set(rows.flatMap(({ byIncident }) => Object.keys(byIncident)))].sort();
}

/** Rows that stand for their detectors, best first. */
export function chosenRows(run: RunFile, dataset: string): DetectorRow[] {
  return chosenViews(rankingOf(run, dataset).ranked);
}

function hasEveryRow(run: RunFile, dataset: string, names: readonly string[]): Claim {
  const scored = new Set(rankingOf(run, dataset).ranked.map(({ name }) => name));
  const absent = names.filter((name) => !scored.has(name));
  return {
    claim: `every named detector has a row (${names.length})`,
    passed: absent.length === 0,
    found: absent.length === 0 ? ["none is absent"] : absent.map((name) => `${name} has none`),
  };
}

function beatsChance(run: RunFile, dataset: string): Claim {
  const rows = beatingChance(run, dataset);
  return {
    claim:
      `at least ${ENOUGH} detectors save more than coin and blind-periodic with as many alarms, ` +
      "mean over kinds, 95 % intervals disjoint",
    passed: rows.length >= ENOUGH,
    found: [`${rows.length} do: ${rows.map(labelOf).join(", ")}`],
  };
}

function isCaughtAndMissed(run: RunFile, dataset: string, kind: string): Claim {
  const rows = chosenRows(run, dataset).filter(({ role }) => role === "detector");
  const recallOf = (row: DetectorRow) => row.byIncident[kind]?.recall.value ?? null;
  const catchers = rows
    .filter((row) => row.detects.includes(kind) && (recallOf(row) ?? 0) >= CAUGHT)
    .sort((a, b) => (recallOf(b) ?? 0) - (recallOf(a) ?? 0));
  const [first] = catchers;
  const missers = rows
    .filter((row) => row.name !== first?.name && hasBytes(run, dataset, row, kind))
    .filter((row) => (recallOf(row) ?? 1) <= MISSED)
    // Who saves most elsewhere and misses this kind tells more than who catches nothing at all.
    .sort((a, b) => (b[RANKING]?.value ?? 0) - (a[RANKING]?.value ?? 0));
  const [misser] = missers;
  const named = (row: DetectorRow) =>
    `${labelOf(row)} (${Math.round((recallOf(row) ?? 0) * 100)} %)`;
  return {
    claim: `${kind} is caught by a detector that claims it and missed by another that has its bytes`,
    passed: first !== undefined && misser !== undefined,
    found: [
      first ? `caught by ${catchers.map(named).join(", ")}` : "caught by nobody who claims it",
      misser ? `missed by ${named(misser)} and ${missers.length - 1} more` : "missed by nobody",
    ],
  };
}

/** A view has the bytes of a kind when its ceiling catches the kind there. */
function hasBytes(run: RunFile, dataset: string, { view }: DetectorRow, kind: string): boolean {
  const ceiling = rankingOf(run, dataset).ceiling.find((row) => row.view === view);
  return (ceiling?.byIncident[kind]?.recall.value ?? 0) >= CAUGHT;
}
