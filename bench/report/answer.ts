import type { DetectorRow, RunFile } from "../run/run-file.ts";
import { noticed } from "./case-sentence.ts";
import { datasetsByName, isCase } from "./dataset-facts.ts";
import { saves } from "./leader.ts";
import { entrants, labelOf, rankingOf, rowChosenElsewhere } from "./ranking.ts";
import { listed, money, percent, percentEstimate } from "./wording.ts";

/** Who saves most on a dataset, at what price, and what that detector does elsewhere in the run. */
export function answer(run: RunFile, dataset: string): string {
  const ranking = rankingOf(run, dataset);
  const best = entrants(ranking);
  const [first] = best;
  if (first === undefined) return "";
  if (!saves(first)) return "Nobody saves anything here.";
  const owner = ranking.floors.find(({ name }) => name === "owner-checks-bill");
  const beside = owner
    ? `; an owner who checks the bill every morning saves ${percent(owner.valueDetectionRateByKindMean?.value ?? 0)}`
    : "";
  const saved = percentEstimate(first.valueDetectionRateByKindMean);
  const verb = best.length === 1 ? "saves" : "saves most:";
  return [
    `${labelOf(first)} ${verb} ${saved} of the bytes, mean over kinds (${percent(first.valueDetectionRate?.value)} ` +
      `of all bytes, ${moneyOf(run, first)}), at ${falseAlarmsOf(first)}${beside}.`,
    closeOnes(best),
    elsewhere(run, first),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function moneyOf(run: RunFile, { dataset, moneySaved, moneyAtStake }: DetectorRow): string {
  const currency = run.datasets.find(({ name }) => name === dataset)?.currency ?? "";
  if (currency === "XXX") return "no tariff tells what they cost";
  return `${money(moneySaved?.value)} of the ${money(moneyAtStake?.value)} ${currency} at stake`;
}

/** A rate of false alarms says little without the share of the alarms that they are. */
function falseAlarmsOf({ falseAlarmsPer1000DeviceDays: rate, precision }: DetectorRow): string {
  const wrong =
    precision?.value == null
      ? ""
      : `, so that ${percent(1 - precision.value)} of its alarms are wrong`;
  return `${(rate?.value ?? 0).toFixed(1)} false alarms / 1000 line-days${wrong}`;
}

/** Those that the leader can't be told apart from by their intervals. */
function closeOnes([first, ...others]: readonly DetectorRow[]): string {
  const low = first.valueDetectionRateByKindMean?.low ?? null;
  if (low === null) return "";
  const close = others.filter((row) => (row.valueDetectionRateByKindMean?.high ?? -1) >= low);
  if (close.length === 0) return "";
  return `Its interval overlaps ${close.length === 1 ? "that" : "those"} of ${listed(close.map(labelOf))}.`;
}

/** The cases of the same run that the leader misses: a mean over a fleet hides them. */
function elsewhere(run: RunFile, leader: DetectorRow): string {
  const rows = [...datasetsByName(run)]
    .filter(([, seeds]) => isCase(seeds))
    .flatMap(([name, [{ seed }]]) => {
      const row = rowChosenElsewhere(rankingOf(run, name), leader);
      return row === undefined ? [] : [{ name, misses: noticed([row], seed).length === 0 }];
    });
  const missed = rows.filter(({ misses }) => misses).map(({ name }) => name);
  return missed.length === 0 ? "" : `In the same run it does not notice ${listed(missed)}.`;
}
