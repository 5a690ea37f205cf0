import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { KB, MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { emitSessions, kindsOnce } from "../../behaviour/emit-sessions.ts";
import { POST } from "../../behaviour/posts.ts";
import { refillCache } from "../../behaviour/refill-cache.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import type { TrafficModel } from "../../model.ts";
import { httpsUpload } from "../../protocols/https-upload.ts";
import { webPage } from "../../protocols/web-page.ts";

const params = {
  median: {
    summary: "median size of a visit, before the preset's size scale",
    unit: "bytes",
    default: 0.2 * MB,
    min: 10000,
    max: 1e9,
    source: "cited: IMC 2023 doi 10.1145/3618257.3624825, Wikipedia and Yahoo",
  },
  sigma: {
    summary: "ln-sigma of a visit's size",
    unit: "1",
    default: 1.8,
    min: 0,
    max: 4,
    source: "cited: the same",
  },
  upShare: {
    summary: "mean share of a visit's data that goes up",
    unit: "share",
    default: 0.2,
    min: 0,
    max: 0.6,
    source: "chosen: with what the protocol adds, the category's share of Sandvine 2021",
  },
  rate: {
    summary: "median rate of a visit",
    unit: "bit/s",
    default: 400000,
    min: 10000,
    max: 1e9,
    source: "chosen: page loads and reading in turn",
  },
  rateSigma: {
    summary: "ln-sigma of that rate",
    unit: "ln",
    default: 0.8,
    min: 0,
    max: 2,
    source: "chosen: as the median",
  },
  posts: {
    summary: "share of sessions that send photos, clips or files",
    unit: "share",
    default: 0.02,
    min: 0,
    max: 1,
    source: "chosen: forms, tickets and listings with pictures",
  },
  postMedian: {
    summary: "median size of what they send, before the size scale",
    unit: "bytes",
    default: 1.5 * MB,
    min: 10000,
    max: 1e9,
    source: "cited: a photo, HEIF 1.3 MB, JPEG 2.5 MB (gamebastion)",
  },
  postSigma: {
    summary: "ln-sigma of it",
    unit: "1",
    default: 1,
    min: 0,
    max: 3,
    source: "chosen: one photo or several",
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

const WEB = codeOf(APPS, "web", "web");
/** No visit is slower, bit/s: nobody waits for it (chosen). */
const LEAST_RATE = 30_000;

const kindsOf = kindsOnce((options: Options) => {
  const { median, sigma, posts, postMedian, postSigma, upShare, rate, rateSigma } = options;
  return [
    {
      ...{ share: 1 - posts, median, sigma, least: KB, rate, rateSigma, rateLeast: LEAST_RATE },
      ...{ upFrom: upShare / 2, upTo: Math.min(1, 1.5 * upShare) },
      protocol: webPage,
    },
    {
      ...{ ...POST, share: posts, median: postMedian, sigma: postSigma },
      protocol: httpsUpload,
    },
  ];
});

/** Reads pages and uses the many apps that are pages in disguise: small visits to many hosts, with forms, and now and then a file that is sent. */
export const web: TrafficModel<typeof params> = {
  name: "web",
  version: 2,
  summary: "pages and apps like pages, on many hosts",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { wifiSessions } = options;
    const kinds = kindsOf(options);
    emitSessions(context, { category: "web", app: WEB, wifiSessions, kinds }, sink);
    refillCache(context, sink);
  },
};
