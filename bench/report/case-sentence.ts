import type { DetectorRow, RowAlarm, RunDataset, RunFile } from "../run/run-file.ts";
import { leaderOf } from "./leader.ts";
import {
  entrants,
  labelOf,
  pointOf,
  type Ranking,
  rankingOf,
  rowChosenElsewhere,
} from "./ranking.ts";
import { clock, counted, money } from "./wording.ts";

/** A detector that noticed a case while it ran. */
export interface Noticed {
  readonly row: DetectorRow;
  readonly alarm: RowAlarm;
}

/** The first right alarm of each row on a case that still ran, earliest first. */
export function noticed(rows: readonly DetectorRow[], seed: string | null): Noticed[] {
  return rows
    .flatMap((row) => {
      const alarm = row.alarmList.find((each) => each.class === "hit" && each.seed === seed);
      return alarm ? [{ row, alarm }] : [];
    })
    .sort((a, b) => a.alarm.time - b.alarm.time || labelOf(a.row).localeCompare(labelOf(b.row)));
}

/**
 * Tells a case: what it cost, what the detector that one would have chosen beforehand makes of it,
 * how many notice, and the first of them, which only hindsight picks. Money is the mean of seeds.
 */
export function caseSentence(run: RunFile, seeds: readonly RunDataset[]): string {
  const [dataset] = seeds;
  const { name, currency, seed, utcOffset } = dataset;
  const ranking = rankingOf(run, name);
  const rows = entrants(ranking);
  const [any] = [...rows, ...ranking.floors];
  if (any === undefined) return `${name}: no detector has a row.`;
  const rated = any.exposureAtStake?.value ?? 0;
  const mean = (sum: number) => money(sum / seeds.length);
  const left = (row: DetectorRow) => mean(rated - (row.exposureSaved?.value ?? 0));
  const billed = mean(any.moneyAtStake?.value ?? 0);
  const over = seeds.length > 1 ? ` (mean of ${seeds.length} seeds)` : "";
  const stake = `${name}${over}: ${mean(rated)} ${currency} rated, ${billed} ${currency} billed.`;
  const told = ({ row, alarm }: Noticed) =>
    `alarms at ${clock(alarm.time, utcOffset)}, which leaves ${left(row)} ${currency} rated`;
  const owner = ranking.floors.find((row) => row.name === "owner-checks-bill");
  const beside = owner
    ? `An owner who checks the bill each morning leaves ${left(owner)} ${currency} rated.`
    : "";
  const caught = noticed(rows, seed);
  return [stake, chosenBefore(run, ranking, seed, told), howMany(rows, caught, told), beside]
    .filter((part) => part !== "")
    .join(" ");
}

type Tell = (noticed: Noticed) => string;

/** What the detector does that leads elsewhere: it was chosen without a look at this case. */
function chosenBefore(run: RunFile, ranking: Ranking, seed: string | null, told: Tell): string {
  const leader = leaderOf(run);
  if (leader === null || entrants(ranking).length === 1) return "";
  const row = rowChosenElsewhere(ranking, leader);
  if (row === undefined) return "";
  const [right] = noticed([row], seed);
  const who = `${labelOf(row)}, which leads on ${leader.on} (${pointOf(row)}),`;
  return right === undefined ? `${who} does not notice it.` : `${who} ${told(right)}.`;
}

function howMany(rows: readonly DetectorRow[], caught: readonly Noticed[], told: Tell): string {
  if (rows.length === 0) return "No detector ran to its end.";
  const [first] = caught;
  const points = [...new Set(rows.map(pointOf))].join(" or ");
  if (first === undefined) {
    return rows.length === 1
      ? `${labelOf(rows[0])} (${points}) does not notice it while it runs.`
      : `None of ${counted(rows.length, "detector")}, ${points}, notices it while it runs.`;
  }
  if (rows.length === 1) return `${labelOf(first.row)} (${points}) ${told(first)}.`;
  return (
    `${caught.length} of ${counted(rows.length, "detector")}, ${points}, ` +
    `notice${caught.length === 1 ? "s" : ""} it while it runs; the first, chosen afterwards: ${labelOf(first.row)} ${told(first)}.`
  );
}
