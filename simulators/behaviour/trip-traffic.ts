import type { OptionsOf, Param } from "../../datasets/param.ts";
import { GB, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { chance, lognormal } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { DeviceLife } from "../life/device-life.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { cellularDownIn, cellularUpIn } from "../network/cellular-link.ts";
import { httpsUpload } from "../protocols/https-upload.ts";
import { tlsDownload } from "../protocols/tls-download.ts";
import { startAwake } from "./awake.ts";
import { drawBetween } from "./draw-between.ts";
import { largestRemainder } from "./largest-remainder.ts";

/** What a day of a trip looks like in one story. */
interface Story {
  readonly screenOff: number;
  readonly upMin: number;
  readonly upMax: number;
  readonly startFrom: number;
  readonly startTo: number;
  readonly hoursMin: number;
  readonly hoursMax: number;
  readonly source: Param["source"];
}

/** Options of what moves piece by piece through a day of a trip, wanted or not. */
export function tripTrafficParams(story: Story) {
  const { source } = story;
  const share = { unit: "share", min: 0, max: 1, source } as const;
  const hour = { unit: "h", min: 0, max: 23, source } as const;
  const length = { unit: "h", min: 0.1, max: 24, source } as const;
  return {
    screenOff: { ...share, summary: "share with the screen off", default: story.screenOff },
    upMin: { ...share, summary: "least share of the bytes that goes up", default: story.upMin },
    upMax: { ...share, summary: "largest share of the bytes that goes up", default: story.upMax },
    startFrom: {
      ...hour,
      summary: "earliest start, hours after civil midnight",
      default: story.startFrom,
    },
    startTo: {
      ...hour,
      summary: "latest start, hours after civil midnight",
      default: story.startTo,
    },
    hoursMin: { ...length, summary: "shortest time that it goes on", default: story.hoursMin },
    hoursMax: { ...length, summary: "longest time that it goes on", default: story.hoursMax },
    ...PIECES,
  } as const satisfies Record<string, Param>;
}

const PIECES = {
  abroad: {
    summary: "1: only where the phone roams abroad that day; 0: wherever it is",
    unit: "0 or 1",
    default: 0,
    min: 0,
    max: 1,
    source:
      "chosen: without trips of the scenario one line-day in four hundred is abroad, too few to place a case on",
  },
  tripDay: {
    summary: "where only abroad: day of the scenario's trip on which it comes, 1 = the departure",
    unit: "day",
    default: 3,
    min: 2,
    max: 60,
    source: "cited: article A, on the third day; chosen: the same for whatever looks like it",
  },
  bytesMin: {
    summary: "least bytes of the day",
    unit: "bytes",
    default: 0.3 * GB,
    min: 1e5,
    max: 1e11,
    source: "cited: MozStumbler#408, 1 GB in three to four hours; chosen: a third of it",
  },
  bytesMax: {
    summary: "most bytes of the day",
    unit: "bytes",
    default: 3 * GB,
    min: 1e5,
    max: 1e11,
    source: "cited: MozStumbler#408, 1 GB in three to four hours; chosen: a day of it",
  },
  piece: {
    summary: "median bytes of a piece",
    unit: "bytes",
    default: 1.5 * MB,
    min: 1e5,
    max: 1e8,
    source: "chosen: a track of fixes and a picture, a handful of tiles",
  },
  pieceSigma: {
    summary: "ln-sigma of pieces",
    unit: "ln",
    default: 0.9,
    min: 0,
    max: 2,
    source: "chosen: as the median",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof tripTrafficParams>>;

type Notes = { readonly [K in "bytes" | "upShare" | "screenOff"]: number };

/** Most pieces of a day: larger ones where there are more bytes. */
const MOST_PIECES = 5000;
/** Share of the link that it fills, and the rate that it asks for where there is none, bit/s. */
const [FILL, LEAST_RATE] = [0.8, 1e6];

/** Where it is to be abroad: the day of the line's trip on which it comes, if all of that is spent there. */
export function tripDays(
  { persona: { trip } }: Pick<DeviceLife, "persona">,
  { abroad, tripDay }: Options,
): readonly number[] | null {
  if (abroad < 0.5) return null;
  if (trip === undefined) return [];
  const day = trip.first + Math.round(tripDay) - 1;
  return day < trip.last ? [day] : [];
}

/** Plans the day, or nothing where it is to be one abroad and is not. */
export function planTripTraffic(context: PlanContext, options: Options): Episode[] {
  const { random, life, dayStart } = context;
  if (options.abroad >= 0.5 && !roams(life)) return [];
  const hour = drawBetween(random, options.startFrom, options.startTo);
  const hours = drawBetween(random, options.hoursMin, options.hoursMax);
  const start = dayStart + Math.floor(hour * HOUR);
  const notes = {
    bytes: Math.round(drawBetween(random, options.bytesMin, options.bytesMax)),
    upShare: drawBetween(random, options.upMin, options.upMax),
    screenOff: +chance(random, options.screenOff),
  };
  const episode = { start, end: start + Math.round(hours * HOUR), notes };
  return [notes.screenOff === 1 ? episode : startAwake(life, episode, httpsUpload)];
}

/** Moves the day's pieces for an app (code of APPS), those up and those down as they come; the network is the caller's to set. */
export function emitTripTraffic(
  context: EmitContext,
  options: Options,
  sink: Sink,
  app: number,
): void {
  const { random, life, episode } = context;
  const { bytes, upShare, screenOff } = episode.notes as Notes;
  sink.app = app;
  sink.guess = app;
  sink.foreground = screenOff === 1 ? 0 : 1;
  const count = Math.min(MOST_PIECES, Math.max(1, Math.round(bytes / meanOf(options))));
  const length = (episode.end - episode.start) / count;
  const pieces = piecesOf(random, { bytes, upShare, count }, options);
  for (const [i, { up, down }] of pieces.entries()) {
    const start = Math.floor(episode.start + (i + random.uniform()) * length);
    const link = up > 0 ? cellularUpIn : cellularDownIn;
    sink.protocol = up > 0 ? httpsUpload : tlsDownload;
    const rate = FILL * Math.max(LEAST_RATE, link(life, start, start + MINUTE));
    sink.transfer(start, up, down, rate);
  }
}

/** Pieces up and down in the order in which they move, each with bytes one way. */
function piecesOf(
  random: Random,
  {
    bytes,
    upShare,
    count,
  }: { readonly bytes: number; readonly upShare: number; readonly count: number },
  { pieceSigma }: Options,
): { readonly up: number; readonly down: number }[] {
  const ways = Array.from({ length: count }, () => chance(random, upShare));
  const weights = ways.map(() => lognormal(random, 1, pieceSigma));
  return largestRemainder(bytes, weights).map((size, i) =>
    ways[i] ? { up: size, down: 0 } : { up: 0, down: size },
  );
}

function roams({ today }: DeviceLife): boolean {
  return today.roaming.subarray(0, today.length).includes(1);
}

/** Mean of a piece: pieces are told by their median. */
function meanOf({ piece, pieceSigma }: Options): number {
  return piece * (1 + (pieceSigma * pieceSigma) / 2);
}
