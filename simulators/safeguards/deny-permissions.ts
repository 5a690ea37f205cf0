import type { Safeguard } from "../safeguard.ts";

/**
 * Has the owner refuse what an app has no need of: to share the connection, to use the place while
 * nobody looks. Apps whose way in is such a grant do nothing. It does not stop malware, whose way in is
 * a link and which takes what it was not given, nor an app that shows hidden ads, which needs the network alone.
 * What an owner grants on purpose, a relay or a map on a walk, stays.
 */
export const denyPermissions: Safeguard<Record<never, never>> = {
  name: "deny-permissions",
  summary: "apps are granted no more than they need",
  by: "owner",
  claims: [
    { kind: "malware-exfil", source: "chosen: the usual advice against malware, of no article" },
    { kind: "proxyware", source: "chosen: the usual advice on free apps, of no article" },
    {
      kind: "roaming-map-upload",
      source: "article A: its case was cured by taking the place away",
    },
  ],
  params: {},
  apply({ settings }) {
    settings.broadPermissions = false;
  },
};
