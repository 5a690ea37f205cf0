import type { Param } from "../../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import { holdGuestPen } from "../../behaviour/guest-pen.ts";
import { largestRemainder } from "../../behaviour/largest-remainder.ts";
import { categorical, lognormal } from "../../chance/samplers.ts";
import type { Random } from "../../chance/streams.ts";
import type { Episode, TrafficModel } from "../../model.ts";
import { cellularDownIn } from "../../network/cellular-link.ts";
import { chat } from "../../protocols/chat.ts";
import { quicVideo } from "../../protocols/quic-video.ts";
import { webPage } from "../../protocols/web-page.ts";

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
} as const satisfies Record<string, Param>;

type Notes = { readonly [K in "bytes" | "hosts"]: number };

/** What guests do (chosen): how often they turn to it, its bytes and remotes beside the others', share of data that goes up. */
const PURSUITS = [
  {
    guess: codeOf(APPS, "video"),
    protocol: quicVideo,
    turns: 0.35,
    bytes: 1.9,
    hosts: 0.25,
    up: 0,
  },
  { guess: codeOf(APPS, "social"), protocol: webPage, turns: 0.3, bytes: 0.6, hosts: 1, up: 0.05 },
  { guess: codeOf(APPS, "web"), protocol: webPage, turns: 0.25, bytes: 0.4, hosts: 2, up: 0.15 },
  {
    guess: codeOf(APPS, "messaging"),
    protocol: chat,
    turns: 0.1,
    bytes: 0.6,
    hosts: 1.2,
    up: 0.15,
  },
] as const;
const TURNS = /* @__PURE__ */ runningSums(PURSUITS.map(({ turns }) => turns));
const GUESTS = ["phone-a", "phone-b", "tablet"] as const;
/** How long a guest keeps to one pursuit, and ln-sigma of it and of its bytes (chosen). */
const [KEEPS_TO, KEEPS_SIGMA, BYTES_SIGMA] = [4 * MINUTE, 0.8, 0.7];
/** Share of the link that guests fill. */
const FILL = 0.9;

/**
 * Shares the phone's hotspot with the family on a journey.
 *
 * Tethered, and as many remotes in a minute as a torrent, since every page opens dozens of hosts;
 * but on the web's own ports, from a mix of apps, and by day.
 */
export const familyHotspot: TrafficModel<typeof params> = {
  name: "family-hotspot",
  version: 2,
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
    const notes = { bytes: Math.round(bytes), hosts };
    return [{ start, end: start + Math.max(MINUTE, Math.round(lasts * HOUR)), notes }];
  },

  emit({ episode, random, life }, options, sink) {
    const { bytes, hosts } = episode.notes as Notes;
    const slices = GUESTS.flatMap((guest) => slicesOf(guest, episode, random));
    const parts = largestRemainder(
      bytes,
      slices.map(({ weight }) => weight),
    );
    for (const [i, { guest, pursuit, from, to }] of slices.entries()) {
      const link = (FILL * cellularDownIn(life, from, to) * (to - from)) / 8000;
      const moved = Math.min(Math.floor(link / GUESTS.length), parts[i] as number);
      const most = Math.max(options.hostsMin, options.hostsMax);
      const busy = Math.max(options.hostsMin, Math.min(most, hosts)) / GUESTS.length;
      holdGuestPen(sink, guest);
      sink.guess = pursuit.guess;
      sink.protocol = pursuit.protocol;
      sink.remotes = Math.max(1, Math.round(busy * pursuit.hosts));
      const up = Math.round(moved * pursuit.up);
      evenTransfer(sink, from, to, { up, down: moved - up });
    }
  },
};

/** One guest's pursuit for some minutes. */
interface Slice {
  readonly guest: (typeof GUESTS)[number];
  readonly pursuit: (typeof PURSUITS)[number];
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

function slicesOf(guest: Slice["guest"], { start, end }: Episode, random: Random): Slice[] {
  const slices: Slice[] = [];
  for (let from = start; from < end; ) {
    const to = Math.min(
      end,
      from + Math.max(1, Math.round(lognormal(random, KEEPS_TO, KEEPS_SIGMA))),
    );
    const pursuit = PURSUITS[categorical(random, TURNS)] as Slice["pursuit"];
    const weight = (to - from) * pursuit.bytes * lognormal(random, 1, BYTES_SIGMA);
    slices.push({ guest, pursuit, from, to, weight });
    from = to;
  }
  return slices;
}

function runningSums(weights: readonly number[]): Float64Array {
  let total = 0;
  return Float64Array.from(weights, (weight) => {
    total += weight;
    return total;
  });
}
