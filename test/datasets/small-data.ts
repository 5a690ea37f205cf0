import { DAY, GB, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";

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

/** No bytes. */
export const none = () => ({ up: 0, down: 0 });
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
      payer: device,
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
