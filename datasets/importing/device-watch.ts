import type { Strangers } from "./strangers.ts";

/** Options of {@link openDeviceWatch}. */
export interface DeviceWatchOptions {
  /** Devices that were named one by one, each by its addresses. */
  readonly named: readonly (readonly string[])[];
  readonly strangers: Strangers;
  /** Tells what is odd about all rows together. */
  note(what: string, bytes: number, line?: number): void;
}

/** Looks at whose the bytes of a flow log are. */
export interface DeviceWatch {
  see(device: number, up: number, down: number): void;
  /** Tells what all rows show together. */
  finish(): void;
}

const MOST_NAMED = 5;

/**
 * Opens a watch for what a wrong list of devices looks like: one without a row, most bytes being
 * nobody's, or all going one way, since the log holds no more. Memory grows with devices.
 */
export function openDeviceWatch({ named, strangers, note }: DeviceWatchOptions): DeviceWatch {
  const devices = new Set<number>();
  const bytes = { up: 0, down: 0 };
  return {
    see(device, up, down) {
      devices.add(device);
      bytes.up += up;
      bytes.down += down;
    },
    finish() {
      const silent = named.filter((_, device) => !devices.has(device));
      if (silent.length > 0) {
        const names = silent.slice(0, MOST_NAMED).map((addresses) => `"${addresses.join()}"`);
        const more = silent.length > MOST_NAMED ? ` and ${silent.length - MOST_NAMED} more` : "";
        note(`no row of device ${names.join(", ")}${more}`, 0);
      }
      const own = bytes.up + bytes.down;
      const all = strangers.bytes + own;
      if (strangers.bytes * 2 > all) {
        const share = ((100 * own) / all).toFixed(1);
        note(
          `the devices have ${share} % of the bytes; most others are of ${strangers.most(MOST_NAMED).join(", ")}`,
          strangers.bytes,
        );
      }
      const way = bytes.up === 0 ? "up" : "down";
      if (own > 0 && bytes[way] === 0) {
        note(`no byte is ${way}: the log holds one direction alone`, 0);
      }
    },
  };
}
