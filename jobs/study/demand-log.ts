import { codeOf } from "../../datasets/table.ts";
import { ACCESS, APPS } from "../../datasets/vocabularies.ts";
import { NO_EPISODE, type Transfers } from "../../simulators/engine/transfers.ts";

/** Whose demand it is. */
export const DEMAND_CLASSES = ["inUse", "background", "guest", "lookAlike"] as const;

const [IN_USE, BACKGROUND, GUEST, LOOK_ALIKE] = [0, 1, 2, 3] as const;
/** Bit of a push beside its class. */
export const PUSH = 4;
const PUSH_APP = codeOf(APPS, "push");
const MESSAGING_APP = codeOf(APPS, "messaging");
const CELLULAR = codeOf(ACCESS, "cellular");
const WLAN = codeOf(ACCESS, "wlan");

/** Whether bytes on an access stand on the operator's bill. */
export function isBilled(access: number): boolean {
  return access === CELLULAR || access === WLAN;
}

/**
 * What one line wanted and got, demand by demand: typed arrays behind an open-addressed index, since
 * an object a demand costs twenty times what the demand does. 25 bytes a demand, and 8 for its index.
 */
export class DemandLog {
  length = 0;
  id = new Uint32Array(ROOM);
  /** Code of DEMAND_CLASSES, and PUSH. */
  kind = new Uint8Array(ROOM);
  /** Bytes that moved, over whatever network. */
  moved = new Float64Array(ROOM);
  /** When the last of them had. */
  arrived = new Float64Array(ROOM);
  private index = new Int32Array(2 * ROOM).fill(-1);

  /** Takes what was wanted of a day's transfers: all but incidents. */
  add(transfers: Transfers, isIncident: (episode: number) => boolean): void {
    const { length, demand, movedUp, movedDown, stop, episode } = transfers;
    for (let i = 0; i < length; i++) {
      const number = episode[i] as number;
      const bytes = movedUp[i] + movedDown[i];
      if (bytes === 0 || (number !== NO_EPISODE && isIncident(number))) continue;
      const at = this.find(demand[i]);
      this.kind[at] = kindOf(transfers, i);
      this.moved[at] += bytes;
      this.arrived[at] = Math.max(this.arrived[at] as number, stop[i]);
    }
  }

  /** Place of a demand, -1 where it is not here. */
  placeOf(id: number): number {
    const { index } = this;
    const mask = index.length - 1;
    for (let slot = id & mask; ; slot = (slot + 1) & mask) {
      const at = index[slot] as number;
      if (at < 0 || this.id[at] === id) return at;
    }
  }

  private find(id: number): number {
    const known = this.placeOf(id);
    if (known >= 0) return known;
    if (this.length === this.id.length) this.grow();
    const at = this.length++;
    this.id[at] = id;
    this.moved[at] = 0;
    this.arrived[at] = Number.NEGATIVE_INFINITY;
    this.enter(at);
    return at;
  }

  private enter(at: number): void {
    const { index } = this;
    const mask = index.length - 1;
    let slot = this.id[at] & mask;
    while (index[slot] >= 0) slot = (slot + 1) & mask;
    index[slot] = at;
  }

  private grow(): void {
    const room = 2 * this.id.length;
    const larger = <T extends Uint32Array | Uint8Array | Float64Array>(values: T): T => {
      const grown = new (values.constructor as new (length: number) => T)(room);
      grown.set(values as never);
      return grown;
    };
    this.id = larger(this.id);
    this.kind = larger(this.kind);
    this.moved = larger(this.moved);
    this.arrived = larger(this.arrived);
    this.index = new Int32Array(2 * room).fill(-1);
    for (let at = 0; at < this.length; at++) this.enter(at);
  }
}

const ROOM = 1024;

function kindOf({ episode, terminal, own, foreground, app }: Transfers, i: number): number {
  if (episode[i] !== NO_EPISODE) return LOOK_ALIKE;
  if (terminal[i] > 0 || own[i] === 0) return GUEST;
  if (foreground[i] === 1) return IN_USE;
  const isPush = app[i] === PUSH_APP || app[i] === MESSAGING_APP;
  return isPush ? BACKGROUND | PUSH : BACKGROUND;
}
