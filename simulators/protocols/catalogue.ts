import type { Protocol } from "../protocol.ts";
import { appStoreUpdate } from "./app-store-update.ts";
import { bittorrent } from "./bittorrent.ts";
import { chat } from "./chat.ts";
import { dns } from "./dns.ts";
import { game } from "./game.ts";
import { httpsUpload } from "./https-upload.ts";
import { mailSync } from "./mail-sync.ts";
import { osUpdate } from "./os-update.ts";
import { pushHeartbeat } from "./push-heartbeat.ts";
import { quicVideo } from "./quic-video.ts";
import { realTimeCall } from "./real-time-call.ts";
import { sharedVideo } from "./shared-video.ts";
import { tlsDownload } from "./tls-download.ts";
import { vpnRelay } from "./vpn-relay.ts";
import { webPage } from "./web-page.ts";

/** Every protocol, in order of their names. */
export const PROTOCOLS: readonly Protocol[] = [
  appStoreUpdate,
  bittorrent,
  chat,
  dns,
  game,
  httpsUpload,
  mailSync,
  osUpdate,
  pushHeartbeat,
  quicVideo,
  realTimeCall,
  sharedVideo,
  tlsDownload,
  vpnRelay,
  webPage,
];
