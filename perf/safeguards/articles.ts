/** What an article says, in our words, what it became here, and where to see it. */
export interface Statement {
  /** Which of the three articles: tips of two sellers of eSIMs (A, B), an analyst's account (C). */
  readonly by: string;
  readonly said: string;
  /** Names of units: models, safeguards, detectors, scenarios, metrics or actions. */
  readonly became: readonly string[];
  readonly command: string;
  /** Pairs of a safeguard and a kind whose effect answers it. */
  readonly effects?: readonly (readonly [safeguard: string, kind: string])[];
  /** What there is to say where no effect does. */
  readonly found?: string;
}

const GENERATE = "npx billshock generate";

/** Causes that the articles name. */
export const CAUSES: readonly Statement[] = [
  {
    ...{ by: "A, B", said: "apps and the system update by themselves, not over Wi-Fi alone" },
    became: ["app-auto-update", "os-auto-update", "update-guard"],
    command: `${GENERATE} city@L1 --with wifi-only-updates -o data/updates`,
    effects: [
      ["wifi-only-updates", "app-auto-update"],
      ["wifi-only-updates", "os-auto-update"],
    ],
  },
  {
    ...{ by: "A, B", said: "apps go on in the background after they were closed" },
    became: ["background-sync", "runaway-sync", "background-runaway"],
    command: `${GENERATE} city@L1 --with restrict-background -o data/background`,
    effects: [["restrict-background", "runaway-sync"]],
  },
  {
    ...{ by: "A, B", said: "malware steals data, and burns it" },
    became: ["malware-exfil", "ad-fraud", "proxyware", "exfil-ratio", "screen-off-video"],
    command: `${GENERATE} drainerbot-2019 --with antivirus -o data/drainer`,
    effects: [
      ["antivirus", "malware-exfil"],
      ["antivirus", "ad-fraud"],
    ],
  },
  {
    ...{ by: "A", said: "each push is small, many add up" },
    became: ["push-flood", "push-count", "news-flood"],
    command: "npx billshock list models",
    found:
      "no message is larger than 4 KB: the pictures are the bill, and there are a dozen to some hundred times as many",
  },
  {
    ...{ by: "A", said: "apps from unknown sources" },
    became: ["unknown-source-app", "new-app"],
    command: "npx billshock list safeguards",
    effects: [["official-store-only", "unknown-source-app"]],
  },
  {
    ...{ by: "A", said: "abroad, on the third day, a map app sends places in the background" },
    became: [
      "roaming-map",
      "esim-trip",
      "roaming-map-upload",
      "roaming-guard",
      "tourist-navigation",
    ],
    command: `${GENERATE} roaming-map --with location-off -o data/trip`,
    effects: [
      ["location-off", "roaming-map-upload"],
      ["app-wifi-only", "roaming-map-upload"],
    ],
  },
  {
    ...{ by: "B", said: "owners leave a sync, a stream or a heavy app running" },
    became: ["user-mistake", "film-in-bed"],
    command: "npx billshock list models",
    effects: [
      ["restrict-background", "user-mistake"],
      ["mobile-data-off-by-default", "user-mistake"],
    ],
  },
  {
    ...{ by: "B", said: "a hotel's Wi-Fi fails and several apps send photos over cellular" },
    became: ["nyc-wifi-fallback", "wifi-fallback-upload", "wifi-fallback"],
    command: `${GENERATE} nyc-wifi-fallback --with restrict-background -o data/hotel`,
    effects: [
      ["restrict-background", "wifi-fallback-upload"],
      ["wifi-assist-off", "wifi-fallback-upload"],
    ],
  },
  {
    ...{ by: "C", said: "one version of one app has a fault, on many phones" },
    became: ["buggy-release", "buggy-app-version", "app-cohort"],
    command: `${GENERATE} buggy-release --with stay-on-stable-version=0.5 -o data/release`,
    effects: [["stay-on-stable-version", "buggy-app-version"]],
  },
  {
    ...{ by: "C", said: "where Wi-Fi is poor a phone goes over to cellular by itself" },
    became: ["wifi-assist-2016", "wifi-assist-off", "known-outage"],
    command: `${GENERATE} wifi-assist-2016 --with wifi-assist-off -o data/assist`,
    effects: [["wifi-assist-off", "app-auto-update"]],
  },
  {
    ...{ by: "C", said: "a faster network makes use grow, and nobody is harmed" },
    became: ["rat-upgrade-step"],
    command: "npx billshock list models",
    found: "a look-alike: whoever alarms at the step is wrong",
  },
  {
    ...{ by: "C", said: "BitTorrent behind a phone's hotspot, 53.5 GB in a night" },
    became: ["wuhan-2015", "bt-over-hotspot", "bt-flow-shape", "tethering-meter"],
    command: `${GENERATE} wuhan-2015 --with restrict-background -o data/night`,
    effects: [
      ["restrict-background", "bt-over-hotspot"],
      ["hotspot-off-at-night", "bt-over-hotspot"],
    ],
  },
  {
    ...{ by: "C", said: "a stolen WLAN password, used in ten provinces" },
    became: ["nanjing-2015", "wlan-credential-theft", "province-velocity", "account-block-sweep"],
    command: `${GENERATE} nanjing-2015 --with two-factor-login -o data/stolen`,
    effects: [
      ["two-factor-login", "wlan-credential-theft"],
      ["unique-passwords", "account-block-sweep"],
    ],
  },
  {
    ...{ by: "C", said: "those who are robbed often never used the service themselves" },
    became: ["nanjing-2015", "new-device"],
    command: `${GENERATE} nanjing-2015 -o data/dormant`,
    found: "its account is dormant: nothing of it was seen before that night",
  },
];

/** What they advise, or blame. */
export const ADVICE: readonly Statement[] = [
  {
    ...{ by: "A", said: "updates by hand, or over Wi-Fi alone" },
    became: ["manual-updates", "wifi-only-updates", "schedule-updates"],
    command: `${GENERATE} city@L1 --with manual-updates -o data/by-hand`,
    effects: [
      ["manual-updates", "app-auto-update"],
      ["wifi-only-updates", "app-auto-update"],
      ["schedule-updates", "app-auto-update"],
    ],
  },
  {
    ...{ by: "A", said: "restrict background data" },
    became: ["restrict-background"],
    command: `${GENERATE} city@L1 --with restrict-background=0.5 -o data/half`,
    effects: [
      ["restrict-background", "wifi-fallback-upload"],
      ["restrict-background", "bt-over-hotspot"],
    ],
  },
  {
    ...{ by: "A, B", said: "clear the cache regularly" },
    became: ["clear-cache"],
    command: `${GENERATE} city@L1 --with clear-cache -o data/cleared`,
    effects: [
      ["clear-cache", "app-auto-update"],
      ["clear-cache", "runaway-sync"],
    ],
  },
  {
    ...{ by: "A", said: "antivirus software" },
    became: ["antivirus"],
    command: `${GENERATE} drainerbot-2019 --with antivirus -o data/scanned`,
    effects: [
      ["antivirus", "proxyware"],
      ["antivirus", "malware-exfil"],
    ],
  },
  {
    ...{ by: "A, C", said: "official stores, stable versions" },
    became: ["official-store-only", "stay-on-stable-version"],
    command: `${GENERATE} buggy-release --with stay-on-stable-version -o data/stable`,
    effects: [
      ["official-store-only", "unknown-source-app"],
      ["stay-on-stable-version", "buggy-app-version"],
    ],
  },
  {
    ...{ by: "A", said: "airplane mode at night" },
    became: ["airplane-at-night"],
    command: `${GENERATE} wuhan-2015 --with airplane-at-night -o data/airplane`,
    effects: [
      ["airplane-at-night", "bt-over-hotspot"],
      ["airplane-at-night", "app-auto-update"],
    ],
  },
  {
    ...{ by: "A", said: "look at the bill regularly" },
    became: ["check-bill", "owner-checks-bill"],
    command: `${GENERATE} nanjing-2015 --with check-bill -o data/bill`,
    effects: [
      ["check-bill", "bt-over-hotspot"],
      ["check-bill", "wlan-credential-theft"],
      ["check-bill", "runaway-sync"],
    ],
    found: "a floor of every table, too: who looks once a day looks after the night is over",
  },
  {
    ...{ by: "C", said: "mobile data off while it is not needed" },
    became: ["mobile-data-off-by-default"],
    command: `${GENERATE} nyc-wifi-fallback --with mobile-data-off-by-default -o data/off`,
    effects: [["mobile-data-off-by-default", "wifi-fallback-upload"]],
  },
  {
    ...{ by: "B", said: "a second factor at every login" },
    became: ["two-factor-login"],
    command: `${GENERATE} nanjing-2015 --with two-factor-login -o data/factor`,
    effects: [["two-factor-login", "wlan-credential-theft"]],
  },
  {
    ...{ by: "B", said: "watch use as it happens, with what is left" },
    became: ["usage-meter", "percent-alert", "plan-cap", "volume-cap"],
    command: `${GENERATE} wuhan-2015 --with usage-meter -o data/meter`,
    effects: [
      ["usage-meter", "wifi-fallback-upload"],
      ["usage-meter", "bt-over-hotspot"],
    ],
  },
  {
    ...{ by: "B", said: "ban what is not needed, stop at a monthly maximum" },
    became: ["smart-disconnect"],
    command: `${GENERATE} city@L1 --with smart-disconnect -o data/smart`,
    effects: [
      ["smart-disconnect", "wifi-fallback-upload"],
      ["smart-disconnect", "bt-over-hotspot"],
    ],
  },
  {
    ...{ by: "B", said: "teach users" },
    became: ["education"],
    command: `${GENERATE} city@L1 --with education -o data/taught`,
    effects: [
      ["education", "app-auto-update"],
      ["education", "bt-over-hotspot"],
    ],
  },
  {
    ...{ by: "C", said: "tell owners of logins from elsewhere" },
    became: ["geo-alert", "province-velocity", "impossible-travel", "new-device"],
    command: `${GENERATE} nanjing-2015 --with geo-alert -o data/elsewhere`,
    effects: [
      ["geo-alert", "wlan-credential-theft"],
      ["geo-alert", "account-block-sweep"],
    ],
  },
  {
    ...{ by: "C", said: "unusual volume was not told in time" },
    became: ["usage-notices", "anomaly-alert", "high-usage-24h", "rate-window"],
    command: `${GENERATE} shunde-2015 --with usage-notices -o data/late`,
    effects: [
      ["usage-notices", "bt-over-hotspot"],
      ["anomaly-alert", "bt-over-hotspot"],
      ["anomaly-alert", "wlan-credential-theft"],
    ],
    found: "every table of a bench tells how late an alarm is, in time, bytes and money",
  },
  {
    ...{ by: "C", said: "caps on money and volume came too late, and one was not enforced" },
    became: ["dual-cap-stop", "dual-cap"],
    command: `${GENERATE} wuhan-2015 --with dual-cap-stop -o data/capped`,
    effects: [["dual-cap-stop", "bt-over-hotspot"]],
  },
  {
    ...{ by: "C", said: "what was sent is not published beside what was received" },
    became: ["uplink-symmetry", "exfil-ratio"],
    command: "npx billshock list detectors",
    found: "every record has both ways; the key `observation.uplink` takes one from some lines",
  },
  {
    ...{ by: "C", said: "a refund helps one owner, not the next" },
    became: ["owner-checks-bill"],
    command: "npx billshock bench wuhan-2015 -d dual-cap -o runs/refund",
    found: "no table counts a refund as saved; as a policy it is not built yet",
  },
  {
    ...{ by: "C", said: "closing the service did not end what ran; suspending the line did" },
    became: ["disconnect-on-closure", "block-new-login", "disconnect-session", "suspend-line"],
    command: `${GENERATE} nanjing-2015 --with disconnect-on-closure -o data/closed`,
    effects: [["disconnect-on-closure", "wlan-credential-theft"]],
    found:
      "it needs somebody who closes the account: in Nanjing it saves 41 of 172 yuan, and three actions have different ends ([enforcement.md](enforcement.md))",
  },
];
