import type { OptionsOf } from "../../../datasets/param.ts";
import { HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS, END_KINDS, OPERATING_SYSTEMS } from "../../../datasets/vocabularies.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { eachMinute } from "../../behaviour/each-minute.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import { holdGuestPen } from "../../behaviour/guest-pen.ts";
import { spread } from "../../behaviour/spread.ts";
import { lognormal, uniform } from "../../chance/samplers.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";
import { cellularDownIn, cellularUpIn } from "../../network/cellular-link.ts";
import { btParams } from "./bt-over-hotspot-params.ts";

type Options = OptionsOf<typeof btParams>;

type Notes = { readonly [K in "scale" | "rate" | "upRatio" | "highPorts" | "peers"]: number };

/** A stretch of at most a minute, and what the night has moved before it. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
  /** Bytes: the unrounded sum, and whole ones handed out, in all and upwards. */
  readonly moved: { total: number; whole: number; up: number };
}

const P2P = codeOf(APPS, "p2p", "bt-over-hotspot");
const WINDOWS = codeOf(OPERATING_SYSTEMS, "windows", "bt-over-hotspot");

const SELF = codeOf(END_KINDS, "self", "bt-over-hotspot");
const OWNER = codeOf(END_KINDS, "owner", "bt-over-hotspot");
/** From this hour of the next morning on it is the owner who ends it. */
const RISING = 30.5 * HOUR;

/** Bytes of one small exchange with a remote that serves no data: announce, DHT, keep-alive. */
const CONTROL_BYTES = 400;
/** Share of the link that a torrent fills, so that a minute's bytes pass within that minute. */
const FILL = 0.98;
/** Share of a minute's peers that move data; the rest see small exchanges only. */
const SERVING = 0.6;

/**
 * Runs a torrent client on a PC behind the phone's hotspot, all night, unknown to the owner.
 *
 * Its marks: dozens of remotes on high ports, small exchanges beside the bulk, bytes upwards as
 * well as down, and the guest's TTL and operating system. None of them lies in the volume: a
 * wanted download over the same hotspot moves as much. Four phases of constant rate (start, mid,
 * full, slow) follow the list of charging records of Wuhan 2015; with all sigmas and the spread 0
 * every byte is fixed by the options, phase by phase. Rates are cut to the cellular link.
 */
export const btOverHotspot: TrafficModel<typeof btParams> = {
  name: "bt-over-hotspot",
  version: 1,
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
      highPorts: spread(random, options.highPorts, options.highPortsSpread),
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
    let t = start;
    for (const [until, phaseRate] of phases) {
      const phaseEnd = Math.min(end, start + Math.round(until * scale));
      eachMinute(t, phaseEnd, (from, to) => {
        const jitter = lognormal(context.random, 1, options.jitterSigma);
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
function emitPiece(
  { life, random, episode }: EmitContext,
  options: Options,
  sink: Sink,
  piece: Piece,
) {
  const { from, to, moved } = piece;
  const { upRatio, highPorts, peers: level } = episode.notes as Notes;
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
  const now = Math.min(most, level * uniform(random, 0.85, 1.15));
  // Who goes on through a change of phase was counted when the minute began.
  const isCounted = from % MINUTE !== 0 && from !== episode.start;
  const peers = isCounted ? 1 : Math.round(Math.max(options.peersMin, now));
  const serving = Math.max(1, Math.round(peers * SERVING));
  const control = (peers - serving) * CONTROL_BYTES;
  const hasControl = control > 0 && sent >= control && whole - sent >= control;
  const rest = hasControl ? control : 0;

  holdGuestPen(sink, 127, WINDOWS);
  sink.guess = P2P;
  sink.hiPortShare = highPorts;
  sink.packetUp = 1200;
  sink.packetDown = 1200;
  const bulk = { up: sent - rest, down: whole - sent - rest, peers: serving, flows: serving };
  evenTransfer(sink, from, to, bulk);
  sink.packetUp = 120;
  sink.packetDown = 120;
  evenTransfer(sink, from, to, {
    up: rest,
    down: rest,
    peers: peers - serving,
    flows: peers - serving,
  });
}
