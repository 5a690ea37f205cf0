import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openRater, type Rater } from "../../datasets/billing/rating.ts";
import type { Manifest } from "../../datasets/format/manifest.ts";
import { openTableWriter } from "../../datasets/format/writer.ts";
import { DAY } from "../../datasets/sizes.ts";
import { allocate, type Table, type Values } from "../../datasets/table.ts";
import { cases as casesTable } from "../../datasets/tables/cases.ts";
import { charging } from "../../datasets/tables/charging.ts";
import { devices as devicesTable } from "../../datasets/tables/devices.ts";
import { episodes as episodesTable } from "../../datasets/tables/episodes.ts";
import { incidents as incidentsTable } from "../../datasets/tables/incidents.ts";
import { recordTruth } from "../../datasets/tables/record-truth.ts";
import { truthDevices } from "../../datasets/tables/truth-devices.ts";
import { ROLES, SPLITS, VERDICTS } from "../../datasets/vocabularies.ts";
import { payerIn, type SmallRecord, type SmallWorld } from "./small-world.ts";

type Row = Readonly<Record<string, number>>;
type Words = Readonly<Record<string, readonly string[]>>;

/** Lines of one shard: few, so that small worlds have several. */
const PER_SHARD = 2;
const ROWS_PER_SHARD = 0x1_0000_0000;
const NO_INCIDENT = 0xffff_ffff;

/** A world written by hand, on disk. */
export interface SmallDataset {
  readonly folder: string;
  /** The record behind a row of the dataset. */
  recordOf(row: number): SmallRecord;
  /** The row of the dataset that holds a record, by the record's own number. */
  rowOf(record: number): number;
}

/**
 * Writes a world by hand as a dataset: charging records in shards, rated as their plans say, with
 * all its truth. What scores it then has come through ledger and evidence files, as all data does.
 */
export function writeSmallDataset(folder: string, small: SmallWorld): SmallDataset {
  const count = Math.max(0, ...small.devices.map(({ id }) => id + 1));
  const shards = Math.max(1, Math.ceil(count / PER_SHARD));
  const files: Record<string, Manifest["files"][string]> = {};
  const write = (path: string, table: Table, rows: readonly Row[], words: Words = {}) => {
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
  const truth = layOutTruth(small);
  const rated = rateRecords(small);
  const found = new Map<number, SmallRecord>();
  for (let shard = 0; shard < shards; shard++) {
    const own = rated
      .filter(({ record }) => Math.floor(record.device / PER_SHARD) === shard)
      .sort(
        (a, b) =>
          a.record.visibleAt - b.record.visibleAt ||
          a.record.device - b.record.device ||
          a.row["seq"] - b.row["seq"],
      );
    const file = `${String(shard).padStart(4, "0")}.arrow`;
    for (const [at, { record }] of own.entries()) found.set(shard * ROWS_PER_SHARD + at, record);
    write(
      `views/charging/${file}`,
      charging,
      own.map(({ row }) => row),
    );
    const named = own.flatMap(({ record, row }, at) =>
      truth.partsOf(record).map((part) => ({ ...row, ...part, row: at })),
    );
    write(`truth/charging/${file}`, recordTruth, named);
  }
  const plans = [...new Set(small.devices.flatMap(({ tariff }) => (tariff ? [tariff] : [])))];
  const planNames = ["unknown", ...plans.map((_, i) => `plan-${i}`)];
  write(
    "devices.arrow",
    devicesTable,
    Array.from({ length: count }, (_, device) => {
      const tariff = small.devices.find(({ id }) => id === device)?.tariff;
      return {
        device,
        payer: payerIn(small, device),
        plan: tariff ? plans.indexOf(tariff) + 1 : 0,
        billingDay: 1,
      };
    }),
    { plan: planNames },
  );
  write("truth/devices.arrow", truthDevices, deviceRows(small, count));
  for (const { path, table, rows, words } of truth.tables) write(path, table, rows, words);
  const named = plans.map((tariff, i) => [planNames[i + 1], tariff] as const);
  const manifest = manifestOf(small, { count, shards, files, plans: Object.fromEntries(named) });
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  const places = new Map([...found].map(([row, record]) => [record.row, row]));
  return {
    folder,
    recordOf: (row) => found.get(row) as SmallRecord,
    rowOf: (record) => places.get(record) as number,
  };
}

/** Rates every line's records in the order in which they closed, as the observer of a bill does. */
function rateRecords(small: SmallWorld) {
  const { records, devices } = small;
  const tariffs = new Map(devices.map(({ id, tariff }) => [id, tariff]));
  const raters = new Map<number, Rater>();
  const seqs = new Map<number, number>();
  const order = [...records].sort(
    (a, b) => a.time - b.time || a.device - b.device || a.row - b.row,
  );
  return order.map((record) => {
    const { device, start, time, visibleAt, up, down } = record;
    const tariff = tariffs.get(device);
    const calendar = { utcOffset: 0, billingDay: 1, from: 0 };
    const payer = payerIn(small, device);
    const rater = raters.get(payer) ?? (tariff ? openRater(tariff, calendar) : undefined);
    if (rater) raters.set(payer, rater);
    const charged = rater?.book(1, up + down, time) ?? 0;
    const seq = seqs.get(device) ?? 0;
    seqs.set(device, seq + 1);
    const money = { inBundle: rater?.inBundle ?? 0, charged };
    return {
      record,
      row: { device, seq, start, time, visibleAt, up, down, ratingGroup: 1, ...money },
    };
  });
}

function deviceRows({ devices, spanDays }: SmallWorld, count: number): Row[] {
  return Array.from({ length: count }, (_, device): Row => {
    const known = devices.find(({ id }) => id === device);
    const home = known?.household;
    const first = home && devices.find(({ household }) => household === home);
    return {
      device,
      cluster: first ? first.id : device,
      split: known ? SPLITS.indexOf((known.split ?? "test") as "test") : 0,
      from: known?.from ?? 0,
      to: known?.to ?? spanDays * DAY,
    };
  });
}

function layOutTruth(small: SmallWorld) {
  const { incidents = [], lookAlikes = [], asides = [], records } = small;
  const role = (name: "incident" | "look-alike") => ROLES.indexOf(name);
  const verdict = (name: (typeof VERDICTS)[number]) => VERDICTS.indexOf(name);
  const kinds = ["unknown", ...new Set([...incidents, ...lookAlikes].map(({ kind }) => kind))];
  const words = ["unknown", "made-up"];
  const cases = incidents.flatMap(({ id, kind, cases: list }, incident) =>
    list.map((one) => ({ ...one, id, kind: kinds.indexOf(kind), incident })),
  );
  const episodes: Row[] = [
    ...cases.map(({ device, kind, incident, onset, end }) => ({
      ...{ device, kind, incident, start: onset, end },
      ...{ role: role("incident"), verdict: verdict("anomalous") },
    })),
    ...lookAlikes.map(({ device, kind, start, end }) => ({
      ...{ device, kind: kinds.indexOf(kind), incident: NO_INCIDENT, start, end },
      ...{ role: role("look-alike"), verdict: verdict("benign") },
    })),
    ...asides.map(({ device, start, end }) => ({
      ...{ device, incident: NO_INCIDENT, start, end },
      ...{ role: role("incident"), verdict: verdict("ambiguous") },
    })),
    // A row may bear a verdict of its own: an episode of no time names it.
    ...records
      .filter((record) => record.verdict !== undefined)
      .map(({ device, time }) => ({
        ...{ device, incident: NO_INCIDENT, start: time, end: time },
        ...{ role: role("incident"), verdict: verdict("ignore") },
      })),
  ].map((row, episode) => ({ ...row, episode }));
  const asideOf = (record: SmallRecord) =>
    episodes.length -
    records.filter((each) => each.verdict !== undefined).length +
    records.filter((each) => each.verdict !== undefined).indexOf(record);
  return {
    partsOf(record: SmallRecord): Row[] {
      const own = (record.parts ?? []).map(({ incident, up, down }) => ({
        episode: cases.findIndex(({ id, device }) => id === incident && device === record.device),
        up,
        down,
      }));
      const aside = { episode: asideOf(record), up: 0, down: 0 };
      return record.verdict === undefined ? own : [...own, aside];
    },
    tables: [
      {
        path: "truth/incidents.arrow",
        table: incidentsTable,
        rows: incidents.map(({ kind, cases: list }, incident) => ({
          ...{ incident, kind: kinds.indexOf(kind), model: 1, cluster: list[0]?.device ?? 0 },
        })),
        words: {
          ...{ kind: kinds, model: words, trigger: words, vector: words, amplifier: words },
          ...{ failedSafeguards: words, attribution: words, twin: words },
        },
      },
      {
        path: "truth/cases.arrow",
        table: casesTable,
        rows: cases.map((one, episode): Row => {
          const { incident, device, onset, end } = one;
          return { incident, device, onset, end, episode, endKind: 1 };
        }),
        words: {},
      },
      {
        path: "truth/episodes.arrow",
        table: episodesTable,
        rows: episodes,
        words: { kind: kinds, twin: kinds, cue: words, explanation: words },
      },
    ],
  };
}

function manifestOf(
  { spanDays, warmUpDays = 0, records, incidents = [], lookAlikes = [] }: SmallWorld,
  {
    count,
    shards,
    files,
    plans,
  }: { count: number; shards: number } & Pick<Manifest, "files" | "plans">,
): Manifest {
  const hash = (text: unknown) => createHash("md5").update(JSON.stringify(text)).digest("hex");
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const nothing = { up: 0, down: 0 };
  const tally = (list: readonly { kind: string }[]) =>
    Object.fromEntries(
      list.map(({ kind }) => [kind, list.filter((each) => each.kind === kind).length]),
    );
  return {
    format: 2,
    name: "small",
    origin: "generated",
    scenario: {},
    scenarioHash: createHash("sha256").update("small").digest("hex"),
    level: null,
    seed: "1",
    stream: 1,
    models: {},
    span: { from: 0, to: spanDays * DAY, utcOffset: 0, warmUp: warmUpDays * DAY },
    devices: count,
    devicesPerShard: PER_SHARD,
    shards,
    currency: "CNY",
    plans,
    views: {
      charging: {
        rows: records.length,
        up: sum(records.map(({ up }) => up)),
        down: sum(records.map(({ down }) => down)),
        columns: charging.columns.map(({ name }) => name),
        logicalHash: hash(records),
        truthHash: hash([records, incidents]),
        lost: nothing,
        inFlight: nothing,
      },
    },
    truth: {
      incidents: tally(incidents),
      cases: sum(incidents.map(({ cases }) => cases.length)),
      lookAlikes: tally(lookAlikes),
      enriched: true,
      logicalHash: hash([incidents, lookAlikes]),
    },
    files,
    tool: { billshock: "0.0.0", node: process.version },
  };
}
