import type { ViewBatch } from "../../view.ts";
import type { Findings } from "./finding.ts";
import type { Place } from "./values.ts";

/** Checks the counters of WLAN sessions. */
export interface SessionCheck {
  add(batch: ViewBatch, base: number): void;
  finish(): void;
}

const GIGAWORD = 4_294_967_296;

/**
 * Opens the check that a session's counters, gigawords * 2^32 + octets, are the running sums of
 * the bytes of its rows and never fall. Where the scenario says that some access controllers send no
 * gigawords, theirs may begin again at 0: the sums are then held to them modulo 2^32.
 *
 * A row that became visible after the end leaves its bytes out of the sum but not out of a later
 * counter, so sums may lie below the last counter where the manifest knows of bytes in flight.
 * Holds a few numbers for each session of the shard.
 */
export function openSessionCheck({ manifest, file }: Place, findings: Findings): SessionCheck {
  const sessions = new Map<number, Session>();
  const summary = manifest.views.wlan;
  const counters = ["octetsUp", "octetsDown", "gigawordsUp", "gigawordsDown"];
  const reads = counters.every((name) => summary?.columns.includes(name));
  const gone = summary ? [summary.lost, summary.inFlight] : [];
  const mayWrap = sendNoGigawords(manifest.scenario);
  const mayMiss = gone.some(({ up, down }) => up + down > 0);

  return {
    add({ length, device, session, seq, up, down, ...sent }, base) {
      if (!reads) return;
      for (let i = 0; i < length; i++) {
        const key = device[i] * GIGAWORD + session[i];
        const totalUp = sent.gigawordsUp[i] * GIGAWORD + sent.octetsUp[i];
        const totalDown = sent.gigawordsDown[i] * GIGAWORD + sent.octetsDown[i];
        const known = sessions.get(key) ?? open(device[i], session[i]);
        sessions.set(key, known);
        known.up += up[i];
        known.down += down[i];
        const isLater = seq[i] > known.seq;
        const falls = isLater
          ? totalUp < known.totalUp || totalDown < known.totalDown
          : totalUp > known.totalUp || totalDown > known.totalDown;
        const sendsNone = sent.gigawordsUp[i] + sent.gigawordsDown[i] + known.gigawords === 0;
        known.gigawords += sent.gigawordsUp[i] + sent.gigawordsDown[i];
        if (falls && mayWrap && sendsNone) known.wrapped = true;
        else if (falls) {
          const message = `counters of session ${session[i]} of device ${device[i]} must not fall`;
          findings.add({ level: "error", check: "counters", file, row: base + i, message });
        }
        if (isLater) Object.assign(known, { seq: seq[i], totalUp, totalDown });
      }
    },
    finish() {
      for (const { device, session, wrapped, ...sums } of sessions.values()) {
        const { up, down, totalUp, totalDown } = sums;
        const equal = wrapped
          ? up % GIGAWORD === totalUp && down % GIGAWORD === totalDown
          : up === totalUp && down === totalDown;
        if (wrapped && mayMiss) continue;
        if (equal || (mayMiss && up <= totalUp && down <= totalDown)) continue;
        const message = `rows of session ${session} of device ${device} must sum to its counters ${totalUp} and ${totalDown}, got ${up} and ${down}`;
        findings.add({ level: "error", check: "counters", file, message });
      }
    },
  };
}

/** Share of controllers without gigawords that a generated dataset declares. */
function sendNoGigawords(scenario: unknown): boolean {
  const said = scenario as null | { readonly observation?: { readonly gigawordsLost?: number } };
  return (said?.observation?.gigawordsLost ?? 0) > 0;
}

interface Session {
  readonly device: number;
  readonly session: number;
  seq: number;
  gigawords: number;
  /** Counters without gigawords began again at 0. */
  wrapped: boolean;
  up: number;
  down: number;
  totalUp: number;
  totalDown: number;
}

function open(device: number, session: number): Session {
  const sums = { up: 0, down: 0, totalUp: 0, totalDown: 0 };
  return { device, session, seq: -1, gigawords: 0, wrapped: false, ...sums };
}
