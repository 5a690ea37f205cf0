/**
 * The frozen words of every category column. Code 0 is `unknown` everywhere. Words are only ever
 * added at the end: a code, once written to a dataset, keeps its meaning.
 */

/** The probe's guess at the app, and the phone's own uid class. */
export const APPS = [
  "unknown",
  "video",
  "social",
  "messaging",
  "web",
  "push",
  "mail",
  "store",
  "cloud",
  "game",
  "p2p",
  "download",
  "system",
  "map",
] as const;

/** Which network carried it: `wifi` is a private access point (only the phone sees it), `wlan` is the operator's. */
export const ACCESS = ["unknown", "cellular", "wifi", "wlan"] as const;

/** Radio access technology. */
export const RATS = ["unknown", "3g", "lte", "nr", "wlan"] as const;

/** What a passive fingerprint says of the sender's operating system. */
export const OPERATING_SYSTEMS = [
  "unknown",
  "android",
  "ios",
  "windows",
  "macos",
  "linux",
  "mixed",
] as const;

/** Rating groups of the charging view. */
export const RATING_GROUPS = ["unknown", "data", "wlan", "roaming"] as const;

/** causeForRecClosing of 3GPP TS 32.298, by the standard's own names. */
export const CAUSES = [
  "unknown",
  "normalRelease",
  "abnormalRelease",
  "volumeLimit",
  "timeLimit",
  "servingNodeChange",
  "maxChangeCond",
  "managementIntervention",
  "rATChange",
] as const;

/** Acct-Status-Type of RFC 2866. */
export const SESSION_STATUS = ["unknown", "start", "interim", "stop"] as const;

/** How a WLAN session logged in. */
export const LOGIN_METHODS = ["unknown", "portal", "mac", "sim"] as const;

/** Acct-Terminate-Cause of RFC 2866, those that occur here. */
export const TERMINATE_CAUSES = [
  "unknown",
  "User-Request",
  "Lost-Carrier",
  "Idle-Timeout",
  "Session-Timeout",
  "Admin-Reset",
] as const;

/** What a CRM says the line is used in. */
export const DEVICE_TYPES = ["unknown", "phone", "tablet", "router"] as const;

/** Market segment in the CRM. */
export const SEGMENTS = ["unknown", "consumer", "student", "business", "prepaid"] as const;

/** How a case ended. */
export const END_KINDS = [
  "unknown",
  "self",
  "owner",
  "cap",
  "suspension",
  "provider-fix",
  "network",
] as const;

/** Roles of an episode in truth. */
export const ROLES = ["unknown", "incident", "look-alike"] as const;

/** Truth's verdict on an episode. */
export const VERDICTS = ["unknown", "anomalous", "benign", "ambiguous", "ignore"] as const;

/** Halves of a dataset. */
export const SPLITS = ["unknown", "calibration", "test", "train"] as const;

/** What can be done about a line, in a table of enforcement. */
export const ACTIONS = [
  "unknown",
  "notify",
  "throttle",
  "block-app",
  "block-tether",
  "defer-to-wifi",
  "block-new-login",
  "disconnect-session",
  "require-second-factor",
  "cut-data",
  "suspend-line",
  "owner-stops",
] as const;

/** Networks that are billed, on which something can be done. */
export const PLANES = ["unknown", "cellular", "wlan", "both"] as const;

/** Whose bytes an action is about: the phone's own, or those of a guest behind it or on its account. */
export const TERMINALS = ["unknown", "any", "phone", "guest"] as const;

/** Whether an action spares the app on screen. */
export const GROUNDS = ["unknown", "any", "background"] as const;

/** Whether what an action stopped asks again. */
export const RETRIES = ["unknown", "none", "later"] as const;

/** Who can turn a safeguard on, or acts. */
export const HANDS = ["unknown", "owner", "seller", "operator"] as const;
