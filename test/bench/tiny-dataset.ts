import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { Manifest } from "../../datasets/format/manifest.ts";
import { openTableWriter } from "../../datasets/format/writer.ts";
import { DAY, GB, HOUR, MB } from "../../datasets/sizes.ts";
import { allocate, type Table, type Values } from "../../datasets/table.ts";
import { cases as casesTable } from "../../datasets/tables/cases.ts";
import { charging } from "../../datasets/tables/charging.ts";
import { devices as devicesTable } from "../../datasets/tables/devices.ts";
import { episodes as episodesTable } from "../../datasets/tables/episodes.ts";
import { incidents as incidentsTable } from "../../datasets/tables/incidents.ts";
import { recordTruth } from "../../datasets/tables/record-truth.ts";
import { truthDevices } from "../../datasets/tables/truth-devices.ts";

const FROM = Date.UTC(2026, 0, 5);
const DAYS = 8;
const DEVICES = 40;
const PER_SHARD = 20;
/** Hours of a night in which a case runs, and bytes of each of its hourly records. */
const NIGHT_HOURS = 5;
const NIGHT_BYTES = GB;

type Row = Readonly<Record<string, number>>;

/** A plan of 1 GB a month; every KB above costs 0.03 fen. */
const TARIFF: Tariff = {
  name: "tiny",
  summary: "1 GB a month, then 0.03 fen a KB",
  source: "chosen: round figures",
  currency: "CNY",
  kind: "overage",
  groups: { data: { bundleBytes: GB, amount: 3, perBytes: 102_400, incrementBytes: 1024 } },
  moneyCap: 0,
  volumeCap: 0,
  period: "month",
};

/** How a small dataset is to be. */
export interface TinyDataset {
  readonly name?: string;
  readonly seed?: string;
  /** Without truth: as an import. */
  readonly truth?: boolean;
  /** Devices with even numbers are for calibration; `false` puts all into the test half. */
  readonly split?: boolean;
}

/**
 * Writes a dataset of one view by hand: 40 lines with an hourly charging record of 1 to 4 MB for
 * eight days; every fifth line (device % 10 in {2, 7}) loses 5 GB in one night, and device % 10 in
 * {4, 9} has a film night of 3 GB that looks like it.
 */
export function writeTinyDataset(folder: string, options: TinyDataset = {}): string {
  const { name = "tiny", seed = "1", truth = true, split = true } = options;
  const files: Record<string, Manifest["files"][string]> = {};
  const write = (path: string, table: Table, rows: readonly Row[], words = {}) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const writer = openTableWriter(file, table, words);
    const columns: Record<string, Values> = {};
    for (const column of table.columns) {
      const values = allocate(column, rows.length);
      for (const [i, row] of rows.entries()) values[i] = row[column.name] ?? 0;
      columns[column.name] = values;
    }
    writer.write({ length: rows.length, columns });
    files[path] = writer.close();
  };
  const made = Array.from({ length: DEVICES }, (_, device) => recordsOf(device));
  const shards = DEVICES / PER_SHARD;
  const totals = { rows: 0, up: 0, down: 0 };
  for (let shard = 0; shard < shards; shard++) {
    const rows = made
      .slice(shard * PER_SHARD, (shard + 1) * PER_SHARD)
      .flat()
      .sort((a, b) => a["visibleAt"] - b["visibleAt"] || a["device"] - b["device"]);
    for (const row of rows) {
      totals.rows++;
      totals.up += row["up"];
      totals.down += row["down"];
    }
    const file = `${String(shard).padStart(4, "0")}.arrow`;
    write(`views/charging/${file}`, charging, rows);
    if (!truth) continue;
    const named = rows.flatMap((row, at): Row[] =>
      row["episode"] < 0 ? [] : [{ ...row, row: at, down: row["bad"] }],
    );
    write(`truth/charging/${file}`, recordTruth, named);
  }
  const plans = { plan: ["unknown", "tiny"] };
  write(
    "devices.arrow",
    devicesTable,
    made.map((_, device) => ({
      device,
      payer: device,
      plan: 1,
      quota: GB,
      price: 30_000,
      billingDay: 1,
      activatedAt: FROM - 30 * DAY,
    })),
    plans,
  );
  if (truth) writeTruth(write, split);
  const logicalHash = createHash("md5")
    .update(JSON.stringify([made, seed, split]))
    .digest("hex");
  const columns = charging.columns.map((column) => column.name);
  const nothing = { up: 0, down: 0 };
  const manifest: Manifest = {
    format: 2,
    name,
    origin: truth ? "generated" : "imported",
    scenario: {},
    scenarioHash: createHash("sha256").update(name).digest("hex"),
    level: null,
    seed: truth ? seed : null,
    stream: 1,
    models: {},
    span: { from: FROM, to: FROM + DAYS * DAY, utcOffset: 0, warmUp: 0 },
    devices: DEVICES,
    devicesPerShard: PER_SHARD,
    shards,
    currency: "CNY",
    plans: { tiny: TARIFF },
    views: {
      charging: {
        ...totals,
        columns,
        logicalHash,
        ...(truth ? { truthHash: logicalHash } : {}),
        lost: nothing,
        inFlight: nothing,
      },
    },
    truth: truth
      ? {
          incidents: { "app-auto-update": EPISODES.filter(({ bad }) => bad).length },
          cases: EPISODES.filter(({ bad }) => bad).length,
          lookAlikes: { "film-night": EPISODES.filter(({ bad }) => !bad).length },
          enriched: true,
          logicalHash,
        }
      : null,
    files,
    tool: {
      billshock: JSON.parse(readFileSync("package.json", "utf8")).version,
      node: process.version,
    },
  };
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return folder;
}

interface Episode {
  readonly device: number;
  readonly bad: boolean;
  readonly start: number;
}

const EPISODES: readonly Episode[] = Array.from({ length: DEVICES }, (_, device) => device)
  .filter((device) => [2, 7, 4, 9].includes(device % 10))
  .map((device) => ({
    device,
    bad: [2, 7].includes(device % 10),
    start: FROM + (2 + (device % 5)) * DAY + (device % 3) * HOUR,
  }));

function recordsOf(device: number): Row[] {
  const episode = EPISODES.findIndex((each) => each.device === device);
  const { start, bad } = EPISODES[episode] ?? { start: Number.POSITIVE_INFINITY, bad: false };
  return Array.from({ length: DAYS * 24 - 1 }, (_, hour) => {
    const from = FROM + hour * HOUR;
    const inside = from >= start && from < start + NIGHT_HOURS * HOUR;
    const extra = !inside ? 0 : bad ? NIGHT_BYTES : 0.6 * NIGHT_BYTES;
    return {
      device,
      seq: hour,
      start: from,
      time: from + HOUR,
      visibleAt: from + HOUR + 1000,
      up: 1000,
      down: MB + ((device * 7919 + hour * 104_729) % (3 * MB)) + Math.floor(extra),
      ratingGroup: 1,
      cause: 4,
      episode: inside ? episode : -1,
      bad: Math.floor(extra),
    };
  });
}

function writeTruth(
  write: (path: string, table: Table, rows: readonly Row[], words?: object) => void,
  split: boolean,
): void {
  const kinds = ["unknown", "app-auto-update", "film-night"];
  const words = ["unknown", "made-up"];
  const bad = EPISODES.map((each, episode) => ({ ...each, episode })).filter((each) => each.bad);
  write(
    "truth/devices.arrow",
    truthDevices,
    Array.from({ length: DEVICES }, (_, device) => ({
      device,
      cluster: device,
      split: split && device % 4 < 2 ? 1 : 2,
      from: FROM,
      to: FROM + DAYS * DAY,
    })),
  );
  write(
    "truth/incidents.arrow",
    incidentsTable,
    bad.map((each, incident) => ({
      incident,
      kind: 1,
      model: 1,
      cluster: each.device,
    })),
    {
      kind: kinds,
      model: words,
      trigger: words,
      vector: words,
      amplifier: words,
      failedSafeguards: words,
      attribution: words,
      twin: words,
    },
  );
  write(
    "truth/cases.arrow",
    casesTable,
    bad.map(({ device, episode, start }, incident) => ({
      incident,
      episode,
      device,
      onset: start,
      end: start + NIGHT_HOURS * HOUR,
      endKind: 1,
      down: NIGHT_HOURS * NIGHT_BYTES,
      observableCharging: start + HOUR + 1000,
      rowsCharging: NIGHT_HOURS,
    })),
  );
  write(
    "truth/episodes.arrow",
    episodesTable,
    EPISODES.map(({ device, bad: isBad, start }, episode) => ({
      episode,
      device,
      kind: isBad ? 1 : 2,
      role: isBad ? 1 : 2,
      verdict: isBad ? 1 : 2,
      twin: isBad ? 0 : 1,
      start,
      end: start + NIGHT_HOURS * HOUR,
      down: NIGHT_HOURS * NIGHT_BYTES,
      incident: isBad ? bad.findIndex((each) => each.episode === episode) : 4_294_967_295,
    })),
    { kind: kinds, twin: kinds, cue: words, explanation: words },
  );
}
