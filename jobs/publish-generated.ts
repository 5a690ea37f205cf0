import { enforcementCodes } from "../datasets/enforcement.ts";
import type { Manifest } from "../datasets/format/manifest.ts";
import type { DatasetWriter } from "../datasets/publishing/publish.ts";
import { scenarioHash } from "../datasets/publishing/scenario-hash.ts";
import { toolVersion } from "../datasets/publishing/tool-version.ts";
import { DAY } from "../datasets/sizes.ts";
import { cases } from "../datasets/tables/cases.ts";
import { devices } from "../datasets/tables/devices.ts";
import { enforcement } from "../datasets/tables/enforcement.ts";
import { episodes } from "../datasets/tables/episodes.ts";
import { incidents } from "../datasets/tables/incidents.ts";
import { notices } from "../datasets/tables/notices.ts";
import { safeguards } from "../datasets/tables/safeguards.ts";
import { truthDevices } from "../datasets/tables/truth-devices.ts";
import { VIEW_TABLES, VIEWS, type ViewName } from "../datasets/view.ts";
import { STREAM_VERSION } from "../simulators/engine/engine.ts";
import { isEnriched } from "../simulators/engine/is-enriched.ts";
import { PEN_PROPERTIES } from "../simulators/pen.ts";
import type { Scenario } from "../simulators/scenario.ts";
import { loadModels } from "./load-models.ts";
import { plugInHashes } from "./plug-in-hashes.ts";
import { scenarioWarnings } from "./scenario-warnings.ts";
import { joinTables, type SmallRow, smallTable } from "./small-table.ts";
import { mergeIncidents } from "./truth-rows.ts";
import type { ShardReport } from "./write-shard.ts";

/** What a dataset was generated from. */
export interface GeneratedFrom {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly devicesPerShard: number;
  /** Files that export traffic models of your own. */
  readonly modelFiles?: readonly string[];
  /** Files that export safeguards of your own. */
  readonly safeguardFiles?: readonly string[];
}

/** A dataset that was published, and what it counts. */
export interface PublishedDataset {
  readonly manifest: Manifest;
  readonly incidents: number;
  readonly cases: number;
  readonly warnings: readonly string[];
}

/** Writes what all shards report beside their rows, in order of shards, and publishes the dataset. */
export async function publishGenerated(
  writer: DatasetWriter,
  reports: readonly ShardReport[],
  from: GeneratedFrom,
): Promise<PublishedDataset> {
  const { scenario, seed, devicesPerShard, modelFiles = [], safeguardFiles = [] } = from;
  for (const { facts } of reports) writer.addShard(facts);
  const rows = {
    incidents: mergeIncidents(reports.flatMap(({ truth }) => truth.incidents)),
    cases: reports.flatMap(({ truth }) => truth.cases),
    episodes: reports.flatMap(({ truth }) => truth.episodes),
  };
  writeSmallTables(writer, reports, rows);
  writeOptionalTables(writer, reports, scenario);
  const plugIns = plugInHashes([...modelFiles, ...safeguardFiles]);
  const models = await loadModels(modelFiles);
  const counts = { incidents: countBy(rows.incidents, "kind"), lookAlikes: lookAlikesOf(rows) };
  const made = countBy(rows.episodes, "kind");
  const warnings = [
    ...scenarioWarnings({ seed, scenario, models, made }),
    ...unheardWarnings(reports),
  ];
  const manifest = writer.publish({
    name: scenario.name,
    origin: "generated",
    scenario,
    scenarioHash: scenarioHash(scenario),
    level: scenario.level,
    seed,
    stream: STREAM_VERSION,
    models: Object.fromEntries(
      models.filter(({ name }) => takesPart(scenario, name)).map((m) => [m.name, m.version]),
    ),
    ...(plugIns.length > 0 ? { plugIns } : {}),
    span: {
      from: scenario.from,
      to: scenario.from + scenario.days * DAY,
      utcOffset: scenario.utcOffset,
      warmUp: scenario.warmUpDays * DAY,
    },
    devices: scenario.devices,
    devicesPerShard,
    currency: scenario.plans[0]?.tariff.currency ?? "CNY",
    plans: Object.fromEntries(scenario.plans.map(({ name, tariff }) => [name, tariff])),
    views: claims(reports),
    truth: {
      ...counts,
      cases: rows.cases.length,
      enriched: isEnriched(scenario),
    },
    ...(warnings.length > 0 ? { warnings } : {}),
    tool: toolVersion(),
  });
  return { manifest, incidents: rows.incidents.length, cases: rows.cases.length, warnings };
}

/** What a model sets and nobody heeds would be wrong without a word. */
function unheardWarnings(reports: readonly ShardReport[]): string[] {
  const names = [...new Set(reports.flatMap(({ unheard }) => unheard))].sort();
  return names.map(
    (name) =>
      `sink.${name}: a model sets it and no pen has it, so it changes nothing; a pen has ${PEN_PROPERTIES.join(", ")}, and what a probe sees of packets, 5-tuples, ports and time to live follows from protocol and terminal`,
  );
}

const NO_INCIDENT = 4_294_967_295;

function writeSmallTables(
  writer: DatasetWriter,
  reports: readonly ShardReport[],
  rows: Readonly<Record<"incidents" | "cases" | "episodes", readonly SmallRow[]>>,
): void {
  const tables = [
    [
      "devices.arrow",
      joinTables(
        devices,
        reports.map((report) => report.devices),
      ),
    ],
    ["truth/incidents.arrow", smallTable(incidents, rows.incidents)],
    ["truth/cases.arrow", smallTable(cases, rows.cases)],
    ["truth/episodes.arrow", smallTable(episodes, rows.episodes)],
    [
      "truth/devices.arrow",
      joinTables(
        truthDevices,
        reports.map((report) => report.truthDevices),
      ),
    ],
  ] as const;
  for (const [path, { batch, vocabularies }] of tables) writer.table(path, batch, vocabularies);
}

/** Tables that say nothing are not written. */
function writeOptionalTables(
  writer: DatasetWriter,
  reports: readonly ShardReport[],
  scenario: Scenario,
): void {
  const had = reports.flatMap((report) => report.safeguards);
  if (had.length > 0) {
    const { batch, vocabularies } = smallTable(safeguards, had);
    writer.table("truth/safeguards.arrow", batch, vocabularies);
  }
  const told = reports.flatMap((report) => report.notices);
  if (told.length > 0) writer.table("truth/notices.arrow", smallTable(notices, told).batch);
  const rows = (scenario.enforcement ?? []).map(enforcementCodes);
  if (rows.length > 0) writer.table("enforcement.arrow", smallTable(enforcement, rows).batch);
}

function claims(reports: readonly ShardReport[]) {
  const total = (of: "lost" | "inFlight" | "repeated", view: ViewName) => ({
    up: reports.reduce((sum, report) => sum + report[of][view].up, 0),
    down: reports.reduce((sum, report) => sum + report[of][view].down, 0),
  });
  const repeatedIn = (view: ViewName) => {
    const repeated = total("repeated", view);
    return repeated.up + repeated.down > 0 ? { repeated } : {};
  };
  return Object.fromEntries(
    VIEWS.map((view) => [
      view,
      {
        columns: VIEW_TABLES[view].columns.map(({ name }) => name),
        lost: total("lost", view),
        inFlight: total("inFlight", view),
        ...repeatedIn(view),
      },
    ]),
  );
}

function takesPart(
  { models, incidents, lookAlikes, pinned, without }: Scenario,
  name: string,
): boolean {
  if (without.includes(name)) return false;
  return (
    [models, incidents, lookAlikes].some((settings) => settings[name] !== undefined) ||
    pinned.some(({ model }) => model === name)
  );
}

function lookAlikesOf({ episodes }: { readonly episodes: readonly SmallRow[] }) {
  const legitimate = episodes.filter(
    ({ twin, incident }) => twin !== "none" && incident === NO_INCIDENT,
  );
  return countBy(legitimate, "kind");
}

function countBy(rows: readonly SmallRow[], column: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const word = String(row[column]);
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
