import type { PresetName } from "../scenario.ts";

/** How much people use, and in what sessions, at one time and place. */
export interface VolumePreset {
  readonly name: PresetName;
  readonly source: string;
  /** Mean cellular bytes of a device and day. */
  readonly dailyMean: number;
  /** Standard deviation of the logarithm of a person's mean, and of a day about that mean. */
  readonly personSigma: number;
  readonly daySigma: number;
  /** Share of the volume that models outside {@link CATEGORIES} move: hotspots, wanted downloads, games, lookups. */
  readonly otherShare: number;
  /** Share of the volume that flows by itself, evenly: push, sync, feeds fetched ahead. */
  readonly floorShare: number;
  /** ln-sigma of a day of that share. */
  readonly floorSigma: number;
  /** Size of a session compared with the sessions measured in 2019-2023. */
  readonly sizeScale: number;
  /** Most cellular bytes that a day may hold, and that one session may hold. */
  readonly dayCap: number;
  readonly sessionCap: number;
  /** How eagerly people use their phones while awake, by civil hour; only ratios count. */
  readonly eagerness: readonly number[];
  /** Median rate at which video is sent, bit/s. */
  readonly videoRate: number;
  /** Codes of RATS in use, the share of cellular time on the older one, and both rates compared with the scenario's median. */
  readonly olderRat: number;
  readonly newerRat: number;
  readonly olderRatShare: number;
  readonly olderRatRate: number;
  readonly newerRatRate: number;
  /** Homes and workplaces with private Wi-Fi, and median rates of it in bit/s. */
  readonly wifiHomes: number;
  readonly wifiWorkplaces: number;
  readonly wifiDown: number;
  readonly wifiUp: number;
}
