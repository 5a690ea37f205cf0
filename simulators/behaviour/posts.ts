/**
 * What people send on purpose, photos, clips and files, whatever the app (chosen): least bytes before
 * any scale, and a rate in bit/s below a median LTE uplink. All of the data goes up: what comes back
 * is the protocol's.
 */
export const POST = {
  ...{ least: 30_000, upFrom: 1, upTo: 1 },
  ...{ rate: 5e6, rateSigma: 0.6, rateLeast: 200_000 },
} as const;
