import { codeOf } from "../datasets/table.ts";
import { VIEWS, type ViewName } from "../datasets/view.ts";
import { ROLES } from "../datasets/vocabularies.ts";
import type { ShardTruth } from "../simulators/engine/engine.ts";
import { type EpisodeRecord, endKindOf } from "../simulators/engine/episode-record.ts";
import type { Scenario } from "../simulators/scenario.ts";
import type { SmallRow } from "./small-table.ts";

/** Rows of truth that one shard adds to the small tables; plain JSON. */
export interface TruthRows {
  readonly incidents: readonly SmallRow[];
  readonly cases: readonly SmallRow[];
  readonly episodes: readonly SmallRow[];
}

/** `incident` of an episode that belongs to none. */
const NO_INCIDENT = 4_294_967_295;

/** Column names of a view in truth/cases. */
const CASE_COLUMN: Readonly<Record<ViewName, string>> = {
  flows: "Flows",
  charging: "Charging",
  netstats: "Netstats",
  wlan: "Wlan",
};

/**
 * One row for each incident: where it hit several lines, that of the first of them, with all safeguards
 * that did not hold on any.
 */
export function mergeIncidents(rows: readonly SmallRow[]): SmallRow[] {
  const merged = new Map<unknown, SmallRow>();
  for (const row of rows) {
    const known = merged.get(row["incident"]);
    if (known === undefined) {
      merged.set(row["incident"], row);
      continue;
    }
    const names = [known, row].flatMap((each) => String(each["failedSafeguards"]).split("+"));
    const failed = [...new Set(names)].filter((name) => name !== "none").sort();
    merged.set(row["incident"], { ...known, failedSafeguards: failed.join("+") || "none" });
  }
  return [...merged.values()];
}

/** Turns what the engine counted of the episodes into rows of truth. */
export function truthRows(scenario: Scenario, truth: ShardTruth): TruthRows {
  const incidents = truth.episodes.filter(({ model }) => model.role === "incident");
  const household = new Map(truth.personas.map(({ device, household }) => [device, household]));
  return {
    incidents: incidents.map((episode) => ({
      ...incidentRow(episode),
      cluster: household.get(episode.device) ?? 0,
      attribution: scenario.attribution,
    })),
    cases: incidents.map((episode) => caseRow(episode, truth)),
    episodes: truth.episodes.map(episodeRow),
  };
}

function incidentRow({ incident, model, cause, failedSafeguards }: EpisodeRecord): SmallRow {
  return {
    incident,
    kind: model.name,
    model: `${model.name}@${model.version}`,
    trigger: cause?.trigger ?? "unknown",
    vector: cause?.vector ?? "unknown",
    amplifier: cause?.amplifier ?? "unknown",
    failedSafeguards: failedSafeguards.join("+") || "none",
    ownerAware: 0,
    twin: model.twin ?? "none",
  };
}

function caseRow(episode: EpisodeRecord, { evidence }: ShardTruth): SmallRow {
  const { number, incident, device, onset, end, up, down, cost } = episode;
  const seen: Record<string, number> = {};
  for (const view of VIEWS) {
    const found = evidence[view].get(number);
    seen[`observable${CASE_COLUMN[view]}`] = found?.observable ?? 0;
    seen[`rows${CASE_COLUMN[view]}`] = found?.rows ?? 0;
  }
  const endKind = endKindOf(episode);
  return {
    incident,
    episode: number,
    device,
    onset,
    end,
    endKind,
    up,
    down,
    cost,
    ...seen,
  };
}

function episodeRow({
  number,
  incident,
  device,
  model,
  verdict,
  up,
  down,
  onset,
  end,
}: EpisodeRecord): SmallRow {
  return {
    ...{ episode: number, device, kind: model.name, verdict, up, down },
    role: codeOf(ROLES, model.role as "incident" | "look-alike"),
    twin: model.twin ?? "none",
    incident: model.role === "incident" ? incident : NO_INCIDENT,
    start: onset,
    end,
    cue: model.cue ?? "none",
    explanation: model.explanation ?? "none",
  };
}
