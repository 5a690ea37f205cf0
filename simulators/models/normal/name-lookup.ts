import type { Param } from "../../../datasets/param.ts";
import { DAY, HOUR } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import { lognormal, uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { dns } from "../../protocols/dns.ts";

const params = {
  every: {
    summary: "mean time between two bursts of lookups that no app is named for",
    unit: "ms",
    default: 2 * HOUR,
    min: 60_000,
    max: 24 * HOUR,
    source: "chosen: lookups of apps stand with their apps; these are the system's own",
  },
  bytes: {
    summary: "median bytes of the answers of a burst",
    unit: "bytes",
    default: 900,
    min: 100,
    max: 1e6,
    source: "measured: 100 to 208 B an answer, bursts of 1 to 39",
  },
  bytesSigma: {
    summary: "ln-sigma of them",
    unit: "ln",
    default: 0.9,
    min: 0,
    max: 3,
    source: "measured: the same bursts",
  },
} as const satisfies Record<string, Param>;

const SYSTEM = codeOf(APPS, "system", "name-lookup");
/** Rate of answers, bit/s (chosen: a burst is over within a second). */
const RATE = 200_000;

/** Resolves names for the system itself, day and night: bursts of tiny questions to one resolver. */
export const nameLookup: TrafficModel<typeof params> = {
  name: "name-lookup",
  version: 1,
  summary: "lookups of names by the system itself",
  role: "normal",
  params,
  plan: wholeDay,
  emit({ random, dayStart }, { every, bytes, bytesSigma }, sink) {
    sink.app = SYSTEM;
    sink.guess = SYSTEM;
    sink.foreground = 0;
    sink.protocol = dns;
    for (let at = uniform(random, 0, every); at < DAY; at += uniform(random, 0.4, 1.6) * every) {
      const answers = Math.ceil(lognormal(random, bytes, bytesSigma));
      sink.transfer(dayStart + Math.floor(at), 0, answers, RATE);
    }
  },
};
