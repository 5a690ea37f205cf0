import { PLAIN_SETTINGS, type Settings } from "../life/device-life.ts";
import type { Sink, WlanLogin } from "../model.ts";
import { routeOf } from "../network/route.ts";
import { copyPen, Pen } from "../pen.ts";

/** A transfer as its model demanded it, on the network that its phone lets it take. */
export interface RecordedTransfer extends Pen {
  readonly start: number;
  readonly up: number;
  readonly down: number;
  readonly rate: number;
}

/** A sink that remembers demands instead of moving bytes: for tests, and for a look at a model alone. */
export interface Recorder extends Sink {
  readonly transfers: RecordedTransfer[];
  readonly logins: WlanLogin[];
}

/** More demands than this in one episode are a mistake, not traffic. */
const MOST_TRANSFERS = 500_000;

/**
 * Opens a recorder with nothing written yet. The network of what it records is the one that a phone with
 * these switches lets it take. Costs an object a transfer, so it is no engine.
 */
export function createRecorder(settings: Readonly<Settings> = PLAIN_SETTINGS): Recorder {
  const transfers: RecordedTransfer[] = [];
  const logins: WlanLogin[] = [];
  const plain = new Pen();
  const recorder: Recorder = {
    ...plain,
    transfers,
    logins,
    reset() {
      copyPen(plain, this);
    },
    transfer(start, up, down, rate) {
      if (transfers.length === MOST_TRANSFERS) {
        throw new RangeError(`an episode must have at most ${MOST_TRANSFERS} transfers`);
      }
      const demanded = { start, up, down, rate, ...plain };
      copyPen(this, demanded);
      demanded.network = routeOf(this, settings);
      transfers.push(demanded);
    },
    session(login) {
      logins.push({ ...login });
    },
  };
  return recorder;
}
