import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** What the command is asked to do. */
export interface FidelityCall {
  readonly devices: number;
  readonly days: number;
  readonly seed: string;
  /** Folder of real captures: protocols are measured beside them, and no volumes. */
  readonly data: string | undefined;
  /** Publishes what was found in perf/fidelity.json. */
  readonly keep: boolean;
  readonly help: boolean;
}

/** What `--help` prints. */
export const USAGE = `fidelity: hold simulated life to published figures, or to real captures

  node dist/perf/fidelity.js [--devices N] [--days N] [--seed SEED] [--keep]
  node dist/perf/fidelity.js --data FOLDER [--keep]

  --devices N    devices that live, 20000 by default: what the bars are made for
  --days N       days that they live, 30 by default
  --seed SEED    1 by default
  --data FOLDER  compare protocols with the captures of that folder instead
  --keep         put what was found into perf/fidelity.json, from which npm run docs writes docs/fidelity.md
  --help         print this

Exit code 1: a bar on volumes was missed. 2: a wrong call.`;

/** Reads the command line; throws a RangeError of one line on what it can't mean. */
export function readCall(argv: readonly string[]): FidelityCall {
  const { devices, days, ...rest } = parse(argv);
  const { data } = rest;
  if (data !== undefined && !existsSync(join(data, "flowtool-csv"))) {
    throw new RangeError(
      `--data must be a folder of captures, with flowtool-csv in it, got ${data}`,
    );
  }
  return { ...rest, devices: whole("devices", devices), days: whole("days", days) };
}

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        devices: { type: "string", default: "20000" },
        days: { type: "string", default: "30" },
        seed: { type: "string", default: "1" },
        data: { type: "string" },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    return { ...values, data: values.data };
  } catch (cause) {
    // Node adds advice in further sentences and lines.
    const [what] = (cause as Error).message.split(/\.?\s*\n|\.\s/);
    throw new RangeError(`${what}; --help tells which options there are`, { cause });
  }
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && Number.isSafeInteger(value)) return value;
  throw new RangeError(`--${name} must be a whole number from 1 on, got ${text}`);
}
