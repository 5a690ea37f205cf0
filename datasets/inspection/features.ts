import { codeOf } from "../table.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../view.ts";
import { ACCESS, APPS, CAUSES, SESSION_STATUS } from "../vocabularies.ts";

/** One number that a one-line rule could look at: gathered over the rows of a device's civil day. */
export interface Feature {
  readonly name: string;
  readonly view: ViewName;
  readonly reads: readonly ViewColumn[];
  /** How the rows of a day come together. */
  readonly gather: "sum" | "max" | "distinct";
  /** The row's contribution; `night` is 1 from midnight to six, civil time. */
  value(row: ViewBatch, i: number, night: 0 | 1): number;
}

const CELLULAR = codeOf(ACCESS, "cellular");
const P2P = codeOf(APPS, "p2p");
const STORE = codeOf(APPS, "store");
const VOLUME_LIMIT = codeOf(CAUSES, "volumeLimit");
const START = codeOf(SESSION_STATUS, "start");
/** A phone sends 64; a guest behind it arrives with one hop less than 64 or 128. */
const GUEST_TTLS: readonly number[] = [63, 127];

const bytes = ({ up, down }: ViewBatch, i: number) => (up[i] as number) + (down[i] as number);

function everywhere(view: ViewName): Feature[] {
  const reads = ["up", "down"] as const;
  return [
    { name: "bytes", view, reads, gather: "sum", value: bytes },
    { name: "bytes up", view, reads, gather: "sum", value: ({ up }, i) => up[i] as number },
    {
      name: "night bytes",
      view,
      reads,
      gather: "sum",
      value: (row, i, night) => night * bytes(row, i),
    },
    {
      name: "night bytes up",
      ...{ view, reads },
      gather: "sum",
      value: ({ up }, i, night) => night * (up[i] as number),
    },
    { name: "rows", view, reads, gather: "sum", value: () => 1 },
  ];
}

/** What a one-line rule could look at in each view: bytes, counts, and the marks that the view shows. */
export const FEATURES: readonly Feature[] = [
  ...(["flows", "charging", "netstats", "wlan"] as const).flatMap(everywhere),
  {
    name: "peers",
    view: "flows",
    reads: ["peers"],
    gather: "max",
    value: ({ peers }, i) => peers[i] as number,
  },
  {
    name: "high-port flows",
    ...{ view: "flows", reads: ["flows", "hiPortShare"] },
    gather: "max",
    value: ({ flows, hiPortShare }, i) => (flows[i] as number) * (hiPortShare[i] as number),
  },
  {
    name: "guest bytes by TTL",
    ...{ view: "flows", reads: ["ttl", "up", "down"] },
    gather: "sum",
    value: (row, i) => (GUEST_TTLS.includes(row.ttl[i] as number) ? bytes(row, i) : 0),
  },
  {
    name: "bytes named p2p",
    ...{ view: "flows", reads: ["app", "up", "down"] },
    gather: "sum",
    value: (row, i) => (row.app[i] === P2P ? bytes(row, i) : 0),
  },
  {
    name: "store bytes by night",
    ...{ view: "flows", reads: ["app", "up", "down"] },
    gather: "sum",
    value: (row, i, night) => (row.app[i] === STORE ? night * bytes(row, i) : 0),
  },
  {
    name: "full records",
    ...{ view: "charging", reads: ["cause"] },
    gather: "sum",
    value: ({ cause }, i) => (cause[i] === VOLUME_LIMIT ? 1 : 0),
  },
  {
    name: "charged",
    view: "charging",
    reads: ["charged"],
    gather: "sum",
    value: ({ charged }, i) => charged[i] as number,
  },
  {
    name: "tethered bytes",
    ...{ view: "netstats", reads: ["tethering", "up", "down"] },
    gather: "sum",
    value: (row, i) => (row.tethering[i] === 1 ? bytes(row, i) : 0),
  },
  {
    name: "background cellular bytes",
    ...{ view: "netstats", reads: ["foreground", "tethering", "access", "up", "down"] },
    gather: "sum",
    value: (row, i) =>
      row.foreground[i] === 0 && row.tethering[i] === 0 && row.access[i] === CELLULAR
        ? bytes(row, i)
        : 0,
  },
  {
    name: "sessions",
    ...{ view: "wlan", reads: ["status"] },
    gather: "sum",
    value: ({ status }, i) => (status[i] === START ? 1 : 0),
  },
  {
    name: "provinces",
    view: "wlan",
    reads: ["province"],
    gather: "distinct",
    value: ({ province }, i) => province[i] as number,
  },
  {
    name: "clients",
    view: "wlan",
    reads: ["clientMac"],
    gather: "distinct",
    value: ({ clientMac }, i) => clientMac[i] as number,
  },
];
