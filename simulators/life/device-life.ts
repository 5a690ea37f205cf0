import type { Persona } from "../persona.ts";
import type { HotSpots } from "./hot-spots.ts";
import type { Terminal } from "./terminals.ts";
import type { VolumePreset } from "./volume-preset.ts";

/** Kinds of place that a device can be at. */
export const PLACE_KINDS = ["home", "work", "commute", "out", "trip"] as const;

/** Switches on the phone; a safeguard may change them. */
export interface Settings {
  updatesOverCellular: boolean;
  /** Apps and the system update unasked. */
  automaticUpdates: boolean;
  /** Hour of the day from which on they do, for some hours; null = at any time. */
  updateHour: number | null;
  /** Apps that get no cellular data while nobody looks at them, and that get none at all; bits by code of APPS. */
  unseenWifiOnly: number;
  wifiOnly: number;
  /** The phone goes over to cellular where Wi-Fi is there and carries nothing. */
  wifiFallback: boolean;
  /** The hotspot is off when no guest has moved anything for so long, ms; null = it stays on. */
  hotspotTimeout: number | null;
  /** The store brings a new version on the day of its release. */
  firstReleases: boolean;
  /** What apps have cached is cleared so often, ms; null = never. */
  cacheCleared: number | null;
  /** Its owner installs apps from outside the official store. */
  otherStores: boolean;
  /** Its owner opens links in messages from strangers. */
  unknownLinks: boolean;
  /** Its owner grants apps more than they need. */
  broadPermissions: boolean;
  /** Apps that nobody looks at may ask where the phone is. */
  location: boolean;
  /** How long after they began apps are removed that steal, play ads unseen or relay, ms; null = never. */
  thiefRemoval: number | null;
  adPlayerRemoval: number | null;
  relayRemoval: number | null;
}

/** What the owner does every night; a safeguard may change it. */
export interface Habits {
  /** The hotspot is off while its owner sleeps. */
  hotspotOffAtNight: boolean;
  /** The phone uses no cellular network while its owner sleeps. */
  airplaneAtNight: boolean;
  /** Mobile data is on only while its owner uses it. */
  dataOffUnused: boolean;
}

/** The switches of a phone as it comes, before anybody tightens one. */
export const PLAIN_SETTINGS: Readonly<Settings> = {
  updatesOverCellular: true,
  automaticUpdates: true,
  updateHour: null,
  unseenWifiOnly: 0,
  wifiOnly: 0,
  wifiFallback: true,
  hotspotTimeout: null,
  firstReleases: true,
  cacheCleared: null,
  otherStores: true,
  unknownLinks: true,
  broadPermissions: true,
  location: true,
  thiefRemoval: null,
  adPlayerRemoval: null,
  relayRemoval: null,
};

/** What an owner does who lives by no advice. */
export const PLAIN_HABITS: Readonly<Habits> = {
  hotspotOffAtNight: false,
  airplaneAtNight: false,
  dataOffUnused: false,
};

/** The switches of a phone as it comes, and as its owner once told the store. */
export function settingsOf({ updatesOverCellular }: Persona): Settings {
  return { ...PLAIN_SETTINGS, updatesOverCellular };
}

/**
 * One civil day of a device: segments without gaps from midnight to midnight. Segment i lasts from
 * start[i] to start[i + 1]; start[length] is the next midnight. Arrays are reused from day to day.
 */
export interface Timeline {
  length: number;
  readonly start: Float64Array;
  /** Default route: code of ACCESS; 0 = no network at all. */
  readonly access: Uint8Array;
  /** Code of RATS of the cellular network, whatever the default route is. */
  readonly rat: Uint8Array;
  /** Code of PROVINCES. */
  readonly province: Uint8Array;
  readonly roaming: Uint8Array;
  /** Index into PLACE_KINDS. */
  readonly place: Uint8Array;
  /** Rate of the default route in bit/s. */
  readonly rateDown: Float64Array;
  readonly rateUp: Float64Array;
  /** Rate of the cellular network in bit/s, whatever the default route is; 0 = no coverage. */
  readonly cellularDown: Float64Array;
  readonly cellularUp: Float64Array;
}

/** Where and how a device is: drawn once, obeyed by all models. */
export interface DeviceLife {
  /** How much people use in this scenario, and in what sessions. */
  readonly volume: VolumePreset;
  readonly persona: Persona;
  /** The phone and who may be behind its hotspot, in the order of TERMINALS. */
  readonly terminals: readonly Terminal[];
  readonly settings: Settings;
  readonly today: Timeline;
  /** Moments of this civil day at which its owner wakes and falls asleep (asleep may be after midnight), ms UTC. */
  readonly wakesAt: number;
  readonly sleepsAt: number;
  /** When the night before began: after this day's midnight when its owner stayed up, else that midnight. */
  readonly sleptAt: number;
  /** How much more or less than the person's mean this day holds; the mean over days is 1. */
  readonly dayFactor: number;
  /** True on Saturdays, Sundays and holidays. */
  readonly freeDay: boolean;
  /** Places with the operator's WLAN in a province (code of PROVINCES), the same for everyone. */
  hotSpots(province: number): HotSpots;
  /** Segment that holds the moment t of this civil day. */
  segmentAt(t: number): number;
  /** Whether its owner is awake at the moment t of this civil day. */
  awakeAt(t: number): boolean;
  /**
   * Moment of this civil day that lies a share in [0, 1) of the way through the time its owner is
   * awake on an access (code of ACCESS: cellular or wifi), busy hours counting more; NaN when there
   * is no such time. A uniform share gives the moment at which a session begins.
   */
  awakeMoment(access: number, share: number): number;
}

/** A life that can be opened at any civil day, in any order, with the same result. */
export interface OpenedLife extends DeviceLife {
  /** Fills `today` and what else belongs to a day; 0 = first day of the span, negative = warm-up. */
  enterDay(day: number): void;
  /**
   * Takes private Wi-Fi from a part of the day that it has entered, until another is entered. Where it
   * is heard all the same, a phone that does not fall back has no network meanwhile.
   */
  loseWifi(from: number, to: number, isHeard: boolean): void;
}
