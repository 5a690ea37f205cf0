import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { TrafficModel } from "../model.ts";
import type { EnrichmentSetting, KindShare, ModelSetting } from "../scenario.ts";
import type { ScenarioFile } from "./scenario-schema.ts";
import { checkVolume } from "./scenario-volume.ts";

type Settings = Readonly<Record<string, ModelSetting>>;

/** What enrichment is to spread, and what may stand for its days. */
export interface EnrichmentDraft {
  readonly file: ScenarioFile;
  readonly models: readonly TrafficModel[];
  /** Days before the command line changed them. */
  readonly plannedDays: number | undefined;
  readonly incidents: Settings;
  readonly lookAlikes: Settings;
  readonly shares: Readonly<Record<string, KindShare>>;
}

/**
 * Says how densely incidents and look-alikes happen, and refuses what was listed but never would: a
 * kind without a block, a look-alike at 0 or without its incident, more in a block than it has lines.
 */
export function enrichmentOf(problems: Problems, draft: EnrichmentDraft): EnrichmentSetting {
  const { file, plannedDays, incidents, lookAlikes } = draft;
  const { devicesPerCase = 0, maxVolumeFactor, volume, abroad, from, to } = file.enrichment;
  const days = plannedDays ?? file.clock.days;
  const fromDay = from ?? file.clock.warmUp + 1;
  const toDay = to ?? Math.max(fromDay + 1, days - 3);
  const spread = {
    incidents: spreadOf(draft, incidents),
    lookAlikes: spreadOf(draft, lookAlikes),
  };
  const counts = countsOf(problems, draft);
  const happens = devicesPerCase > 0 || counts.some((name) => Object.hasOwn(incidents, name));
  const listed = spread.lookAlikes.length > 0;
  const { lookAlikesPerCase = happens && listed ? 1 : 0 } = file.enrichment;
  const setting: EnrichmentSetting = {
    ...{ devicesPerCase, lookAlikesPerCase, fromDay, toDay, maxVolumeFactor },
    ...(abroad ? { abroad } : {}),
    ...(volume === 1 ? {} : { volume }),
  };
  checkVolume(problems, volume, draft.models);
  if (abroad && file.population.trips === undefined) {
    problems.at(["enrichment", "abroad"], "needs trips: give population.trips");
  }
  if (toDay <= fromDay) {
    problems.at(["enrichment", "to"], `must be after enrichment.from, ${fromDay}d, got ${toDay}d`);
  }
  if ((devicesPerCase > 0 || counts.length > 0) && fromDay >= file.clock.days) {
    const rule = `must be before the end, clock.days ${file.clock.days}, got ${fromDay}d`;
    problems.at(["enrichment", "from"], rule);
  }
  if (!happens) checkSilent(problems, draft, spread);
  else if (devicesPerCase === 0) checkSilent(problems, draft, { ...spread, lookAlikes: [] });
  if (happens) checkLookAlikes(problems, draft, { ...spread, setting });
  if (devicesPerCase > 0) checkRoom(problems, draft, { ...spread, setting });
  return setting;
}

/** Kinds that have a count; none may pass the number of lines. */
function countsOf(problems: Problems, { shares, file, incidents }: EnrichmentDraft): string[] {
  const { devices } = file.population;
  const counted = Object.entries(shares).filter(([, { count }]) => count !== undefined);
  for (const [name, { count = 0, cohort = 1 }] of counted) {
    const section = Object.hasOwn(incidents, name) ? "incidents" : "lookAlikes";
    if (count * cohort <= devices) continue;
    const got = cohort === 1 ? `got ${count}` : `got ${count} of ${cohort} lines each`;
    const rule = `must be at most population.devices, ${devices}, ${got}`;
    problems.at([section, name, "count"], rule);
  }
  return counted.map(([name]) => name);
}

/** Kinds that are not counted one by one: what enrichment spreads. */
function spreadOf({ shares }: EnrichmentDraft, settings: Settings): readonly string[] {
  return Object.keys(settings).filter((name) => shares[name]?.count === undefined);
}

interface Spread {
  readonly incidents: readonly string[];
  readonly lookAlikes: readonly string[];
}

function isPinned({ file }: EnrichmentDraft, name: string): boolean {
  return file.pinned.some(({ model }) => model === name);
}

/** With no block at all, nobody has said how often. A 0 that is written down says never. */
function checkSilent(problems: Problems, draft: EnrichmentDraft, spread: Spread): void {
  if (draft.file.enrichment.devicesPerCase !== undefined) return;
  for (const section of ["incidents", "lookAlikes"] as const) {
    const names = spread[section].filter((name) => !isPinned(draft, name));
    if (names.length === 0) continue;
    const remedy = "give enrichment.devicesPerCase, 0 for none, or a count to each";
    problems.at([section], `would never happen (${names.join(", ")}): ${remedy}`);
  }
}

function checkLookAlikes(
  problems: Problems,
  draft: EnrichmentDraft,
  { lookAlikes, setting }: Spread & { readonly setting: EnrichmentSetting },
): void {
  const { devicesPerCase, lookAlikesPerCase } = setting;
  const remedy = "give it a count, or false to leave it out";
  for (const name of lookAlikes.filter((name) => !isPinned(draft, name))) {
    const twin = draft.models.find((model) => model.name === name)?.twin ?? "none";
    const isListed = Object.hasOwn(draft.incidents, twin);
    const hasCases = devicesPerCase > 0 || draft.shares[twin]?.count !== undefined;
    if (isListed && hasCases && lookAlikesPerCase > 0) continue;
    // A 0 that is written down says that neither shall happen.
    if (isListed && !hasCases) continue;
    const reason = isListed
      ? "enrichment.lookAlikesPerCase is 0"
      : `its incident ${twin} is not listed`;
    problems.atKey(["lookAlikes", name], `would never happen, since ${reason}; ${remedy}`);
  }
}

/** Whether half a block has lines for what it must hold, were every line eligible. */
function checkRoom(
  problems: Problems,
  draft: EnrichmentDraft,
  { incidents, lookAlikes, setting }: Spread & { readonly setting: EnrichmentSetting },
): void {
  const { devicesPerCase, lookAlikesPerCase } = setting;
  const cohort = (name: string) => draft.shares[name]?.cohort ?? 1;
  const twinOf = (name: string) => draft.models.find((model) => model.name === name)?.twin;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const cases = sum(incidents.map(cohort));
  // Look-alikes take turns, so that the one that hits most lines may have them all.
  const imitated = sum(
    incidents.map((kind) => {
      const twins = lookAlikes.filter((name) => twinOf(name) === kind);
      return lookAlikesPerCase * Math.max(0, ...twins.map(cohort));
    }),
  );
  const needed = cases + imitated;
  // A look-alike that finds no line is said when all are counted; most of them missing is a mistake.
  if (2 * cases + imitated <= devicesPerCase) return;
  problems.at(
    ["enrichment", "devicesPerCase"],
    `must be at least ${Math.ceil(needed / 4) * 8}, for ${cases} cases and ` +
      `${imitated} look-alikes on lines of their own in each half, got ${devicesPerCase}`,
  );
}
