import { createDataset } from "../../datasets/publish.ts";
import { DAY, GB, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import type { Batch, Table } from "../../datasets/table.ts";
import { allocate } from "../../datasets/table.ts";
import { cases } from "../../datasets/tables/cases.ts";
import { devices } from "../../datasets/tables/devices.ts";
import { episodes } from "../../datasets/tables/episodes.ts";
import { incidents } from "../../datasets/tables/incidents.ts";
import { recordTruth } from "../../datasets/tables/record-truth.ts";
import { truthDevices } from "../../datasets/tables/truth-devices.ts";
import type { Tariff } from "../../datasets/tariff.ts";
import { VIEW_TABLES, VIEWS, type ViewName } from "../../datasets/view.ts";

/** A row by its columns' names; what is not named is 0. Words stand for codes. */
export type Row = Record<string, number | string>;

/** Everything that a dataset holds, as rows that a test may bend before they are written. */
export interface SmallData {
  readonly views: Record<ViewName, Row[]>;
  readonly tables: Record<"incidents" | "cases" | "episodes" | "devices" | "truthDevices", Row[]>;
  /** Bytes of rows that would be visible after the end. */
  readonly inFlight: Record<ViewName, { up: number; down: number }>;
}

export const FROM = Date.UTC(2024, 4, 31, 16);
export const TO = FROM + 2 * DAY;
export const DEVICES = 4;
const DEVICES_PER_SHARD = 2;

const CT2015: Tariff = {
  name: "ct2015",
  summary: "1 GB, then 0.0003 yuan a KB",
  source: "a test",
  currency: "CNY",
  kind: "overage",
  groups: { data: { bundleBytes: GB, amount: 3, perBytes: 102_400, incrementBytes: 1024 } },
  moneyCap: 100_000,
  volumeCap: 0,
  period: "month",
};

/** The open words of the small tables. */
const WORDS = {
  devices: { plan: ["unknown", "ct2015"] },
  incidents: {
    kind: ["unknown", "bt-over-hotspot"],
    model: ["unknown", "bt-over-hotspot@1"],
    trigger: ["unknown"],
    vector: ["unknown"],
    amplifier: ["unknown"],
    failedSafeguards: ["unknown"],
    attribution: ["unknown", "confirmed"],
    twin: ["unknown", "steam-hotspot"],
  },
  episodes: {
    kind: ["unknown", "bt-over-hotspot", "steam-hotspot"],
    twin: ["unknown", "bt-over-hotspot"],
    cue: ["unknown", "no uplink"],
    explanation: ["unknown", "its owner fetched a game"],
  },
};

/**
 * Makes four lines over two days whose views agree to the byte: a flow row each hour, a charging
 * record each hour, netstats buckets, one WLAN session on line 0, a case on line 1 and a look-alike
 * on line 2.
 */
export function smallData(): SmallData {
  const views: Record<ViewName, Row[]> = { flows: [], charging: [], netstats: [], wlan: [] };
  for (let device = 0; device < DEVICES; device++) {
    for (let hour = 0; hour < 48; hour++) addHour(views, device, hour);
  }
  addSession(views);
  const inFlight = { flows: none(), charging: none(), netstats: none(), wlan: none() };
  for (const view of VIEWS) {
    number(views[view]);
    for (const row of views[view].filter((row) => Number(row["visibleAt"]) >= TO)) {
      inFlight[view].up += Number(row["up"]);
      inFlight[view].down += Number(row["down"]);
    }
    views[view] = views[view].filter((row) => Number(row["visibleAt"]) < TO);
  }
  return { views, inFlight, tables: tablesOf(views) };
}

const none = () => ({ up: 0, down: 0 });
const EXTRA_HOUR = 29;
const EXTRA_UP = 10 * MB;
const EXTRA_DOWN = 30 * MB;

/** Episode of the hour's extra traffic on this device, or -1. */
function episodeOf(device: number, hour: number): number {
  if (hour !== EXTRA_HOUR) return -1;
  return device === 1 ? 64 : device === 2 ? 128 : -1;
}

function addHour(views: Record<ViewName, Row[]>, device: number, hour: number): void {
  const from = FROM + hour * HOUR;
  const up = 1000 + device;
  const down = 50_000 + 7 * hour;
  const start = from + device * MINUTE + 517;
  const flow = { device, access: "cellular", rat: "lte", province: "Hubei", flows: 1, peers: 1 };
  views.flows.push({ ...flow, start, ...seen(start + 30_000, 900), up, down, app: "web" });
  const episode = episodeOf(device, hour);
  const extra = episode < 0 ? none() : { up: EXTRA_UP, down: EXTRA_DOWN };
  const record = {
    device,
    ratingGroup: "data",
    cause: "timeLimit",
    province: "Hubei",
    start: from,
  };
  const truth = episode < 0 ? {} : { truth: episode, truthUp: extra.up, truthDown: extra.down };
  const bytes = { up: up + extra.up, down: down + extra.down };
  const inBundle = bytes.up + bytes.down;
  const closed = seen(from + HOUR, 60_000);
  views.charging.push({ ...record, ...closed, ...bytes, inBundle, ...truth });
  const bucket = { device, access: "cellular", start: FROM + (hour - (hour % 2)) * HOUR };
  const ends = seen(bucket.start + 2 * HOUR, 0);
  if (hour % 2 === 0) {
    const both = { up: 2 * up, down: 2 * down + 7 };
    views.netstats.push({ ...bucket, ...ends, ...both, app: "web", foreground: 1 });
  }
  if (episode < 0) return;
  const at = from + 20 * MINUTE + 311;
  const p2p = { start: at, ...seen(at + 40_000, 900), ...extra, app: "p2p", ...truth };
  views.flows.push({ ...flow, ...p2p, peers: 90 });
  views.netstats.push({ ...bucket, ...ends, ...extra, app: "p2p", tethering: 1, ...truth });
}

function seen(time: number, delay: number): Row {
  return { time, visibleAt: time + delay };
}

function addSession(views: Record<ViewName, Row[]>): void {
  const from = FROM + 10 * HOUR;
  const parts = [0, 3 * GB, 2 * GB];
  const base = { device: 0, account: 7, session: 1, nas: 3, province: "Hubei", method: "portal" };
  let total = 0;
  for (const [i, down] of parts.entries()) {
    const time = from + i * 10 * MINUTE;
    const start = i === 0 ? time : time - 10 * MINUTE;
    total += down;
    views.wlan.push({
      ...base,
      start,
      ...seen(time, 500),
      up: 100 * i,
      down,
      status: ["start", "interim", "stop"][i],
      octetsUp: i === 2 ? 300 : 100 * i,
      octetsDown: total % 4_294_967_296,
      gigawordsDown: Math.floor(total / 4_294_967_296),
      sessionTime: i * 600,
      terminateCause: i === 2 ? "User-Request" : "unknown",
    });
    if (i === 0) continue;
    const flow = { device: 0, access: "wlan", rat: "wlan", province: "Hubei", app: "video" };
    const at = time - MINUTE;
    views.flows.push({ ...flow, start: at, ...seen(at + MINUTE, 900), up: 100 * i, down });
  }
  const stop = from + 20 * MINUTE;
  const whole = { device: 0, start: from, up: 300, down: 5 * GB };
  const record = { ratingGroup: "wlan", cause: "normalRelease", province: "Hubei", charged: 50 };
  views.charging.push({ ...whole, ...record, ...seen(stop, 60_000) });
  const bucket = { ...whole, access: "wlan", app: "video", foreground: 1 };
  views.netstats.push({ ...bucket, ...seen(from + 2 * HOUR, 0) });
}

/** Numbers rows of each device in order of closing, then orders them as a view is ordered. */
function number(rows: Row[]): void {
  const by =
    (...names: string[]) =>
    (a: Row, b: Row) =>
      names.map((name) => Number(a[name]) - Number(b[name])).find((d) => d !== 0) ?? 0;
  rows.sort(by("device", "time", "start"));
  const next = new Map<number, number>();
  for (const row of rows) {
    const device = Number(row["device"]);
    row["seq"] = next.get(device) ?? 0;
    next.set(device, Number(row["seq"]) + 1);
  }
  rows.sort(by("visibleAt", "device", "seq"));
}

function tablesOf(views: Record<ViewName, Row[]>): SmallData["tables"] {
  const start = FROM + EXTRA_HOUR * HOUR + 20 * MINUTE + 311;
  const bytes = { up: EXTRA_UP, down: EXTRA_DOWN };
  const episode = { ...bytes, start, end: start + 40_000 };
  const evidence: Row = {};
  for (const view of VIEWS) {
    const rows = views[view].filter((row) => row["truth"] === 64);
    const name = view[0].toUpperCase() + view.slice(1);
    evidence[`rows${name}`] = rows.length;
    evidence[`observable${name}`] = Number(rows[0]?.["visibleAt"] ?? 0);
  }
  const own = { incident: 0, role: "incident", verdict: "anomalous", kind: "bt-over-hotspot" };
  const twin = { incident: 4_294_967_295, role: "look-alike", verdict: "benign" };
  const why = { kind: "steam-hotspot", twin: "bt-over-hotspot", cue: "no uplink" };
  const onset = { device: 1, episode: 64, onset: start, end: start + 40_000, endKind: "self" };
  return {
    incidents: [
      {
        incident: 0,
        kind: "bt-over-hotspot",
        model: "bt-over-hotspot@1",
        attribution: "confirmed",
        twin: "steam-hotspot",
        cluster: 1,
      },
    ],
    cases: [{ incident: 0, ...onset, ...bytes, cost: 0, ...evidence }],
    episodes: [
      { episode: 64, device: 1, ...own, ...episode },
      { episode: 128, device: 2, ...twin, ...why, ...episode },
    ],
    devices: Array.from({ length: DEVICES }, (_, device) => ({
      device,
      plan: "ct2015",
      quota: GB,
      price: 3e6 / 100,
      moneyCap: 100_000,
      billingDay: 1,
      utcOffset: 480,
      homeProvince: "Hubei",
      segment: "consumer",
      deviceType: "phone",
      activatedAt: FROM - (device + 1) * DAY,
    })),
    truthDevices: Array.from({ length: DEVICES }, (_, device) => ({
      device,
      split: device < 2 ? "calibration" : "test",
      cluster: device,
      from: FROM,
      to: TO,
    })),
  };
}

/** Lays rows out as a batch of the table. */
export function batchOfRows(
  table: Table,
  rows: readonly Row[],
  words: Record<string, readonly string[]> = {},
): Batch {
  const columns = Object.fromEntries(
    table.columns.map((column) => {
      const vocabulary = column.vocabulary ?? words[column.name];
      const values = allocate(column, rows.length);
      for (const [i, row] of rows.entries()) {
        const value = row[column.name] ?? 0;
        values[i] = typeof value === "string" ? (vocabulary?.indexOf(value) ?? 0) : value;
      }
      return [column.name, values];
    }),
  );
  return { length: rows.length, columns };
}

/** Publishes the rows as a dataset, and returns its manifest. */
export function writeSmall(dir: string, data: SmallData = smallData(), force = false) {
  const writer = createDataset(dir, { force, views: VIEWS, truth: true });
  const shards = DEVICES / DEVICES_PER_SHARD;
  for (let shard = 0; shard < shards; shard++) {
    const out = writer.shard(shard);
    for (const view of VIEWS) {
      const own = data.views[view].filter(
        (row) => Math.floor(Number(row["device"]) / DEVICES_PER_SHARD) === shard,
      );
      out.rows(view, batchOfRows(VIEW_TABLES[view], own));
      const truth = own.flatMap(({ truth: episode, truthUp, truthDown, device, seq }, row) =>
        episode === undefined
          ? []
          : [{ row, device, seq, episode, up: truthUp, down: truthDown } as Row],
      );
      out.truth(view, batchOfRows(recordTruth, truth));
    }
    writer.addShard(out.close());
  }
  const { tables } = data;
  const put = (path: Parameters<typeof writer.table>[0], table: Table, rows: Row[], words = {}) =>
    writer.table(path, batchOfRows(table, rows, words), words);
  put("devices.arrow", devices, tables.devices, WORDS.devices);
  put("truth/incidents.arrow", incidents, tables.incidents, WORDS.incidents);
  put("truth/cases.arrow", cases, tables.cases);
  put("truth/episodes.arrow", episodes, tables.episodes, WORDS.episodes);
  put("truth/devices.arrow", truthDevices, tables.truthDevices);
  return writer.publish(factsOf(data));
}

/** What the maker of the small dataset says of it. */
export function factsOf({ inFlight }: Pick<SmallData, "inFlight">) {
  const claims = (view: ViewName) => ({
    columns: VIEW_TABLES[view].columns.map(({ name }) => name),
    lost: none(),
    inFlight: inFlight[view],
  });
  return {
    name: "small",
    origin: "generated" as const,
    scenario: { charging: { volumeLimit: 50 * MB, overshoot: 1024 } },
    scenarioHash: "0".repeat(64),
    level: "L0",
    seed: "1",
    stream: 1,
    models: { "bt-over-hotspot": 1 },
    span: { from: FROM, to: TO, utcOffset: 480, warmUp: 0 },
    devices: DEVICES,
    devicesPerShard: DEVICES_PER_SHARD,
    currency: "CNY",
    plans: { ct2015: CT2015 },
    views: {
      flows: claims("flows"),
      charging: claims("charging"),
      netstats: claims("netstats"),
      wlan: claims("wlan"),
    },
    truth: {
      incidents: { "bt-over-hotspot": 1 },
      cases: 1,
      lookAlikes: { "steam-hotspot": 1 },
      enriched: true,
    },
    tool: { billshock: "0.1.0", node: process.version },
  };
}
