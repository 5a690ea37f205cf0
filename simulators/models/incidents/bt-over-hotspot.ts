import { HOUR } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { END_KINDS } from "../../../datasets/vocabularies.ts";
import { eachStretch, STRETCH_SIGMA } from "../../behaviour/each-stretch.ts";
import { drawEnding } from "../../behaviour/ends.ts";
import { drawSwarm, openTorrent, type Swarm } from "../../behaviour/torrent.ts";
import { lognormal, uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { btParams } from "./bt-over-hotspot-params.ts";

type Notes = Swarm & { readonly [K in "scale" | "rate"]: number };

const SELF = codeOf(END_KINDS, "self", "bt-over-hotspot");
const OWNER = codeOf(END_KINDS, "owner", "bt-over-hotspot");
/** From this hour of the next morning on it is the owner who ends it. */
const RISING = 30.5 * HOUR;

/**
 * Runs a torrent client on a PC behind the phone's hotspot, all night, unknown to the owner.
 *
 * Its marks: dozens of remotes on high ports, bytes upwards as well as down, and a guest that sends
 * them. How much goes up is what the swarm asks for, no cost of the protocol. None of them lies in the
 * volume: a wanted download over the same hotspot moves as much; and a torrent that the owner wants
 * has them all, but by day. Four phases of constant rate (start, mid,
 * full, slow) follow the list of charging records of Wuhan 2015; with all sigmas and the spread 0
 * every byte is fixed by the options, phase by phase. Rates are cut to the cellular link.
 */
export const btOverHotspot: TrafficModel<typeof btParams> = {
  name: "bt-over-hotspot",
  version: 3,
  summary: "a guest's torrent client behind the hotspot, through the night",
  role: "incident",
  twin: "steam-hotspot",
  params: btParams,
  spreads: true,

  plan({ dayStart, random, share }, options) {
    const scale = Math.min(1.6, Math.max(0.4, lognormal(random, 1, options.durationSigma)));
    const shift = uniform(random, -options.startSpread, options.startSpread);
    const start = dayStart + Math.round(Math.max(0, options.startHour + shift) * HOUR);
    const swarm = drawSwarm(random, options);
    const notes = { ...swarm, scale, rate: share * lognormal(random, 1, options.rateSigma) };
    const through = start + Math.round(options.duration * scale);
    const { end, endKind } = drawEnding(random, { start, end: through }, options);
    const isRisen = endKind === SELF && end - dayStart >= RISING;
    return [{ start, end, notes: { ...notes, endKind: isRisen ? OWNER : endKind } }];
  },

  emit(context, options, sink) {
    const { start, end, notes } = context.episode;
    const { scale, rate, ...swarm } = notes as Notes;
    const phases = [
      [options.startDuration, options.startRate],
      [options.startDuration + options.midDuration, options.midRate],
      [options.slowAfter, options.fullRate],
      [options.duration, options.slowRate],
    ];
    const move = openTorrent(context, swarm, sink);
    const { random } = context;
    // A night that is told by its options is the same for every seed.
    const sigma = options.jitterSigma === 0 ? 0 : STRETCH_SIGMA;
    let t = start;
    for (const [until, phaseRate] of phases) {
      const phaseEnd = Math.min(end, start + Math.round(until * scale));
      eachStretch({ random, sigma }, t, phaseEnd, (from, to) => {
        move(from, to, phaseRate * rate * lognormal(random, 1, options.jitterSigma));
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
