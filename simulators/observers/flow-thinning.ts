import { keyedDraw } from "../chance/keyed-draw.ts";
import type { ObservationSetting } from "../scenario.ts";
import type { FlowColumns } from "./flow-columns.ts";
import { keptPackets, shownBy } from "./packet-sampling.ts";
import type { Rows } from "./rows.ts";

/** Purposes of draws. */
const SAMPLED_UP = 13;
const SAMPLED_DOWN = 14;
const PORTS = 15;
const UPLINK = 16;

/**
 * A probe that counts one packet in N, or sees only what a line receives: each row keeps the packets
 * that were counted, with their share of its bytes, and what truth says of the row shrinks with it.
 *
 * Bytes are rounded down from running sums, so the parts of a row never come to more than the row.
 * 32 bytes for each row of a device's day, and nothing where all is counted.
 */
export class FlowThinning {
  private readonly setting: Pick<ObservationSetting, "sampling" | "uplink">;
  private readonly rows: Rows;
  private words: Uint32Array = new Uint32Array(3);
  private seesUp = true;
  private base = 0;
  /** Share of each row's bytes that is kept, a way each. */
  private keptUp = new Float64Array(0);
  private keptDown = new Float64Array(0);
  /** What the parts of each row have come to so far, whole. */
  private saidUp = new Float64Array(0);
  private saidDown = new Float64Array(0);

  constructor(setting: ObservationSetting, rows: Rows) {
    this.setting = setting;
    this.rows = rows;
  }

  /** Turns to the rows of one device's day, those from `base` on; says whether anything is missing in them. */
  enter(words: Uint32Array, base: number): boolean {
    const { sampling, uplink } = this.setting;
    this.seesUp = !(uplink < 1 && keyedDraw(words, UPLINK, 0, 0) >= uplink);
    if (this.seesUp && !(sampling > 1)) return false;
    this.words = words;
    this.base = base;
    const count = this.rows.length - base;
    if (count > this.keptUp.length) this.grow(2 * count);
    this.saidUp.fill(0, 0, count);
    this.saidDown.fill(0, 0, count);
    return true;
  }

  /** Leaves of a row what was counted, and counts the rest as lost; says whether anything is left. */
  thin(row: number, identity: number): boolean {
    const columns = this.rows.columns as FlowColumns;
    const { sampling } = this.setting;
    const { words, seesUp } = this;
    const time = columns.time[row];
    const up = seesUp ? columns.packetsUp[row] : 0;
    const down = columns.packetsDown[row];
    const keptUp = keptPackets(up, sampling, keyedDraw(words, SAMPLED_UP, time, identity));
    const keptDown = keptPackets(down, sampling, keyedDraw(words, SAMPLED_DOWN, time, identity));
    const kept = keptUp + keptDown;
    if (kept === 0) return false;
    columns.packetsUp[row] = keptUp;
    columns.packetsDown[row] = keptDown;
    const high = columns.hiPortShare[row];
    columns.peers[row] = shownBy(kept, up + down, columns.peers[row]);
    columns.flows[row] = shownBy(kept, up + down, columns.flows[row]);
    const ports = keyedDraw(words, PORTS, time, identity);
    columns.hiPortShare[row] = Math.floor(high * columns.flows[row] + ports) / columns.flows[row];
    const at = row - this.base;
    this.keptUp[at] = up === 0 ? 0 : keptUp / up;
    this.keptDown[at] = down === 0 ? 0 : keptDown / down;
    this.cut("up", row, this.keptUp[at]);
    this.cut("down", row, this.keptDown[at]);
    return true;
  }

  private cut(way: "up" | "down", row: number, share: number): void {
    const bytes = (this.rows.columns as FlowColumns)[way];
    const whole = bytes[row];
    bytes[row] = Math.floor(whole * share);
    this.rows.lost[way] += whole - bytes[row];
  }

  /** Shrinks what episodes moved of the rows, from that part on; a part without a byte is none. */
  close(firstPart: number): void {
    const { parts } = this.rows;
    let kept = firstPart;
    for (let part = firstPart; part < parts.length; part++) {
      const row = parts.row[part];
      const at = row - this.base;
      const up = this.saidUp[at] + parts.up[part];
      const down = this.saidDown[at] + parts.down[part];
      parts.move(part, kept, row);
      parts.up[kept] = between(this.saidUp[at], up, this.keptUp[at]);
      parts.down[kept] = between(this.saidDown[at], down, this.keptDown[at]);
      this.saidUp[at] = up;
      this.saidDown[at] = down;
      if (parts.up[kept] + parts.down[kept] > 0) kept++;
    }
    parts.length = kept;
  }

  private grow(size: number): void {
    this.keptUp = new Float64Array(size);
    this.keptDown = new Float64Array(size);
    this.saidUp = new Float64Array(size);
    this.saidDown = new Float64Array(size);
  }
}

function between(before: number, after: number, share: number): number {
  return Math.floor(after * share) - Math.floor(before * share);
}
