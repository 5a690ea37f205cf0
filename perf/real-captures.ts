/** What a capture holds, as far as its publisher says. */
export type CaptureKind = "torrent" | "peer-to-peer" | "app" | "phone" | "malware";

/** A real capture, published by others, and whose side of it is the device's. */
export interface Capture {
  readonly name: string;
  readonly kind: CaptureKind;
  readonly what: string;
  /** Flow log that is imported, below the folder of real data. */
  readonly log: string;
  readonly format: "nfdump" | "argus";
  /** Addresses of the devices in it. */
  readonly devices: readonly string[];
  /** File that the log was made from, below the same folder; the log itself where it was published. */
  readonly original: string;
  readonly repository: string;
  /** Where in the repository, and at which commit; null where that is not recorded. */
  readonly path: string | null;
  readonly commit: string | null;
}

const NDPI = "ntop/nDPI";
const NDPI_COMMIT = "3b1286ab03b0c9223ac208a01868d8c1f6c0ae00";
const SLIPS = "stratosphereips/StratosphereLinuxIPS";
const IPV6_PHONE = "2a01:cb01:2049:8b07:991d:ec85:28df:f629";

type Listed = readonly [name: string, device: string, what: string, extension?: "pcap" | "pcapng"];

const APPS: readonly Listed[] = [
  ["1kxun", "192.168.2.126", "video"],
  ["KakaoTalk_chat", "10.24.82.188", "chat"],
  ["alicloud", "192.168.2.100", "camera's cloud"],
  ["discord", "192.168.2.100", "voice"],
  ["googledns_android10", "192.168.1.159", "DNS over TLS"],
  ["gtp_c", "10.101.0.2", "signalling of two network nodes"],
  ["instagram", "192.168.0.103 192.168.2.17", "photos, two phones"],
  ["iphone", "192.168.2.17", "phone's first minute on Wi-Fi"],
  ["nest_log_sink", "192.168.242.15", "thermostat"],
  ["netflix", "192.168.1.7", "video"],
  ["nintendo", "192.168.12.114", "game between players"],
  ["reddit", IPV6_PHONE, "feed"],
  ["signal", "192.168.2.17", "chat"],
  ["skype-conference-call", "192.168.2.20", "call"],
  ["snapchat", "10.8.0.1", "chat"],
  ["spotify_tcp", "10.0.2.15", "music"],
  ["teams", "192.168.1.6", "call"],
  ["telegram", "192.168.1.77", "call"],
  ["tumblr", IPV6_PHONE, "feed"],
  ["viber", "192.168.0.17", "chat and call"],
  ["vk", "192.168.1.249", "feed, one direction only", "pcapng"],
  ["wa_voice", "192.168.2.12", "WhatsApp call"],
  ["waze", "10.8.0.1", "navigation"],
  ["wechat", "192.168.1.103", "chat, an hour"],
  ["whatsapp_login_call", "192.168.2.4", "login and call"],
  ["whatsapp_login_chat", "192.168.2.4", "login and chat"],
  ["whatsappfiles", "192.168.2.29", "files sent"],
  ["windowsupdate_over_http", "10.0.2.15", "system update"],
  ["youtube_quic", "192.168.1.7", "video"],
  ["youtubeupload", "192.168.2.27", "video sent"],
  ["zoom", "192.168.1.117", "call"],
];

function fromNdpi(folder: string, kind: CaptureKind, commit = NDPI_COMMIT) {
  return ([name, devices, what, extension = "pcap"]: Listed): Capture => ({
    name,
    kind,
    what,
    log: `flowtool-csv/${name}.nfdump-B.csv`,
    format: "nfdump",
    devices: devices.split(" "),
    original: `${folder}/${name}.${extension}`,
    repository: NDPI,
    path: `tests/cfgs/default/pcap/${name}.${extension}`,
    commit,
  });
}

/** All captures that detectors are tried on, in the order of the tables. */
export const CAPTURES: readonly Capture[] = [
  fromNdpi(
    "ndpi-p2p",
    "torrent",
    "cdbdb82c11c06bd4ae99a52995cf58ff835130d0",
  )(["bittorrent_transmission", "192.168.1.128", "a download's start, with DHT", "pcapng"]),
  ...(
    [
      ["bittorrent", "192.168.1.3", "15 s of a download from two seeds"],
      ["bt-dns", "10.0.2.15", "one query for a tracker"],
      ["bt-http", "192.168.1.128", "one request to a tracker", "pcapng"],
      ["tls_torrent", "192.168.0.1", "one connection", "pcapng"],
    ] satisfies Listed[]
  ).map(fromNdpi("ndpi-p2p", "torrent")),
  fromNdpi("ndpi-p2p", "peer-to-peer")(["ethereum", "192.168.1.184", "node looking for peers"]),
  {
    name: "sality",
    kind: "malware",
    what: "peer-to-peer malware",
    log: "slips-flows/binetflow-sality-p2p-malware.binetflow",
    format: "argus",
    devices: ["192.168.1.128"],
    original: "slips-flows/binetflow-sality-p2p-malware.binetflow",
    repository: SLIPS,
    path: null,
    commit: null,
  },
  {
    name: "phone",
    kind: "phone",
    what: "Android phone behind a VPN",
    log: "phone-24h-vpn/phone-part-1.binetflow.gz",
    format: "argus",
    devices: ["10.8.0.69"],
    original: "phone-24h-vpn/phone-part-1.binetflow.gz",
    repository: SLIPS,
    path: "dataset/test2-malicious.binetflow",
    commit: "12f4fd20559c11881ff292dca812eece3c4a6fc3",
  },
  ...APPS.map(fromNdpi("ndpi-apps", "app")),
];
