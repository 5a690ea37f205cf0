import type { Safeguard } from "../safeguard.ts";

/**
 * Leaves a new version alone until it has been out for a while, so a release that its maker takes
 * back within days never arrives. Faults that stay in an app for months arrive all the same.
 */
export const stayOnStableVersion: Safeguard<Record<never, never>> = {
  name: "stay-on-stable-version",
  summary: "new versions of apps are not installed on the day of their release",
  by: "owner",
  claims: [{ kind: "buggy-app-version", source: "articles A and C: use stable versions" }],
  params: {},
  apply({ settings }) {
    settings.firstReleases = false;
  },
};
