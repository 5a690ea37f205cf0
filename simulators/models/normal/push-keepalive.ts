import type { Param } from "../../../datasets/param.ts";
import { DAY, MINUTE, SECOND } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import { poisson, uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { pushHeartbeat } from "../../protocols/push-heartbeat.ts";

const params = {
  beat: {
    summary: "time between two heartbeats of the busiest app",
    unit: "ms",
    default: 285 * SECOND,
    min: SECOND,
    max: DAY,
    source: "cited: WhatsApp 4 min 45 s, WeChat 270-300 s (52im)",
  },
  beatBytes: {
    summary: "bytes of a heartbeat, both ways together",
    unit: "bytes",
    default: 220,
    min: 1,
    max: 10_000,
    source: "chosen: 100-300 B with TCP and TLS",
  },
  pushes: {
    summary: "mean number of pushed messages a day",
    unit: "1/day",
    default: 80,
    min: 0,
    max: 100_000,
    source: "chosen: 40-150 a day",
  },
  payload: {
    summary: "mean bytes of a pushed message",
    unit: "bytes",
    default: 1500,
    min: 1,
    max: 4096,
    source: "cited: push services cap the payload at 4096 B; the mean is chosen",
  },
  cluster: {
    summary: "heartbeats and pushes of so long are moved as one transfer",
    unit: "ms",
    default: 20 * MINUTE,
    min: MINUTE,
    max: DAY,
    source: "chosen: keeps rows few; the probe then sees one beat where there were four",
  },
} as const satisfies Record<string, Param>;

const PUSH = codeOf(APPS, "push");

/**
 * Keeps the push channel open day and night and brings what is pushed: many tiny exchanges with
 * one remote, together far below a hundredth of the volume. Beats are bundled, so their exact
 * period does not show in the rows; their bytes do.
 */
export const pushKeepalive: TrafficModel<typeof params> = {
  name: "push-keepalive",
  version: 2,
  summary: "heartbeats of the push channel and pushed messages",
  role: "normal",
  params,
  plan: wholeDay,
  emit({ random, dayStart }, { beat, beatBytes, pushes, payload, cluster }, sink) {
    sink.app = PUSH;
    sink.guess = PUSH;
    sink.foreground = 0;
    sink.protocol = pushHeartbeat;
    const beats = Math.round((cluster / beat) * beatBytes);
    const mean = (pushes * cluster) / DAY;
    for (let at = 0; at < DAY; at += cluster) {
      const start = dayStart + at + Math.floor(uniform(random, 0, Math.min(cluster, DAY - at)));
      const pushed = Math.round(poisson(random, mean) * payload);
      const up = Math.round(beats * 0.5 + pushed * 0.08);
      sink.transfer(start, up, Math.round(beats * 0.5 + pushed), 1_000_000);
    }
  },
};
