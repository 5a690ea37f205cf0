import type { OptionsOf } from "../../../datasets/param.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS, END_KINDS } from "../../../datasets/vocabularies.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { eachStretch, STRETCH_SIGMA } from "../../behaviour/each-stretch.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import { holdGuestPen } from "../../behaviour/guest-pen.ts";
import { lognormal, uniform } from "../../chance/samplers.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";
import { cellularDownIn, cellularUpIn } from "../../network/cellular-link.ts";
import { bittorrent } from "../../protocols/bittorrent.ts";
import { btParams } from "./bt-over-hotspot-params.ts";

type Options = OptionsOf<typeof btParams>;

type Notes = { readonly [K in "scale" | "rate" | "upRatio" | "peers"]: number };

/** A stretch of even rate, and what the night has moved before it. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
  /** Bytes: the unrounded sum, and whole ones handed out, in all and upwards. */
  readonly moved: { total: number; whole: number; up: number };
}

const P2P = codeOf(APPS, "p2p", "bt-over-hotspot");

const SELF = codeOf(END_KINDS, "self", "bt-over-hotspot");
const OWNER = codeOf(END_KINDS, "owner", "bt-over-hotspot");
/** From this hour of the next morning on it is the owner who ends it. */
const RISING = 30.5 * HOUR;

/** Share of the link that a torrent fills, so that a stretch's bytes pass within it. */
const FILL = 0.98;

/**
 * Runs a torrent client on a PC behind the phone's hotspot, all night, unknown to the owner.
 *
 * Its marks: dozens of remotes on high ports, bytes upwards as well as down, and a guest that sends
 * them. How much goes up is what the swarm asks for, no cost of the protocol. None of them lies in the volume: a
 * wanted download over the same hotspot moves as much. Four phases of constant rate (start, mid,
 * full, slow) follow the list of charging records of Wuhan 2015; with all sigmas and the spread 0
 * every byte is fixed by the options, phase by phase. Rates are cut to the cellular link.
 */
export const btOverHotspot: TrafficModel<typeof btParams> = {
  name: "bt-over-hotspot",
  version: 2,
  summary: "a guest's torrent client behind the hotspot, through the night",
  role: "incident",
  twin: "steam-hotspot",
  params: btParams,

  plan({ dayStart, random }, options) {
    const scale = Math.min(1.6, Math.max(0.4, lognormal(random, 1, options.durationSigma)));
    const shift = uniform(random, -options.startSpread, options.startSpread);
    const start = dayStart + Math.round(Math.max(0, options.startHour + shift) * HOUR);
    const drawn = lognormal(random, options.upRatio, options.upRatioSigma);
    const notes = {
      scale,
      rate: lognormal(random, 1, options.rateSigma),
      upRatio: Math.max(options.upRatioMin, Math.min(options.upRatioMax, drawn)),
      peers: drawBetween(random, options.peersMin, options.peersMax),
    };
    const end = start + Math.round(options.duration * scale);
    const endKind = end - dayStart < RISING ? SELF : OWNER;
    return [{ start, end, notes: { ...notes, endKind } }];
  },

  emit(context, options, sink) {
    const { start, end, notes } = context.episode;
    const { scale, rate } = notes as Notes;
    const phases = [
      [options.startDuration, options.startRate],
      [options.startDuration + options.midDuration, options.midRate],
      [options.slowAfter, options.fullRate],
      [options.duration, options.slowRate],
    ];
    const moved = { total: 0, whole: 0, up: 0 };
    const { random } = context;
    // A night that is told by its options is the same for every seed.
    const sigma = options.jitterSigma === 0 ? 0 : STRETCH_SIGMA;
    let t = start;
    for (const [until, phaseRate] of phases) {
      const phaseEnd = Math.min(end, start + Math.round(until * scale));
      eachStretch({ random, sigma }, t, phaseEnd, (from, to) => {
        const jitter = lognormal(random, 1, options.jitterSigma);
        emitPiece(context, options, sink, { from, to, rate: phaseRate * rate * jitter, moved });
      });
      t = Math.max(t, phaseEnd);
    }
  },

  cause() {
    return {
      trigger: "a torrent client that starts with the guest's computer",
      vector: "guest-on-hotspot",
      amplifier: "no cap on volume while the owner sleeps",
    };
  },
};

/** Whole bytes are cut from running sums, so no phase gains or loses a byte by rounding. */
function emitPiece({ life, episode }: EmitContext, options: Options, sink: Sink, piece: Piece) {
  const { from, to, moved } = piece;
  const { upRatio, peers: level } = episode.notes as Notes;
  const upShare = upRatio / (1 + upRatio);
  const down = piece.rate * (1 - upShare);
  const up = piece.rate * upShare;
  const fitDown = (FILL * cellularDownIn(life, from, to)) / down;
  const fitUp = up > 0 ? (FILL * cellularUpIn(life, from, to)) / up : 1;
  const fit = Math.min(1, fitDown, fitUp);
  moved.total += (piece.rate * fit * (to - from)) / 8000;
  const whole = Math.round(moved.total) - moved.whole;
  const sent = Math.max(0, Math.min(whole, Math.round(moved.total * upShare) - moved.up));
  moved.whole += whole;
  moved.up += sent;

  const most = Math.max(options.peersMin, options.peersMax);
  holdGuestPen(sink, "pc");
  sink.guess = P2P;
  sink.protocol = bittorrent;
  sink.bytes = "all";
  sink.remotes = Math.round(Math.max(options.peersMin, Math.min(most, level)));
  evenTransfer(sink, from, to, { up: sent, down: whole - sent });
}
