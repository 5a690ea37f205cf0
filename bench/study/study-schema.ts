import { z } from "zod";
import type { StudyFile } from "./study-file.ts";

const number = z.number();
const maybe = number.nullable();
const text = z.string();
const flag = z.boolean();
const count = z.int().min(0);
const mode = z.enum(["closed", "open"]);
const by = z.enum(["owner", "seller", "operator"]);

const dataset = z.object({
  ...{ name: text, mode, truth: flag, seeds: z.array(text), lines: count, days: number },
  ...{ currency: text, tariffs: z.array(text), enriched: flag },
  lookAlikes: z.record(text, count).exactOptional(),
});

const estimate = z.object({
  ...{ value: maybe, low: maybe, high: maybe, n: number },
  method: z
    .enum(["bootstrap", "bca", "clopper-pearson", "padded", "poisson", "replicates"])
    .nullable(),
});

const paired = z.object({
  ...{ value: number, low: maybe, high: maybe, n: number, equal: flag },
  method: z.enum(["equal", "t", "bootstrap"]).nullable(),
  ...{ unpairedLow: maybe, unpairedHigh: maybe, chance: maybe },
});

const byClass = z.object({
  ...{ inUse: number, background: number, guest: number, lookAlike: number, untold: number },
});

const harm = z.object({
  ...{ wantedBytesLost: byClass, wantedBytesDelayed: byClass, delayHours: number },
  ...{ pending: number, peopleCutOff: count, messages: count, pushesMissed: count },
});

const perThousandLineMonths = z.object({
  ...{ mix: text, bytesSaved: number, ratedSaved: number, wantedBytesLost: number },
  ...{ wantedBytesDelayed: number, peopleCutOff: number, messages: number },
});

const netBenefit = z.object({
  ...{ saved: number, spent: number, fixed: number, value: number, asLived: number },
  breakEven: maybe,
});

const cell = z.object({
  ...{ dataset: text, strategy: text, kind: text, mode, cases: count, detected: count },
  ...{ prevented: estimate.nullable(), bytesAtStake: number, bytesSaved: paired },
  ...{ bytesMoved: number, bytesPending: number, ratedAtStake: number, ratedSaved: paired },
  ...{ moneyAtStake: number, moneySaved: paired },
  ordinary: z.object({ ratedSaved: number, moneySaved: number }),
  borneBy: z.object({ owner: number, seller: number, operator: number }),
  ...{ wrongPlane: count, alarms: count, harm, perThousandLineMonths, corrected: maybe },
  halves: z.object({ calibration: number, test: paired, testAtStake: number }).nullable(),
  netBenefit: netBenefit.nullable(),
});

const records = z.object({
  ...{ dataset: text, strategy: text, alarms: count, alarmsPerDay: number, lines: count },
  atFirstAlarm: z.object({ bytes: number, rated: maybe }),
  cut: z.object({ lines: count, bytes: number, rated: maybe, billed: maybe }).nullable(),
  untold: z.array(text),
});

const side = z.object({
  ...{ bytes: number, rated: number, billed: number, withheld: number, alarms: count },
});

const beside = z.object({
  ...{ dataset: text, strategy: text, open: side, closed: side },
  straddled: z.object({ cases: number, wanted: number, rated: number }),
  agree: z.enum(["to the byte", "within the record", "no"]),
  why: z.array(text),
});

const points = z.array(z.tuple([number, number]));

const night = z.object({
  ...{ dataset: text, seed: text, kind: text, utcOffset: number, onset: number, end: number },
  ...{ asItWas: points, unchanged: z.array(text) },
  courses: z.array(z.object({ strategies: z.array(text), points })),
});

const together = z.object({
  ...{ dataset: text, mode, isHalved: flag, isPriced: flag, stake: number },
  chosen: z.object({ strategies: z.array(text), isEnough: flag, saved: number }),
  leader: z.object({ strategy: text, saved: number }),
  beside: z.array(z.object({ strategy: text, saved: number, adds: number })),
});

/** Shape of a study.json: what reads one looks at all of it, so that none is told by halves. */
export const studyFile: z.ZodType<StudyFile> = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ billshock: text, node: text }),
  datasets: z.array(dataset),
  strategies: z.array(z.object({ name: text, by, summary: text, source: text, adoption: maybe })),
  ...{ cells: z.array(cell), records: z.array(records), beside: z.array(beside) },
  ...{ nights: z.array(night), together: z.array(together) },
  costs: z
    .object({ "false-cut": number, message: number, "team-hour": number, "lost-gb": number })
    .nullable(),
  answers: z.array(
    z.object({ text, dataset: text, mode, strategy: text, kind: text, isIdle: flag }),
  ),
  ...{ warnings: z.array(text), timings: z.object({ seconds: number }) },
});
