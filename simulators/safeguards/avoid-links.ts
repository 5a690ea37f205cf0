import type { Safeguard } from "../safeguard.ts";

/**
 * Has the owner open no link in messages from strangers, so an app that comes by one never gets onto
 * the phone. An app that came another way does all it does: from a site outside the store, inside a game
 * of the store, or with terms that its owner agreed to.
 */
export const avoidLinks: Safeguard<Record<never, never>> = {
  name: "avoid-links",
  summary: "the owner opens no link from strangers",
  by: "owner",
  claims: [
    { kind: "malware-exfil", source: "chosen: the usual advice against malware, of no article" },
    {
      kind: "unknown-source-app",
      source: "chosen: the same advice, since links lead to such sites",
    },
  ],
  params: {},
  apply({ settings }) {
    settings.unknownLinks = false;
  },
};
