import { KB } from "../../datasets/sizes.ts";
import type { RealFlow, TrafficGroup } from "./traffic-group.ts";

/** From here on a flow is bulk (chosen: as the protocols' sources count it). */
const BULK = 100 * KB;
/** Up share of a call (measured: .44 to .56 of large windows, here with some room). */
const CALL = { least: 0.35, most: 0.65 };
/** Less of a game's bytes goes up only where it is loaded. */
const PLAYED = 0.2;

/**
 * Where network cards had merged packets before they were recorded: above 1 % of the packets are
 * larger than any that a network carries, so their sizes say nothing.
 */
const MERGED = new Set(["1kxun", "tumblr", "waze", "wechat"]);
/** One direction only. */
const HALF = new Set(["vk"]);
/** Neither pages nor apps of a phone: films, music, things, and signalling of network nodes. */
const NO_PAGES = new Set(
  "netflix youtube_quic spotify_tcp alicloud nest_log_sink gtp_c googledns_android10".split(" "),
);
const CALLS = new Set(
  "discord skype-conference-call teams telegram viber wa_voice whatsapp_login_call zoom".split(" "),
);

const isWhole = (name: string) => !MERGED.has(name) && !HALF.has(name);
const isApp = (name: string, kind: string) =>
  isWhole(name) && (kind === "app" || kind === "phone") && !NO_PAGES.has(name);

const DNS = 53;
const WEB = new Set(["tcp 80", "tcp 443", "udp 443"]);
const PUSH = new Set(["tcp 5222", "tcp 5223", "tcp 5228"]);
/** What a device asks its neighbours, clocks and tunnels. */
const HOUSEKEEPING = new Set([53, 67, 68, 123, 137, 138, 443, 1900, 2152, 5353, 5355]);

const serviceOf = ({ protocol, remotePort }: RealFlow) => `${protocol} ${remotePort}`;
const isWeb = (flow: RealFlow) => WEB.has(serviceOf(flow));
const isBulk = ({ up, down }: { up: number; down: number }) => up + down >= BULK;
const isUpload = (one: { up: number; down: number }) => isBulk(one) && one.up > one.down;
const isMedia = ({ protocol, remotePort }: RealFlow) =>
  protocol === "udp" && !HOUSEKEEPING.has(remotePort);
const isCall = ({ up, down }: { up: number; down: number }) =>
  up >= CALL.least * (up + down) && up <= CALL.most * (up + down);

const TLS_APPS = new Set("video social messaging web mail store cloud download map".split(" "));
const BY_PORT = ["share of high ports"] as const;
const LOADED_APPS = new Set(["store", "download"]);
const SENDING_APPS = new Set(["social", "messaging", "web", "mail", "cloud"]);

/** Pages and apps, whatever they are: what a phone moves by TLS in a minute can't be told by app. */
const TLS: Omit<TrafficGroup, "name"> = {
  protocols: ["web-page", "chat", "mail-sync", "quic-video", "app-store-update", "tls-download"],
  told: "ports 443 and 80, without flows above 100 kB that go up more than down",
  simulated: "all apps of a phone that use TLS, together, without calls and uploads",
  toldBy: BY_PORT,
  isCapture: isApp,
  isFlow: (flow) => isWeb(flow) && !isUpload(flow),
  isRow: (row) =>
    row.isPhone &&
    TLS_APPS.has(row.app) &&
    !isUpload(row) &&
    !(row.app === "messaging" && isCall(row)),
};

/** All traffic that is compared, in the order of the tables. */
export const TRAFFIC_GROUPS: readonly TrafficGroup[] = [
  {
    ...TLS,
    name: "TLS, minutes below 100 kB",
    isMinute: (moved) => !isBulk(moved),
  },
  {
    ...TLS,
    name: "TLS, minutes above 100 kB",
    isMinute: isBulk,
  },
  {
    name: "bulk download",
    protocols: ["app-store-update", "tls-download"],
    told: "flows above 100 kB on ports 443 and 80 that go down more than up",
    simulated: "rows of the store and of downloads above 100 kB that go down more than up",
    toldBy: BY_PORT,
    isCapture: isApp,
    isFlow: (flow) => isWeb(flow) && isBulk(flow) && !isUpload(flow),
    isRow: (row) => row.isPhone && LOADED_APPS.has(row.app) && isBulk(row) && !isUpload(row),
  },
  {
    name: "upload",
    protocols: ["https-upload"],
    told: "flows above 100 kB on ports 443 and 80 that go up more than down",
    simulated: "rows of apps that send, above 100 kB, that go up more than down, without calls",
    toldBy: BY_PORT,
    isCapture: isApp,
    isFlow: (flow) => isWeb(flow) && isUpload(flow),
    isRow: (row) =>
      row.isPhone &&
      SENDING_APPS.has(row.app) &&
      isUpload(row) &&
      !(row.app === "messaging" && isCall(row)),
  },
  {
    name: "BitTorrent",
    protocols: ["bittorrent"],
    told: "captures of torrents, all but lookups and what is asked of neighbours",
    simulated: "rows of the incident bt-over-hotspot and the look-alike wanted-torrent",
    toldBy: [],
    isCapture: (name, kind) => isWhole(name) && kind === "torrent",
    isFlow: ({ remotePort }) => remotePort === 443 || !HOUSEKEEPING.has(remotePort),
    isRow: ({ app, episode }) =>
      app === "p2p" && (episode === "bt-over-hotspot" || episode === "wanted-torrent"),
  },
  {
    name: "DNS",
    protocols: ["dns"],
    told: "port 53 over UDP",
    simulated: "rows of a phone's system",
    toldBy: BY_PORT,
    isCapture: isWhole,
    isFlow: ({ protocol, remotePort }) => protocol === "udp" && remotePort === DNS,
    isRow: ({ app, isPhone }) => isPhone && app === "system",
  },
  {
    name: "push and heartbeats",
    protocols: ["push-heartbeat"],
    told: "ports 5222, 5223 and 5228 over TCP",
    simulated: "rows of push",
    toldBy: BY_PORT,
    isCapture: isApp,
    isFlow: (flow) => PUSH.has(serviceOf(flow)),
    isRow: ({ app, isPhone }) => isPhone && app === "push",
  },
  {
    name: "calls",
    protocols: ["real-time-call"],
    told: "captures of calls, their UDP without lookups, QUIC and neighbours",
    simulated: "rows of messaging of which 35 to 65 % goes up",
    toldBy: ["up share"],
    isCapture: (name) => CALLS.has(name),
    isFlow: isMedia,
    isRow: (row) => row.isPhone && row.app === "messaging" && isCall(row),
  },
  {
    name: "game",
    protocols: ["game"],
    told: "the capture of a game between players, its UDP as of calls",
    simulated: "rows of games of which 20 % or more goes up",
    toldBy: ["up share"],
    isCapture: (name) => name === "nintendo",
    isFlow: isMedia,
    isRow: ({ app, isPhone, up, down }) => isPhone && app === "game" && up >= PLAYED * (up + down),
  },
];
