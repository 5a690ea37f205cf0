/** Sizes are bytes in binary units, as bills count them; the Wuhan bill of 2015 proves it. */
export const KB = 1024;
/** 2^20 bytes. */
export const MB = 1_048_576;
/** 2^30 bytes. */
export const GB = 1_073_741_824;
/** 2^40 bytes. */
export const TB = 1_099_511_627_776;

/** Times and durations are milliseconds. */
export const SECOND = 1000;
/** 60 s in ms. */
export const MINUTE = 60_000;
/** 60 min in ms. */
export const HOUR = 3_600_000;
/** 24 h in ms: every civil day here, since fixed offsets know no daylight saving. */
export const DAY = 86_400_000;
