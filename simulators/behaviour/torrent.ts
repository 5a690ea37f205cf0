import type { OptionsOf, Param } from "../../datasets/param.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { lognormal } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { EmitContext, Sink } from "../model.ts";
import { cellularDownIn, cellularUpIn } from "../network/cellular-link.ts";
import { bittorrent } from "../protocols/bittorrent.ts";
import { drawBetween } from "./draw-between.ts";
import { evenTransfer } from "./even-transfer.ts";
import { holdGuestPen } from "./guest-pen.ts";

/** Options of a torrent, wanted or not: how much goes up, and to how many. */
export const TORRENT_PARAMS = {
  upRatio: {
    summary: "median of bytes sent for each byte received",
    unit: "ratio",
    default: 0.15,
    min: 0,
    max: 2,
    source: "chosen: reports differ from high to negligible, so it is swept",
  },
  upRatioSigma: {
    summary: "ln-sigma of that ratio",
    unit: "ln",
    default: 1,
    min: 0,
    max: 2,
    source: "chosen: as the median",
  },
  upRatioMin: {
    summary: "least ratio",
    unit: "ratio",
    default: 0.02,
    min: 0,
    max: 2,
    source: "chosen: requests and acknowledgements alone",
  },
  upRatioMax: {
    summary: "largest ratio",
    unit: "ratio",
    default: 1.2,
    min: 0,
    max: 5,
    source: "chosen: seeding beside the download",
  },
  upWander: {
    summary: "ln-sigma of a factor on what goes up in each stretch of some seconds",
    unit: "ln",
    default: 0.2,
    min: 0,
    max: 1,
    source: "chosen: who asks for a piece changes from minute to minute",
  },
  peersMin: {
    summary: "least peers in a minute",
    unit: "count",
    default: 30,
    min: 1,
    max: 1000,
    source: "chosen: clients of the time hold 50 to 100 a torrent",
  },
  peersMax: {
    summary: "most peers in a minute",
    unit: "count",
    default: 120,
    min: 1,
    max: 2000,
    source: "chosen: as the least",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof TORRENT_PARAMS>;

/** Bytes sent for each byte received, and peers in a minute, drawn once for a torrent; and how far its stretches differ. */
export type Swarm = { readonly [K in "upRatio" | "peers" | "upWander"]: number };

export function drawSwarm(random: Random, options: Options): Swarm {
  const drawn = lognormal(random, options.upRatio, options.upRatioSigma);
  return {
    upRatio: Math.max(options.upRatioMin, Math.min(options.upRatioMax, drawn)),
    peers: drawBetween(random, options.peersMin, options.peersMax),
    upWander: options.upWander,
  };
}

const P2P = codeOf(APPS, "p2p", "torrent");
/** Share of the link that a torrent fills, so that a stretch's bytes pass within it. */
const FILL = 0.98;

/**
 * Opens the torrent of a PC behind the hotspot. What comes back moves a stretch at a rate, both
 * directions added, bit/s, cut to the cellular link; whole bytes are cut from running sums, so that no
 * stretch gains or loses one by rounding.
 */
export function openTorrent(
  { life, random }: EmitContext,
  { upRatio, peers, upWander }: Swarm,
  sink: Sink,
): (from: number, to: number, rate: number) => void {
  const upShare = upRatio / (1 + upRatio);
  let total = 0;
  let whole = 0;
  let allUp = 0;
  let sent = 0;
  return (from, to, rate) => {
    const share = Math.min(1, upShare * lognormal(random, 1, upWander));
    const up = rate * share;
    const fitDown = (FILL * cellularDownIn(life, from, to)) / Math.max(1, rate - up);
    const fitUp = up > 0 ? (FILL * cellularUpIn(life, from, to)) / up : 1;
    const bytes = (rate * Math.min(1, fitDown, fitUp) * (to - from)) / 8000;
    total += bytes;
    // One ratio throughout is taken of the whole: a sum of parts would be off by a byte.
    allUp = upWander === 0 ? total * upShare : allUp + bytes * share;
    const now = Math.round(total) - whole;
    const upNow = Math.max(0, Math.min(now, Math.round(allUp) - sent));
    whole += now;
    sent += upNow;
    holdGuestPen(sink, "pc");
    sink.guess = P2P;
    sink.protocol = bittorrent;
    sink.bytes = "all";
    sink.remotes = Math.round(peers);
    evenTransfer(sink, from, to, { up: upNow, down: now - upNow });
  };
}
