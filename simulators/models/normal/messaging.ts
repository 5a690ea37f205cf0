import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { KB, MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { emitSessions, kindsOnce } from "../../behaviour/emit-sessions.ts";
import { POST } from "../../behaviour/posts.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import type { TrafficModel } from "../../model.ts";
import { chat } from "../../protocols/chat.ts";
import { httpsUpload } from "../../protocols/https-upload.ts";
import { realTimeCall } from "../../protocols/real-time-call.ts";

const params = {
  median: {
    summary: "median size of a chat session, before the preset's size scale",
    unit: "bytes",
    default: 0.15 * MB,
    min: 5000,
    max: 1e9,
    source: "cited: IMC 2023 doi 10.1145/3618257.3624825, WhatsApp and Telegram",
  },
  sigma: {
    summary: "ln-sigma of a session's size",
    unit: "1",
    default: 2.4,
    min: 0,
    max: 4,
    source: "cited: the same",
  },
  upShare: {
    summary: "mean share of a chat's data that goes up",
    unit: "share",
    default: 0.06,
    min: 0,
    max: 0.6,
    source: "chosen: with what the protocol adds, photos sent and calls, the 20 % of Sandvine 2021",
  },
  callShare: {
    summary: "share of sessions that are voice or video calls",
    unit: "share",
    default: 0.05,
    min: 0,
    max: 1,
    source: "chosen: no figure found",
  },
  callMedian: {
    summary: "median size of a call, before the size scale",
    unit: "bytes",
    default: 450 * KB,
    min: 5000,
    max: 1e9,
    source: "cited: IMC 2023 doi 10.1145/3618257.3624825, Meet",
  },
  callRate: {
    summary: "median rate of a call",
    unit: "bit/s",
    default: 250000,
    min: 10000,
    max: 1e8,
    source: "chosen: between voice and a small picture",
  },
  rate: {
    summary: "median rate of a chat",
    unit: "bit/s",
    default: 150000,
    min: 1000,
    max: 1e9,
    source: "chosen: words and pictures come minutes apart",
  },
  rateSigma: {
    summary: "ln-sigma of either rate",
    unit: "ln",
    default: 0.8,
    min: 0,
    max: 2,
    source: "chosen: as the medians",
  },
  posts: {
    summary: "share of sessions that send photos, clips or files",
    unit: "share",
    default: 0.06,
    min: 0,
    max: 1,
    source: "chosen: one chat in sixteen",
  },
  postMedian: {
    summary: "median size of what they send, before the size scale",
    unit: "bytes",
    default: 1.5 * MB,
    min: 10000,
    max: 1e9,
    source: "chosen: messengers shrink photos and film",
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

const MESSAGING = codeOf(APPS, "messaging", "messaging");
/** No session moves less, bytes, or is slower, bit/s: a message alone (chosen). */
const [LEAST, LEAST_RATE] = [500, 10_000];
/** Share of a call's bytes that goes up (measured: captures of calls, .44 to .56 of large windows). */
const CALL_SHARE = { upFrom: 0.42, upTo: 0.54 };

const kindsOf = kindsOnce((options: Options) => {
  const { callShare, callMedian, callRate, posts, postMedian, postSigma } = options;
  const { median, upShare, rate, rateSigma, sigma } = options;
  const least = { least: LEAST, rateLeast: LEAST_RATE };
  return [
    {
      ...{ ...least, share: 1 - posts - callShare, median, sigma, rate, rateSigma },
      ...{ upFrom: upShare / 2, upTo: Math.min(1, 1.5 * upShare) },
      protocol: chat,
    },
    {
      ...{ ...least, share: callShare, median: callMedian, sigma, rate: callRate, rateSigma },
      ...CALL_SHARE,
      protocol: realTimeCall,
    },
    {
      ...{ ...POST, share: posts, median: postMedian, sigma: postSigma },
      protocol: httpsUpload,
    },
  ];
});

/** Chats with pictures and clips, some of them sent, and now and then calls: nearly as much up as down at a steady rate, which is the most symmetric thing that people do on purpose. */
export const messaging: TrafficModel<typeof params> = {
  name: "messaging",
  version: 2,
  summary: "chats with pictures, and near-symmetric calls",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { wifiSessions } = options;
    const kinds = kindsOf(options);
    emitSessions(context, { category: "messaging", app: MESSAGING, wifiSessions, kinds }, sink);
  },
};
