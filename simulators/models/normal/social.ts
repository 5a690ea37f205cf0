import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { emitSessions, kindsOnce } from "../../behaviour/emit-sessions.ts";
import { POST } from "../../behaviour/posts.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import type { TrafficModel } from "../../model.ts";
import { httpsUpload } from "../../protocols/https-upload.ts";
import { quicVideo } from "../../protocols/quic-video.ts";
import { webPage } from "../../protocols/web-page.ts";

const params = {
  median: {
    summary: "median size of a session, before the preset's size scale",
    unit: "bytes",
    default: 0.5 * MB,
    min: 10000,
    max: 1e9,
    source: "cited: IMC 2023 doi 10.1145/3618257.3624825, Facebook and Snapchat",
  },
  sigma: {
    summary: "ln-sigma of a session's size",
    unit: "1",
    default: 2.4,
    min: 0,
    max: 4,
    source: "cited: the same",
  },
  clips: {
    summary: "share of sessions that are mostly short clips",
    unit: "share",
    default: 0.3,
    min: 0,
    max: 1,
    source: "chosen: feeds are pictures and clips in turn",
  },
  upShare: {
    summary: "mean share of a session's data that goes up",
    unit: "share",
    default: 0.03,
    min: 0,
    max: 0.6,
    source: "chosen: with what the protocol adds, the category's share of Sandvine 2021",
  },
  rate: {
    summary: "median rate of a session",
    unit: "bit/s",
    default: 800000,
    min: 10000,
    max: 1e9,
    source: "chosen: scrolling stops and starts",
  },
  rateSigma: {
    summary: "ln-sigma of that rate",
    unit: "ln",
    default: 0.7,
    min: 0,
    max: 2,
    source: "chosen: as the median",
  },
  posts: {
    summary: "share of sessions that send photos, clips or files",
    unit: "share",
    default: 0.05,
    min: 0,
    max: 1,
    source: "chosen: one in twenty posts, the others look",
  },
  postMedian: {
    summary: "median size of what they send, before the size scale",
    unit: "bytes",
    default: 3 * MB,
    min: 10000,
    max: 1e9,
    source: "chosen: two photos, or seconds of film",
  },
  postSigma: {
    summary: "ln-sigma of it",
    unit: "1",
    default: 1.3,
    min: 0,
    max: 3,
    source: "chosen: from one photo to a minute of film",
  },
  wifiSessions: {
    summary: "mean number of sessions a day on private Wi-Fi",
    unit: "1/day",
    default: 3,
    min: 0,
    max: 100,
    source: "chosen: modest, only the phone sees them",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof params>;

const SOCIAL = codeOf(APPS, "social", "social");
/** No session moves less, bytes, or is slower, bit/s: the frame of a feed alone (chosen). */
const [LEAST, LEAST_RATE] = [2000, 60_000];

const kindsOf = kindsOnce((options: Options) => {
  const { median, sigma, clips, posts, postMedian, postSigma, upShare, rate, rateSigma } = options;
  const look = {
    ...{ median, sigma, least: LEAST, rate, rateSigma, rateLeast: LEAST_RATE },
    ...{ upFrom: upShare / 2, upTo: Math.min(1, 1.5 * upShare) },
  };
  return [
    { ...look, share: (1 - posts) * (1 - clips), protocol: webPage },
    { ...look, share: (1 - posts) * clips, protocol: quicVideo },
    {
      ...{ ...POST, share: posts, median: postMedian, sigma: postSigma },
      protocol: httpsUpload,
    },
  ];
});

/** Scrolls through feeds of pictures, with short clips between them, and posts photos and clips. */
export const social: TrafficModel<typeof params> = {
  name: "social",
  version: 2,
  summary: "feeds of pictures and short clips, and posts",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { wifiSessions } = options;
    const kinds = kindsOf(options);
    emitSessions(context, { category: "social", app: SOCIAL, wifiSessions, kinds }, sink);
  },
};
