/** What is drawn once for a device and never changes. */
export interface Persona {
  readonly device: number;
  /** Lowest device number of the household. */
  readonly household: number;
  /** Code of SEGMENTS and of DEVICE_TYPES. */
  readonly segment: number;
  readonly deviceType: number;
  /** Code of OPERATING_SYSTEMS: android or ios. */
  readonly os: number;
  /** Code of PROVINCES. */
  readonly homeProvince: number;
  /** How much more or less than the mean this person uses; the mean over people is 1. */
  readonly volumeFactor: number;
  readonly hasHomeWifi: boolean;
  readonly hasWorkWifi: boolean;
  /** Watches video through a CDN that also shares among viewers. */
  readonly p2pVideo: boolean;
  /** Uses the hotspot on purpose now and then. */
  readonly hotspotUser: boolean;
  /** Operator-WLAN account: 0 none, 1 in use, 2 dormant. */
  readonly wlanAccount: 0 | 1 | 2;
  /** Number of that account; 0 = none. */
  readonly accountNumber: number;
  /** Whether the password of that account is still the first one; absent where the scenario does not say, and then it is. */
  readonly firstPassword?: boolean;
  /** Hash of the phone's own Wi-Fi address, 32 bits. */
  readonly clientMac: number;
  readonly activatedAt: number;
  /** Civil day of the month on which its bill starts; its payer's where a bundle is shared. */
  readonly billingDay: number;
  /** Index into the scenario's plans. */
  readonly plan: number;
  /** Lowest line of those that share its plan's bundle; itself where none does. */
  readonly payer: number;
  /** First and last civil day of the trip abroad that the scenario gives to its household; absent: none. */
  readonly trip?: { readonly first: number; readonly last: number };
  /** What its owner once told the store; a safeguard may overrule it in the settings. */
  readonly updatesOverCellular: boolean;
}
