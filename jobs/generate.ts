import { enforcementCodes } from "../datasets/enforcement.ts";
import type { ViewSummary } from "../datasets/format/manifest.ts";
import { createDataset, type DatasetWriter } from "../datasets/publishing/publish.ts";
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
import { runShards } from "./run-shards.ts";
import { scenarioWarnings } from "./scenario-warnings.ts";
import { type SmallRow, smallTable } from "./small-table.ts";
import { mergeIncidents } from "./truth-rows.ts";
import type { ShardReport } from "./write-shard.ts";

/** What to generate, and where to. */
export interface GenerateOptions {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly out: string;
  /** Replaces a dataset that is there already. */
  readonly force?: boolean;
  /** Worker threads; 1 by default. The rows are the same for any number. */
  readonly workers?: number;
  /** Devices in a file; 256 by default. The rows are the same for any number. */
  readonly devicesPerShard?: number;
  /** Files that export traffic models of your own. */
  readonly modelFiles?: readonly string[];
  /** Files that export safeguards of your own. */
  readonly safeguardFiles?: readonly string[];
  /** Called with the device-days done, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** What was generated. */
export interface GenerateSummary {
  readonly dataset: string;
  readonly scenario: string;
  readonly seed: string;
  readonly devices: number;
  readonly days: number;
  readonly incidents: number;
  /** Lines that they hit: more than incidents, where one hits several. */
  readonly cases: number;
  /** What the scenario lets one misread, in words. */
  readonly warnings: readonly string[];
  readonly views: Readonly<
    Record<
      ViewName,
      { readonly rows: number; readonly bytes: number; readonly logicalHash: string }
    >
  >;
  readonly timings: { readonly seconds: number; readonly rowsPerSecond: number };
}

/**
 * Generates a dataset from a resolved scenario: whole, or not at all. The same scenario, seed and
 * stream version give the same logical rows and labels for any number of workers and devices a
 * shard. Memory grows with the devices of a shard, not with the days nor with all devices.
 */
export async function generate(options: GenerateOptions): Promise<GenerateSummary> {
  const started = performance.now();
  const { scenario, seed } = options;
  const writer = createDataset(options.out, {
    force: options.force ?? false,
    views: VIEWS,
    truth: true,
  });
  try {
    const reports = await makeShards(writer.dir, options);
    options.signal?.throwIfAborted();
    for (const { facts } of reports) writer.addShard(facts);
    const rows = {
      incidents: mergeIncidents(reports.flatMap(({ truth }) => truth.incidents)),
      cases: reports.flatMap(({ truth }) => truth.cases),
      episodes: reports.flatMap(({ truth }) => truth.episodes),
    };
    writeSmallTables(writer, reports, rows);
    writeOptionalTables(writer, reports, scenario);
    const { modelFiles = [], safeguardFiles = [] } = options;
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
      devicesPerShard: options.devicesPerShard ?? DEVICES_PER_SHARD,
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
    const elapsed = performance.now() - started;
    const counted = { incidents: rows.incidents.length, cases: rows.cases.length };
    const summary = summarize(options, manifest.views, counted, elapsed);
    return { ...summary, warnings };
  } catch (error) {
    writer.abort();
    throw error;
  }
}

/** What a model sets and nobody heeds would be wrong without a word. */
function unheardWarnings(reports: readonly ShardReport[]): string[] {
  const names = [...new Set(reports.flatMap(({ unheard }) => unheard))].sort();
  return names.map(
    (name) =>
      `sink.${name}: a model sets it and no pen has it, so it changes nothing; a pen has ${PEN_PROPERTIES.join(", ")}, and what a probe sees of packets, 5-tuples, ports and time to live follows from protocol and terminal`,
  );
}

/** Two workers share a fleet of 500; a day of so many devices is some 10 MB of rows. */
const DEVICES_PER_SHARD = 256;
const NO_INCIDENT = 4_294_967_295;

function makeShards(dir: string, options: GenerateOptions): Promise<ShardReport[]> {
  const { scenario, seed, workers = 1, devicesPerShard = DEVICES_PER_SHARD } = options;
  const shards = Math.ceil(scenario.devices / devicesPerShard);
  const jobs = Array.from({ length: shards }, (_, shard) => ({
    ...{ dir, shard, seed, scenario, first: shard * devicesPerShard },
    count: Math.min(devicesPerShard, scenario.devices - shard * devicesPerShard),
  }));
  const total = scenario.devices * scenario.days;
  let done = 0;
  return runShards(jobs, {
    workers,
    setup: {
      modelFiles: options.modelFiles ?? [],
      safeguardFiles: options.safeguardFiles ?? [],
    },
    signal: options.signal,
    onDay(devices) {
      done += devices;
      options.onProgress?.(done, total);
    },
  });
}

function writeSmallTables(
  writer: DatasetWriter,
  reports: readonly ShardReport[],
  rows: Readonly<Record<"incidents" | "cases" | "episodes", readonly SmallRow[]>>,
): void {
  const tables = [
    [
      "devices.arrow",
      smallTable(
        devices,
        reports.flatMap((report) => report.devices),
      ),
    ],
    ["truth/incidents.arrow", smallTable(incidents, rows.incidents)],
    ["truth/cases.arrow", smallTable(cases, rows.cases)],
    ["truth/episodes.arrow", smallTable(episodes, rows.episodes)],
    [
      "truth/devices.arrow",
      smallTable(
        truthDevices,
        reports.flatMap((r) => r.truthDevices),
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

function summarize(
  { out, scenario, seed }: GenerateOptions,
  views: Readonly<Partial<Record<ViewName, ViewSummary>>>,
  counted: Pick<GenerateSummary, "incidents" | "cases">,
  elapsed: number,
): Omit<GenerateSummary, "warnings"> {
  const entries = VIEWS.map((view) => {
    const { rows = 0, up = 0, down = 0, logicalHash = "" } = views[view] ?? {};
    return [view, { rows, bytes: up + down, logicalHash }] as const;
  });
  const rows = entries.reduce((sum, [, view]) => sum + view.rows, 0);
  const seconds = elapsed / 1000;
  return {
    dataset: out,
    scenario: scenario.name,
    seed,
    devices: scenario.devices,
    days: scenario.days,
    ...counted,
    views: Object.fromEntries(entries) as GenerateSummary["views"],
    timings: { seconds, rowsPerSecond: Math.round(rows / seconds) },
  };
}
