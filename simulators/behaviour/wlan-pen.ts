import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { runningSums } from "../chance/running-sums.ts";
import { categorical } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { Sink } from "../model.ts";
import { quicVideo } from "../protocols/quic-video.ts";
import { tlsDownload } from "../protocols/tls-download.ts";
import { webPage } from "../protocols/web-page.ts";

/** What sessions on free WLAN are used for, mostly (chosen: film first, then files). */
const USES = [
  { app: codeOf(APPS, "video", "wlan-pen"), protocol: quicVideo, share: 0.5 },
  { app: codeOf(APPS, "download", "wlan-pen"), protocol: tlsDownload, share: 0.2 },
  { app: codeOf(APPS, "web", "wlan-pen"), protocol: webPage, share: 0.2 },
  { app: codeOf(APPS, "social", "wlan-pen"), protocol: webPage, share: 0.1 },
] as const;
const SHARES = /* @__PURE__ */ runningSums(USES.map(({ share }) => share));

/** Lets a sink write what a session on the operator's WLAN looks like to a probe, whoever logged in. */
export function holdWlanPen(sink: Sink, random: Random): void {
  const { app, protocol } = USES[categorical(random, SHARES)] as (typeof USES)[number];
  sink.app = app;
  sink.guess = app;
  sink.protocol = protocol;
}
