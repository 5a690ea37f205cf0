import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS, OPERATING_SYSTEMS } from "../../../datasets/vocabularies.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { eachMinute } from "../../behaviour/each-minute.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import { holdGuestPen } from "../../behaviour/guest-pen.ts";
import { largestRemainder } from "../../behaviour/largest-remainder.ts";
import { spread } from "../../behaviour/spread.ts";
import { lognormal } from "../../chance/samplers.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";
import { cellularDownIn } from "../../network/cellular-link.ts";

const params = {
  startFrom: {
    summary: "earliest start, hours after civil midnight",
    unit: "h",
    default: 9,
    min: 0,
    max: 23,
    source: "chosen: a journey by day",
  },
  startTo: {
    summary: "latest start, hours after civil midnight",
    unit: "h",
    default: 17,
    min: 0,
    max: 24,
    source: "chosen: a journey by day",
  },
  hoursMin: {
    summary: "shortest journey",
    unit: "h",
    default: 2,
    min: 0.1,
    max: 24,
    source: "chosen: a train between two cities",
  },
  hoursMax: {
    summary: "longest journey",
    unit: "h",
    default: 5,
    min: 0.1,
    max: 24,
    source: "chosen: a train between two cities",
  },
  bytesMin: {
    summary: "least bytes",
    unit: "bytes",
    default: 2 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: three guests, a GB an hour at most each",
  },
  bytesMax: {
    summary: "most bytes",
    unit: "bytes",
    default: 8 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: three guests, a GB an hour at most each",
  },
  hostsMin: {
    summary: "least remotes in a busy minute",
    unit: "count",
    default: 30,
    min: 4,
    max: 2000,
    source: "measured: a throw-away prototype, where fewer made peers alone solve the torrent",
  },
  hostsMax: {
    summary: "most remotes in a busy minute",
    unit: "count",
    default: 150,
    min: 4,
    max: 2000,
    source: "measured: a throw-away prototype, where fewer made peers alone solve the torrent",
  },
  highPorts: {
    summary: "share of remote ports above 1024",
    unit: "share",
    default: 0.06,
    min: 0,
    max: 1,
    source: "chosen: calls and games beside the web",
  },
  highPortsSpread: {
    summary: "the share of one journey lies up to so much above or below, uniformly",
    unit: "share",
    default: 0.04,
    min: 0,
    max: 0.5,
    source: "chosen: families differ in what they play",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof params>;
type Notes = { readonly [K in "bytes" | "hosts" | "highPorts"]: number };

/** What guests do: share of bytes and of remotes, upward share, and packet sizes. */
const MIX = [
  { code: codeOf(APPS, "video"), bytes: 0.66, hosts: 0.08, up: 0.03, packetDown: 1400 },
  { code: codeOf(APPS, "social"), bytes: 0.18, hosts: 0.3, up: 0.1, packetDown: 1200 },
  { code: codeOf(APPS, "web"), bytes: 0.1, hosts: 0.5, up: 0.2, packetDown: 900 },
  { code: codeOf(APPS, "messaging"), bytes: 0.06, hosts: 0.12, up: 0.25, packetDown: 500 },
];
/** Share of the link that guests fill. */
const FILL = 0.9;
const MIXED = codeOf(OPERATING_SYSTEMS, "mixed", "family-hotspot");

/**
 * Shares the phone's hotspot with the family on a journey.
 *
 * Tethered, and as many remotes in a minute as a torrent, since every page opens dozens of hosts;
 * but on the web's own ports, from a mix of apps, and by day.
 */
export const familyHotspot: TrafficModel<typeof params> = {
  name: "family-hotspot",
  version: 1,
  summary: "three guests on the hotspot during a journey",
  role: "look-alike",
  twin: "bt-over-hotspot",
  cue: "high ports: remotes of a family are web servers, peers of a torrent are not",
  explanation: "The family watched and browsed over the owner's hotspot on a train.",
  params,

  plan({ dayStart, random }, options) {
    const hour = drawBetween(random, options.startFrom, options.startTo);
    const lasts = drawBetween(random, options.hoursMin, options.hoursMax);
    const start = dayStart + Math.floor(hour * HOUR);
    const bytes = drawBetween(random, options.bytesMin, options.bytesMax);
    const hosts = drawBetween(random, options.hostsMin, options.hostsMax);
    const highPorts = spread(random, options.highPorts, options.highPortsSpread);
    const notes = { bytes: Math.round(bytes), hosts, highPorts };
    return [{ start, end: start + Math.max(MINUTE, Math.round(lasts * HOUR)), notes }];
  },

  emit(context, options, sink) {
    const { episode, random, life } = context;
    const minutes: { readonly from: number; readonly to: number }[] = [];
    eachMinute(episode.start, episode.end, (from, to) => minutes.push({ from, to }));
    const parts = largestRemainder(
      (episode.notes as Notes).bytes,
      minutes.map(() => lognormal(random, 1, 0.7)),
    );
    holdGuestPen(sink, 63, MIXED);
    for (const [i, { from, to }] of minutes.entries()) {
      const most = Math.floor((FILL * cellularDownIn(life, from, to) * (to - from)) / 8000);
      emitMinute(context, options, sink, { from, to, bytes: Math.min(most, parts[i] as number) });
    }
  },
};

interface Slice {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

function emitMinute({ random, episode }: EmitContext, options: Options, sink: Sink, slice: Slice) {
  const hosts = (episode.notes as Notes).hosts * lognormal(random, 1, 0.15);
  const most = Math.max(options.hostsMin, options.hostsMax);
  const busy = Math.max(options.hostsMin, Math.min(most, hosts));
  const bytes = largestRemainder(
    slice.bytes,
    MIX.map((row) => row.bytes * lognormal(random, 1, 0.5)),
  );
  for (const [i, row] of MIX.entries()) {
    const up = Math.round((bytes[i] as number) * row.up);
    const peers = Math.max(1, Math.round(busy * row.hosts));
    sink.guess = row.code;
    sink.hiPortShare = (episode.notes as Notes).highPorts;
    sink.packetUp = 200;
    sink.packetDown = row.packetDown;
    const down = (bytes[i] as number) - up;
    evenTransfer(sink, slice.from, slice.to, { up, down, flows: peers * 2, peers });
  }
}
