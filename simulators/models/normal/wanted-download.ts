import type { Param } from "../../../datasets/param.ts";
import { GB, KB, MB, SECOND } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { ACCESS, APPS } from "../../../datasets/vocabularies.ts";
import { dataOf } from "../../behaviour/data-of.ts";
import { runningSums } from "../../chance/running-sums.ts";
import { categorical, chance, lognormal } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import type { Protocol } from "../../protocol.ts";
import { httpsUpload } from "../../protocols/https-upload.ts";
import { mailSync } from "../../protocols/mail-sync.ts";
import { tlsDownload } from "../../protocols/tls-download.ts";

const params = {
  volume: {
    summary: "share of the preset's mean day that they hold",
    unit: "share",
    default: 0.035,
    min: 0,
    max: 0.5,
    source: "chosen: so that one day in twenty has one",
  },
  size: {
    summary: "median bytes, before the preset's size scale",
    unit: "bytes",
    default: 160 * MB,
    min: 1e5,
    max: 1e10,
    source: "chosen: an hour of podcasts, a map, a game's first level",
  },
  sizeSigma: {
    summary: "ln-sigma of the bytes",
    unit: "ln",
    default: 1.1,
    min: 0,
    max: 3,
    source: "chosen: from an episode to a film for the flight",
  },
  object: {
    summary: "median bytes of one object",
    unit: "bytes",
    default: 18 * MB,
    min: 1e4,
    max: 1e9,
    source: "chosen: a song, an episode, a tile of a map",
  },
  objectSigma: {
    summary: "ln-sigma of objects",
    unit: "ln",
    default: 1,
    min: 0,
    max: 3,
    source: "chosen: songs and films",
  },
  pause: {
    summary: "median pause between two objects",
    unit: "ms",
    default: 4 * SECOND,
    min: 0,
    max: 600 * SECOND,
    source: "chosen: the app asks for the next",
  },
  pauseSigma: {
    summary: "ln-sigma of the pause",
    unit: "ln",
    default: 1,
    min: 0,
    max: 3,
    source: "chosen: as the median",
  },
  rate: {
    summary: "median rate",
    unit: "bit/s",
    default: 14e6,
    min: 1e5,
    max: 1e9,
    source: "chosen: below a median LTE link",
  },
  rateSigma: {
    summary: "ln-sigma of the rate",
    unit: "ln",
    default: 0.5,
    min: 0,
    max: 2,
    source: "chosen: as the median",
  },
  unseen: {
    summary: "share that runs with the screen off",
    unit: "share",
    default: 0.6,
    min: 0,
    max: 1,
    source: "chosen: started, then put away",
  },
} as const satisfies Record<string, Param>;

interface Kind {
  readonly app: number;
  readonly protocol: Protocol;
  readonly share: number;
  readonly sends: boolean;
}

const app = (word: (typeof APPS)[number]) => codeOf(APPS, word, "wanted-download");
/** What is loaded or sent (chosen: podcasts and playlists most, albums to the cloud, games, maps, large mail). */
const KINDS: readonly Kind[] = [
  { app: app("download"), protocol: tlsDownload, share: 0.3, sends: false },
  { app: app("cloud"), protocol: httpsUpload, share: 0.2, sends: true },
  { app: app("game"), protocol: tlsDownload, share: 0.2, sends: false },
  { app: app("map"), protocol: tlsDownload, share: 0.1, sends: false },
  { app: app("mail"), protocol: mailSync, share: 0.08, sends: false },
  { app: app("mail"), protocol: httpsUpload, share: 0.05, sends: true },
  { app: app("store"), protocol: tlsDownload, share: 0.07, sends: false },
];
const SUMS = /* @__PURE__ */ runningSums(KINDS.map(({ share }) => share));
const CELLULAR = codeOf(ACCESS, "cellular", "wanted-download");
/** Mean beside the median at the default sigma, and largest chance of a day (chosen). */
const [TAIL, MOST_DAYS] = [1.83, 0.6];
/** No day holds more of it, and no object less, bytes (chosen). */
const [MOST, LEAST] = [6 * GB, 50 * KB];

/**
 * Loads or sends something large over cellular because its owner asked for it: podcasts for the way,
 * a map of the next town, a game, an album. Often the phone is put away meanwhile; so hundreds of
 * megabytes with the screen off are no mark of harm.
 */
export const wantedDownload: TrafficModel<typeof params> = {
  name: "wanted-download",
  version: 1,
  summary: "something large loaded or sent on purpose, often with the screen off",
  role: "normal",
  params,
  plan({ life, random, dayStart }, options) {
    const { dailyMean, sizeScale } = life.volume;
    const use = options.volume * dailyMean * life.persona.volumeFactor * life.dayFactor;
    const wanted = chance(random, Math.min(MOST_DAYS, use / (options.size * sizeScale * TAIL)));
    const start = life.awakeMoment(CELLULAR, random.uniform());
    if (!wanted || Number.isNaN(start)) return [];
    return [{ start: Math.max(dayStart, Math.floor(start)), end: Math.floor(life.sleepsAt) }];
  },
  emit({ life, random, episode }, options, sink) {
    const kind = KINDS[categorical(random, SUMS)] as Kind;
    const wished = lognormal(random, options.size * life.volume.sizeScale, options.sizeSigma);
    const wish = lognormal(random, options.rate, options.rateSigma);
    const unseen = chance(random, options.unseen);
    sink.app = kind.app;
    sink.guess = kind.app;
    sink.protocol = kind.protocol;
    sink.foreground = unseen ? 0 : 1;
    let left = dataOf(kind.protocol, Math.min(MOST, wished));
    let t = episode.start;
    while (left > 0 && t < episode.end) {
      const object = Math.min(
        left,
        Math.max(LEAST, Math.round(lognormal(random, options.object, options.objectSigma))),
      );
      const lasts = (object * 8000) / wish;
      // On screen nothing runs beyond bedtime.
      if (!unseen && t + 2 * lasts > episode.end) return;
      sink.transfer(t, kind.sends ? object : 0, kind.sends ? 0 : object, wish);
      left -= object;
      t += Math.ceil(lasts + lognormal(random, options.pause, options.pauseSigma));
    }
  },
};
