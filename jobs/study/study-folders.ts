import { openRecordedWorld, type RecordedWorld } from "../../bench/cutting/recorded-world.ts";
import type { Owner } from "../../bench/policy.ts";
import { clockOwner } from "../../bench/reacting/clock-owner.ts";
import { listed } from "../../bench/report/wording.ts";
import { cellsOf, type Reckoning } from "../../bench/study/cells.ts";
import { lookAlikesIn } from "../../bench/study/line-weights.ts";
import type { Cell, RecordsCut, StudyDataset, Together } from "../../bench/study/study-file.ts";
import { togetherOf } from "../../bench/study/together.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { openDataset } from "../../datasets/dataset.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { SetStrategy } from "./answering.ts";
import { hearRecords, whyUnheard } from "./hear-records.ts";
import type { Heard } from "./heard.ts";
import { onTestHalf } from "./on-test-half.ts";
import { type RecordsOutcome, studyRecords } from "./study-records.ts";
import type { SetDetector } from "./watch.ts";

/** Folders of one dataset, and whose owners live in it. */
export interface StudiedFolders {
  /** What its rows are called. */
  readonly name: string;
  /** One for each seed. */
  readonly folders: readonly {
    readonly dir: string;
    /** Her own life where it is known; else a clock. */
    readonly owner?: Owner;
  }[];
}

/** How folders are studied. */
export interface FoldersRun {
  /** Rates every line; the plans' own when left out. */
  readonly tariff?: Tariff;
  readonly reckoning?: Reckoning;
  /** Only lines of the test half count, as detectors are scored; alarms of the others are answered all the same. */
  readonly isTestHalf?: boolean;
  /** Where no strategy is left that the records can be asked of: none has an outcome, and a warning says so. */
  readonly mayBeNone?: boolean;
  /** Called between two parts, with the share that is done. */
  readonly breathe?: (done: number, total: number) => Promise<void>;
}

/** What a study of folders says. */
export interface FoldersOutcome {
  readonly dataset: StudyDataset;
  readonly cells: readonly Cell[];
  readonly together: readonly Together[];
  readonly records: readonly RecordsCut[];
  readonly warnings: readonly string[];
  /** By seed, of each strategy that the records can be asked of. */
  readonly outcomes: readonly (readonly RecordsOutcome[])[];
}

/**
 * Studies strategies on recorded rows, open loop. Those that the records can't be asked of are left out
 * with a warning; throws a RangeError where none is left.
 */
export async function studyFolders(
  { name, folders }: StudiedFolders,
  strategies: readonly SetStrategy[],
  run: FoldersRun = {},
): Promise<FoldersOutcome> {
  const warnings = new Set<string>();
  const outcomes: (readonly RecordsOutcome[])[] = [];
  const manifests: RecordedWorld["dataset"]["manifest"][] = [];
  let asked: readonly SetStrategy[] = [];
  for (const { dir, owner } of folders) {
    const dataset = openDataset(dir);
    try {
      const recorded = openRecordedWorld(dataset, run.tariff);
      asked = heardOf(recorded, { name, strategies, warnings }, run.mayBeNone);
      const found = await studyFolder(recorded, asked, { ...run, ...(owner ? { owner } : {}) });
      outcomes.push(run.isTestHalf ? found.map((each) => onTestHalf(recorded, each)) : found);
      manifests.push(dataset.manifest);
    } finally {
      dataset.close();
    }
  }
  const [first] = manifests as [RecordedWorld["dataset"]["manifest"]];
  const days = (first.span.to - first.span.from) / DAY;
  const lineDays = manifests.reduce((sum, { devices }) => sum + devices * days, 0);
  const seeds = manifests.flatMap(({ seed }) => seed ?? []);
  const blind = new Map<string, string[]>();
  for (const [s, { name: strategy }] of asked.entries()) {
    for (const why of new Set(outcomes.flatMap((each) => each[s]?.cut.untold ?? []))) {
      const names = blind.get(why);
      if (names === undefined) blind.set(why, [strategy]);
      else names.push(strategy);
    }
  }
  for (const [why, names] of blind) {
    warnings.add(`${name} does not tell what they would have cut; ${why} (${listed(names)})`);
  }
  const named = asked.map((_, s) =>
    outcomes.flatMap((each, i) => {
      const outcome = each[s]?.outcome;
      return outcome ? [{ seed: manifests[i]?.seed ?? String(i), outcome }] : [];
    }),
  );
  const told = named.filter((own) => own.length === outcomes.length);
  const world = { dataset: name, lineDays, days, ...run.reckoning };
  const cells = told.flatMap((own) => cellsOf(world, own));
  return {
    ...{ outcomes, warnings: [...warnings] },
    dataset: {
      ...{ name, mode: "open", seeds, lines: first.devices, days },
      ...{ truth: first.truth !== null, enriched: first.truth?.enriched ?? false },
      currency: run.tariff?.currency ?? first.currency,
      tariffs: tariffsOf(first.plans, run.tariff),
      lookAlikes: lookAlikesIn(outcomes.flatMap((each) => each[0]?.outcome ?? [])),
    },
    ...{ cells, together: togetherOf(cells, told) },
    records: asked.map(({ name: strategy }, s) => ({
      ...{ dataset: name, strategy },
      ...pooled(
        outcomes.flatMap((each) => each[s]?.cut ?? []),
        days,
      ),
    })),
  };
}

/** Strategies that the records can be asked of. */
function heardOf(
  recorded: RecordedWorld,
  {
    name,
    strategies,
    warnings,
  }: {
    readonly name: string;
    readonly strategies: readonly SetStrategy[];
    readonly warnings: Set<string>;
  },
  mayBeNone = false,
): readonly SetStrategy[] {
  const reasons = strategies.map((strategy) => whyUnheard(recorded, strategy));
  const asked = strategies.filter((_, i) => reasons[i] === null);
  const [first] = strategies;
  if (asked.length === 0 && !mayBeNone)
    throw new RangeError(`${first?.name} on ${name}: ${reasons[0]}`);
  const silent = new Map<string, string[]>();
  for (const [i, { name: strategy, safeguards }] of strategies.entries()) {
    const why = reasons[i] ?? (safeguards.length > 0 ? ALARMS_ALONE : null);
    if (why === null) continue;
    silent.set(why, [...(silent.get(why) ?? []), strategy]);
  }
  for (const [why, names] of silent) warnings.add(`${name}: ${why} (${listed(names)})`);
  return asked;
}

const ALARMS_ALONE = "safeguards can't be applied to records: its alarms are scored without them";

async function studyFolder(
  recorded: RecordedWorld,
  strategies: readonly SetStrategy[],
  { owner, breathe }: FoldersRun & { readonly owner?: Owner },
): Promise<readonly RecordsOutcome[]> {
  const heard = new Map<string, readonly Heard[]>();
  const keyOf = (detector: SetDetector) => JSON.stringify(detector);
  const detectors = new Map(
    strategies.flatMap((each) => each.detectors.map((own) => [keyOf(own), own] as const)),
  );
  for (const [key, detector] of detectors) {
    await breathe?.(heard.size, 2 * detectors.size);
    heard.set(key, hearRecords(recorded, detector));
  }
  return studyRecords(recorded, strategies, {
    owner: owner ?? clockOwner(recorded.fleet.utcOffset),
    seed: recorded.dataset.manifest.seed ?? "records",
    heardBy: (strategy) => strategy.detectors.flatMap((own) => heard.get(keyOf(own)) ?? []),
    breathe: async (done, total) => breathe?.(total + done, 2 * total),
  });
}

function tariffsOf(
  plans: Readonly<Record<string, Tariff>>,
  tariff: Tariff | undefined,
): readonly string[] {
  if (tariff !== undefined) return [tariff.name];
  const priced = Object.values(plans).filter(({ groups }) => Object.keys(groups).length > 0);
  return [...new Set(priced.map((plan) => plan.name))];
}

/** Adds up what a strategy came to on all seeds. */
function pooled(
  seeds: readonly RecordsOutcome["cut"][],
  days: number,
): Omit<RecordsCut, "dataset" | "strategy"> {
  const sum = (of: (each: RecordsOutcome["cut"]) => number) =>
    seeds.reduce((total, each) => total + of(each), 0);
  const money = (of: (each: RecordsOutcome["cut"]) => number | null | undefined) =>
    seeds.some((each) => of(each) === null) ? null : sum((each) => of(each) ?? 0);
  const alarms = sum((each) => each.alarms);
  return {
    ...{ alarms, alarmsPerDay: alarms / (days * seeds.length), lines: sum((each) => each.lines) },
    atFirstAlarm: {
      bytes: sum(({ atFirstAlarm }) => atFirstAlarm.bytes),
      rated: money(({ atFirstAlarm }) => atFirstAlarm.rated),
    },
    cut: seeds.some(({ cut }) => cut === null)
      ? null
      : {
          lines: sum(({ cut }) => cut?.lines ?? 0),
          bytes: sum(({ cut }) => cut?.bytes ?? 0),
          rated: money(({ cut }) => cut?.rated),
          billed: money(({ cut }) => cut?.billed),
        },
    untold: [...new Set(seeds.flatMap(({ untold }) => untold))],
  };
}
