import { DAY, HOUR } from "../../../datasets/sizes.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import { aScenario } from "../a-scenario.ts";

const P2P = APPS.indexOf("p2p");

/** Transfers of hours, several at a time, of the phone and of guests, and sessions of hours: every cut hits some. */
const long: TrafficModel = {
  name: "long",
  version: 1,
  summary: "something long is always under way",
  role: "normal",
  params: {},
  plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + DAY }],
  emit({ dayStart, random }, _options, sink) {
    for (let i = 0; i < 16; i++) {
      sink.app = 1 + (i % 12);
      sink.guess = i % 3 === 0 ? P2P : sink.app;
      sink.foreground = i % 4 === 0 ? 1 : 0;
      sink.terminal = i % 5 === 0 ? 1 : 0;
      sink.network = i % 2 === 0 ? "cellular-only" : "any";
      const bytes = 1_000_003 + Math.floor(random.uniform() * 40_000_000);
      const rate = (bytes * 8000) / (HOUR + random.uniform() * 6 * HOUR);
      sink.transfer(dayStart + Math.floor(random.uniform() * DAY), bytes >> 3, bytes, rate);
    }
    for (let i = 0; i < 5; i++) {
      const start = dayStart + Math.floor(random.uniform() * DAY);
      const end = start + HOUR + Math.floor(random.uniform() * 20 * HOUR);
      const up = Math.floor(random.uniform() * 1e6);
      sink.session({
        ...{ start, end, up, down: 7 * up + 1, province: 1 + (i % 9), nas: i },
        ...{ clientMac: i, method: 1, own: i % 2 === 0 ? 1 : 0, terminateCause: 1 },
      });
    }
  },
};

/** The same as an incident, so that its owner can stop it. */
const leak: TrafficModel = {
  ...long,
  name: "leak",
  role: "incident",
  cause: () => ({ trigger: "t", vector: "v", amplifier: "a" }),
};

/** Another one that begins in the evening. */
const late: TrafficModel = {
  ...leak,
  name: "late",
  plan: ({ dayStart }) => [{ start: dayStart + 18 * HOUR, end: dayStart + DAY }],
  emit({ episode }, _options, sink) {
    sink.network = "cellular-only";
    for (let i = 0; i < 5; i++) sink.transfer(episode.start + i * HOUR, 1000, 3_000_001, 1e4);
  },
};

/** Sessions of hours on the account: of the household where the phone is, of strangers elsewhere. */
const sessions = (stranger: boolean): TrafficModel["emit"] => {
  return ({ dayStart, life }, _options, sink) => {
    const { homeProvince } = life.persona;
    for (let hour = stranger ? 8 : 0; hour < 22; hour += 2) {
      const start = dayStart + hour * HOUR + 600_000;
      sink.session({
        ...{ start, end: start + 5 * HOUR, up: 1001 + hour, down: 9_000_007, nas: hour },
        ...{ clientMac: hour, method: 1, own: 0, terminateCause: 1 },
        province: stranger ? 1 + (homeProvince % 30) : homeProvince,
        ...(stranger ? { stranger } : {}),
      });
    }
  };
};
const household: TrafficModel = { ...long, name: "household", emit: sessions(false) };
const theft: TrafficModel = {
  ...leak,
  name: "theft",
  plan: ({ dayStart }) => [{ start: dayStart + 8 * HOUR, end: dayStart + DAY }],
  emit: sessions(true),
};

/** What happens in {@link BUSY} and {@link SHARED_ACCOUNT}. */
export const BUSY_MODELS: readonly TrafficModel[] = [long, leak, late, household, theft];

/** Six lines on which there is always much under way that somebody can stop, and observers that miss some of it. */
export const BUSY = aScenario({
  ...{ days: 2, devices: 6, models: { long: {} }, incidents: { leak: {} } },
  pinned: Array.from({ length: 6 }, (_, device) => ({
    ...{ model: "leak", device, day: device % 2, options: {} },
  })),
  observation: {
    ...{ p2pRecall: 0.4, unknownApp: 0.1, unknownSystem: 0.1 },
    ...{ flowLoss: 0.05, flowLate: 0.1, flowLateBy: 2 * HOUR },
    ...{ counterLoss: 0.05, interimLoss: 0.2, gigawordsLost: 0.3 },
    probeDelay: 60_000,
    interim: 600_000,
    ...{ lostStop: 0.2, egress: 0.1, nat: 0.2 },
    ...{ flowTwice: 0.1, sampling: 20, uplink: 0.8, clockSkew: 60_000, vpnTwice: 0.3 },
  },
});

/** A line whose household and whose thief are on one account, at home. */
export const SHARED_ACCOUNT = aScenario({
  ...{ days: 2, devices: 1, atHome: true, models: { household: {} }, incidents: { theft: {} } },
  pinned: [{ model: "theft", device: 0, day: 0, options: {} }],
});
