import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import { holdGuestPen } from "../../behaviour/guest-pen.ts";
import { eachLoad, hotspotLoadParams, planHotspotLoad } from "../../behaviour/hotspot-load.ts";
import { uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { cellularUpIn } from "../../network/cellular-link.ts";
import { httpsUpload } from "../../protocols/https-upload.ts";
import { tlsDownload } from "../../protocols/tls-download.ts";

const params = {
  ...hotspotLoadParams({
    ...{ night: 0.9, long: 0.8 },
    source: "chosen: left to run when work is done",
  }),
  upMin: {
    summary: "least share of the bytes that goes up",
    unit: "share",
    default: 0.1,
    min: 0,
    max: 1,
    source: "chosen: as much as most torrents send",
  },
  upMax: {
    summary: "largest share of the bytes that goes up",
    unit: "share",
    default: 0.4,
    min: 0,
    max: 1,
    source: "chosen: a folder that both sides changed",
  },
} as const;

const CLOUD = codeOf(APPS, "cloud", "pc-sync-overnight");
/** Share of the uplink that it fills. */
const FILL = 0.8;

/**
 * Syncs a PC behind the hotspot with a cloud drive overnight, on purpose.
 *
 * Up and down in the same minutes, for hours, from a PC, while its owner sleeps: all of it as of a
 * torrent, but that a handful of servers stands at the other end.
 */
export const pcSyncOvernight: TrafficModel<typeof params> = {
  name: "pc-sync-overnight",
  version: 1,
  summary: "a wanted sync of a PC over the hotspot, through the night",
  role: "look-alike",
  twin: "bt-over-hotspot",
  cue: "peers: a handful of servers instead of dozens of remotes",
  explanation: "The owner let the work PC sync its drive over the phone overnight.",
  params,
  spreads: true,

  plan(context, options) {
    const { episode } = planHotspotLoad(context, options);
    const upShare = uniform(context.random, options.upMin, Math.max(options.upMin, options.upMax));
    return [{ ...episode, notes: { ...episode.notes, upShare } }];
  },

  emit(context, options, sink) {
    const { upShare } = context.episode.notes as { readonly upShare: number };
    holdGuestPen(sink, "pc");
    sink.guess = CLOUD;
    eachLoad(context, options, (from, to, rate) => {
      const up = Math.min(rate * upShare, FILL * cellularUpIn(context.life, from, to));
      const bytes = (bits: number) => Math.round((bits * (to - from)) / 8000);
      sink.protocol = tlsDownload;
      evenTransfer(sink, from, to, { up: 0, down: bytes(rate * (1 - upShare)) });
      sink.protocol = httpsUpload;
      evenTransfer(sink, from, to, { up: bytes(up), down: 0 });
    });
  },
};
