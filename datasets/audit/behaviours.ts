import type { ArtefactGroup } from "./artefact-columns.ts";

/** What a kind really shows, though its column is an artefact for other kinds. */
export interface Behaviour {
  /** Incidents and look-alikes that show it. */
  readonly kinds: readonly string[];
  readonly group: ArtefactGroup;
  /** Rows that it is not asked beside. */
  readonly against: "normal" | "twin";
  readonly what: string;
  /** `measured ...`, `cited ...` or `chosen ...`. */
  readonly source: string;
}

/** Behaviour by kind: these groups are left out of the contrasts named, and of no others. */
export const BEHAVIOURS: readonly Behaviour[] = [
  {
    kinds: [
      ...["bt-over-hotspot", "family-hotspot", "hotspot-call", "p2p-launcher"],
      ...["pc-sync-overnight", "steam-hotspot", "wanted-torrent"],
    ],
    group: "terminal",
    against: "normal",
    what: "a guest's system and one hop less show behind a hotspot; its look-alikes share them",
    source:
      "measured on 36 captures: 64 from 28 phones, 63 from 3 behind a hop, 127 and 128 from PCs",
  },
  {
    kinds: ["bt-over-hotspot", "p2p-launcher", "wanted-torrent"],
    group: "tuples",
    against: "normal",
    what: "BitTorrent reaches 192 to 411 remotes a minute at 1.14 to 1.22 flows each",
    source: "measured on a capture of 148 s of Transmission",
  },
  {
    kinds: ["bt-over-hotspot", "p2p-launcher", "wanted-torrent"],
    group: "packets",
    against: "normal",
    what: "normal rows that a probe calls p2p are shared video, another protocol",
    source: "measured: .99 between the two, both honest",
  },
  {
    kinds: ["hotspot-call"],
    group: "packets",
    against: "normal",
    what: "normal rows that a probe calls messaging are chats and pictures, another protocol than a call's",
    source: "measured: .66 between the two in a city of 2015, both honest",
  },
  {
    kinds: ["first-backup", "photo-trip", "walks-out"],
    group: "repeats",
    against: "twin",
    what: "one run of an app or two flows on, where what falls back comes in runs from several",
    source: "chosen: that it goes in one run is the story of these look-alikes",
  },
  // Of minutes in which little goes up, the residues together say how much it is.
  ...(["packets", "repeats", "bytes up"] as const).map((group) => ({
    ...{ kinds: ["p2p-launcher"], group, against: "twin" as const },
    what: "a launcher gives little back: what it sends is acknowledgements, not pieces",
    source: "chosen: that little goes up is the story of this look-alike",
  })),
  {
    kinds: ["stale-session"],
    group: "repeats",
    against: "twin",
    what: "one session runs on, where those of a thief begin and end beside each other",
    source: "chosen: that nothing overlaps is the story of this look-alike",
  },
  {
    kinds: ["game-overnight"],
    group: "repeats",
    against: "twin",
    what: "one package flows on for many minutes, where a batch begins another one",
    source: "chosen: that it is one package is the cue of this look-alike",
  },
  {
    kinds: ["first-photo-sync", "podcast-sync"],
    group: "packets",
    against: "twin",
    what: "the one sends and the other fetches, where a sync that runs wild does either",
    source: "chosen: which way it goes is the story of these look-alikes",
  },
  ...(["packets", "tuples", "repeats"] as const).map((group) => ({
    ...{ kinds: ["tourist-navigation"], group, against: "twin" as const },
    what: "tiles and routes come down, where a map app that tells of places sends",
    source: "chosen: that they come down, by a download's protocol, is the cue of this look-alike",
  })),
  ...(["packets", "tuples"] as const).map((group) => ({
    ...{ kinds: ["group-chat-day"], group, against: "twin" as const },
    what: "pictures come through the chat, where those of ads come as pages do",
    source: "chosen: the push channel alone is the protocol that both share",
  })),
  ...(["packets", "tuples", "repeats"] as const).map((group) => ({
    ...{ kinds: ["voice-memo-upload"], group, against: "twin" as const },
    what: "a recorder waits for no orders, so no row of it is a heartbeat",
    source: "chosen: that nothing beats is the cue of this look-alike",
  })),
  {
    kinds: ["reward-video", "screen-off-playlist"],
    group: "repeats",
    against: "twin",
    what: "spots follow each other in one sitting, where hidden ones come at odd moments of days",
    source: "chosen: that it is one sitting is the story of these look-alikes",
  },
  ...(["packets", "repeats"] as const).map((group) => ({
    ...{ kinds: ["other-store-app"], group, against: "twin" as const },
    what: "no heartbeats, and one sitting: what its recorder, player and node are beside their twins",
    source: "chosen: the stories of voice-memo-upload, screen-off-playlist and crypto-node",
  })),
  {
    kinds: ["own-build"],
    group: "repeats",
    against: "twin",
    what: "spots and bursts follow each other while somebody looks",
    source: "chosen: that it is one sitting is the story of this look-alike",
  },
  {
    kinds: ["wanted-vpn-relay"],
    group: "tuples",
    against: "twin",
    what: "one tunnel instead of hundreds of remotes",
    source: "chosen: that it is one tunnel is the cue of this look-alike",
  },
  {
    kinds: [
      ...["crypto-node", "other-store-app", "own-build"],
      ...["proxyware", "unknown-source-app", "wanted-vpn-relay"],
    ],
    group: "packets",
    against: "normal",
    what: "normal rows that a probe calls web are pages, another protocol than a tunnel's",
    source: "measured: .69 between the two, both honest",
  },
  ...(["nas", "clientMac"] as const).flatMap((group) => [
    {
      ...{ kinds: ["account-block-sweep"], group, against: "normal" as const },
      what: "one stranger with two clients sits at one place and uses one account after the other",
      source: "chosen: that place and client are on many accounts is what shows of this kind",
    },
    {
      ...{ kinds: ["account-handout", "lent-account"], group, against: "twin" as const },
      what: "the stranger's place and clients are on many accounts, theirs on one, or at home",
      source: "chosen: clients and places of their own are the stories of these look-alikes",
    },
  ]),
  {
    ...{ kinds: ["account-handout"], group: "nas", against: "normal" },
    what: "a block is handed out at one place",
    source: "chosen: the story of this look-alike",
  },
  {
    ...{ kinds: ["account-block-sweep", "account-handout"], group: "account", against: "normal" },
    what: "accounts that are used at one place are of one block",
    source: "cited: 2013, default passwords on blocks of numbers of students",
  },
];

/** Finds the behaviour for whose sake a group is not asked in a contrast. */
export function behaviourOf(
  kind: string,
  group: ArtefactGroup,
  against: "twin" | "normal",
): Behaviour | undefined {
  return BEHAVIOURS.find(
    (each) => each.kinds.includes(kind) && each.group === group && each.against === against,
  );
}
