import { DAY, MINUTE, SECOND } from "../sizes.ts";
import type { ViewColumn, ViewName } from "../view.ts";
import { OPERATING_SYSTEMS } from "../vocabularies.ts";
import type { AuditRow, RowChoice } from "./audit-row.ts";

/** By-products of how rows are made, by where a leak would come from. */
export type ArtefactGroup =
  | "packets"
  | "tuples"
  | "terminal"
  | "clock"
  | "bytes up"
  | "bytes down"
  | "repeats"
  | "nas"
  | "clientMac"
  | "session"
  | "account"
  | "form";

const UNKNOWN_SYSTEM = OPERATING_SYSTEMS.indexOf("unknown");

/** A number of a row that says nothing of what somebody did, and so may not tell incidents apart. */
export interface ArtefactColumn {
  readonly name: string;
  readonly group: ArtefactGroup;
  readonly views: readonly ViewName[];
  /** Rows that it is read from; the clock tells of session starts only, later rows are cut by the probe. */
  readonly rows: RowChoice;
  /** A twin has the same structure, so that more of a row must be alike than beside any normal row. */
  readonly only?: "twin";
  /** NaN where the row has nothing to say. */
  readonly value: (row: AuditRow) => number;
}

const ALL_VIEWS = ["flows", "charging", "netstats", "wlan"] as const;
/** Netstats rows open and close with their bucket. */
const CLOCKED = ["flows", "charging", "wlan"] as const;
/** Smaller amounts have sizes of their own, a keep-alive is no leak; 16 times the largest modulus. */
const LEAST_BYTES = 65_536;
/** The largest modulus, by which the least amount wanders. */
const LARGEST_MODULUS = 4096;

const of = ({ values }: AuditRow, name: ViewColumn): number => values[name] ?? Number.NaN;
const ratio = (a: number, b: number): number => (b > 0 ? a / b : Number.NaN);

/**
 * From where on the bytes of a row are read. Amounts that thin out fast above one fixed edge would show
 * in their residues how fast; so the edge wanders with what went the other way.
 */
function leastOf(row: AuditRow, column: "up" | "down"): number {
  const other = of(row, column === "up" ? "down" : "up");
  return LEAST_BYTES + (other > 0 ? other % LARGEST_MODULUS : 0);
}

/** In whole bytes and hundredths: what lies below comes of whole packets, and says how many there were. */
const packets = (name: string, value: ArtefactColumn["value"]): ArtefactColumn => ({
  ...{ name, value, group: "packets", views: ["flows"], rows: "all" },
});

const tuples = (
  name: string,
  value: ArtefactColumn["value"],
  extra: Pick<ArtefactColumn, "only"> = {},
): ArtefactColumn => ({
  ...{ name, value, group: "tuples", views: ["flows"], rows: "all", ...extra },
});

const clock = (name: string, value: ArtefactColumn["value"]): ArtefactColumn => ({
  ...{ name, value, group: "clock", views: CLOCKED, rows: "openings" },
});

function residue(column: "up" | "down", modulus: number): ArtefactColumn {
  return {
    ...{ name: `${column} mod ${modulus}`, views: ALL_VIEWS, rows: "all" },
    group: `bytes ${column}`,
    value: (row) =>
      of(row, column) < leastOf(row, column) ? Number.NaN : of(row, column) % modulus,
  };
}

function numbers(column: "nas" | "clientMac" | "session" | "account"): ArtefactColumn[] {
  const shared = { group: column, views: ["wlan"], rows: "openings" } as const;
  const residues = [1000, 1024, 4096].map((modulus) => ({
    ...{ name: `${column} mod ${modulus}`, ...shared },
    value: (row: AuditRow) => of(row, column) % modulus,
  }));
  const nibbles = [0, 4, 28].map((shift) => ({
    ...{ name: `${column} nibble ${shift / 4}`, ...shared },
    value: (row: AuditRow) => (of(row, column) >>> shift) & 15,
  }));
  return [{ name: column, ...shared, value: (row) => of(row, column) }, ...residues, ...nibbles];
}

const form = (
  name: string,
  views: readonly ViewName[],
  value: ArtefactColumn["value"],
): ArtefactColumn => ({ ...{ name, value, views, group: "form", rows: "all" } });

/** Up share in steps of 1e-4 is that of the row before: 1 or 0. */
function shareRepeats(row: AuditRow): number {
  const { before } = row;
  if (before === null || before.up + before.down === 0) return Number.NaN;
  const step = (up: number, down: number) => Math.floor((1e4 * up) / (up + down));
  return step(of(row, "up"), of(row, "down")) === step(before.up, before.down) ? 1 : 0;
}

function meanChange(row: AuditRow, way: "Up" | "Down"): number {
  const { before } = row;
  if (before === null) return Number.NaN;
  const bytes = way === "Up" ? "up" : "down";
  const now = ratio(of(row, bytes), of(row, `packets${way}`));
  return Math.abs(ratio(now, ratio(before[bytes], before[`packets${way}`])) - 1);
}

const repeats = (name: string, value: ArtefactColumn["value"]): ArtefactColumn => ({
  ...{ name, value, group: "repeats", views: ["flows"], rows: "all", only: "twin" },
});

const UNKNOWABLE = ["rat", "province", "app", "access", "cause", "method"] as const;

/** The columns that may not separate, by group; what is not listed is behaviour and may. */
export const ARTEFACT_COLUMNS: readonly ArtefactColumn[] = [
  packets("mean packet up", (row) => Math.round(ratio(of(row, "up"), of(row, "packetsUp")))),
  packets("mean packet down", (row) => Math.round(ratio(of(row, "down"), of(row, "packetsDown")))),
  packets("packets up per down", (row) => {
    return Math.round(100 * ratio(of(row, "packetsUp"), of(row, "packetsDown"))) / 100;
  }),
  tuples("flows per remote", (row) => ratio(of(row, "flows"), of(row, "peers"))),
  tuples("high-port share", (row) => of(row, "hiPortShare"), { only: "twin" }),
  tuples("flows", (row) => of(row, "flows"), { only: "twin" }),
  tuples("remotes", (row) => of(row, "peers"), { only: "twin" }),
  {
    // Where a probe names no system, nobody knows whether a phone or its guest sent it.
    ...{ name: "TTL", group: "terminal", views: ["flows"], rows: "all" },
    value: (row) => (of(row, "osFingerprint") === UNKNOWN_SYSTEM ? Number.NaN : of(row, "ttl")),
  },
  {
    ...{ name: "system", group: "terminal", views: ["flows"], rows: "all" },
    value: (row) => of(row, "osFingerprint"),
  },
  clock("start mod 10 ms", (row) => of(row, "start") % 10),
  clock("start mod 1 s", (row) => of(row, "start") % SECOND),
  clock("start mod 10 s", (row) => of(row, "start") % (10 * SECOND)),
  clock("start mod 60 s", (row) => of(row, "start") % MINUTE),
  {
    // A charging record closed at its limit has a length of whole seconds, whoever fills it.
    ...clock("length mod 1 s", (row) => (of(row, "time") - of(row, "start")) % SECOND),
    views: ["flows"],
  },
  clock("delay to sight", (row) => Math.min(DAY, of(row, "visibleAt") - of(row, "time")) % SECOND),
  ...(["up", "down"] as const).flatMap((column) =>
    [2, 10, 1000, 1024, 1400, 4096].map((modulus) => residue(column, modulus)),
  ),
  repeats("up share repeats", shareRepeats),
  repeats("change of mean packet up", (row) => meanChange(row, "Up")),
  repeats("change of mean packet down", (row) => meanChange(row, "Down")),
  ...(["nas", "clientMac", "session", "account"] as const).flatMap(numbers),
  form("fraction of bytes", ALL_VIEWS, (row) => (of(row, "up") % 1) + (of(row, "down") % 1)),
  form("seq mod 8", ALL_VIEWS, (row) => of(row, "seq") % 8),
  form("unknown words", ALL_VIEWS, (row) =>
    UNKNOWABLE.reduce((sum, name) => sum + (row.values[name] === 0 ? 1 : 0), 0),
  ),
];

/** Artefact columns of a view by group, for a contrast with a twin or with anything else. */
export function groupsOf(
  view: ViewName,
  against: "twin" | "normal",
): ReadonlyMap<ArtefactGroup, readonly ArtefactColumn[]> {
  const groups = new Map<ArtefactGroup, ArtefactColumn[]>();
  for (const column of ARTEFACT_COLUMNS) {
    if (!column.views.includes(view)) continue;
    if (column.only === "twin" && against !== "twin") continue;
    groups.set(column.group, [...(groups.get(column.group) ?? []), column]);
  }
  return groups;
}
