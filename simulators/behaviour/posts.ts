/** What people send on purpose, photos, clips and files, whatever the app. Least bytes, before any scale (chosen). */
export const LEAST_POST = 30_000;

/** Share of a post's data that goes up: the page about it comes down (chosen). */
export const POST_SHARE = { upFrom: 0.94, upTo: 1 };

/** Rate of a post in bit/s, and the least: below a median LTE uplink (chosen). */
export const POST_RATE = { rate: 5e6, rateSigma: 0.6, rateLeast: 200_000 };
