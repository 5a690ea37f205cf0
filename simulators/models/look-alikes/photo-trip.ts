import type { Param } from "../../../datasets/param.ts";
import { HOUR, MB, MINUTE, SECOND } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { startAwake } from "../../behaviour/awake.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { sendPhotos } from "../../behaviour/send-photos.ts";
import { wholeBetween } from "../../behaviour/whole-between.ts";
import { lognormal, uniform } from "../../chance/samplers.ts";
import type { DeviceLife } from "../../life/device-life.ts";
import type { TrafficModel } from "../../model.ts";
import { cellularUpIn } from "../../network/cellular-link.ts";
import { httpsUpload } from "../../protocols/https-upload.ts";

const params = {
  startFrom: {
    summary: "earliest start, hours after civil midnight",
    unit: "h",
    default: 19,
    min: 0,
    max: 23,
    source: "chosen: the evening of a day out",
  },
  startTo: {
    summary: "latest start, hours after civil midnight",
    unit: "h",
    default: 21.5,
    min: 0,
    max: 24,
    source: "chosen: the evening of a day out",
  },
  photosMin: {
    summary: "least photos",
    unit: "count",
    default: 25,
    min: 1,
    max: 1000,
    source: "chosen: 200 to 900 on a trip of about eight evenings",
  },
  photosMax: {
    summary: "most photos",
    unit: "count",
    default: 112,
    min: 1,
    max: 1000,
    source: "chosen: 200 to 900 on a trip of about eight evenings",
  },
  photoMin: {
    summary: "least bytes of a photo",
    unit: "bytes",
    default: 3 * MB,
    min: 1e5,
    max: 1e8,
    source: "chosen: a phone's full resolution, 3 to 8 MB",
  },
  photoMax: {
    summary: "most bytes of a photo",
    unit: "bytes",
    default: 8 * MB,
    min: 1e5,
    max: 1e8,
    source: "chosen: a phone's full resolution, 3 to 8 MB",
  },
  videosMax: {
    summary: "most videos",
    unit: "count",
    default: 2,
    min: 0,
    max: 20,
    source: "chosen: ten on a trip of about eight evenings",
  },
  videoMin: {
    summary: "least bytes of a video",
    unit: "bytes",
    default: 80 * MB,
    min: 1e5,
    max: 1e9,
    source: "cited: a minute of 1080p is about 60 MB, of 4K up to 400",
  },
  videoMax: {
    summary: "most bytes of a video",
    unit: "bytes",
    default: 400 * MB,
    min: 1e5,
    max: 1e9,
    source: "cited: a minute of 1080p is about 60 MB, of 4K up to 400",
  },
  rate: {
    summary: "median rate of the upload",
    unit: "bit/s",
    default: 8e6,
    min: 1e5,
    max: 1e9,
    source: "chosen: below a median LTE uplink",
  },
  rateSigma: {
    summary: "ln-sigma of that rate",
    unit: "ln",
    default: 0.4,
    min: 0,
    max: 1.5,
    source: "chosen: as the median",
  },
} as const satisfies Record<string, Param>;

type Notes = { readonly [K in "photos" | "videos" | "wish"]: number };

const CLOUD = codeOf(APPS, "cloud", "photo-trip");
/** Share of the uplink that an upload fills. */
const FILL = 0.8;

/**
 * Uploads the day's photos and videos over cellular in the evening, on purpose.
 *
 * As many bytes upwards as a night of uploads that fell back from Wi-Fi; but one app does it, on
 * screen, in one go.
 */
export const photoTrip: TrafficModel<typeof params> = {
  name: "photo-trip",
  version: 2,
  summary: "holiday photos uploaded over cellular on purpose",
  role: "look-alike",
  twin: "wifi-fallback-upload",
  cue: "foreground: the album is on screen while it uploads",
  explanation: "The owner shared the day's photos from a trip and had allowed cellular for it.",
  params,

  plan({ dayStart, random, life }, options) {
    const hour = drawBetween(random, options.startFrom, options.startTo);
    const start = dayStart + Math.floor(hour * HOUR);
    const photos = wholeBetween(random, options.photosMin, options.photosMax);
    const videos = wholeBetween(random, 0, options.videosMax);
    const wish = lognormal(random, options.rate, options.rateSigma);
    const rate = rateAt(life, start, wish);
    const bytes =
      photos * Math.max(options.photoMin, options.photoMax) +
      videos * Math.max(options.videoMin, options.videoMax);
    const end = start + Math.ceil((bytes * 8000) / rate) + SECOND;
    return [startAwake(life, { start, end, notes: { photos, videos, wish } }, httpsUpload)];
  },

  emit({ episode, random, life }, options, sink) {
    const { photos, videos, wish } = episode.notes as Notes;
    sink.app = CLOUD;
    sink.guess = CLOUD;
    sink.foreground = 1;
    sink.network = "cellular-only";
    sink.protocol = httpsUpload;
    let bytes = 0;
    for (let i = 0; i < photos + videos; i++) {
      const isVideo = i >= photos;
      const [least, most] = isVideo
        ? [options.videoMin, options.videoMax]
        : [options.photoMin, options.photoMax];
      bytes += Math.round(uniform(random, least, Math.max(least, most)));
    }
    // Who goes to bed leaves the rest for tomorrow.
    const { start: from, end: to } = episode;
    sendPhotos(sink, random, { from, to, bytes, rateAt: (t) => rateAt(life, t, wish) });
  },
};

/** A phone without coverage asks as if it had a slow link; the engine makes it wait. */
function rateAt(life: DeviceLife, t: number, wish: number): number {
  return Math.min(wish, FILL * Math.max(1e6, cellularUpIn(life, t, t + MINUTE)));
}
