import type { UsageError } from "./wrong-calls.ts";

const dryRun = ["generate", "TMP/mine.yaml", "--dry-run"];

/** Broken scenario files. */
export const BROKEN_SCENARIOS: readonly UsageError[] = [
  {
    title: "a scenario file that holds nothing",
    args: dryRun,
    file: "# a note\n\n",
    stderr: "mine.yaml: must hold a scenario, is empty",
  },
  ...["{}", "---\n", "null\n", "~"].map((file) => ({
    title: `a scenario of ${JSON.stringify(file)}`,
    args: dryRun,
    file,
    stderr: "mine.yaml: must hold a scenario, is empty",
  })),
  {
    title: "a mistyped key",
    args: dryRun,
    file: "billshock: 1\nclokc:\n  days: 3\n",
    stderr: "mine.yaml:2:1 clokc is no key here; did you mean clock?",
  },
  {
    title: "a mistyped key inside",
    args: dryRun,
    file: "population:\n  devcies: 10\n",
    stderr: "mine.yaml:2:3 population.devcies is no key here; did you mean devices?",
  },
  {
    title: "broken YAML",
    args: dryRun,
    file: "clock: {days: 3\nname: x\n",
    stderr:
      "mine.yaml:2:1 flow map in block collection must be sufficiently indented and end with a }",
  },
  {
    title: "a key given twice",
    args: dryRun,
    file: "name: a\nname: b\n",
    stderr: "mine.yaml:2:1 map keys must be unique",
  },
  {
    title: "another version of the format",
    args: dryRun,
    file: "billshock: 2\n",
    stderr: "mine.yaml:1:12 billshock must be 1, the version of this format, got 2",
  },
  {
    title: "a text where a number belongs",
    args: dryRun,
    file: "clock:\n  days: a fortnight\n",
    stderr: "mine.yaml:2:9 clock.days must be a whole number from 1 to 3660, got a fortnight",
  },
  {
    title: "a number out of range",
    args: dryRun,
    file: "population: { devices: 0 }\n",
    stderr: "mine.yaml:1:24 population.devices must be a whole number from 1 to 4294967294, got 0",
  },
  {
    title: "a size without a unit",
    args: dryRun,
    file: "charging:\n  volumeLimit: 50\n",
    stderr:
      "mine.yaml:2:16 charging.volumeLimit must be a size such as 500MB or 1.5GB (MB = 2^20 bytes), got 50 without a unit",
  },
  {
    title: "a size in a unit that bills don't use",
    args: dryRun,
    file: "charging:\n  volumeLimit: 50Mb\n",
    stderr:
      "mine.yaml:2:16 charging.volumeLimit must be a size such as 500MB or 1.5GB (MB = 2^20 bytes), got 50Mb",
  },
  {
    title: "a duration that is a size",
    args: dryRun,
    file: "charging: { timeLimit: 30MB }\n",
    stderr: "mine.yaml:1:24 charging.timeLimit must be a time such as 30m or 1h, got 30MB",
  },
  {
    title: "a rate without its second",
    args: dryRun,
    file: "network:\n  down: 40MB\n",
    stderr: "mine.yaml:2:9 network.down must be a rate such as 300kbit/s or 40Mbps, got 40MB",
  },
  {
    title: "part of a day where whole days belong",
    args: dryRun,
    file: "clock: { warmUp: 36h }\n",
    stderr: "mine.yaml:1:18 clock.warmUp must be whole days such as 3d, got 36h",
  },
  {
    title: "a date that no month has",
    args: dryRun,
    file: "clock:\n  start: 2015-02-30\n",
    stderr: "mine.yaml:2:10 clock.start must be a date such as 2015-11-11, got 2015-02-30",
  },
  {
    title: "an offset that is none",
    args: dryRun,
    file: "clock: { utcOffset: Beijing }\n",
    stderr: "mine.yaml:1:21 clock.utcOffset must be an offset such as +08:00, got Beijing",
  },
  {
    title: "a mapping where a list belongs",
    args: dryRun,
    file: "population:\n  plans: { tariff: ct2015 }\n",
    stderr: "mine.yaml:2:10 population.plans must be a list of plans, got a mapping",
  },
  {
    title: "a plan without a tariff",
    args: dryRun,
    file: "population:\n  plans:\n    - share: 1\n",
    stderr:
      "mine.yaml:3:7 population.plans.0.tariff is missing, must be the name of a tariff, a file such as ./mine.yaml, or a tariff written out",
  },
  {
    title: "a mistyped tariff",
    args: dryRun,
    file: "population:\n  plans:\n    - tariff: ct2051\n",
    stderr:
      "mine.yaml:3:15 population.plans.0.tariff must be a tariff, got ct2051; did you mean ct2015?",
  },
  {
    title: "shares that don't sum to 1",
    args: dryRun,
    file: "population:\n  plans:\n    - { share: 0.5, tariff: ct2015 }\n    - { name: other, share: 0.4, tariff: ct2015 }\n",
    stderr: "mine.yaml:3:5 population.plans must have shares that sum to 1, got 0.9",
  },
  {
    title: "a price in another currency",
    args: dryRun,
    file: "population:\n  plans:\n    - { tariff: ct2015, price: 0.0003 EUR/KB }\n",
    stderr:
      "mine.yaml:3:32 population.plans.0.price must be a price such as 0.0003 CNY/KB, got 0.0003 EUR/KB",
  },
  {
    title: "a province that is none",
    args: dryRun,
    file: "population: { homeProvince: Hubie }\n",
    stderr:
      "mine.yaml:1:29 population.homeProvince must be a province, such as Hubei, got Hubie; did you mean Hubei?",
  },
  {
    title: "a mistyped model",
    args: dryRun,
    file: "models:\n  vidoe: {}\n",
    stderr: "mine.yaml:2:3 models.vidoe is no normal model; did you mean video?",
  },
  {
    title: "an incident among the daily models",
    args: dryRun,
    file: "models:\n  bt-over-hotspot: {}\n",
    stderr:
      "mine.yaml:2:3 models.bt-over-hotspot is a model of role incident, this lists normal models",
  },
  {
    title: "a mistyped option",
    args: dryRun,
    file: "incidents:\n  bt-over-hotspot: { startRat: 8Mbps }\n",
    stderr:
      "mine.yaml:2:22 incidents.bt-over-hotspot.startRat is no option of bt-over-hotspot; did you mean startRate?",
  },
  {
    title: "an option out of its bounds",
    args: dryRun,
    file: "incidents:\n  bt-over-hotspot:\n    upRatio: 7\n",
    stderr: "mine.yaml:3:14 incidents.bt-over-hotspot.upRatio must be in [0, 2] ratio, got 7",
  },
  {
    title: "an option in a unit of another kind",
    args: dryRun,
    file: "incidents:\n  bt-over-hotspot: { fullRate: 20h }\n",
    stderr:
      "mine.yaml:2:32 incidents.bt-over-hotspot.fullRate must be a number in bit/s, such as 300kbit/s or 40Mbps, got 20h",
  },
  {
    title: "a block that no household fits",
    args: dryRun,
    file: "enrichment: { devicesPerCase: 20 }\n",
    stderr:
      "mine.yaml:1:31 enrichment.devicesPerCase must be a multiple of 8: households of up to four lines, in two halves, got 20",
  },
  {
    title: "a window that ends before it begins",
    args: dryRun,
    file: "enrichment: { from: 5d, to: 5d }\n",
    stderr: "mine.yaml:1:29 enrichment.to must be after enrichment.from, 5d, got 5d",
  },
  {
    title: "a warm-up longer than the span",
    args: dryRun,
    file: "clock: { days: 3, warmUp: 7d }\n",
    stderr: "mine.yaml:1:27 clock.warmUp must be at most clock.days, 3, got 7d",
  },
  {
    title: "an episode on a line that is not there",
    args: dryRun,
    file: "population: { devices: 3 }\npinned:\n  - { model: video, device: 3, day: 2024-11-01 }\n",
    stderr: "mine.yaml:3:29 pinned.0.device must be below population.devices, 3, got 3",
  },
  {
    title: "an episode before the span",
    args: dryRun,
    file: "pinned:\n  - { model: video, device: 3, day: 2024-10-31 }\n",
    stderr:
      "mine.yaml:2:37 pinned.0.day must be a day of the span of clock.start and clock.days, 2024-11-01 to 2024-11-14, got 2024-10-31",
  },
  {
    title: "a mistyped safeguard",
    args: dryRun,
    file: "safeguards: [wifi-only-update]\n",
    stderr:
      "mine.yaml:1:14 safeguards.0 must be a safeguard, got wifi-only-update; did you mean wifi-only-updates?",
  },
  {
    title: "a share of adopters above 1",
    args: dryRun,
    file: "safeguards: [{ use: wifi-only-updates, adoption: 60 }]\n",
    stderr:
      "mine.yaml:1:50 safeguards.0.adoption must be a share from 0 to 1, such as 0.6 or 60%, got 60",
  },
  {
    title: "an option that its safeguard does not have",
    args: dryRun,
    file: "safeguards: [{ use: dual-cap-stop, byts: 5GB }]\n",
    stderr: "mine.yaml:1:36 safeguards.0.byts is no option of dual-cap-stop; did you mean bytes?",
  },
  {
    title: "a moment that is none",
    args: dryRun,
    file: "enforcement:\n  - { device: 0, from: 7:44, action: block-new-login }\n",
    stderr:
      "mine.yaml:2:24 enforcement.0.from must be a civil time such as 2015-11-11 22:26, got 7:44",
  },
  {
    title: "an action that there is not",
    args: dryRun,
    file: "enforcement:\n  - { device: 0, from: 2024-11-02, action: trottle }\n",
    stderr:
      "mine.yaml:2:44 enforcement.0.action must be a known action, got trottle; did you mean throttle?",
  },
  {
    title: "an action on a network that it does not reach",
    args: dryRun,
    file: "enforcement:\n  - { device: 0, from: 2024-11-02, action: cut-data, plane: wlan }\n",
    stderr: "mine.yaml:2:61 enforcement.0.plane must be cellular for cut-data, got wlan",
  },
  {
    title: "the closures of an earlier version",
    args: dryRun,
    file: "wlanClosures: []\n",
    stderr:
      "mine.yaml:1:1 wlanClosures is no key here; write rows of enforcement: block-new-login and disconnect-session",
  },
  {
    title: "a base that is not there",
    args: dryRun,
    file: "extends: city-2016\n",
    stderr: "mine.yaml:1:10 extends leads nowhere: unknown scenario city-2016; did you mean city?",
  },
  {
    title: "a file that extends itself",
    args: dryRun,
    file: "extends: ./mine.yaml\n",
    stderr: "mine.yaml:1:10 extends leads back to mine.yaml",
  },
  {
    title: "a mistake in a level that is not asked for",
    args: dryRun,
    file: "levels:\n  L2:\n    clock: { dasy: 3 }\n",
    stderr: "mine.yaml:3:14 levels.L2.clock.dasy is no key here; did you mean days?",
  },
  {
    title: "an empty price",
    args: dryRun,
    file: "population:\n  plans:\n    - { tariff: ct2015, price: }\n",
    stderr: "mine.yaml:3:32 population.plans.0.price must be a text, got nothing",
  },
  {
    title: "an alias",
    args: dryRun,
    file: "clock: &c { days: 3 }\nnetwork: *c\n",
    stderr: "mine.yaml:2:10 network is an alias; write the value out",
  },
  {
    title: "three mistakes at once",
    args: dryRun,
    file: "clock: { days: none }\nnetwork: { sigma: -1 }\nsplit: { test: 0.5 }\n",
    stderr:
      "mine.yaml:1:16 clock.days must be a whole number from 1 to 3660, got none\nmine.yaml:2:19 network.sigma must be a number from 0 to 3, got -1\nmine.yaml:3:10 split.test is no key here; choose from calibration",
  },
];
