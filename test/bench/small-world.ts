import { sortAlerts } from "../../bench/alerts/sort-alerts.ts";
import type { Alerts } from "../../bench/alerts.ts";
import type { LedgerRows, World } from "../../bench/world.ts";
import { joinClusters } from "../../bench/worlds/join-clusters.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import { SPLITS } from "../../datasets/vocabularies.ts";

/** A record of a small world; `parts` say which bytes belong to which incident. */
export interface SmallRecord {
  readonly row: number;
  readonly device: number;
  readonly start: number;
  readonly time: number;
  readonly visibleAt: number;
  readonly up: number;
  readonly down: number;
  readonly parts?: readonly { incident: string; up: number; down: number }[];
  readonly verdict?: string;
  readonly charged?: number;
}

/** A world written by hand, as the scoring vectors write theirs. */
export interface SmallWorld {
  readonly spanDays: number;
  readonly warmUpDays?: number;
  readonly devices: readonly {
    readonly id: number;
    readonly split?: string;
    readonly household?: string;
    readonly tariff?: Tariff;
    /** Its bundle and bill are those of this line. */
    readonly payer?: number;
    readonly from?: number;
    readonly to?: number;
  }[];
  readonly incidents?: readonly {
    readonly id: string;
    readonly kind: string;
    readonly cases: readonly { device: number; onset: number; end: number }[];
  }[];
  readonly lookAlikes?: readonly { kind: string; device: number; start: number; end: number }[];
  readonly asides?: readonly { device: number; start: number; end: number }[];
  /** Rows of the detector's view. */
  readonly records: readonly SmallRecord[];
  /** Rows of the ledger, when it is another view. */
  readonly ledger?: readonly SmallRecord[];
}

/** The line on whose bill a line is. */
export function payerIn({ devices }: SmallWorld, device: number): number {
  return devices.find(({ id }) => id === device)?.payer ?? device;
}

/** Lays a world written by hand out as scoring reads it. */
export function smallWorld(small: SmallWorld): World {
  const count = Math.max(0, ...small.devices.map(({ id }) => id + 1));
  const incidents = small.incidents ?? [];
  const cases = incidents.flatMap(({ id, kind, cases: list }, incident) =>
    list.map((one) => {
      const visible = small.records
        .filter((r) => r.device === one.device && bytesOf(r, id) > 0)
        .map(({ visibleAt }) => visibleAt);
      const observable = visible.length > 0 ? Math.min(...visible) : null;
      return { incident, kind, ...one, observable };
    }),
  );
  const firstRow = cases.map(({ incident, device }) => {
    const [first] = [...small.records]
      .filter(
        (r) => r.device === device && r.parts?.some((p) => p.incident === incidents[incident].id),
      )
      .sort((a, b) => a.visibleAt - b.visibleAt || a.row - b.row);
    if (first === undefined) return null;
    return { row: first.row, time: first.visibleAt, rowStart: first.start, rowEnd: first.time };
  });
  const subjectOf = (incident: string, device: number) =>
    cases.findIndex((one) => incidents[one.incident].id === incident && one.device === device);
  const named = [...small.records]
    .sort((a, b) => a.row - b.row)
    .flatMap((r) => [
      ...(r.parts ?? []).map((p) => [r.row, subjectOf(p.incident, r.device), p.up + p.down]),
      ...(r.verdict === "ambiguous" || r.verdict === "ignore" ? [[r.row, -1, 0]] : []),
    ]);
  const split = new Uint8Array(count);
  for (const { id, split: name } of small.devices)
    split[id] = SPLITS.indexOf((name ?? "test") as "test");
  const span = { from: 0, to: small.spanDays * DAY, warmUp: (small.warmUpDays ?? 0) * DAY };
  const homes = small.devices.filter((d) => d.household !== undefined);
  const links = [
    ...homes.flatMap((a) =>
      homes.filter((b) => b.household === a.household).map((b) => [a.id, b.id]),
    ),
    ...incidents.flatMap(({ cases: list }) => list.map((c) => [list[0].device, c.device])),
  ];
  const tariffs = new Map(small.devices.map(({ id, tariff }) => [id, tariff]));
  return {
    dataset: "small",
    seed: null,
    view: "charging",
    currency: "CNY",
    span,
    truth: true,
    deviceCount: count,
    split,
    cluster: joinClusters(count, links as [number, number][], (d) => split[d] !== 0),
    payer: Uint32Array.from({ length: count }, (_, device) => payerIn(small, device)),
    from: filled(count, small, (d) => d.from ?? span.from),
    to: filled(count, small, (d) => d.to ?? span.to),
    cases,
    lookAlikes: small.lookAlikes ?? [],
    asides: small.asides ?? [],
    evidence: {
      row: Float64Array.from(named, ([row]) => row),
      subject: Int32Array.from(named, ([, subject]) => subject),
      bytes: Float64Array.from(named, ([, , bytes]) => bytes),
    },
    firstRow,
    ledger: {
      view: "charging",
      rowsOf: (device) => ledgerRows(small.ledger ?? small.records, [device], subjectOf),
      billOf(payer) {
        const lines = small.devices.filter(({ id }) => payerIn(small, id) === payer);
        const devices = lines.map(({ id }) => id);
        return ledgerRows(small.ledger ?? small.records, devices, subjectOf);
      },
    },
    accountOf(device) {
      const tariff = tariffs.get(device);
      return tariff ? { tariff, calendar: { utcOffset: 0, billingDay: 1, from: 0 } } : null;
    },
    calendarOf: () => ({ utcOffset: 0, billingDay: 1, from: 0 }),
    scan(_, visit) {
      const records = [...small.records].sort((a, b) => a.visibleAt - b.visibleAt || a.row - b.row);
      for (const r of records) visit(batchOf(r), r.row);
    },
  };
}

function batchOf(r: SmallRecord): ViewBatch {
  return {
    length: 1,
    device: Uint32Array.of(r.device),
    visibleAt: Float64Array.of(r.visibleAt),
    time: Float64Array.of(r.time),
    start: Float64Array.of(r.start),
    up: Float64Array.of(r.up),
    down: Float64Array.of(r.down),
    charged: Float64Array.of(r.charged ?? 0),
  } as unknown as ViewBatch;
}

/** Alerts on rows of a small world, in order; `at` stands for the row's visibleAt. */
export function smallAlerts(
  records: readonly SmallRecord[],
  alerts: readonly { row: number; score: number; at?: number }[],
): Alerts {
  const rows = alerts.map(({ row }) => records.find((r) => r.row === row) as SmallRecord);
  return sortAlerts({
    length: alerts.length,
    device: Uint32Array.from(rows, ({ device }) => device),
    time: Float64Array.from(rows, ({ visibleAt }, i) => alerts[i].at ?? visibleAt),
    row: Float64Array.from(rows, ({ row }) => row),
    rowStart: Float64Array.from(rows, ({ start }) => start),
    rowEnd: Float64Array.from(rows, ({ time }) => time),
    score: Float64Array.from(alerts, ({ score }) => score),
  });
}

function bytesOf({ parts }: SmallRecord, incident: string): number {
  return (parts ?? [])
    .filter((part) => part.incident === incident)
    .reduce((sum, { up, down }) => sum + up + down, 0);
}

function filled(
  count: number,
  { devices }: SmallWorld,
  read: (device: SmallWorld["devices"][number]) => number,
): Float64Array {
  const values = new Float64Array(count);
  for (const device of devices) values[device.id] = read(device);
  return values;
}

function ledgerRows(
  records: readonly SmallRecord[],
  devices: readonly number[],
  subjectOf: (incident: string, device: number) => number,
): LedgerRows {
  const rows = records
    .filter((r) => devices.includes(r.device))
    .sort((a, b) => a.time - b.time || a.device - b.device || a.row - b.row);
  const parts = rows.flatMap((r, row) =>
    (r.parts ?? []).map((part) => ({ row, device: r.device, ...part })),
  );
  return {
    length: rows.length,
    start: Float64Array.from(rows, ({ start }) => start),
    end: Float64Array.from(rows, ({ time }) => time),
    up: Float64Array.from(rows, ({ up }) => up),
    down: Float64Array.from(rows, ({ down }) => down),
    ratingGroup: new Uint8Array(rows.length).fill(1),
    parts: {
      length: parts.length,
      row: Uint32Array.from(parts, ({ row }) => row),
      subject: Int32Array.from(parts, ({ incident, device }) => subjectOf(incident, device)),
      up: Float64Array.from(parts, ({ up }) => up),
      down: Float64Array.from(parts, ({ down }) => down),
    },
  };
}
