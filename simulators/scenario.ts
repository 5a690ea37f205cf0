import type { Tariff } from "../datasets/billing/tariff.ts";
import type { EnforcementRow } from "../datasets/enforcement.ts";
import type { Persona } from "./persona.ts";

/** Whose volumes a scenario may have. */
export const PRESET_NAMES = ["cn2015", "cn2024", "esim-trip", "fi2017", "uk2019"] as const;

/** One of {@link PRESET_NAMES}. */
export type PresetName = (typeof PRESET_NAMES)[number];

/** Options of one model as the scenario gives them; the rest are the model's defaults. */
export type ModelSetting = Readonly<Record<string, number>>;

/** A safeguard, the share of the lines that have it, and options that differ from its defaults. */
export interface SafeguardSetting {
  readonly use: string;
  readonly adoption: number;
  readonly options: ModelSetting;
}

/** A plan that a share of the devices has. */
export interface PlanSetting {
  readonly name: string;
  readonly share: number;
  readonly tariff: Tariff;
  /** Suspends the line so many ms after the money cap was reached; null = never. */
  readonly suspensionLag: number | null;
  /** When a suspended line comes back: its owner pays the next morning, or not at all. */
  readonly reinstated: "next-morning" | "never";
  /** Lines of one household that have this plan share its bundle, its caps and its bill; absent: each has its own. */
  readonly shared?: true;
  /** Bytes of the data bundle already used when the span starts. */
  readonly usedAtStart: number;
}

/** What a model does on a named device and civil day. */
export interface PinnedEpisode {
  readonly model: string;
  readonly device: number;
  /** Civil day of the span, 0 = the first; its options say when on that day. */
  readonly day: number;
  readonly options: ModelSetting;
}

/** Lines that are not drawn but described: a family's parents, say. Everything not named is drawn as for all. */
export interface LineSetting {
  /** First line, and the first after the last. */
  readonly from: number;
  readonly to: number;
  /** They live in one household, whoever would share one by chance. */
  readonly together?: true;
  /** What is said of each of them, as in Persona. */
  readonly persona: Partial<
    Pick<
      Persona,
      | "segment"
      | "deviceType"
      | "os"
      | "homeProvince"
      | "volumeFactor"
      | "hasHomeWifi"
      | "hasWorkWifi"
      | "p2pVideo"
      | "hotspotUser"
      | "wlanAccount"
      | "billingDay"
      | "plan"
      | "updatesOverCellular"
    >
  >;
}

/** Words that stand among a kind's options in a scenario, and are none: they say how often it happens, to how many and over how long. */
export const SHARE_KEYS: readonly string[] = ["weight", "count", "cohort", "ramp"];

/** How often one kind happens, where that is not left to enrichment, by weight or count; and how many it hits. */
export interface KindShare {
  /** Compared with the other kinds, which have 1. */
  readonly weight?: number;
  /** Exactly so many among all lines. */
  readonly count?: number;
  /** Lines that each hits, beginning on one day; 1 where it is not said. */
  readonly cohort?: number;
  /** Civil days in a row over which it comes on, on each a larger part of it; 1 where it is not said. */
  readonly ramp?: number;
}

/** Trips abroad that a share of the households takes, beside the journeys that are drawn for everybody. */
export interface TripSetting {
  readonly share: number;
  /** First civil day of the span on which one may begin, and the first on which none may. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Civil days from departure to return, both among them. */
  readonly daysMin: number;
  readonly daysMax: number;
  /** Share of hotels that have Wi-Fi, and share of the time in which it is down. */
  readonly hotelWifi: number;
  readonly wifiLoss: number;
}

/** How densely incidents and look-alikes happen, far denser than in the world, so that they can be counted. */
export interface EnrichmentSetting {
  /** Every incident kind has one case in each half of every block of so many devices; a multiple of 8, 0 = none. */
  readonly devicesPerCase: number;
  readonly lookAlikesPerCase: number;
  /** First civil day on which a case may begin, and the first on which none may: fixed, so that a longer horizon keeps what came before. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Only lines whose person uses at most so many times the mean. */
  readonly maxVolumeFactor: number;
  /** A case begins only on a day of a trip that is spent abroad from morning to night; absent: on any. */
  readonly abroad?: true;
  /** Bytes and rates of incidents and look-alikes beside what was written, of all or by kind of incident: their options have them by now; absent: 1. */
  readonly volume?: number | Readonly<Record<string, number>>;
}

/** How the charging plane cuts records. */
export interface ChargingSetting {
  readonly volumeLimit: number;
  /** Bytes by which a record passes its volume limit before it closes. */
  readonly overshoot: number;
  readonly timeLimit: number;
  /** The bearer is released after so many ms without a byte. */
  readonly idleRelease: number;
  /** Longest delay of mediation, ms. */
  readonly mediationDelay: number;
}

/** What an observer may miss, or tell twice; the profile `perfect` does neither. */
export interface ObservationSetting {
  /** Share of BitTorrent that the probe names p2p, by connection set. */
  readonly p2pRecall: number;
  /** Share of all else whose app it can't tell, and share whose system it can't. */
  readonly unknownApp: number;
  readonly unknownSystem: number;
  /** Share of rows that the probe loses. */
  readonly flowLoss: number;
  /** Share of rows that the probe keeps back, and for how long at most, ms. */
  readonly flowLate: number;
  readonly flowLateBy: number;
  /** Largest delay of a probe row, ms. */
  readonly probeDelay: number;
  /** Share of rows that the probe delivers twice, the second time after `flowLateBy` at most. */
  readonly flowTwice: number;
  /** The probe counts one packet in so many; 1 = all. */
  readonly sampling: number;
  /** Share of lines whose source tells the bytes sent; of the others the probe sees what they receive alone. */
  readonly uplink: number;
  /** Share of its counters' buckets that a phone loses. */
  readonly counterLoss: number;
  /** Longest time by which a phone's clock is off, ms. */
  readonly clockSkew: number;
  /** Share of phones behind a VPN, whose counters book each byte a second time under the app that runs it. */
  readonly vpnTwice: number;
  /** Ms between two interim rows of a WLAN session, and share of them that are lost: the next one tells their bytes. */
  readonly interim: number;
  readonly interimLoss: number;
  /** Share of WLAN stops that are lost and close by time-out instead. */
  readonly lostStop: number;
  /** Share of access controllers that send no gigawords: what passes 4 GiB between two rows is lost. */
  readonly gigawordsLost: number;
  /** Share of hot spots whose sessions accounting books in another province, where their controller stands. */
  readonly egress: number;
  /** Share of hot spots behind a router of their own: accounting sees its hardware address in place of the client's. */
  readonly nat: number;
}

/** A scenario after `extends`, level, preset and command line: what the engine obeys, and what the manifest keeps. */
export interface Scenario {
  readonly name: string;
  readonly summary: string;
  readonly level: string | null;
  readonly preset: PresetName;
  /** First civil midnight of the span, ms UTC; offset in minutes east of UTC. */
  readonly from: number;
  readonly utcOffset: number;
  readonly days: number;
  readonly warmUpDays: number;
  readonly devices: number;
  /** The one line that lives, as it does among all, and those that share its bundle; the others are in the fleet and silent. Absent: all live. */
  readonly only?: number;
  /** Whether what happened is known, or only inferred from the records. */
  readonly attribution: "confirmed" | "attributed";
  /** Lines that are described; absent: all are drawn. */
  readonly lines?: readonly LineSetting[];
  /** Civil day of the month on which every bill starts, 1 to 28; absent: drawn for each line. */
  readonly billingDay?: number;
  /** Code of PROVINCES in which all are at home; absent: spread as the people of China are. */
  readonly homeProvince?: number;
  /** All lines stay at home, on one cellular technology and without Wi-Fi: for a case whose night is on record; absent: they live. */
  readonly atHome?: true;
  /** When all owners sleep, ms from midnight: for a case whose night is on record; absent: they live. */
  readonly asleep?: { readonly from: number; readonly to: number };
  /** Trips abroad; absent: only the journeys that are drawn, of which few lead abroad. */
  readonly trips?: TripSetting;
  /** Operator-WLAN account of all lines, as in Persona; absent: drawn for each line. */
  readonly wlanAccount?: 0 | 1 | 2;
  /** Share of WLAN accounts whose password is still the first one, which their block of numbers shares; absent: all. */
  readonly firstPasswords?: number;
  /** Free civil days beside weekends, as days since the span's first day. */
  readonly holidays: readonly number[];
  readonly plans: readonly PlanSetting[];
  /** Medians of the cellular link in bit/s and ln-sigma over places. */
  readonly network: {
    readonly down: number;
    readonly up: number;
    readonly sigma: number;
    readonly contention: boolean;
  };
  readonly models: Readonly<Record<string, ModelSetting>>;
  readonly incidents: Readonly<Record<string, ModelSetting>>;
  readonly lookAlikes: Readonly<Record<string, ModelSetting>>;
  /** Incidents and look-alikes that have a weight or a count of their own; absent: none has. */
  readonly shares?: Readonly<Record<string, KindShare>>;
  readonly enrichment: EnrichmentSetting;
  readonly pinned: readonly PinnedEpisode[];
  readonly safeguards: readonly SafeguardSetting[];
  /** Incidents and look-alikes that keep their place above but do not happen; normal models are simply not listed. */
  readonly without: readonly string[];
  readonly charging: ChargingSetting;
  readonly observation: ObservationSetting;
  /** What was done about lines, and when; absent: nothing. */
  readonly enforcement?: readonly EnforcementRow[];
  readonly split: { readonly calibration: number };
}
