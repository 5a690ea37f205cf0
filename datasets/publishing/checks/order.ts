import type { Manifest } from "../../format/manifest.ts";
import type { ViewBatch, ViewName } from "../../view.ts";
import type { Findings } from "./finding.ts";

/** Checks the order of one view's rows in one shard, batch after batch. */
export interface OrderCheck {
  add(batch: ViewBatch, base: number): void;
  finish(): void;
}

/**
 * Opens the check that rows stand in order of (visibleAt, device, seq), belong to the shard's
 * devices and lie in the span, and that each device's seq counts its rows in order of closing.
 *
 * Rows that were lost or were visible only after the end leave gaps in seq; a gap where the manifest
 * knows of neither is an error. Holds one bit a row.
 */
export function openOrderCheck(
  {
    manifest,
    view,
    shard,
    file,
  }: { manifest: Manifest; view: ViewName; shard: number; file: string },
  findings: Findings,
): OrderCheck {
  const first = shard * manifest.devicesPerShard;
  const end = Math.min(manifest.devices, first + manifest.devicesPerShard);
  const seqs = Array.from({ length: end - first }, openSeqs);
  let visible = Number.NEGATIVE_INFINITY;
  let lastDevice = -1;
  let lastSeq = -1;
  const bad = (check: string, row: number, message: string): void =>
    findings.add({ level: "error", check, file, row, message });

  return {
    add({ length, time, visibleAt, start, device, seq }, base) {
      for (let i = 0; i < length; i++) {
        const at = visibleAt[i];
        const id = device[i];
        const tie = at === visible && (id < lastDevice || (id === lastDevice && seq[i] <= lastSeq));
        if (at < visible || tie) {
          bad("order", base + i, "rows must stand in order of visibleAt, device, seq");
        }
        visible = at;
        lastDevice = id;
        lastSeq = seq[i];
        if (!(start[i] <= time[i] && time[i] <= at)) {
          const got = `${start[i]}, ${time[i]}, ${at}`;
          bad("times", base + i, `start <= time <= visibleAt must hold, got ${got}`);
        }
        if (at >= manifest.span.to) {
          bad("span", base + i, `visibleAt must be before ${manifest.span.to}, got ${at}`);
        }
        if (id < first || id >= end) {
          bad("shard", base + i, `device must be in [${first}, ${end}), got ${id}`);
        } else {
          const problem = count(seqs[id - first], seq[i], time[i]);
          if (problem !== null) bad("seq", base + i, `device ${id}: ${problem}`);
        }
      }
    },
    finish() {
      const summary = manifest.views[view];
      const gone = summary ? [summary.lost, summary.inFlight] : [];
      if (gone.some(({ up, down }) => up + down > 0)) return;
      for (const [at, { rows, largest }] of seqs.entries()) {
        if (rows === largest + 1) continue;
        const message = `device ${first + at}: must have ${largest + 1} rows by its seq, got ${rows}`;
        findings.add({ level: "error", check: "seq", file, message });
      }
    },
  };
}

interface Seqs {
  rows: number;
  largest: number;
  timeOfLargest: number;
  seen: Uint8Array;
}

function openSeqs(): Seqs {
  return { rows: 0, largest: -1, timeOfLargest: 0, seen: new Uint8Array(16) };
}

function count(seqs: Seqs, seq: number, time: number): string | null {
  const { largest, timeOfLargest } = seqs;
  seqs.rows++;
  const byte = seq >> 3;
  if (seq > MOST_ROWS) return `seq must be below ${MOST_ROWS}, got ${seq}`;
  if (byte >= seqs.seen.length) {
    const wider = new Uint8Array(Math.max(2 * seqs.seen.length, byte + 1));
    wider.set(seqs.seen);
    seqs.seen = wider;
  }
  const bit = 1 << (seq & 7);
  if (seqs.seen[byte] & bit) return `seq ${seq} stands twice`;
  seqs.seen[byte] |= bit;
  if (seq > largest) {
    seqs.largest = seq;
    seqs.timeOfLargest = time;
    if (time < timeOfLargest) return `seq ${seq} closed before seq ${largest}`;
  } else if (time > timeOfLargest) {
    return `seq ${seq} closed after seq ${largest}`;
  }
  return null;
}

/** Rows of one device that a file can number; more is a broken column, not a reason to allocate. */
const MOST_ROWS = 100_000_000;
