import type { Sink, WlanLogin } from "./model.ts";

/** What the pen of a sink says of a transfer. */
export type Pen = Omit<Sink, "reset" | "transfer" | "session">;

/** A transfer as its model demanded it. */
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

const PLAIN: Pen = {
  app: 4,
  guess: 4,
  flows: 4,
  peers: 3,
  hiPortShare: 0,
  foreground: 1,
  tethered: 0,
  ttl: 0,
  osFingerprint: 0,
  packetUp: 120,
  packetDown: 1100,
  network: "any",
};

/** Opens a recorder with nothing written yet. Costs an object a transfer, so it is no engine. */
export function createRecorder(): Recorder {
  const transfers: RecordedTransfer[] = [];
  const logins: WlanLogin[] = [];
  return {
    ...PLAIN,
    transfers,
    logins,
    reset() {
      Object.assign(this, PLAIN);
    },
    transfer(start, up, down, rate) {
      if (transfers.length === MOST_TRANSFERS) {
        throw new RangeError(`an episode must have at most ${MOST_TRANSFERS} transfers`);
      }
      const { app, guess, flows, peers, hiPortShare, foreground, tethered, ttl } = this;
      const { osFingerprint, packetUp, packetDown, network } = this;
      transfers.push({
        ...{ start, up, down, rate, app, guess, flows, peers, hiPortShare, foreground, tethered },
        ...{ ttl, osFingerprint, packetUp, packetDown, network },
      });
    },
    session(login) {
      logins.push({ ...login });
    },
  };
}
