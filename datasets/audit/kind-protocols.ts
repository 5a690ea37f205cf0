/** How the bytes of each kind travel, by the names of the simulators' protocols. */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  "app-auto-update": ["app-store-update"],
  "chosen-app-updates": ["app-store-update"],
  "game-overnight": ["app-store-update"],
  "new-phone": ["app-store-update"],
  "updates-put-away": ["app-store-update"],
  "updates-without-wifi": ["app-store-update"],
  "bt-over-hotspot": ["bittorrent"],
  "p2p-launcher": ["bittorrent"],
  "wanted-torrent": ["bittorrent"],
  "game-day": ["tls-download"],
  "steam-hotspot": ["tls-download"],
  "pc-sync-overnight": ["tls-download", "https-upload"],
  "hotspot-call": ["real-time-call"],
  "family-hotspot": ["quic-video", "web-page", "chat"],
  "wifi-fallback-upload": ["https-upload"],
  "first-backup": ["https-upload"],
  "known-outage": ["https-upload"],
  "photo-trip": ["https-upload"],
  "train-upload": ["https-upload"],
  "walks-out": ["https-upload"],
  "creeping-sync": ["https-upload"],
  "growing-hobby": ["https-upload"],
  "rat-upgrade-step": ["quic-video", "web-page"],
  "retry-loop": ["tls-download"],
  "rat-ping-pong": ["tls-download"],
  "speed-test": ["tls-download"],
  "user-mistake": ["quic-video", "https-upload"],
  "film-in-bed": ["quic-video", "https-upload"],
  "sleep-stream": ["quic-video"],
  "roaming-map-upload": ["https-upload", "tls-download"],
  "tourist-navigation": ["https-upload", "tls-download"],
  "roaming-photos": ["https-upload"],
  "buggy-app-version": ["tls-download"],
  "season-release": ["tls-download"],
  "match-day": ["quic-video"],
  "hotspot-pc-housekeeping": ["os-update", "tls-download", "https-upload"],
  "hotspot-workday": [
    "web-page",
    "quic-video",
    "real-time-call",
    "tls-download",
    "https-upload",
    "os-update",
  ],
  "wanted-pc-update": ["os-update"],
};

/** Looks up by which protocols a kind travels; undefined where nobody said. */
export function protocolsOf(kind: string): readonly string[] | undefined {
  return PROTOCOLS[kind];
}

/** Tells whether two kinds share a protocol; of a kind that is not listed nobody knows better. */
export function shareProtocol(kind: string, lookAlike: string): boolean {
  const [one, other] = [protocolsOf(kind), protocolsOf(lookAlike)];
  return one === undefined || other === undefined || one.some((name) => other.includes(name));
}
