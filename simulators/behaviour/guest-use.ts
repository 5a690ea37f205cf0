import { MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { runningSums } from "../chance/running-sums.ts";
import { categorical, lognormal } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { EmitContext, Sink } from "../model.ts";
import { cellularDownIn, cellularUpIn } from "../network/cellular-link.ts";
import type { Protocol } from "../protocol.ts";
import { chat } from "../protocols/chat.ts";
import { httpsUpload } from "../protocols/https-upload.ts";
import { osUpdate } from "../protocols/os-update.ts";
import { quicVideo } from "../protocols/quic-video.ts";
import { realTimeCall } from "../protocols/real-time-call.ts";
import { tlsDownload } from "../protocols/tls-download.ts";
import { webPage } from "../protocols/web-page.ts";
import { evenTransfer } from "./even-transfer.ts";
import { holdGuestPen } from "./guest-pen.ts";
import { largestRemainder } from "./largest-remainder.ts";

/** Something that a guest does behind a hotspot for some minutes. */
interface Pursuit {
  readonly guess: number;
  readonly protocol: Protocol;
  /** How often guests turn to it; its bytes and remotes beside the others'. */
  readonly turns: number;
  readonly bytes: number;
  readonly hosts: number;
  /** Share of its data that goes up. */
  readonly up: number;
  /** By what the rest comes down, where that is a protocol of its own; the share then differs from turn to turn. */
  readonly down?: Protocol;
}

const VIDEO = codeOf(APPS, "video", "guest-use");
const SOCIAL = codeOf(APPS, "social", "guest-use");
const WEB = codeOf(APPS, "web", "guest-use");
const MESSAGING = codeOf(APPS, "messaging", "guest-use");
const DOWNLOAD = codeOf(APPS, "download", "guest-use");
const CLOUD = codeOf(APPS, "cloud", "guest-use");
const SYSTEM = codeOf(APPS, "system", "guest-use");

/** What a phone or tablet does (chosen: mostly what its owner would do elsewhere, clips in a feed too). */
const HANDHELD: readonly Pursuit[] = [
  { guess: VIDEO, protocol: quicVideo, turns: 0.35, bytes: 1.9, hosts: 0.25, up: 0 },
  { guess: SOCIAL, protocol: webPage, turns: 0.22, bytes: 0.6, hosts: 1, up: 0.05 },
  { guess: SOCIAL, protocol: quicVideo, turns: 0.08, bytes: 1.2, hosts: 0.25, up: 0 },
  { guess: WEB, protocol: webPage, turns: 0.25, bytes: 0.4, hosts: 2, up: 0.15 },
  { guess: MESSAGING, protocol: chat, turns: 0.1, bytes: 0.6, hosts: 1.2, up: 0.15 },
];

/** A drive that is kept in step: what changed here goes up, what changed elsewhere comes down. */
const CLOUD_SYNC = { turns: 0.1, bytes: 1, hosts: 0.2, up: 0.5 };

/** What a PC does (chosen: work and leisure, files, meetings, and what its system fetches unasked). */
const DESKTOP: readonly Pursuit[] = [
  { guess: WEB, protocol: webPage, turns: 0.4, bytes: 0.4, hosts: 2, up: 0.12 },
  { guess: VIDEO, protocol: quicVideo, turns: 0.22, bytes: 2, hosts: 0.25, up: 0 },
  { guess: MESSAGING, protocol: realTimeCall, turns: 0.12, bytes: 0.8, hosts: 0.15, up: 0.46 },
  { guess: DOWNLOAD, protocol: tlsDownload, turns: 0.1, bytes: 3, hosts: 0.2, up: 0 },
  { guess: CLOUD, protocol: httpsUpload, ...CLOUD_SYNC, down: tlsDownload },
  { guess: SYSTEM, protocol: osUpdate, turns: 0.06, bytes: 2.5, hosts: 0.2, up: 0 },
];

/** How long a guest keeps to one pursuit, and ln-sigma of it and of its bytes (chosen). */
const [KEEPS_TO, KEEPS_SIGMA, BYTES_SIGMA] = [4 * MINUTE, 0.8, 0.7];
/** Share of the link that guests fill. */
const FILL = 0.9;

/** Name of a guest among the terminals. */
export type GuestName = Parameters<typeof holdGuestPen>[1];

/** Who is behind the hotspot, when, and how much they use. */
export interface GuestUse {
  readonly guests: readonly GuestName[];
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  /** Remotes of a busy minute of each guest. */
  readonly hosts: number;
}

/** Emits what the guests of a hotspot do: each one thing after the other, together so many bytes as the link lets pass. */
export function emitGuests({ random, life }: EmitContext, use: GuestUse, sink: Sink): void {
  const { guests, bytes, hosts } = use;
  const turns = guests.flatMap((guest) => turnsOf(guest, use, random));
  const weights = turns.map(({ weight }) => weight);
  const parts = largestRemainder(bytes, weights);
  for (const [i, { guest, pursuit, from, to, upShare }] of turns.entries()) {
    const link = upShare > 0.5 ? cellularUpIn(life, from, to) : cellularDownIn(life, from, to);
    const most = Math.floor((FILL * link * (to - from)) / 8000 / guests.length);
    const moved = Math.min(most, parts[i] as number);
    const up = Math.round(moved * upShare);
    holdGuestPen(sink, guest);
    sink.guess = pursuit.guess;
    sink.protocol = pursuit.protocol;
    sink.remotes = Math.max(1, Math.round(hosts * pursuit.hosts));
    if (pursuit.down === undefined) {
      evenTransfer(sink, from, to, { up, down: moved - up });
      continue;
    }
    evenTransfer(sink, from, to, { up, down: 0 });
    sink.protocol = pursuit.down;
    evenTransfer(sink, from, to, { up: 0, down: moved - up });
  }
}

interface Turn {
  readonly guest: GuestName;
  readonly pursuit: Pursuit;
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly upShare: number;
}

function turnsOf(guest: GuestName, { from: start, to: end }: GuestUse, random: Random): Turn[] {
  const pursuits = guest === "pc" || guest === "other-pc" ? DESKTOP : HANDHELD;
  const sums = runningSums(pursuits.map(({ turns: often }) => often));
  const turns: Turn[] = [];
  for (let from = start; from < end; ) {
    const lasts = Math.max(1, Math.round(lognormal(random, KEEPS_TO, KEEPS_SIGMA)));
    const to = Math.min(end, from + lasts);
    const pursuit = pursuits[categorical(random, sums)] as Pursuit;
    const weight = (to - from) * pursuit.bytes * lognormal(random, 1, BYTES_SIGMA);
    const upShare = pursuit.down === undefined ? pursuit.up : random.uniform();
    turns.push({ guest, pursuit, from, to, weight, upShare });
    from = to;
  }
  return turns;
}
