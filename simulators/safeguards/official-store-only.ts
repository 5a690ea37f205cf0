import type { Safeguard } from "../safeguard.ts";

/**
 * Has the owner install from the official store alone, so what comes from elsewhere never gets onto the
 * phone, wanted apps of other stores among them. The store itself has games with a kit that cheats and
 * apps that share the connection, so these stay; and who follows a link is talked into allowing its one
 * app, so what comes by a link stays too.
 */
export const officialStoreOnly: Safeguard<Record<never, never>> = {
  name: "official-store-only",
  summary: "apps come from the official store only",
  by: "owner",
  claims: [
    { kind: "unknown-source-app", source: "article A: official stores and stable versions" },
    { kind: "malware-exfil", source: "article A: official stores and stable versions" },
    { kind: "ad-fraud", source: "articles A and C: official stores and stable versions" },
    { kind: "proxyware", source: "article C: official stores and stable versions" },
  ],
  params: {},
  apply({ settings }) {
    settings.otherStores = false;
  },
};
