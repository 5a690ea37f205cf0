import type { OptionsOf } from "../../../datasets/param.ts";
import { PLACES } from "../../../datasets/places.ts";
import { HOUR, SECOND } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { TERMINATE_CAUSES } from "../../../datasets/vocabularies.ts";
import { drawEnding } from "../../behaviour/ends.ts";
import { largestRemainder } from "../../behaviour/largest-remainder.ts";
import { sessionUpShare } from "../../behaviour/session-up.ts";
import { wholeBetween } from "../../behaviour/whole-between.ts";
import { clientTraces } from "../../behaviour/wlan-client.ts";
import { holdWlanPen } from "../../behaviour/wlan-pen.ts";
import { exp } from "../../chance/exact-math.ts";
import { chance, integer, lognormal, uniform } from "../../chance/samplers.ts";
import type { Random } from "../../chance/streams.ts";
import { hourOf } from "../../life/hot-spots.ts";
import type { EmitContext, TrafficModel } from "../../model.ts";
import { theftParams } from "./wlan-credential-theft-params.ts";

type Options = OptionsOf<typeof theftParams>;

type Notes = { readonly [K in "short" | "long" | "provinces" | "byOperator"]: number };

interface Session {
  readonly start: number;
  readonly end: number;
  readonly bytes: number;
}

const ADMIN_RESET = codeOf(TERMINATE_CAUSES, "Admin-Reset", "wlan-credential-theft");
/** Standard deviations at which sizes are cut. */
const TAIL = 2.5;
/** Provinces are the codes between `unknown` and `abroad`. */
const PROVINCE_COUNT = PLACES.length - 2;

/**
 * Lets strangers use the account of somebody's operator WLAN, in many provinces at once.
 *
 * Its marks: overlapping sessions that all move bytes, farther apart than anybody travels. Where
 * they log in, and with what, follows from the hot spots and clients that everybody uses. The owner's phone takes no part. Sessions that were
 * open when logins are blocked go on, and accounting that reports at the stop alone learns of them
 * last. Sizes are lognormal, or, where the charge of a group is given, whole fen of it split by
 * largest remainder, each session just short of its next fen; so a bill replays to the fen.
 */
export const wlanCredentialTheft: TrafficModel<typeof theftParams> = {
  name: "wlan-credential-theft",
  version: 2,
  summary: "strangers on a stolen WLAN account, in many provinces at once",
  role: "incident",
  twin: "stale-session",
  params: theftParams,
  spreads: true,

  eligible: ({ persona }) => persona.wlanAccount > 0,

  plan({ dayStart, random, share }, options) {
    const shift = uniform(random, -options.startSpread, options.startSpread);
    const short = Math.max(
      1,
      Math.round(share * wholeBetween(random, options.shortMin, options.shortMax)),
    );
    const long = Math.round(share * wholeBetween(random, options.longMin, options.longMax));
    const provinces = wholeBetween(random, options.provincesMin, options.provincesMax);
    const last = Math.max(shortEndBy(options), long > 0 ? longEndTo(options) : 0);
    const start = dayStart + Math.max(0, Math.round((options.shortFrom + shift) * HOUR));
    const through = start + Math.round((last - options.shortFrom) * HOUR);
    const { endedByOwner, endedByOperator } = options;
    const asked = { endedByOwner, endedByNetwork: 0 };
    const { end, endKind } = drawEnding(random, { start, end: through }, asked);
    // A case that is told by its options draws no more for it.
    const isSure = endedByOperator <= 0 || endedByOperator >= 1;
    const byOperator =
      end === through && (isSure ? endedByOperator >= 1 : chance(random, endedByOperator));
    return [{ start, end, notes: { short, long, provinces, endKind, byOperator: +byOperator } }];
  },

  emit(context, options, sink) {
    const { random, life, episode, dayStart } = context;
    const notes = episode.notes as Notes;
    const provinces = pickProvinces(random, notes.provinces);
    const planned = [...shortSessions(context, options), ...longSessions(context, options)];
    const sessions = planned.flatMap((session) => untilEnd(session, episode.end));
    sessions.sort((a, b) => a.start - b.start || a.end - b.end);
    let last = sessions[0];
    for (const session of sessions) if (session.end >= (last?.end ?? 0)) last = session;

    for (const [i, session] of sessions.entries()) {
      const place = i < provinces.length ? i : integer(random, provinces.length);
      const province = provinces[place] ?? life.persona.homeProvince;
      const up = Math.round(session.bytes * sessionUpShare(random, options));
      const byOperator = session === last && notes.byOperator === 1;
      const spot = life.hotSpots(province).pick(random, hourOf(session.start, dayStart));
      const traces = clientTraces(random, random.bits());
      holdWlanPen(sink, random);
      sink.session({
        ...{ start: session.start, end: session.end, up, down: session.bytes - up },
        ...{ ...traces, province: spot.province, nas: spot.nas, own: 0, stranger: true },
        ...(byOperator ? { terminateCause: ADMIN_RESET } : {}),
      });
    }
  },

  cause() {
    return {
      trigger: "a guessed or sold account, tried at nightfall",
      vector: "shared-credential",
      amplifier: "no limit on sessions at once, and open ones outlive a block of logins",
    };
  },
};

/** The first one begins with the episode; a session that would not be over in time moves faster. */
function shortSessions({ random, episode }: EmitContext, options: Options): Session[] {
  const hours = (hour: number) => episode.start + Math.round((hour - options.shortFrom) * HOUR);
  const bytes = sizes(random, (episode.notes as Notes).short, {
    fen: options.shortFen,
    median: options.shortBytes,
    sigma: options.shortSigma,
    bytesPerFen: options.bytesPerFen,
  });
  const latest = hours(shortEndBy(options));
  return bytes.map((size, i) => {
    const wish = lognormal(random, options.rate, options.rateSigma);
    const rate = Math.max(options.rateMin, Math.min(options.rateMax, wish));
    const lasts = Math.min(latest - episode.start, Math.max(SECOND, (size * 8000) / rate));
    const until = Math.min(hours(options.shortTo), latest - lasts);
    const start = Math.round(uniform(random, episode.start, Math.max(episode.start, until)));
    const at = i === 0 ? episode.start : start;
    return fitted(at, Math.min(latest, at + Math.ceil(lasts)), size, options);
  });
}

/** The last one ends with the episode. */
function longSessions({ random, episode }: EmitContext, options: Options): Session[] {
  const hours = (hour: number) => episode.start + Math.round((hour - options.shortFrom) * HOUR);
  const bytes = sizes(random, (episode.notes as Notes).long, {
    fen: options.longFen,
    median: options.longBytes,
    sigma: options.longSigma,
    bytesPerFen: options.bytesPerFen,
  });
  return bytes.map((size, i) => {
    const from = uniform(random, hours(options.longFrom), hours(options.longTo));
    const to = uniform(random, hours(options.longEndFrom), hours(longEndTo(options)));
    const start = Math.max(episode.start, Math.min(Math.round(from), episode.end - SECOND));
    const least = Math.max(SECOND, Math.ceil((size * 8000) / options.rateMax));
    const end = Math.max(
      start + SECOND,
      Math.min(episode.end, Math.max(start + least, Math.round(to))),
    );
    return fitted(start, i === 0 ? episode.end : end, size, options);
  });
}

/** What a session is when all end at a moment: none, or so much of it as had passed. */
function untilEnd(session: Session, end: number): Session[] {
  const { start, bytes } = session;
  if (start >= end) return [];
  if (session.end <= end) return [session];
  return [{ start, end, bytes: Math.round((bytes * (end - start)) / (session.end - start)) }];
}

interface SizeOptions {
  readonly fen: number;
  readonly median: number;
  readonly sigma: number;
  readonly bytesPerFen: number;
}

function sizes(random: Random, count: number, { fen, median, sigma, bytesPerFen }: SizeOptions) {
  // No client can fill a night beyond its link, so the tail ends where one client's would.
  const most = exp(TAIL * sigma);
  const weights = Array.from({ length: count }, () => Math.min(most, lognormal(random, 1, sigma)));
  if (fen === 0) return weights.map((weight) => Math.round(median * weight));
  const parts = largestRemainder(Math.max(0, Math.round(fen) - count), weights);
  // Charges round up: a size between two fen costs the upper one, whatever its last bytes are.
  return parts.map((part) => Math.floor((part + 1 - uniform(random, 0.02, 0.98)) * bytesPerFen));
}

/** Free sizes give way to what a client can move in the time; charged ones are the bill's own. */
function fitted(start: number, end: number, bytes: number, options: Options): Session {
  const most = Math.floor(((end - start) * options.rateMax) / 8000);
  const charged = options.shortFen > 0 || options.longFen > 0;
  return { start, end, bytes: charged ? bytes : Math.min(bytes, most) };
}

function pickProvinces(random: Random, count: number): number[] {
  const codes = Array.from({ length: PROVINCE_COUNT }, (_, i) => i + 1);
  return Array.from({ length: Math.min(count, PROVINCE_COUNT) }, () => {
    return codes.splice(integer(random, codes.length), 1)[0] as number;
  });
}

/** Options may contradict each other; a group of sessions lasts a minute at least. */
function shortEndBy(options: Options): number {
  return Math.max(options.shortEndBy, options.shortFrom + 1 / 60);
}

function longEndTo(options: Options): number {
  return Math.max(options.longEndTo, options.shortFrom + 1 / 60);
}
