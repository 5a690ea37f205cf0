import type { OptionsOf, Param } from "../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { chance, lognormal, uniform } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { cellularDownIn, cellularUpIn } from "../network/cellular-link.ts";
import type { Protocol } from "../protocol.ts";
import { httpsUpload } from "../protocols/https-upload.ts";
import { osUpdate } from "../protocols/os-update.ts";
import { tlsDownload } from "../protocols/tls-download.ts";
import { drawBetween } from "./draw-between.ts";
import { eachStretch, STRETCH_SIGMA } from "./each-stretch.ts";
import { evenTransfer } from "./even-transfer.ts";
import { holdGuestPen } from "./guest-pen.ts";
import type { GuestName } from "./guest-use.ts";
import { largestRemainder } from "./largest-remainder.ts";

/** Shares of the bytes, and when it begins and how long it takes. */
interface Day {
  readonly system: number;
  readonly drive: number;
  readonly launcher: number;
  readonly startFrom: number;
  readonly startTo: number;
  readonly hoursMin: number;
  readonly hoursMax: number;
  readonly source: Param["source"];
}

/** Options of what a PC behind the hotspot fetches and sends in some hours, asked or not. */
export function pcChoreParams(day: Day) {
  const { source } = day;
  const share = { unit: "share", min: 0, max: 1, source } as const;
  return {
    system: { ...share, summary: "part of the bytes that is its system's", default: day.system },
    drive: { ...share, summary: "part that is a cloud drive's", default: day.drive },
    launcher: { ...share, summary: "part that is for games and programs", default: day.launcher },
    ...pcHourParams(day),
    driveUp: {
      summary: "share of the drive's bytes that goes up",
      unit: "share",
      default: 0.5,
      min: 0,
      max: 1,
      source: "chosen: files that changed here, and elsewhere",
    },
    run: {
      summary: "median length of one run of a chore",
      unit: "ms",
      default: 6 * MINUTE,
      min: MINUTE,
      max: 2 * HOUR,
      source: "chosen: a package, a folder",
    },
  } as const satisfies Record<string, Param>;
}

/** Options of how much a PC behind the hotspot moves in which hours, whatever it does. */
export function pcHourParams(hours: Omit<Day, "system" | "drive" | "launcher">) {
  const { startFrom, startTo, hoursMin, hoursMax, source } = hours;
  const hour = { unit: "h", min: 0, max: 23, source } as const;
  const length = { unit: "h", min: 0.2, max: 14, source } as const;
  return {
    startFrom: {
      ...hour,
      summary: "earliest start, hours after civil midnight",
      default: startFrom,
    },
    startTo: { ...hour, summary: "latest start, hours after civil midnight", default: startTo },
    hoursMin: { ...length, summary: "shortest time that it takes", default: hoursMin },
    hoursMax: { ...length, summary: "longest time that it takes", default: hoursMax },
    bytesMin: {
      summary: "least bytes",
      unit: "bytes",
      default: 2 * GB,
      min: 1e6,
      max: 1e11,
      source: "cited: Windows on a hotspot, 4 to 5.5 GB in a work day; chosen: half of it",
    },
    bytesMax: {
      summary: "most bytes",
      unit: "bytes",
      default: 6 * GB,
      min: 1e6,
      max: 1e11,
      source: "cited: Windows on a hotspot, 4 to 5.5 GB in a work day",
    },
  } as const satisfies Record<string, Param>;
}

type HourOptions = OptionsOf<ReturnType<typeof pcHourParams>>;
type Options = OptionsOf<ReturnType<typeof pcChoreParams>>;

const SYSTEM = codeOf(APPS, "system", "pc-chores");
const CLOUD = codeOf(APPS, "cloud", "pc-chores");
const GAME = codeOf(APPS, "game", "pc-chores");
/** ln-sigma of runs, and by which they differ in what they move by time (chosen). */
const RUN_SIGMA = 0.7;
/** Most runs of a chore. */
const MOST_RUNS = 400;
/** Share of the hours in which a chore runs (chosen: there are three at a time). */
const BUSY = 0.4;
/** Share of the link that it fills, and the rate that it asks for where there is none, bit/s. */
const [FILL, LEAST_RATE] = [0.85, 1e6];

/** Plans when a PC is behind the hotspot, and how many bytes it is to move. */
export function planPcHours({ dayStart, random }: PlanContext, options: HourOptions): Episode {
  const hour = drawBetween(random, options.startFrom, options.startTo);
  const hours = drawBetween(random, options.hoursMin, options.hoursMax);
  const bytes = Math.round(drawBetween(random, options.bytesMin, options.bytesMax));
  const start = dayStart + Math.floor(hour * HOUR);
  return { start, end: start + Math.round(hours * HOUR), notes: { bytes } };
}

/** Moves the chores' bytes, each in runs of minutes spread over the hours, as far as the link lets it. */
export function emitPcChores(
  context: EmitContext,
  options: Options,
  sink: Sink,
  guest: GuestName,
): void {
  const { bytes } = context.episode.notes as { readonly bytes: number };
  const { system, drive, launcher, driveUp } = options;
  const [ofSystem, ofDrive, ofLauncher] = largestRemainder(bytes, [system, drive, launcher]) as [
    number,
    number,
    number,
  ];
  holdGuestPen(sink, guest);
  const chore = (bytes: number, guess: number, down: Protocol, up = 0) =>
    runChore(context, options, sink, { bytes, guess, down, up });
  chore(ofSystem, SYSTEM, osUpdate);
  chore(ofDrive, CLOUD, tlsDownload, driveUp);
  chore(ofLauncher, GAME, tlsDownload);
}

interface Chore {
  readonly bytes: number;
  readonly guess: number;
  /** How it comes down; what goes up is an upload. */
  readonly down: Protocol;
  /** Share of its runs that go up. */
  readonly up: number;
}

function runChore(
  { random, episode, life }: EmitContext,
  { run }: Options,
  sink: Sink,
  { bytes, guess, down, up }: Chore,
): void {
  if (bytes === 0) return;
  const { start, end } = episode;
  const count = Math.min(MOST_RUNS, Math.max(1, Math.round(((end - start) * BUSY) / run)));
  const weights = Array.from({ length: count }, () => lognormal(random, 1, RUN_SIGMA));
  sink.guess = guess;
  for (const part of largestRemainder(bytes, weights)) {
    const lasts = Math.min(end - start, Math.round(lognormal(random, run, RUN_SIGMA)));
    const from = Math.floor(uniform(random, start, end - lasts));
    const sends = chance(random, up);
    sink.protocol = sends ? httpsUpload : down;
    const linkIn = sends ? cellularUpIn : cellularDownIn;
    eachStretch({ random, sigma: STRETCH_SIGMA }, from, from + lasts, (at, to) => {
      const link = FILL * Math.max(LEAST_RATE, linkIn(life, at, to));
      const rate = Math.min(link, (part * 8000) / lasts);
      const moved = Math.round((rate * (to - at)) / 8000);
      evenTransfer(sink, at, to, sends ? { up: moved, down: 0 } : { up: 0, down: moved });
    });
  }
}
